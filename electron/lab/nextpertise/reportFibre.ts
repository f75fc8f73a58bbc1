import { Dice } from '../random.ts'
import { DAY_MS, utc } from '../clock.ts'
import { fibrePort } from './ports.ts'
import { lastChangeMs } from './sessions.ts'
import type { LabLine } from './line.ts'

const SALT = { receive: 651, transmit: 652, bias: 653, warm: 654, supply: 655, mac: 656, change: 657 }
/** Norm of the operator's report, dBm (section get_report, fibre check). */
const NORM = { rx_lower_bound_norm: -16, rx_upper_bound_norm: -5, tx_lower_bound_norm: -14, tx_upper_bound_norm: -4 }
const SILENT = new Set(['fibreSilent', 'lightNoLink', 'noLight', 'lightTooWeak', 'transmitterFault'])

/** A MAC address from the range for documentation (RFC 7042). */
export function macOf(line: LabLine): string {
  return `00:00:5E:00:53:${new Dice(0, line.index).hex(SALT.mac, 2)}`
}

function lightDbm(line: LabLine, dice: Dice): { receive: number; transmit: number } {
  const receive = -7 - dice.int(SALT.receive, 600) / 100
  const transmit = -5 - dice.int(SALT.transmit, 300) / 100
  switch (line.condition) {
    case 'noLight':
      return { receive: -40, transmit }
    case 'lightTooWeak':
      return { receive: -17.5 - dice.int(SALT.receive, 400) / 100, transmit }
    case 'lightMarginal':
      return { receive: -15.2 - dice.int(SALT.receive, 70) / 100, transmit }
    case 'lightTooStrong':
      return { receive: -3 - dice.int(SALT.receive, 180) / 100, transmit }
    case 'transmitterLow':
      return { receive, transmit: -15.5 - dice.int(SALT.transmit, 300) / 100 }
    default:
      return { receive, transmit }
  }
}

/** `fiber_check_details`: read at the operator's SFP, so receiving is the light from the customer. */
export function fibreDetails(line: LabLine, nowMs: number, betterDb = 0): Record<string, unknown> {
  const dice = new Dice(0, line.index)
  const { receive: receiveNow, transmit } = lightDbm(line, dice)
  const receive = receiveNow + betterDb
  const { condition } = line
  const warm = condition === 'sfpHot' ? 73 + dice.int(SALT.warm, 500) / 100 : 42 + dice.int(SALT.warm, 1500) / 100
  const down = ['noLight', 'lightTooWeak', 'lightNoLink', 'transmitterFault'].includes(condition)
  const ok = receive >= NORM.rx_lower_bound_norm && receive <= NORM.rx_upper_bound_norm && transmit >= NORM.tx_lower_bound_norm
  const sinceMs = lastChangeMs(line, nowMs, dice.between(SALT.change, 2, 60) * DAY_MS)
  const vlanHeard = condition === 'wrongVlan' ? 34 : line.vlans[0]
  return {
    advice_code: ok ? 0 : 1,
    advice_text: ok ? 'Attenuation is within the norm' : 'Attenuation is not within the norm',
    attenuation_transmitting_dbm: Math.round(transmit * 100) / 100,
    attenuation_receiving_dbm: Math.round(receive * 100) / 100,
    ...NORM,
    line_card_type: 'NELT-B',
    vlans: line.vlans,
    sfp_signal_status: condition === 'noLight' ? 'los' : 'no-los',
    last_status_change: utc(sinceMs),
    line_id: fibrePort(line),
    tx_bias_current: `${(8 + dice.int(SALT.bias, 400) / 100).toFixed(2)} mA`,
    supply_voltage: `${(3.2 + dice.int(SALT.supply, 20) / 100).toFixed(2)} VDC`,
    line_status: down ? 'down' : 'up',
    customer_id: line.serviceId ?? '',
    temperature: `${warm.toFixed(2)} degrees Celsius`,
    mac_addressess: [...new Set([...line.vlans, ...(condition === 'wrongVlan' ? [34] : [])])].map((vlan) => ({
      vlan: `VLAN-${vlan}`,
      value: SILENT.has(condition) || vlan !== vlanHeard ? 'NONE' : macOf(line),
    })),
    technology_type: 'GoF',
    interface_speed: 1_000_000_000,
    tx_fault: condition === 'transmitterFault' ? 1 : 2,
  }
}
