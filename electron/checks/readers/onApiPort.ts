import type { PortCounters, PortState, PortStatistics, Shaping } from '../../../shared/model/liveState.ts'
import type { Measurement, StateReading } from '../../../shared/model/report.ts'
import { accessOpticBands } from '../../../shared/triage/bands.ts'
import { booleanOf, fieldsOf, numberOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { counterOf, isNoLight, loopIn, readLiveTime, speedOf } from './onApiValues.ts'

/** A port with its readings: of the access switch, or one of the box at the customer. */
export type ReadPort = { readonly port: PortState; readonly measurements: Measurement[]; readonly states: StateReading[] }

/** Where a port is: decides the names of its readings. */
export type PortPlace = { readonly at: 'accessPort' } | { readonly at: 'cpePort'; readonly instance: string; readonly opticsInstance: string }

const linkWords: StateWords = { true: ['up', 'ok'], false: ['down', 'fault'] }
/** Of a box with several ports most may well be unused. */
const cpeLinkWords: StateWords = { true: ['up', 'ok'], false: ['down', null] }
const duplexWords: StateWords = { true: ['full', 'ok'], false: ['half', 'warn'] }
/** `adminDown` has the inverse sense (domain.md section 4). */
const openWords: StateWords = { true: ['down', 'fault'], false: ['up', 'ok'] }
const yesNoWords: StateWords = { true: ['yes', null], false: ['no', null] }

const keysOf = {
  accessPort: {
    rx: 'rxPowerAtAccessPortDbm', tx: 'txPowerAccessPortDbm', temperature: 'accessPortTemperatureC', supply: 'accessPortSupplyV', bias: 'accessPortBiasMa',
    light: 'accessPortLight', speed: 'accessPortSpeedBps', link: 'accessPortLink', duplex: 'accessPortDuplex', administrative: 'accessPortAdministrative',
  },
  cpePort: {
    rx: 'rxPowerAtCpeDbm', tx: 'txPowerCpeDbm', temperature: 'cpeTemperatureC', supply: 'cpeSupplyV', bias: 'cpeBiasMa',
    light: 'cpeLight', speed: 'cpePortSpeedBps', link: 'cpePortLink', duplex: 'cpePortDuplex', administrative: 'cpePortAdministrative',
  },
} as const

/** Reads one port; what the body does not name is neither false nor zero. */
export function readPort(fields: Fields, where: PortPlace): ReadPort {
  const keys = keysOf[where.at]
  const instance = where.at === 'cpePort' ? where.instance : ''
  const place = where.at
  const words = (value: unknown): unknown => booleanOf(value) ?? upDown(value)
  const link = words(fields.any('link', 'linkStatus', 'linkUp', 'operStatus'))
  const adminDown = booleanOf(fields.any('adminDown')) ?? inverse(words(fields.any('adminUp', 'adminStatus')))
  const fullDuplex = booleanOf(fields.any('fullDuplex')) ?? duplexOf(fields.text('duplex'))
  const speed = speedOf(fields.any('linkSpeed', 'speed'))
  const configured = fields.any('configuredSpeeds', 'configuredSpeed')
  const shaping = shapingOf(configured)
  const loop = fields.text('loopDetectionStatus', 'loopDetection')
  const port: PortState = {
    index: fields.number('index', 'port', 'portIndex'), name: fields.text('name', 'portName'), description: fields.text('ifDescription', 'description'),
    link: typeof link === 'boolean' ? link : null, adminDown, fullDuplex, speedBps: speed.bps, speedText: speed.text,
    configuredSpeed: shaping.length > 0 ? null : fields.text('configuredSpeed', 'configuredSpeeds'),
    changedAt: readLiveTime(fields.any('changedAt', 'linkSince')), loopDetection: loop,
    freeSeating: booleanOf(fields.any('freeSeating')), transceiver: transceiverOf(opticsOf(fields)),
    statistics: statisticsOf(fields.object('statistics')), shaping,
  }
  const optics = readOptics(opticsOf(fields), where, port)
  return {
    port,
    measurements: [...optics.measurements, ...speedMeasurement(port, keys.speed, place, instance), ...peaks(port.statistics, place, instance)],
    states: given([
      state(keys.link, place, port.link, where.at === 'accessPort' ? linkWords : cpeLinkWords, instance),
      state(keys.administrative, place, port.adminDown, openWords, instance),
      state(keys.duplex, place, port.fullDuplex, duplexWords, instance),
      ...(where.at === 'accessPort' ? [] : [
        loopState(loop, instance),
        state('cpePortFreeSeating', 'cpePort', port.freeSeating, yesNoWords, instance),
        state('cpePortConfiguredSpeed', 'cpePort', port.configuredSpeed, {}, instance),
      ]),
      ...optics.states,
      ...shaping.slice(0, mostShaping).map(each => state('shaping', place, [each.cir, each.pir].filter(part => part !== null).join(' / '), {}, each.serviceType ?? each.queue ?? '')),
    ]),
  }
}
const mostShaping = 16

/** The document has `transceiver`, the public specification `fiber`. */
export const opticsOf = (port: Fields): Fields | null => port.object('transceiver', 'fiber', 'fibre')

const upDown = (value: unknown): boolean | null => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return word === 'up' ? true : word === 'down' ? false : null
}
const inverse = (value: unknown): boolean | null => typeof value === 'boolean' ? !value : null
const duplexOf = (text: string | null): boolean | null => text === null ? null : /full/i.test(text) ? true : /half/i.test(text) ? false : null

