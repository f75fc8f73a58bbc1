import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { MarkedVerdict, VerdictMark } from '../../shared/model/verdictMark.ts'

function marked({ verdict, line }: LineView): MarkedVerdict {
  return {
    ruleId: verdict.lead?.ruleId ?? '',
    level: verdict.level,
    domains: verdict.lead?.domains ?? [],
    confidence: verdict.lead?.confidence ?? 'low',
    findings: verdict.findings.map(({ ruleId, level, explainedBy }) => ({ ruleId, level, explainedBy })),
    readings: [],
    medium: line.medium,
    technology: line.technology,
    supplier: line.supplier,
  }
}

type Given =
  | { lineId: LineId; mark: 'right' }
  | { lineId: LineId; mark: 'wrong'; was: NonNullable<VerdictMark['was']>; note: string | null }

/** Marks in memory, for the fake client: the newest per line is the one that counts. */
export function fakeVerdicts(viewOf: (id: LineId) => LineView, now: string) {
  let marks: VerdictMark[] = []
  return {
    mark(given: Given): VerdictMark {
      const mark: VerdictMark = {
        id: `mark-${marks.length + 1}`, lineId: given.lineId, at: now, mark: given.mark,
        was: given.mark === 'wrong' ? given.was : null, note: given.mark === 'wrong' ? given.note : null,
        verdict: marked(viewOf(given.lineId)),
      }
      marks = [mark, ...marks]
      return mark
    },
    unmark(id: string): void {
      marks = marks.filter(mark => mark.id !== id)
    },
    counts: () => ({
      right: marks.filter(({ mark }) => mark === 'right').length, wrong: marks.filter(({ mark }) => mark === 'wrong').length,
    }),
    exported: () => ({
      fileName: 'lineside-verdicts.json',
      json: JSON.stringify(marks.map(({ mark, was, verdict }) => ({ mark, was, verdict })), null, 2),
    }),
  }
}
