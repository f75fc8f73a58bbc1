import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { noObservations, Observations } from '../../shared/model/observation.ts'
import type { ObservationsInput } from '../../shared/model/observation.ts'
import { readRow } from './readRow.ts'

/** What the engineer saw at a line, in the journal table `observation`. */
export function createObservationRepo(db: Database.Database) {
  const read = db.prepare<[string], { body: string }>(`SELECT body FROM observation WHERE line_id = ?`)
  const write = db.prepare<[string, string, string, string]>(`INSERT INTO observation (line_id, body, updated_at, snapshot)
    VALUES (?, ?, ?, ?)
    ON CONFLICT (line_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at, snapshot = excluded.snapshot`)
  return {
    /** Empty ones where nothing was observed yet. */
    get: (id: LineId): Observations => readRow(Observations, read.get(id)) ?? noObservations(id),
    save(input: ObservationsInput, now: string, snapshot: string): Observations {
      const observations = { ...input, updatedAt: now }
      write.run(input.lineId, JSON.stringify(observations), now, snapshot)
      return observations
    },
  }
}
export type ObservationRepo = ReturnType<typeof createObservationRepo>