function loopState(text: string | null, instance: string): StateReading {
  const found = text === null ? null : loopIn(text)
  return {
    key: 'cpePortLoop', place: 'cpePort', instance, raw: text, value: found ?? text, level: found === 'loop' ? 'fault' : found === 'none' ? 'ok' : null,
  }
}

function speedMeasurement({ speedBps, speedText }: PortState, key: string, place: 'accessPort' | 'cpePort', instance: string): Measurement[] {
  if (speedText === null) return []
  const number = numberOf(speedText)
  const shared = { key, place, instance, direction: 'none', raw: speedText, band: null, grade: 'none' } as const
  if (speedBps !== null) return [{ ...shared, value: speedBps, unit: 'bit/s', conversion: number === speedBps ? 'none' : 'scaled' }]
  // No link has no speed; another number is shown as it came.
  return number === null || number === 0 ? [{ ...shared, value: null, unit: 'bit/s', conversion: number === 0 ? 'sentinel' : 'none' }]
    : [{ ...shared, value: number, unit: '', conversion: 'implausible' }]
}

/** Peaks have no documented unit: shown as numbers. */
const peaks = (statistics: PortStatistics | null, place: 'accessPort' | 'cpePort', instance: string): Measurement[] =>
  [['peakInRate', statistics?.peakInput, 'received'], ['peakOutRate', statistics?.peakOutput, 'transmitted']].flatMap(each => {
    const [key, peak, direction] = each as [string, PortStatistics['peakInput'], 'received' | 'transmitted']
    const rate = peak?.rate ?? null
    return rate === null ? [] : [{
      key, place, instance, direction, value: rate, unit: '' as const, raw: String(rate), conversion: 'none' as const, band: null, grade: 'none' as const,
    }]
  })

const opticalDbm = [-45, 12] as const

