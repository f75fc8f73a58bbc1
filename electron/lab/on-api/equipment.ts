import { Dice } from '../random.ts'
import { TOWNS } from './places.ts'
import type { LabAccess } from './access.ts'

/** Kinds of access switch: how it names a port. */
type SwitchKind = { vendor: string; model: string; port: (port: number) => string }
const SWITCHES: readonly SwitchKind[] = [
  { vendor: 'Huawei', model: 'S5320-28X', port: (port) => `GigabitEthernet0/0/${port}` },
  { vendor: 'Waystream', model: 'ASR5624', port: (port) => `eth ${port}` },
  { vendor: 'Cisco', model: 'ME-3400G-24', port: (port) => `Gi0/${port}` },
  { vendor: 'Juniper', model: 'EX2300-24', port: (port) => `ge-0/0/${port - 1}` },
]

/** Kinds of box at the customer; the first port is the fibre. */
export type CpeKind = { vendor: string; model: string; firmware: string; oui: string; lan: readonly string[]; loopWord: string }
const CPES: readonly CpeKind[] = [
  { vendor: 'Inteno', model: 'FG500', firmware: 'FG500-4.2.1-R7', oui: '00:22:07', lan: ['LAN 1 (röd)', 'LAN 2', 'LAN 3', 'LAN 4'], loopWord: 'locked' },
  { vendor: 'Genexis', model: 'FiberTwist P2110', firmware: 'hrg1000-3.11.4', oui: '00:0F:94', lan: ['LAN1', 'LAN2', 'LAN3', 'LAN4'], loopWord: 'loop detected' },
  { vendor: 'Icotera', model: 'i4850', firmware: '1.23.6', oui: '00:1E:80', lan: ['Port 1', 'Port 2', 'Port 3'], loopWord: 'LOOP' },
  { vendor: 'Waystream', model: 'iBG2024', firmware: 'ibos-4.8.2', oui: '00:1B:C5', lan: ['Internet', 'TV'], loopWord: 'blocking' },
  { vendor: 'Raycore', model: 'RC-E15', firmware: '2.04', oui: '00:0D:6F', lan: [], loopWord: 'loop' },
]
/** Blocks of makers of routers, television boxes and telephone adapters. */
const ROUTERS = ['50:C7:BF', 'AC:9E:17', 'A0:40:A0', '1C:7E:E5', '78:8A:20', 'F4:F5:D8']
const TELEVISION = ['00:02:02']
const TELEPHONES = ['00:0B:82']
const MODULES = [
  { vendor: 'FINISAR CORP.', part: 'FTLF1318P2BTL' },
  { vendor: 'Solid Optics', part: 'SFP-BXU1490-10' },
  { vendor: 'FLEXOPTIX', part: 'S.B1312.10.XDL' },
  { vendor: 'ProLabs', part: 'SFP-GE-BX20-U' },
]
const SALT = { kind: 301, cpe: 302, mac: 303, module: 304, serial: 305, router: 306 }

export type AccessSwitch = { vendor: string; model: string; node: string; portName: string; address: string; mac: string }

/** The access switch of an access, and how it names its port. */
export function switchOf({ switchIndex, port, accessId }: LabAccess): AccessSwitch {
  const dice = new Dice(7, switchIndex)
  const kind = dice.pick(SALT.kind, SWITCHES)
  return {
    vendor: kind.vendor,
    model: kind.model,
    node: `${(TOWNS.find(({ code }) => accessId.startsWith(code))?.code ?? 'net').toLowerCase()}-as${String(switchIndex).padStart(4, '0')}`,
    portName: kind.port(port),
    address: `10.${(switchIndex >> 16) & 255}.${(switchIndex >> 8) & 255}.${switchIndex & 255}`,
    mac: macOf('00:E0:FC', 7, switchIndex, SALT.mac),
  }
}

/** The box at the customer. */
export function cpeOf({ index, condition }: LabAccess): CpeKind & { mac: string } {
  // What is wrong at a customer's cable needs a box with cables.
  const cabled = condition === 'loop' || condition === 'slowLink'
  const kind = new Dice(11, index).pick(SALT.cpe, cabled ? CPES.filter(({ lan }) => lan.length > 1) : CPES)
  return { ...kind, mac: macOf(kind.oui, 11, index, SALT.mac) }
}

export type Role = 'router' | 'television' | 'telephone'

/** Address of a device of the customer. */
export function deviceMac(index: number, role: Role, nth = 0): string {
  const dice = new Dice(13, index)
  const makers = role === 'router' ? ROUTERS : role === 'television' ? TELEVISION : TELEPHONES
  return macOf(dice.pick(SALT.router + nth, makers), 13, index, SALT.mac + 10 * nth + role.length)
}

/** The optical module of a port; `end` 0 at the switch, 1 at the customer. */
export function moduleOf(index: number, end: 0 | 1): { vendor: string; partNumber: string; serialNumber: string } {
  const dice = new Dice(17 + end, index)
  const { vendor, part } = dice.pick(SALT.module, MODULES)
  return { vendor, partNumber: part, serialNumber: `${vendor.charAt(0)}${dice.hex(SALT.serial, 8)}` }
}

function macOf(oui: string, seed: number, index: number, salt: number): string {
  const tail = new Dice(seed, index).hex(salt, 6)
  return `${oui}:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`
}
