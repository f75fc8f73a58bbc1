import type { Access, Subscription } from '../model/access.ts'
import { decodeOption82 } from '../model/option82.ts'
import { portOf } from './accessPort.ts'
import type { AccessPort } from './accessPort.ts'

/**
 * The access switch and port of an access. ON-API names neither (hardware tells vendor and model alone), but what the switch puts
 * into DHCP requests (RFC 3046, option 82) usually does: circuit id the port, often with the switch before it, remote id the switch.
 * Null where they name no switch: a port number alone is true of every switch.
 */
export function switchPortOf(access: Pick<Access, 'subscriptions'> | null): AccessPort | null {
  for (const subscription of access?.subscriptions ?? []) {
    for (const { circuit, remote } of identifiersOf(subscription)) {
      const port = read(circuit, remote)
      if (port !== null) return port
    }
  }
  return null
}

type Identifiers = { readonly circuit: string; readonly remote: string | null }

function identifiersOf({ dhcpIdentifiers, option82 }: Subscription): Identifiers[] {
  const named = (name: string): string | null => dhcpIdentifiers.find(each => each.name.toLowerCase() === name)?.value ?? null
  const [circuit, remote, v6] = [named('ipv4circuitid'), named('ipv4remoteid'), named('ipv6interfaceid')]
  const subOptions = option82 === null ? [] : decodeOption82(option82).subOptions
  const sub = (code: number) => subOptions.find(each => each.code === code && !each.cut)
  const binary = /^0004[0-9a-f]{4}([0-9a-f]{2})([0-9a-f]{2})$/i.exec(sub(1)?.hex ?? '')
  // VLAN, module and port in two, one and one byte, as Cisco switches fill it.
  const decoded = binary === null ? sub(1)?.text ?? null : `eth ${Number.parseInt(binary[1] ?? '', 16)}/${Number.parseInt(binary[2] ?? '', 16)}`
  return [
    ...(circuit === null ? [] : [{ circuit, remote }]), ...(v6 === null ? [] : [{ circuit: v6, remote: null }]),
    ...(decoded === null ? [] : [{ circuit: decoded, remote: sub(2)?.mac ?? sub(2)?.text ?? null }]),
  ]
}

/** `switch/ge-0/0/7:100`, `switch eth 1/0/24`, `eth 0/7` beside a remote id: node before the port (Broadband Forum TR-101 3.9.3), VLAN after it. */
const circuitText = /^(?:(.+?)[\s/:|,;]+)?(?:(?:ten)?gigabitethernet|ethernet|eth|ge|xe|te|gi|fa|fe|et|port)[\s-]?(\d{1,3}(?:\/\d{1,3}){0,3})(?:[:.]\d+)*$/i

/** Each port counts as a card of its own: of ports at one switch nothing nearer than the switch is shared. */
function read(circuit: string, remote: string | null): AccessPort | null {
  const [, before, numbers = ''] = circuitText.exec(circuit.trim()) ?? []
  const node = (before ?? remote ?? '').trim().replaceAll(/[^a-z0-9_.-]+/gi, '-').replaceAll(/^[-_.]+|[-_.]+$/g, '')
  const path = numbers.split('/').map(Number)
  const port = path.at(-1)
  if (node === '' || port === undefined || numbers === '') return null
  return portOf(`${node}:R${path.at(-3) ?? 0}.S${path.at(-2) ?? 0}.LT${port}.${port}`)
}
