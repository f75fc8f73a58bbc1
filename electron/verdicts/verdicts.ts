import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import { MarkedVerdict } from '../../shared/model/verdictMark.ts'
import type { VerdictMark } from '../../shared/model/verdictMark.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import { Conflict, type VerdictsService } from '../services.ts'
import { markedVerdictOf } from './markedVerdict.ts'
import type { VerdictMarkRepo } from './verdictMarkRepo.ts'

/** Of the exported text. */
export const exportVersion = 1

export type VerdictsDependencies = {
  readonly repo: VerdictMarkRepo
  readonly viewOf: (id: LineId) => LineView
  /** Of the app, which says which rules judged. */
  readonly version: string
  readonly now: () => Date
  readonly newId: () => string
}

/** What the engineer says of verdicts: the use cases behind shared/contract/verdicts.ts. */
export function createVerdicts({ repo, viewOf, version, now, newId }: VerdictsDependencies): VerdictsService {
  return {
    /** Throws NotFound for an unknown line and Conflict `noVerdict` where nothing was said of it yet. */
    mark(given) {
      const view = viewOf(given.lineId)
      const { lead } = view.verdict
      if (lead === null) throw new Conflict('noVerdict')
      const said = given.mark === 'right' ? { was: null, note: null } : { was: given.was, note: given.note }
      const verdict = markedVerdictOf(view, lead)
      const mark: VerdictMark = { id: newId(), lineId: given.lineId, at: now().toISOString(), mark: given.mark, ...said, verdict }
      const before = repo.newest(given.lineId, lead.ruleId)
      // Another word on the very same verdict is a change of mind, not a second experience.
      const isSame = before !== null && JSON.stringify(before.verdict) === JSON.stringify(verdict)
      repo.save(mark, snapshotOf(view.line), isSame ? before.id : null)
      return mark
    },
    unmark: id => repo.remove(id),
    counts: () => repo.counts(),
    export() {
      const marks = repo.all().map(exportedOf).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      return {
        fileName: `lineside-verdicts-${now().toISOString().slice(0, 10)}.json`,
        json: `${JSON.stringify({ format: 'lineside-verdict-marks', version: exportVersion, app: version, marks }, null, 2)}\n`,
      }
    },
  }
}

/** The day is all that is left of when, and nothing of where. */
function exportedOf({ at, mark, was, verdict }: VerdictMark) {
  return { day: at.slice(0, 10), mark, was, verdict: MarkedVerdict.parse(verdict) }
}
