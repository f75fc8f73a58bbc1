import { marginDb, oltReserveDb, oltTransmittedMaxDbm, ontReceivedBands } from './bands.ts'
import { fromObservation, fromReport, measuredIn, stateIn, valueOf } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'
import { nothing, rounded } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const rx = 'rxPowerAtOntDbm'
const beyond = ['L1', 'L2', 'A1', 'A4', 'P11', 'X1', 'noSession']

/** The ONT's own report, where it says that the box is expected but not heard. */
function unheard(evidence: Evidence) {
  const report = stateIn(evidence, 'ontOperational')?.report
  if (report === undefined || valueOf(report, 'ontAdministrative') === 'down') return null
  // Ranging decides; a report that leaves it out still says that the box is down.
  return valueOf(report, 'ontOperational') === 'down' && valueOf(report, 'ontRanging') !== 'ranged' ? report : null
}

/** Light at the outlet as the engineer measured it: in the ONT's window, none, or not looked. */
function outlet(evidence: Evidence): 'inWindow' | 'none' | null {
  const { lightAtOutlet, lightAtOutletDbm } = evidence.observations ?? { lightAtOutlet: null, lightAtOutletDbm: null }
  const band = ontReceivedBands[evidence.pon]
  if (lightAtOutletDbm !== null) {
    if (lightAtOutletDbm <= -40) return 'none'
    return lightAtOutletDbm >= (band.lower ?? -40) && lightAtOutletDbm <= (band.upper ?? 0) ? 'inWindow' : null
  }
  return lightAtOutlet === 'none' ? 'none' : null
}
const outletReading = (evidence: Evidence) =>
  fromObservation(typeof evidence.observations?.lightAtOutletDbm === 'number' ? 'lightAtOutletDbm' : 'lightAtOutlet')

/** Received power that may be judged, and its limits. Only where the box has joined: before that its last value is history. */
function ontLight(evidence: Evidence) {
  const found = measuredIn(evidence, rx)
  const band = found?.measurement.band ?? null
  if (found === null || band === null) return null
  if (valueOf(found.report, 'ontRanging') === 'notRanged' || valueOf(found.report, 'ontAdministrative') === 'down') return null
  return { ...found, band }
}

const onLight = (level: RuleHit['level'], found: FoundMeasurement, limitDbm: number): RuleHit => ({
  level, domains: ['access'], basis: found.measurement.conversion === 'scaled' ? 'inferred' : 'plain', part: 'line',
  params: { dbm: rounded(found.value), limitDbm: rounded(limitDbm) }, readings: fromReport(found.report, rx),
})

const foldSerial = (serial: string) => serial.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

