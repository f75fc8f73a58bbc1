import type { CarrierAtAddress } from '../model/addressCheck.ts'
import type { Report } from '../model/report.ts'
import type { ReadingRef } from '../model/verdict.ts'
import { fromAddressCheck, fromObservation, fromReport, momentMs, valueOf, valuesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'

/** "Same length" of two cable measurements: 10 %, at least 20 m (assumption; distance needs prior cable knowledge). */
export const lengthTolerance = (lengthM: number): number => Math.max(lengthM * 0.1, 20)

/** How long the cable is known to be, metres, and who says so. */
export type KnownLength = { readonly lengthM: number; readonly readings: readonly ReadingRef[] }

/** Known loop length: what the engineer entered, else the address check of the pair's own point, else a DELT that was kept. */
export function knownLength(evidence: Evidence): KnownLength | null {
  const entered = evidence.observations?.loopLengthM ?? null
  if (entered !== null && entered > 0) return { lengthM: entered, readings: [fromObservation('loopLengthM')] }
  const listed = listedLengthM(evidence)
  if (listed !== null) return { lengthM: listed, readings: fromAddressCheck('cableLengthM') }
  for (const report of completeOf(evidence, 'delt')) {
    // A silent modem's "distance" may be that of the break.
    const keys = showtime(report) === true ? ['loopLengthM', 'deltDistanceM'] : ['loopLengthM']
    const found = keys.flatMap(key => valuesIn(report, key)).find(({ value }) => value > 0)
    if (found !== undefined) return { lengthM: found.value, readings: fromReport(report, found.measurement.key) }
  }
  return null
}

const fold = (text: string | null): string => (text ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** Cable length that the address check gives for this pair; null where its points contradict each other. 0 is no length. */
function listedLengthM({ addressCheck, line }: Evidence): number | null {
  const copper = (addressCheck?.carriers ?? []).filter(({ kind, cableLengthM }) => kind === 'copper' && (cableLengthM ?? 0) > 0)
  const isOwn: readonly ((each: CarrierAtAddress) => boolean)[] = [
    ({ nids }) => nids.some(nid => nid === line.nativeId || nid === line.carrier.nid),
    ({ isra }) => fold(isra) !== '' && fold(isra) === fold(line.carrier.israSpecs),
    ({ point }) => fold(point) !== '' && fold(point) === fold(line.carrier.distributionFrame),
    () => true,
  ]
  const own = isOwn.map(test => copper.filter(test)).find(each => each.length > 0) ?? []
  const lengths = own.flatMap(({ cableLengthM }) => cableLengthM ?? []).toSorted((a, b) => a - b)
  const [shortest, longest] = [lengths[0], lengths.at(-1)]
  if (shortest === undefined || longest === undefined) return null
  return longest - shortest > lengthTolerance(longest) ? null : longest
}

type CopperTest = 'delt' | 'selt'

/** Complete reports of a kind, newest first. */
export const completeOf = (evidence: Evidence, kind: Report['kind']): Report[] =>
  evidence.newestFirst.filter(report => report.kind === kind && report.status === 'complete')

/** The pairs a report speaks of: `''` where there is one. */
export function pairsOf(report: Report, key: string): string[] {
  const states = report.states.filter(state => state.key === key && state.value !== null)
  return [...new Set(states.map(({ instance }) => instance))].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** A state of one pair; what was said of the whole line holds for each. */
export const pairState = (report: Report, key: string, pair: string): string | null =>
  valueOf(report, key, pair) ?? (pair === '' ? null : valueOf(report, key, ''))

/** Name of a pair as the words take it. */
export const pairName = (pair: string): string => pair === '' ? 'none' : pair

/** Tests of one day are compared (assumption): what changed in between is the place where the modem was connected. */
const comparableMs = 24 * 3_600_000

/** The newest test straight on the hand-over point and the newest behind inside wiring, of one day; null where one is missing. */
export function testPointsOf(evidence: Evidence, kind: CopperTest): { readonly isra: Report; readonly behind: Report } | null {
  const all = completeOf(evidence, kind)
  const isra = all.find(({ testPoint }) => testPoint === 'isra')
  const behind = all.find(({ testPoint }) => testPoint === 'firstSocket' || testPoint === 'otherSocket')
  if (isra === undefined || behind === undefined) return null
  return Math.abs(momentMs(evidence, isra) - momentMs(evidence, behind)) > comparableMs ? null : { isra, behind }
}

/**
 * The DELT that stands for what the customer has: the newest; where that one was straight on the hand-over point and in sync,
 * the one behind the inside wiring.
 */
export function judgedDelt(evidence: Evidence): Report | null {
  const newest = evidence.complete.get('delt') ?? null
  const points = testPointsOf(evidence, 'delt')
  return points !== null && points.isra === newest && showtime(newest) === true ? points.behind : newest
}

/** Which side of the hand-over point two DELTs blame: better there is wiring, the same there is the access network. */
export function sideOf(
  evidence: Evidence, valueAt: (report: Report) => number | null, isBetter: (isra: number, behind: number) => boolean,
): 'wiring' | 'access' | null {
  const points = testPointsOf(evidence, 'delt')
  const [isra, behind] = points === null ? [null, null] : [valueAt(points.isra), valueAt(points.behind)]
  if (isra === null || behind === null) return null
  return isBetter(isra, behind) ? 'wiring' : 'access'
}

export type SeltVerdict = {
  readonly kind: 'whole' | 'broken' | 'open' | 'short' | 'poweredCpe'
  readonly report: Report
  readonly lengthM: number | null
  readonly expected: KnownLength | null
  /** Of a bonded line, the pair that is worst; `''` where there is one. */
  readonly pair: string
}

const worstFirst: readonly SeltVerdict['kind'][] = ['broken', 'short', 'open', 'whole', 'poweredCpe']

/** What one SELT says of the far end; of several pairs the worst. */
export function seltVerdictOf(evidence: Evidence, report: Report): SeltVerdict | null {
  const expected = knownLength(evidence)
  const lengths = valuesIn(report, 'problemLengthM')
  const verdicts = pairsOf(report, 'termination').flatMap((pair): SeltVerdict[] => {
    const lengthM = lengths.find(({ measurement }) => measurement.instance === pair)?.value ?? null
    const kind = farEnd(valueOf(report, 'termination', pair), lengthM, expected?.lengthM ?? null)
    return kind === null ? [] : [{ kind, report, lengthM, expected, pair }]
  })
  return verdicts.toSorted((a, b) => worstFirst.indexOf(a.kind) - worstFirst.indexOf(b.kind))[0] ?? null
}

/** What the newest SELT says, unless a later DELT saw the line up: then it was the modem that was plugged in since. */
export function seltVerdict(evidence: Evidence): SeltVerdict | null {
  const report = evidence.complete.get('selt')
  return report === undefined || isSuperseded(evidence, report) ? null : seltVerdictOf(evidence, report)
}

/** A line in sync later than a SELT makes it history. */
export function isSuperseded(evidence: Evidence, selt: Report): boolean {
  const delt = evidence.complete.get('delt')
  return delt !== undefined && copperUp(evidence) === true && momentMs(evidence, delt) > momentMs(evidence, selt)
}

function farEnd(termination: string | null, lengthM: number | null, expectedM: number | null): SeltVerdict['kind'] | null {
  switch (termination) {
    case 'open': {
      if (lengthM === null || expectedM === null) return 'open'
      const tolerance = lengthTolerance(expectedM)
      if (lengthM < expectedM - tolerance) return 'broken'
      // Longer than the cable is known to be: the known length is wrong, so it decides nothing.
      return lengthM > expectedM + tolerance ? 'open' : 'whole'
    }
    case 'short': return 'short'
    case 'poweredCpe':
    case 'closed': return 'poweredCpe'
    default: return null
  }
}

export type SilentDelt = {
  readonly report: Report
  readonly pair: string
  /** Another pair of the line is in sync: then the modem is on, and it is the pair. */
  readonly othersUp: boolean
}

/** The DELT where it says that no modem answers at the far end. */
export function deltSilent(evidence: Evidence): SilentDelt | null {
  const report = judgedDelt(evidence)
  if (report === null) return null
  const pairs = pairsOf(report, 'lineStatus')
  const pair = pairs.find(each => pairState(report, 'lineStatus', each) === 'down'
    && /CPE[_-]?SILENT|NOATUR|no\.?peer/i.test(pairState(report, 'problem', each) ?? ''))
  const othersUp = pairs.some(each => pairState(report, 'lineStatus', each) === 'up')
  return pair === undefined ? null : { report, pair, othersUp }
}

/** Whether every pair of one DELT is in showtime; null where it does not say. */
export function showtime(report: Report | null): boolean | null {
  const pairs = report === null ? [] : pairsOf(report, 'lineStatus')
  return report === null || pairs.length === 0 ? null : pairs.every(pair => pairState(report, 'lineStatus', pair) === 'up')
}

/** Whether the line is in showtime by the newest DELT; null where it does not say. */
export const copperUp = (evidence: Evidence): boolean | null => showtime(evidence.complete.get('delt') ?? null)

/** Values of a key in a report, of pairs that are not down: what a pair out of showtime had last is history. */
export const inShowtime = (report: Report, key: string): FoundMeasurement[] =>
  valuesIn(report, key).filter(({ measurement }) => pairState(report, 'lineStatus', measurement.instance) !== 'down')
