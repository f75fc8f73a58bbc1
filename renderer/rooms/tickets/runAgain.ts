import type { CheckKind, Report, ReportKind } from '../../../shared/model/report.ts'
import { disturbing } from '../line/checkOffers.ts'
import type { Offers } from '../line/checkOffers.ts'

/** Which old reports can be run again at once, which disturb and are left to the engineer, and which cannot be run now. */
export type RunAgain = {
  readonly now: readonly CheckKind[]
  readonly disturbing: readonly CheckKind[]
  readonly not: readonly ReportKind[]
}

/** A report of another circuit is not made again by a check on this one. */
export function runAgain(old: readonly Report[], offers: Pick<Offers, 'startable'>, circuitNid: string | null): RunAgain {
  const isOffered = ({ kind, target }: Report): boolean =>
    offers.startable.some(each => each === kind) && (target.kind === 'carrier' || target.nid === circuitNid)
  const kindsOf = (reports: readonly Report[]): CheckKind[] => reports.flatMap(({ kind }) => (kind === 'unknown' ? [] : [kind]))
  const offered = old.filter(isOffered)
  return {
    now: kindsOf(offered).filter(kind => !disturbing.has(kind)),
    disturbing: kindsOf(offered).filter(kind => disturbing.has(kind)),
    not: old.filter(report => !isOffered(report)).map(({ kind }) => kind),
  }
}
