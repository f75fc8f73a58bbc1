import type { StateReading } from '../../../shared/model/report.ts'
import { pointToPointBands, reportBand, sfpBands } from '../../../shared/triage/bands.ts'
import type { Reading } from './content.ts'
import { fieldsOf, rawOf, textOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state, upDownWords } from './measure.ts'
import type { StateWords } from './measure.ts'
import { readTime } from './times.ts'

/** Nokia ISAM enumerations: 1 los, 2 no-los, 3 not available; 1 fault, 2 no fault (domain.md 2.2). */
const signalWords: StateWords = {
  los: ['los', 'fault'], '1': ['los', 'fault'], 'no-los': ['noLos', 'ok'], no_los: ['noLos', 'ok'], 'no los': ['noLos', 'ok'],
  nolos: ['noLos', 'ok'],
  '2': ['noLos', 'ok'], '3': ['notAvailable', null], 'not-available': ['notAvailable', null],
}
const txFaultWords: StateWords = {
  '1': ['fault', 'fault'], 'tx-fault': ['fault', 'fault'], 'true': ['fault', 'fault'], '2': ['noFault', 'ok'],
  'no-tx-fault': ['noFault', 'ok'],
  'false': ['noFault', 'ok'], '3': ['notAvailable', null], 'not-available': ['notAvailable', null],
}

/** Receiver of an SFP: below it nothing is measured; the field's "no light" values are sentinels, not powers. */
const opticalDbm = [-45, 12] as const
const noLightDbm = [-40, -327.68, -99.99, -100]

export const isFibreCheck = (fields: Fields): boolean =>
  fields.has('attenuation_receiving_dbm') || fields.has('attenuation_transmitting_dbm') || fields.has('sfp_signal_status')

/** KPNWBA fibre check (API document, get_report "Get KPNWBA Fiber Check Report"): all powers are at the operator's SFP. */
export function readFibreCheck(fields: Fields): Reading {
  const speed = fields.number('interface_speed')
  const standard = speed === null || speed === 1e9 ? pointToPointBands : null
  const receivedNorm = reportBand(fields.number('rx_lower_bound_norm'), fields.number('rx_upper_bound_norm'))
  const transmittedNorm = reportBand(fields.number('tx_lower_bound_norm'), fields.number('tx_upper_bound_norm'))
  const module = 'operatorModule' as const
  return {
    kind: 'fibreCheck',
    lastStatusChange: readTime(fields.any('last_status_change')),
    measurements: [
      measure(fields.any('attenuation_receiving_dbm'), {
        key: 'rxPowerAtOperatorModuleDbm', place: module, direction: 'received', unit: 'dBm', plausible: opticalDbm,
        sentinels: noLightDbm,
        band: receivedNorm ?? standard?.received ?? null,
      }),
      measure(fields.any('attenuation_transmitting_dbm'), {
        key: 'txPowerOperatorModuleDbm', place: module, direction: 'transmitted', unit: 'dBm', plausible: opticalDbm,
        sentinels: noLightDbm,
        band: transmittedNorm ?? standard?.transmitted ?? null,
      }),
      measure(fields.any('temperature'), {
        key: 'moduleTemperatureC', place: module, direction: 'none', unit: '°C', plausible: [-40, 110],
        band: sfpBands.temperatureC,
      }),
      measure(fields.any('supply_voltage'), {
        key: 'supplyVoltageV', place: module, direction: 'none', unit: 'V', plausible: [0, 20], band: sfpBands.supplyVoltageV,
      }),
      measure(fields.any('tx_bias_current'), { key: 'txBiasMa', place: module, direction: 'none', unit: 'mA', plausible: [0, 500] }),
      measure(fields.any('interface_speed'), {
        key: 'interfaceSpeedBps', place: module, direction: 'none', unit: 'bit/s', plausible: [1, 1e12],
      }),
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
      ...fields.list('vlans').flatMap(vlan => configuredVlan(vlan)),
      ...fields.list('mac_addressess', 'mac_addresses').flatMap(entry => learnedMac(entry)),
    ],
    remarks: [...remark('advice', fields.any('advice_text')), ...remark('log', fields.any('log'))],
  }
}

function configuredVlan(vlan: unknown): StateReading[] {
  const tag = vlanTag(vlan)
  return tag === null ? [] : [{ key: 'vlanConfigured', place: 'operatorModule', instance: tag, value: 'yes', raw: rawOf(vlan), level: null }]
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
  return [{ key: 'macAddress', place: 'operatorModule', instance, value, raw, level: none ? 'warn' : value === null ? null : 'ok' }]
}

/** `VLAN-6`, `C440`, 6 -> `6`, `440`, `6` (domain.md section 4). */
export function vlanTag(value: unknown): string | null {
  const text = textOf(value)
  return text === null ? null : /\d+/.exec(text)?.[0] ?? text
}
