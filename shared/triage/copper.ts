import type { Report } from '../model/report.ts'
import { measuredIn, stateIn, valueOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'

/** "Same length" in a SELT: 10 %, at least 20 m (domain.md 2.1, assumption). */
export const lengthTolerance = (lengthM: number): number => Math.max(lengthM * 0.1, 20)

/** Known loop length: what the engineer entered, else an earlier DELT. Metres. */
export function expectedLengthM(evidence: Evidence): number | null {
  const entered = evidence.observations?.loopLengthM ?? null
  if (entered !== null && entered > 0) return entered
  return measuredIn(evidence, 'loopLengthM')?.value ?? measuredIn(evidence, 'deltDistanceM')?.value ?? null
}

export type SeltVerdict = {
  readonly kind: 'whole' | 'broken' | 'open' | 'short' | 'poweredCpe'
  readonly report: Report
  readonly lengthM: number | null
  readonly expectedM: number | null
}

/** What the newest SELT says of the far end. */
export function seltVerdict(evidence: Evidence): SeltVerdict | null {
  const found = stateIn(evidence, 'termination', 'selt')
  if (found === null) return null
  const lengthM = measuredIn(evidence, 'problemLengthM')?.value ?? null
  const expectedM = expectedLengthM(evidence)
  const result = (kind: SeltVerdict['kind']): SeltVerdict => ({ kind, report: found.report, lengthM, expectedM })
  switch (found.state.value) {
    case 'open': {
      if (lengthM === null || expectedM === null) return result('open')
      const tolerance = lengthTolerance(expectedM)
      if (lengthM < expectedM - tolerance) return result('broken')
      // Longer than the cable is known to be: the known length is wrong, so it decides nothing.
      return lengthM > expectedM + tolerance ? result('open') : result('whole')
    }
    case 'short': return result('short')
    case 'poweredCpe':
    case 'closed': return result('poweredCpe')
    default: return null
  }
}

/** The DELT report, where it says that no modem answers at the far end. */
export function deltSilent(evidence: Evidence): Report | null {
  const report = evidence.complete.get('delt')
  if (report === undefined || valueOf(report, 'lineStatus') !== 'down') return null
  return /CPE[_-]?SILENT|NOATUR|no\.?peer/i.test(valueOf(report, 'problem') ?? '') ? report : null
}

/** Whether the pair is in showtime by the newest DELT; null where it does not say. */
export const copperUp = (evidence: Evidence): boolean | null => {
  const state = stateIn(evidence, 'lineStatus', 'delt')?.state.value ?? null
  return state === null ? null : state === 'up'
}
