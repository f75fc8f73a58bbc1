import { Dice, hashText } from '../random.ts'
import type { LabLine } from './line.ts'
import type { LabPort } from './traits.ts'

const SALT = { copper: 601, fibre: 658, pon: 686 }
/** Around the showcase and the document's own addresses the nodes are the document's. */
const DOCUMENTED = new Set(['2405', '2408'])

/** Two letters of the place, as operators begin the names of their nodes. */
function placeLetters(line: LabLine): string {
  return line.address.city.replaceAll(/[^A-Za-z]/g, '').slice(0, 2).toUpperCase()
}

/** Name of an access node that serves one four-digit postcode. */
function nodeName(line: LabLine, documented: string, kind: 'DSLA-1' | 'DSLA-4' | 'OLT'): string {
  const area = line.address.zipcode.slice(0, 4)
  if (DOCUMENTED.has(area)) return documented
  const hash = hashText(`${area}/${kind}`)
  const letters = `A${String.fromCharCode(65 + (hash % 26))}${String.fromCharCode(65 + (Math.floor(hash / 26) % 26))}`
  return kind === 'OLT' ? `${placeLetters(line).toLowerCase()}-${letters.toLowerCase()}-olt01` : `${placeLetters(line)}-${letters}-${kind}`
}

/** The pairs of a copper line follow each other on one card: `AL-AFQ-DSLA-1.R1.S1.LT1.6` (section get_report, SELT). */
export function copperPort(line: LabLine, pair: number): string {
  const dice = new Dice(0, line.index)
  const { node, card, port }: LabPort = line.traits?.port ?? {
    node: nodeName(line, 'AL-AFQ-DSLA-1', 'DSLA-1'), card: dice.between(SALT.copper, 1, 8), port: dice.between(SALT.copper + 1, 1, 46),
  }
  return `${node}.R1.S1.LT${card}.${port + pair}`
}

/** `AL-AAG-DSLA-4:R1.S1.LT2.21` (section get_report, fibre check). */
export function fibrePort(line: LabLine): string {
  const dice = new Dice(0, line.index)
  const { node, card, port }: LabPort = line.traits?.port ?? {
    node: nodeName(line, 'AL-AAG-DSLA-4', 'DSLA-4'), card: dice.between(SALT.fibre, 1, 8), port: dice.between(SALT.fibre + 1, 1, 36),
  }
  return `${node}:R1.S1.LT${card}.${port}`
}

/** OLT and box of a DELTA line: `vri-poc-olt01` and `R1.S1.LT1.PON8.ONT14` (section get_report, DELTA). */
export function ponPort(line: LabLine): { olt: string; name: string } {
  const dice = new Dice(0, line.index)
  const { node, card, pon = 1, port }: LabPort = line.traits?.port ?? {
    node: nodeName(line, 'vri-poc-olt01', 'OLT'), card: dice.between(SALT.pon, 1, 8), pon: dice.between(SALT.pon + 1, 1, 16),
    port: dice.between(SALT.pon + 2, 1, 64),
  }
  return { olt: node, name: `R1.S1.LT${card}.PON${pon}.ONT${port}` }
}