/** Light in both directions and how the module is. Judged only where the port is not shut (librenms #14781). */
function readOptics(fields: Fields | null, where: PortPlace, port: PortState): Pick<ReadPort, 'measurements' | 'states'> {
  if (fields === null) return { measurements: [], states: [] }
  const keys = keysOf[where.at]
  const place = where.at === 'accessPort' ? 'accessPort' as const : 'cpe' as const
  const instance = where.at === 'accessPort' ? '' : where.opticsInstance
  const raw = {
    rx: fields.any('dbmRx', 'rxDbm', 'rxPower', 'rx'), tx: fields.any('dbmTx', 'txDbm', 'txPower', 'tx'), temperature: fields.any('temp', 'temperature'),
    bias: fields.any('biasTx', 'txBias', 'bias'), supply: fields.any('supplyVoltage', 'voltage'),
  }
  // A module without diagnostics gives zeros for everything.
  const told = Object.values(raw).filter(value => numberOf(value) !== null)
  const isBlank = told.length > 1 && told.every(value => numberOf(value) === 0)
  const bands = port.adminDown === true || isBlank ? null : accessOpticBands(port.speedBps, port.transceiver?.partNumber ?? null)
  const zero = isBlank ? { sentinels: [0] } : {}
  const rx = measure(raw.rx, {
    key: keys.rx, place, instance, direction: 'received', unit: 'dBm', plausible: opticalDbm, band: bands?.received ?? null, ...zero,
  })
  const tx = measure(raw.tx, {
    key: keys.tx, place, instance, direction: 'transmitted', unit: 'dBm', plausible: opticalDbm, band: bands?.transmitted ?? null, ...zero,
  })
  const dark = isNoLight(raw.rx)
  const withoutValue = (each: Measurement): Measurement => ({ ...each, value: null, unit: 'dBm', conversion: 'sentinel', band: null, grade: 'none' })
  const plain = (value: unknown, key: string, unit: '°C' | 'V' | 'mA', plausible: readonly [number, number], limit: Measurement['band']) =>
    measure(value, { key, place, instance, direction: 'none', unit, plausible, band: limit, ...zero })
  return {
    measurements: [
      dark ? withoutValue(rx) : rx,
      isNoLight(raw.tx) ? withoutValue(tx) : tx,
      plain(raw.temperature, keys.temperature, '°C', [-40, 110], bands?.temperatureC ?? null),
      plain(raw.bias, keys.bias, 'mA', [0, 500], null),
      plain(raw.supply, keys.supply, 'V', [0, 20], bands?.supplyVoltageV ?? null),
    ].filter(each => each.raw !== null),
    states: [
      ...(dark || (rx.value !== null && rx.conversion === 'none') ? [{
        key: keys.light, place, instance, raw: rx.raw, value: dark ? 'los' : 'noLos',
        // A shut port, and a port with link, have no loss of light to tell of.
        level: !dark ? 'ok' as const : port.adminDown === true || port.link === true ? null : 'fault' as const,
      }] : []),
      ...given([
        state('transceiverVendor', place, fields.any('vendor'), {}, instance), state('transceiverPart', place, fields.any('partNumber'), {}, instance),
        state('transceiverSerial', place, fields.any('serialNumber'), {}, instance),
      ]),
    ],
  }
}

function transceiverOf(fields: Fields | null): PortState['transceiver'] {
  if (fields === null) return null
  // An empty object is no module.
  return fields.keys.every(key => fields.any(key) === null) ? null
    : { vendor: fields.text('vendor'), partNumber: fields.text('partNumber'), serialNumber: fields.text('serialNumber') }
}

/** Shaping per service; a list, or one object. Text alone is the speed that the port is set to. */
function shapingOf(value: unknown): Shaping[] {
  return (Array.isArray(value) ? value : [value]).slice(0, 64).flatMap(each => {
    const fields = fieldsOf(each)
    if (fields === null) return []
    const shaping = { serviceType: fields.text('serviceType', 'service'), queue: fields.text('queue'), cir: fields.text('cir'), pir: fields.text('pir') }
    return Object.values(shaping).every(part => part === null) ? [] : [shaping]
  })
}

function statisticsOf(fields: Fields | null): PortStatistics | null {
  if (fields === null) return null
  const peak = (name: string): PortStatistics['peakInput'] => {
    const held = fields.object(name)
    if (held === null) {
      const rate = counterOf(fields.any(name))
      return rate === null ? null : { rate, at: null }
    }
    return { rate: counterOf(held.any('counter', 'rate')), at: readLiveTime(held.any('timestamp', 'time')) }
  }
  return {
    counterResetAt: readLiveTime(fields.any('counterResetAt')),
    input: countersOf(fields.object('input')), output: countersOf(fields.object('output')),
    lastFiveInput: countersOf(fields.object('lastFiveInput')), lastFiveOutput: countersOf(fields.object('lastFiveOutput')),
    peakInput: peak('peakInputRate'), peakOutput: peak('peakOutputRate'),
  }
}

function countersOf(fields: Fields | null): PortCounters | null {
  if (fields === null) return null
  const count = (name: string): number | null => counterOf(fields.any(name))
  return {
    packets: count('packets'), bytes: count('bytes'), unicast: count('unicast'), broadcast: count('broadcast'), multicast: count('multicast'),
    pauses: count('pauses'), errors: count('errors'), crcErrors: count('crcErrors'),
  }
}
