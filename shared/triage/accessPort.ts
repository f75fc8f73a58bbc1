/** Where a line is connected at the operator, read from a port string of a report. */
export type AccessPort = {
  /** DSLAM, OLT or Ethernet node, as the system writes it: `AL-AFQ-DSLA-1`. */
  readonly node: string
  readonly rack: number
  readonly shelf: number
  /** Slot of the line card: 1 of `LT1`. */
  readonly lineCard: number
  /** The shared fibre of a PON; null on copper and point-to-point fibre. */
  readonly ponPort: number | null
  /** The line's own port on the line card; null on a PON. */
  readonly port: number | null
  /** The box on the PON port; null on copper and point-to-point fibre, and where the string ends before it. */
  readonly ont: number | null
  /** The same for every way of writing it; it begins with the prefixes below. `AL-AFQ-DSLA-1/R1.S1/LT1/6` */
  readonly key: string
}

/** Letters, digits, dots and hyphens: what a host name of an access node is made of. */
const nodeName = String.raw`([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)`

/** `AL-AFQ-DSLA-1.R1.S1.LT1.6`, `AL-AAG-DSLA-4:R1.S1.LT2.21`: SELT and fibre check (API document, get_report). */
const namedPort = new RegExp(`^${nodeName}[.:]R(\\d+)\\.S(\\d+)\\.LT(\\d+)\\.(\\d+)$`, 'i')
/** `AL-AFQ-DSLA-1:1-1-1-6`: the same port as the DELT of the same line writes it, rack-shelf-slot-port. */
const numberedPort = new RegExp(`^${nodeName}:(\\d+)-(\\d+)-(\\d+)-(\\d+)$`, 'i')
/** `vri-poc-olt01:R1.S1.LT1.PON8.ONT14`, also as `Ethernet Port:vri-poc-olt01:IACM:R1.S1.LT1.PON8.ONT14.C10.P1`: DELTA. */
const ponName = new RegExp(
  `^(?:EthernetPort:)?${nodeName}:(?:IACM:)?R(\\d+)\\.S(\\d+)\\.LT(\\d+)\\.PON(\\d+)(?:\\.ONT(\\d+)(?:\\.C\\d+(?:\\.P\\d+)?)?)?$`, 'i')

/**
 * Reads the port string of a report (`systemPort`), whatever its case and blanks. Null where it is of no documented shape or
 * names no node: `R1.S1.LT1.PON8.ONT14` alone is true of a port at every OLT.
 */
export function portOf(systemPort: string): AccessPort | null {
  const text = systemPort.replaceAll(/\s+/g, '')
  const pon = ponName.exec(text)
  if (pon !== null) return read(pon, { ponPort: numberIn(pon[5]), port: null, ont: numberIn(pon[6]) })
  const own = namedPort.exec(text) ?? numberedPort.exec(text)
  return own === null ? null : read(own, { ponPort: null, port: numberIn(own[5]), ont: null })
}

function read(match: RegExpExecArray, end: Pick<AccessPort, 'ponPort' | 'port' | 'ont'>): AccessPort {
  const [rack, shelf, lineCard] = [Number(match[2]), Number(match[3]), Number(match[4])]
  const port: Omit<AccessPort, 'key'> = { node: match[1] ?? '', rack, shelf, lineCard, ...end }
  const own = end.ont === null ? end.port : `ONT${end.ont}`
  return { ...port, key: `${ponPortPrefix(port) ?? lineCardPrefix(port)}${own ?? ''}` }
}

const numberIn = (text: string | undefined): number | null => text === undefined ? null : Number(text)

/** What the keys of all ports at the same node begin with. */
export const nodePrefix = ({ node }: Pick<AccessPort, 'node'>): string => `${node.toUpperCase()}/`

/** What the keys of all ports on the same line card begin with. */
export const lineCardPrefix = (port: Pick<AccessPort, 'node' | 'rack' | 'shelf' | 'lineCard'>): string =>
  `${nodePrefix(port)}R${port.rack}.S${port.shelf}/LT${port.lineCard}/`

/** What the keys of all boxes on the same PON port begin with; null where the port is none of a PON. */
export const ponPortPrefix = (port: Pick<AccessPort, 'node' | 'rack' | 'shelf' | 'lineCard' | 'ponPort'>): string | null =>
  port.ponPort === null ? null : `${lineCardPrefix(port)}PON${port.ponPort}/`
