import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { snapshotOf } from './lineSnapshot.ts'

/** Lines opened lately that are remembered and ranked as recent. */
const recentLimit = 50

/** Pinned and recently opened lines, in the journal. Kept in memory too: search asks at every keystroke. */
export function createLineMarks(db: Database.Database, now: () => Date) {
  const pin = db.prepare<[string, string, string]>(`INSERT INTO line_mark (line_id, pinned_at, snapshot) VALUES (?, ?, ?)
    ON CONFLICT (line_id) DO UPDATE SET pinned_at = excluded.pinned_at`)
  const unpin = db.prepare<[string]>('UPDATE line_mark SET pinned_at = NULL WHERE line_id = ?')
  const opened = db.prepare<[string, string, string]>(`INSERT INTO line_mark (line_id, opened_at, snapshot) VALUES (?, ?, ?)
    ON CONFLICT (line_id) DO UPDATE SET opened_at = excluded.opened_at, snapshot = excluded.snapshot`)
  const pinnedIds = db.prepare<[], { line_id: LineId }>('SELECT line_id FROM line_mark WHERE pinned_at IS NOT NULL ORDER BY pinned_at DESC')
  const recentIds = db.prepare<[number], { line_id: LineId }>(
    'SELECT line_id FROM line_mark WHERE opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?')
  const load = () => ({
    pinned: new Set(pinnedIds.all().map(({ line_id: id }) => id)), recent: new Set(recentIds.all(recentLimit).map(({ line_id: id }) => id)),
  })
  const snapshot = db.prepare<[string], { snapshot: string; at: string }>(
    'SELECT snapshot, coalesce(opened_at, pinned_at) AS at FROM line_mark WHERE line_id = ?')
  let marks = load()
  return {
    /** What was kept of a line when it was last opened or pinned. */
    snapshot: (id: LineId) => snapshot.get(id),
    /** Newest first in both. */
    marks: () => marks,
    pin(line: Line, pinned: boolean): void {
      if (pinned) pin.run(line.id, now().toISOString(), snapshotOf(line))
      else unpin.run(line.id)
      marks = load()
    },
    opened(line: Line): void {
      opened.run(line.id, now().toISOString(), snapshotOf(line))
      marks = load()
    },
  }
}
export type LineMarks = ReturnType<typeof createLineMarks>
