import type { MatchField, SyncState } from '../../../shared/model/search.ts'

/** What several accounts cannot be searched by yet, and when the last of them can; null where one does not say. */
export function searchWords(states: readonly Pick<SyncState, 'detailsComplete' | 'doneBy'>[]): { missing: MatchField[]; doneBy: string | null } {
  const missing = [...new Set(states.flatMap(({ detailsComplete }) => detailsComplete?.missing ?? []))]
  const times = states.map(({ doneBy }) => doneBy)
  const known = times.filter(time => time !== null).toSorted()
  return { missing, doneBy: known.length === times.length ? known.at(-1) ?? null : null }
}
