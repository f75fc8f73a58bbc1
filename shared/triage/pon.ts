import { oltTransmittedMaxDbm, ontReceivedBands } from './bands.ts'
import { fromObservation, fromReport, measuredIn, stateIn, valueOf } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'
import { assumption, experience, nothing, rounded, standard, systemDocument } from './rule.ts'
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
  params: { dbm: rounded(found.value), limitDbm: rounded(limitDbm), at: 'ont', side: 'unknown' },
  readings: fromReport(found.report, found.measurement.key),
})

/** Patch cord, connector and box lose about 1 dB (0.2 to 0.5 dB a connector); more is lost inside (assumption). */
const insideLossDb = 3

/** Weak light at the box, held against the engineer's own meter at the outlet: weak there too is the network, else the house. */
function withMeter(hit: RuleHit, evidence: Evidence): RuleHit {
  const atOutlet = evidence.observations?.lightAtOutletDbm ?? null
  const atBox = hit.params['dbm']
  if (atOutlet === null || atOutlet <= -40 || typeof atBox !== 'number') return hit
  const inside = atOutlet - atBox > insideLossDb
  return {
    ...hit, domains: [inside ? 'home' : 'access'], basis: 'two', part: inside ? 'terminal' : 'line',
    params: { ...hit.params, side: inside ? 'home' : 'access' },
    readings: [...hit.readings, fromObservation('lightAtOutletDbm')],
  }
}

const foldSerial = (serial: string) => serial.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

export const ponRules: readonly Rule[] = [
  {
    id: 'P1', levels: ['fault'], domains: ['home', 'access'], explains: beyond,
    source: standard('Broadband Forum TR-385 (xPON YANG): ONU expected, not present, ranging (O5) not reached'),
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
    id: 'P2', levels: ['fault'], domains: ['home'], explains: ['P1', ...beyond],
    source: experience('light at the outlet within the receive window (G.984.2, G.9807.1): the box or its registration'),
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
    id: 'P3', levels: ['fault'], domains: ['access'], explains: ['P1', 'P10', ...beyond],
    source: experience('no light at the outlet: the fibre to the house is dark'),
    evaluate: evidence => {
      const report = unheard(evidence)
      return report === null || outlet(evidence) !== 'none' ? nothing : [{
        level: 'fault', domains: ['access'], basis: 'two', part: 'line', params: {},
        readings: [...fromReport(report, 'ontRanging'), outletReading(evidence)],
      }]
    },
  },
  {
    id: 'P4', levels: ['fault'], domains: ['auth'], leads: true,
    source: systemDocument('Nextpertise API, get_report (ONT check): ONTAdministrativestatus down; DELTA: adminStatus LOCKED'),
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
    id: 'P5', levels: ['fault'], domains: ['auth'], explains: ['P1', 'P2', ...beyond],
    source: systemDocument('Nextpertise API, get_report (ONT check): ONTSerialNum, serial-number; change_ont registers another'),
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
    id: 'P6', levels: ['fault'], domains: ['access', 'home'], explains: ['P9', 'A3', 'H1', ...beyond],
    source: standard('ITU-T G.984.2 class B+ (-27 dBm) and G.9807.1 (-28 dBm) receivers; VeEX FX120 and FX81 manuals list the classes'),
    evaluate: evidence => {
      const found = ontLight(evidence)
      const lower = found?.band.lower ?? null
      return found === null || lower === null || found.value >= lower ? nothing : [withMeter(onLight('fault', found, lower), evidence)]
    },
  },
  {
    id: 'P7', levels: ['fault', 'warn'], domains: ['access', 'home'], explains: ['A3'],
    source: assumption('warning from -25 dBm at the box, and within 2 dB of the low limit of the strictest OLT class (N1, B+)'),
    evaluate: evidence => {
      const found = ontLight(evidence)
      const { lower, warnLower } = found?.band ?? { lower: null, warnLower: null }
      if (found !== null && warnLower !== null && found.value < warnLower && (lower === null || found.value >= lower)) {
        return [withMeter(onLight('warn', found, lower ?? warnLower), evidence)]
      }
      const olt = measuredIn(evidence, 'rxPowerAtOltDbm')
      const band = olt?.measurement.band ?? null
      const warnAtOlt = band?.warnLower ?? band?.lower ?? null
      if (olt === null || band === null || warnAtOlt === null || olt.value >= warnAtOlt) return nothing
      // The class of the OLT is in no report: only limits that someone answers for make it a fault.
      const binding = ['report', 'operator', 'engineer'].includes(band.source.kind)
      return [{
        level: binding && band.lower !== null && olt.value < band.lower ? 'fault' : 'warn',
        domains: ['access', 'home'], basis: 'inferred', part: 'line', readings: fromReport(olt.report, 'rxPowerAtOltDbm'),
        params: { dbm: rounded(olt.value), limitDbm: rounded(warnAtOlt), at: 'olt', side: 'unknown' },
      }]
    },
  },
  {
    id: 'P8', levels: ['warn'], domains: ['access'],
    source: standard('ITU-T G.984.2 (-8 dBm) and G.9807.1 (-9 dBm) overload; 1 dB to it is our assumption'),
    evaluate: evidence => {
      const found = ontLight(evidence)
      const { upper, warnUpper } = found?.band ?? { upper: null, warnUpper: null }
      const limit = warnUpper ?? upper
      return found === null || limit === null || found.value <= limit ? nothing : [onLight('warn', found, upper ?? limit)]
    },
  },
  {
    id: 'P9', levels: ['warn'], domains: ['home', 'access'], explains: ['P7', 'A3', 'H1'],
    source: assumption('5 dB more loss up than down, reckoned from the strongest OLT (7 dBm: N2, C+), so that it rather misses'),
    evaluate: evidence => {
      const down = ontLight(evidence)
      const sent = measuredIn(evidence, 'txPowerOntDbm')
      const olt = measuredIn(evidence, 'rxPowerAtOltDbm')
      // Only where the way here is well: a box that sees too little has a fibre that is weak both ways.
      if (down === null || sent === null || olt === null) return nothing
      if (down.value < (down.band.warnLower ?? down.band.lower ?? -Infinity)) return nothing
      const oltBand = olt.measurement.band
      if (olt.value >= (oltBand?.warnLower ?? oltBand?.lower ?? Infinity)) return nothing
      const differenceDb = (sent.value - olt.value) - (oltTransmittedMaxDbm - down.value)
      return differenceDb <= 5 ? nothing : [{
        level: 'warn', domains: ['home', 'access'], basis: 'inferred', part: 'line',
        readings: fromReport(olt.report, 'rxPowerAtOltDbm', 'txPowerOntDbm', rx),
        params: { dbm: rounded(olt.value), differenceDb: rounded(differenceDb) },
      }]
    },
  },
  {
    id: 'P10', levels: ['fault'], domains: ['home'], explains: ['P1', ...beyond],
    source: standard('Broadband Forum TR-385, G.984.3, G.9807.1: dying gasp (DGi) is the last message of a box that loses power'),
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
    id: 'P11', levels: ['note'], domains: ['data'], aside: true,
    source: systemDocument('Nextpertise API, get_report (ONT check): exit_code tells of the test, result_code of the line'),
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
    id: 'P12', levels: ['note'], domains: ['data'], aside: true,
    source: systemDocument('Nextpertise API, get_report (ONT LAN check): exit_msg "may not be fully reliable"'),
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
