import type { CheckKind, StateReading } from '../../../shared/model/report.ts'
import { oltReceivedBands, ontReceivedBands, ontTransmittedBands, ponTechnologyOf } from '../../../shared/triage/bands.ts'
import type { ReadContext, Reading } from './content.ts'
import { fieldsOf, foldKey, rawOf, textOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { vlanTag } from './fibreCheck.ts'
import { administrativeWords, given, measure, present, rangingWords, state, upDownWords } from './measure.ts'
import { readTime } from './times.ts'

export const isDeltaOnt = (fields: Fields): boolean =>
  fields.has('operationState') || fields.has('ports') || (fields.has('extraAttributes') && fields.has('adminStatus'))

/** Nokia's "no value" numbers, raw (domain.md 2.3). */
const sentinels = [32768, -32768, 32767, 65534, 65535, 2147483646, 2147483647]

/** A box has up to eight ports and a port a handful of VLANs; all are in the raw body. */
const mostPorts = 64

/**
 * DELTA's answer to both the ONT check and the ONT LAN check (API document, "Get DELTA ONT LAN Check"): one shape holds
 * the box, its light in raw Nokia steps, and its ports. It is of the kind that was asked for.
 * Steps (domain.md 2.3, worked out): ONT powers 0.002 dB, OLT power 0.1 dB, temperature 1/256 °C.
 */
export function readDeltaOnt(fields: Fields, key: string, provider: string | null, context: ReadContext): Reading {
  const attributes = fields.object('extraAttributes') ?? fields
  const type = attributes.text('equipped-type', 'type')
  const technology = ponTechnologyOf(type, context.dataTechnology)
  // Steps differ per provider (an Adtran OLT counts in 0.002 dB), so another or unnamed provider's raw numbers stay as they are.
  const known = provider !== null && foldKey(provider) === 'delta'
  const steps = (scale: (raw: number) => number) => known ? scale : 'unknown' as const
  return {
    kind: kindOf(key, context.requestedKind),
    lastStatusChange: readTime(fields.any('lastStatusChange') ?? attributes.any('last-status-change')),
    measurements: present([
      [attributes.has('op-signal-level'), measure(attributes.any('op-signal-level'), {
        key: 'rxPowerAtOntDbm', place: 'ont', direction: 'received', unit: 'dBm', plausible: [-40, 0], sentinels,
        scale: steps(raw => raw * 0.002), band: ontReceivedBands[technology],
      })],
      [attributes.has('tx-signal-level'), measure(attributes.any('tx-signal-level'), {
        key: 'txPowerOntDbm', place: 'ont', direction: 'transmitted', unit: 'dBm', plausible: [-5, 12], sentinels,
        scale: steps(raw => raw * 0.002), band: ontTransmittedBands[technology],
      })],
      [attributes.has('rx-power-olt'), measure(attributes.any('rx-power-olt'), {
        key: 'rxPowerAtOltDbm', place: 'olt', direction: 'received', unit: 'dBm', plausible: [-45, 0], sentinels,
        scale: steps(raw => raw * 0.1), band: oltReceivedBands[technology],
      })],
      [attributes.has('temperature'), measure(attributes.any('temperature'), {
        key: 'ontTemperatureC', place: 'ont', direction: 'none', unit: '°C',
        plausible: [-40, 110], sentinels, scale: steps(raw => raw / 256),
      })],
    ]),
    states: [
      ...given([
        state('ontAdministrative', 'ont', fields.any('adminStatus'), administrativeWords),
        state('ontOperational', 'ont', fields.any('operationState', 'operationalState'), upDownWords),
        state('ontRanging', 'ont', attributes.any('ranged'), rangingWords),
        state('ontSerial', 'ont', attributes.any('serial-number')),
        state('ontType', 'ont', attributes.any('equipped-type', 'type')),
        state('ontLastDownCause', 'ont', attributes.any('last-down-cause')),
        systemPortOf(fields),
      ]),
      ...fields.list('ports').slice(0, mostPorts).flatMap((port, index) => portStates(port, index)),
    ],
    remarks: [],
  }
}

function kindOf(key: string, requested: CheckKind | null): 'ontCheck' | 'ontLanCheck' {
  if (requested === 'ontCheck' || requested === 'ontLanCheck') return requested
  return key.includes('ontlan') ? 'ontLanCheck' : 'ontCheck'
}

/** `name` leaves out the OLT, and is true of a port at every one of them; the ports' own names have it before `IACM`. */
function systemPortOf(fields: Fields): StateReading {
  const named = state('systemPort', 'olt', fields.any('name'))
  const port = fieldsOf(fields.list('ports')[0])?.text('fqdn') ?? ''
  const olt = /(?:^|:)\s*([^:]+?)\s*:\s*IACM\s*:/i.exec(port)?.[1]
  return olt === undefined || named.value === null || named.value.includes(':') ? named : { ...named, value: `${olt}:${named.value}` }
}

/** `…:R1.S1.LT1.PON8.ONT14.C10.P1` -> `C10.P1`; learned addresses are of instance `C10.P1/6` (port, VLAN). */
function portStates(value: unknown, index: number): StateReading[] {
  const port = fieldsOf(value)
  if (port === null) return []
  const name = /(?:ONT\d+\.)([^:]+)$/.exec(port.text('fqdn', 'name') ?? '')?.[1] ?? String(index + 1)
  const learned = port.list('vlanAssociations').slice(0, mostPorts).flatMap(association => {
    const attributes = fieldsOf(association)?.object('extraAttributes') ?? fieldsOf(association)
    if (attributes === null) return []
    const tag = vlanTag(attributes.any('port-vlan')) ?? ''
    return macsIn(attributes.any('mac-addresses-learned')).map(mac => (
      { key: 'macAddress', place: 'ontLanPort', instance: `${name}/${tag}`, value: mac, raw: mac, level: null } satisfies StateReading
    ))
  })
  return [
    ...given([
      state('ontLanAdministrative', 'ontLanPort', port.any('adminStatus'), administrativeWords, name),
      state('ontLanOperational', 'ontLanPort', port.any('operationState', 'operationalState'), upDownWords, name),
    ]),
    ...learned,
  ]
}

function macsIn(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.map(each => rawOf(each)) : [rawOf(value)]
  return texts.flatMap(text => (text ?? '').split(/[,;\s]+/)).filter(text => textOf(text) !== null).slice(0, 64)
}
