import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { VerdictMark } from '../../shared/model/verdictMark.ts'
import { readRow, readRows } from '../checks/readRow.ts'

/** What the engineer said of verdicts, in the journal table `verdict_mark`. */
export function createVerdictMarkRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string>]>(
    'INSERT INTO verdict_mark (id, line_id, mark, at, body, snapshot) VALUES (@id, @lineId, @mark, @at, @body, @snapshot)')
  const remove = db.prepare<[string]>('DELETE FROM verdict_mark WHERE id = ?')
  const newest = db.prepare<[string, string], { body: string }>(`SELECT body FROM verdict_mark
    WHERE line_id = ? AND json_extract(CASE WHEN json_valid(body) THEN body END, '$.verdict.ruleId') = ?
    ORDER BY at DESC, id LIMIT 1`)
  const all = db.prepare<[], { body: string }>('SELECT body FROM verdict_mark')
  const counts = db.prepare<[], { mark: string; count: number }>('SELECT mark, count(*) AS count FROM verdict_mark GROUP BY mark')
  return {
    /** Keeps a mark, in place of another where one is named. */
    save: db.transaction((mark: VerdictMark, snapshot: string, insteadOf: string | null): void => {
      if (insteadOf !== null) remove.run(insteadOf)
      insert.run({ id: mark.id, lineId: mark.lineId, mark: mark.mark, at: mark.at, body: JSON.stringify(mark), snapshot })
    }),
    remove: (id: string): void => void remove.run(id),
    /** The newest of a line whose verdict this rule led. */
    newest: (id: LineId, ruleId: string): VerdictMark | null => readRow(VerdictMark, newest.get(id, ruleId)),
    /** Of all lines, in no order. */
    all: (): VerdictMark[] => readRows(VerdictMark, all.all()),
    counts(): { right: number; wrong: number } {
      const found = new Map(counts.all().map(({ mark, count }) => [mark, count]))
      return { right: found.get('right') ?? 0, wrong: found.get('wrong') ?? 0 }
    },
  }
}
export type VerdictMarkRepo = ReturnType<typeof createVerdictMarkRepo>
