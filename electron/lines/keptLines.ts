import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { LineMarks } from './lineMarks.ts'
import { lineOfSnapshot } from './lineSnapshot.ts'
import type { LineStore } from './lineStore.ts'
import { placeTextOf, streetOf } from './lineOffers.ts'

export type KeptLine = { readonly line: Line; readonly raw: string; readonly summary: LineSummary }

/**
 * Lines by id: from the cache, else from the journal's snapshot of a line that was pinned, opened or taken into the work. So a rebuilt cache or a
 * removed account takes nothing from what the engineer did there.
 */
export function createKeptLines({ store, marks, snapshot }: {
  readonly store: () => LineStore; readonly marks: LineMarks
  /** What the journal keeps of a line elsewhere. */
  readonly snapshot?: (id: LineId) => { readonly snapshot: string; readonly at: string } | undefined
}) {
  const fromJournal = (id: LineId): KeptLine | undefined => {
    const mark = marks.snapshot(id) ?? snapshot?.(id)
    const line = mark === undefined ? undefined : lineOfSnapshot(mark.snapshot, mark.at)
    if (line === undefined) return undefined
    const { accountId, nativeId, technology, medium, supplier, state, online, seenAt } = line
    const summary: LineSummary = {
      id, accountId, nativeId, technology, medium, supplier, state, online, seenAt, street: streetOf(line), place: placeTextOf(line),
      pinned: marks.marks().pinned.has(id), gone: true,
    }
    return { line, raw: '{}', summary }
  }
  const get = (id: LineId): KeptLine | undefined => store().get(id) ?? fromJournal(id)
  return {
    get,
    /** In the order asked for; what is known nowhere is left out. */
    summaries: (ids: readonly LineId[]): LineSummary[] => ids.flatMap(id => store().summaries([id])[0] ?? fromJournal(id)?.summary ?? []),
  }
}
export type KeptLines = ReturnType<typeof createKeptLines>
