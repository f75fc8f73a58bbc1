import type { Measurement, NormBand, StateReading } from '../../../shared/model/report.ts'
import { pointToPointBands, reportBand, sfpBands } from '../../../shared/triage/bands.ts'
import type { Reading } from './content.ts'
import { fieldsOf, numberOf, rawOf, textOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state, upDownWords } from './measure.ts'
import type { StateWords } from './measure.ts'
import { readTime } from './times.ts'
import { unitFactor, unitWordOf } from './units.ts'

/** Nokia ISAM enumerations: 1 los, 2 no-los, 3 not available; 1 fault, 2 no fault (domain.md 2.2). */
const signalWords: StateWords = {
  los: ['los', 'fault'], '1': ['los', 'fault'], nolos: ['noLos', 'ok'], '2': ['noLos', 'ok'],
  '3': ['notAvailable', null], notavailable: ['notAvailable', null],
}
const txFaultWords: StateWords = {
  '1': ['fault', 'fault'], txfault: ['fault', 'fault'], 'true': ['fault', 'fault'], '2': ['noFault', 'ok'],
  notxfault: ['noFault', 'ok'], 'false': ['noFault', 'ok'], '3': ['notAvailable', null], notavailable: ['notAvailable', null],
}

/** Receiver of an SFP: below it nothing is measured; the field's "no light" values are sentinels, not powers. */
const opticalDbm = [-45, 12] as const
const noLightDbm = [-40, -327.68, -99.99, -100]

export const isFibreCheck = (fields: Fields): boolean =>
  fields.has('attenuation_receiving_dbm') || fields.has('attenuation_transmitting_dbm') || fields.has('sfp_signal_status')

/** KPNWBA fibre check (API document, get_report "Get KPNWBA Fiber Check Report"): all powers are at the operator's SFP. */
export function readFibreCheck(fields: Fields): Reading {
  const module = 'operatorModule' as const
  const speed = measure(fields.any('interface_speed'), {
    key: 'interfaceSpeedBps', place: module, direction: 'none', unit: 'bit/s', plausible: [1e6, 1e12],
    sentinels: [2147483647, 4294967295],
  })
  const standard = isGigabitEthernet(fields, speed) ? pointToPointBands : null
  const received = normOf(fields, 'rx')
  const transmitted = normOf(fields, 'tx')
  return {
    kind: 'fibreCheck',
    lastStatusChange: readTime(fields.any('last_status_change')),
    measurements: [
      measure(fields.any('attenuation_receiving_dbm'), {
        key: 'rxPowerAtOperatorModuleDbm', place: module, direction: 'received', unit: 'dBm', plausible: opticalDbm,
        sentinels: noLightDbm,
        band: received.band ?? standard?.received ?? null,
      }),
      measure(fields.any('attenuation_transmitting_dbm'), {
        key: 'txPowerOperatorModuleDbm', place: module, direction: 'transmitted', unit: 'dBm', plausible: opticalDbm,
        sentinels: noLightDbm,
        band: transmitted.band ?? standard?.transmitted ?? null,
      }),
      measure(fields.any('temperature'), {
        key: 'moduleTemperatureC', place: module, direction: 'none', unit: '°C', plausible: [-40, 110],
        band: sfpBands.temperatureC,
      }),
      measure(fields.any('supply_voltage'), {
        key: 'supplyVoltageV', place: module, direction: 'none', unit: 'V', plausible: [0, 20], band: sfpBands.supplyVoltageV,
      }),
      measure(fields.any('tx_bias_current'), {
        key: 'txBiasMa', place: module, direction: 'none', unit: 'mA', plausible: [0, 500],
      }),
      speed,
    ],
    states: [
      ...given([
        state('lineStatus', module, fields.any('line_status'), upDownWords),
        state('signalStatus', module, fields.any('sfp_signal_status'), signalWords),
        state('txFault', module, fields.any('tx_fault'), txFaultWords),
        state('lineCardType', module, fields.any('line_card_type')),
        state('technologyType', module, fields.any('technology_type')),
        state('systemPort', module, fields.any('line_id')),
        state('adviceCode', 'system', fields.any('advice_code')),
      ]),
      ...received.refused, ...transmitted.refused,
      ...fields.list('vlans').slice(0, most).flatMap(vlan => configuredVlan(vlan)),
      ...fields.list('mac_addressess', 'mac_addresses').slice(0, most).flatMap(entry => learnedMac(entry)),
    ],
    remarks: [...remark('advice', fields.any('advice_text')), ...remark('log', fields.any('log'))],
  }
}

/** Entries of a list that are read; a report of a line has a handful. All are in the raw body. */
const most = 64

/** Where the speed and technology are given, they must be those that the limits of IEEE 802.3 clause 59 are for. */
function isGigabitEthernet(fields: Fields, speed: Measurement): boolean {
  if (/pon/i.test(fields.text('technology_type') ?? '')) return false
  return speed.raw === null || speed.value === 1e9
}

/**
 * The report's own limits for a power. Limits that are upside down, equal or no powers at all are not used, and the report
 * says so: the device gave bogus ones (librenms #18323).
 */
function normOf(fields: Fields, way: 'rx' | 'tx'): { readonly band: NormBand | null; readonly refused: readonly StateReading[] } {
  const raw = [fields.raw(`${way}_lower_bound_norm`), fields.raw(`${way}_upper_bound_norm`)]
  const [lower = null, upper = null] = raw.map(each => readNorm(each))
  const written = raw.filter(each => textOf(each) !== null)
  const usable = [lower, upper].filter(each => each !== null).length === written.length
  const band = usable ? reportBand(lower, upper) : null
  if (band !== null || written.length === 0) return { band, refused: [] }
  return {
    band: null, refused: [{
      key: 'reportLimits', place: 'operatorModule', instance: way, value: usable ? 'inverted' : 'implausible',
      raw: raw.map(each => each ?? '').join(' .. '), level: 'note',
    }],
  }
}

function readNorm(value: unknown): number | null {
  const number = numberOf(value)
  if (number === null || unitFactor(unitWordOf(value), 'dBm') === null) return null
  return number < opticalDbm[0] || number > opticalDbm[1] ? null : number
}

function configuredVlan(vlan: unknown): StateReading[] {
  const tag = vlanTag(vlan)
  return tag === null ? []
    : [{ key: 'vlanConfigured', place: 'operatorModule', instance: tag, value: 'yes', raw: rawOf(vlan), level: null }]
}

/** `NONE` is the system's word for "nothing learned"; null only says that it did not look. */
function learnedMac(entry: unknown): StateReading[] {
  const fields = fieldsOf(entry)
  if (fields === null) return []
  const raw = fields.raw('value', 'mac', 'mac_address')
  if (raw === null) return []
  const instance = vlanTag(fields.any('vlan')) ?? ''
  const none = raw.toUpperCase() === 'NONE'
  const value = none ? 'none' : textOf(raw)
  const level = none ? 'warn' : value === null ? null : 'ok'
  return [{ key: 'macAddress', place: 'operatorModule', instance, value, raw, level }]
}

/** `VLAN-6`, `C440`, 6 -> `6`, `440`, `6` (domain.md section 4). */
export function vlanTag(value: unknown): string | null {
  const text = textOf(value)
  return text === null ? null : /\d+/.exec(text)?.[0] ?? text
}