export const ponRules: readonly Rule[] = [
  {
    id: 'P1', source: 'domain.md 2.3: ONT administrative up, operational down, not ranged', explains: beyond,
    evaluate: evidence => {
      const report = unheard(evidence)
      return report === null || valueOf(report, 'ontAdministrative') !== 'up' ? nothing : [{
        level: 'fault', domains: ['home', 'access'], basis: 'plain', part: 'terminal',
        params: { type: valueOf(report, 'ontType') ?? '' },
        readings: fromReport(report, 'ontAdministrative', 'ontOperational', 'ontRanging'),
      }]
    },
  },
  {
    id: 'P2', source: 'domain.md 2.3: light at the outlet within the ONT\'s window', explains: ['P1', ...beyond],
    evaluate: evidence => {
      const report = unheard(evidence)
      return report === null || outlet(evidence) !== 'inWindow' ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'two', part: 'terminal',
        params: { dbm: rounded(evidence.observations?.lightAtOutletDbm ?? 0) },
        readings: [...fromReport(report, 'ontRanging'), outletReading(evidence)],
      }]
    },
  },
  {
    id: 'P3', source: 'domain.md 2.3: no light at the outlet', explains: ['P1', ...beyond],
    evaluate: evidence => {
      const report = unheard(evidence)
      return report === null || outlet(evidence) !== 'none' ? nothing : [{
        level: 'fault', domains: ['access'], basis: 'two', part: 'line', params: {},
        readings: [...fromReport(report, 'ontRanging'), outletReading(evidence)],
      }]
    },
  },
  {
    id: 'P4', source: 'domain.md 2.3: ONT administratively down or locked', leads: true,
    explains: ['P1', 'P2', 'P3', 'P10', ...beyond],
    evaluate: evidence => {
      const found = stateIn(evidence, 'ontAdministrative')
      return found?.state.value !== 'down' ? nothing : [{
        level: 'fault', domains: ['auth'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(found.report, 'ontAdministrative'),
      }]
    },
  },
  {
    id: 'P5', source: 'domain.md 2.3: serial registered at the OLT against the label', explains: ['P1', 'P2', ...beyond],
    evaluate: evidence => {
      const found = stateIn(evidence, 'ontSerial')
      const label = foldSerial(evidence.observations?.serialOnLabel ?? '')
      const serial = foldSerial(found?.state.value ?? '')
      return found === null || label === '' || serial === '' || sameSerial(serial, label) ? nothing : [{
        level: 'fault', domains: ['auth'], basis: 'plain', part: 'terminal',
        params: { registered: found.state.value ?? '', label },
        readings: [...fromReport(found.report, 'ontSerial'), fromObservation('serialOnLabel')],
      }]
    },
  },
  {
    id: 'P6', source: 'G.984.2 and G.9807.1 receive windows (domain.md 2.3)', explains: ['P9', ...beyond],
    evaluate: evidence => {
      const found = ontLight(evidence)
      const lower = found?.band.lower ?? null
      return found === null || lower === null || found.value >= lower ? nothing : [onLight('fault', found, lower)]
    },
  },
  {
    id: 'P7', source: 'domain.md 2.3: ONT below -25 dBm, OLT within 2 dB of its low limit',
    evaluate: evidence => {
      const found = ontLight(evidence)
      const { lower, warnLower } = found?.band ?? { lower: null, warnLower: null }
      if (found !== null && lower !== null && warnLower !== null && found.value >= lower && found.value < warnLower) {
        return [{ ...onLight('warn', found, lower), params: { dbm: rounded(found.value), limitDbm: rounded(lower), at: 'ont' } }]
      }
      const olt = measuredIn(evidence, 'rxPowerAtOltDbm')
      const warnAtOlt = olt?.measurement.band?.warnLower ?? null
      if (olt === null || warnAtOlt === null || olt.value >= warnAtOlt) return nothing
      return [{
        level: 'warn', domains: ['access'], basis: 'inferred', part: 'line', readings: fromReport(olt.report, 'rxPowerAtOltDbm'),
        params: { dbm: rounded(olt.value), limitDbm: rounded(warnAtOlt - oltReserveDb), at: 'olt' },
      }]
    },
  },
  {
    id: 'P8', source: 'G.984.2 and G.9807.1 overload, with 1 dB to it (domain.md 2.3)',
    evaluate: evidence => {
      const found = ontLight(evidence)
      const upper = found?.band.upper ?? null
      return found === null || upper === null || found.value <= upper - marginDb ? nothing : [onLight('warn', found, upper)]
    },
  },
  {
    id: 'P9', source: 'domain.md 2.3: loss up against loss down (assumption)',
    evaluate: evidence => {
      const down = ontLight(evidence)
      const sent = measuredIn(evidence, 'txPowerOntDbm')
      const olt = measuredIn(evidence, 'rxPowerAtOltDbm')
      if (down === null || sent === null || olt === null || down.measurement.grade === 'fault') return nothing
      const differenceDb = (sent.value - olt.value) - (oltTransmittedMaxDbm - down.value)
      return differenceDb <= 5 ? nothing : [{
        level: 'warn', domains: ['home', 'access'], basis: 'inferred', part: 'line',
        readings: fromReport(olt.report, 'rxPowerAtOltDbm', 'txPowerOntDbm', rx),
        params: { dbm: rounded(olt.value), differenceDb: rounded(differenceDb) },
      }]
    },
  },
  {
    id: 'P10', source: 'domain.md 2.3: dying gasp', explains: ['P1', ...beyond],
    evaluate: evidence => {
      const found = stateIn(evidence, 'ontLastDownCause')
      const gasp = /dying|gasp|power/i.test(found?.state.value ?? '')
      return found === null || !gasp || valueOf(found.report, 'ontOperational') !== 'down' ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(found.report, 'ontLastDownCause'),
      }]
    },
  },
  {
    id: 'P11', source: 'domain.md section 4: result_code against exit_code', aside: true,
    evaluate: evidence => {
      const found = [...evidence.complete.values()].filter(report =>
        valueOf(report, 'resultCode') === 'notOk' && valueOf(report, 'exitCode') === '0')
      const messages = found.flatMap(({ remarks }) => remarks.filter(({ key }) => key === 'resultMessage').map(({ text }) => text))
      return found.length === 0 ? nothing : [{
        level: 'note', domains: ['data'], basis: 'plain', part: 'terminal',
        params: { message: [...new Set(messages)].join('; ') },
        readings: found.flatMap(report => fromReport(report, 'resultCode', 'exitCode')),
      }]
    },
  },
  {
    id: 'P12', source: 'Nextpertise API: exit_msg of the ONT LAN check', aside: true,
    evaluate: evidence => {
      const found = [...evidence.complete.values()].filter(({ remarks }) => doubtful(remarks))
      return found.length === 0 ? nothing : [{
        level: 'note', domains: ['data'], basis: 'plain', part: 'terminal', params: {},
        readings: found.flatMap(report => fromReport(report, 'exitMessage')),
      }]
    },
  },
]

/** The operator itself says that a reading may be inexact for this brand (rule P12). */
export const doubtful = (remarks: readonly { readonly key: string; readonly text: string }[]): boolean =>
  remarks.some(({ key, text }) => key === 'exitMessage' && /not\s+(?:be\s+)?fully\s+reliable/i.test(text))

const tail = (serial: string): string => serial.slice(-8)

/** Labels carry the vendor's letters (`GNXS12345678`) or their hexadecimal form; either may lack the vendor part. */
function sameSerial(a: string, b: string): boolean {
  return a === b || (tail(a).length === 8 && tail(a) === tail(b))
}

/** Whether the ONT has joined and works; null where no report says. */
export function ontOk(evidence: Evidence): boolean | null {
  const report = stateIn(evidence, 'ontOperational')?.report ?? stateIn(evidence, 'ontRanging')?.report
  if (report === undefined) return null
  const values = [valueOf(report, 'ontAdministrative'), valueOf(report, 'ontOperational'), valueOf(report, 'ontRanging')]
  if (values.includes('down') || values.includes('notRanged')) return false
  return values[1] === 'up' || values[2] === 'ranged' ? true : null
}
