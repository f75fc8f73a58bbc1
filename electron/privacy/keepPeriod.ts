import type Database from 'better-sqlite3'
import type { KeptFiles } from '../storage/keptFiles.ts'
import { ownerOf } from '../visits/visits.ts'

export type KeepPeriodDependencies = {
  readonly db: Database.Database
  readonly files: Pick<KeptFiles, 'giveUpOwned' | 'removeGivenUp'>
  /** Forgets writes that were sent or given up before a moment. Gives how many. */
  readonly purgeOutbox: (before: string) => number
  readonly keepDays: () => number
  readonly now: () => Date
}

const dayMs = 86_400_000
/** A clock that jumps ahead may not take everything with it: from one look to the next the end of the period moves no further. */
const furthestStepMs = 30 * dayMs
const lookedAtKey = 'privacy.lookedAt'

/** Writes that still have to be sent, of a visit. */
const hasUnsent = `EXISTS (SELECT 1 FROM outbox WHERE outbox.visit_id = visit.id AND outbox.state NOT IN ('sent', 'discarded'))`

/** What is removed by its age, with the moment that counts. Checks under way, open visits and pinned lines stay. */
const aged: readonly string[] = [
  `DELETE FROM report WHERE received_at < @before`,
  `DELETE FROM diagnostic WHERE requested_at < @before AND state NOT IN ('requested', 'running')`,
  `DELETE FROM action WHERE at < @before`,
  `DELETE FROM observation WHERE updated_at < @before
    AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.line_id = observation.line_id AND visit.state = 'open')`,
  `DELETE FROM standing WHERE judged_at < @before`,
  `DELETE FROM verdict_mark WHERE at < @before`,
  `DELETE FROM line_mark WHERE pinned_at IS NULL AND opened_at < @before`,
  `DELETE FROM work_item WHERE state <> 'open' AND changed_at < @before`,
  `DELETE FROM account WHERE removed_at < @before AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.account_id = account.id)`,
]

/**
 * Removes what the engineer did longer ago than it may be kept: writes after they were sent, visits after they were finished
 * and everything of them was sent, reports, observations, actions and marks. Never unsent work, drafts or open visits.
 */
export function createKeepPeriod({ db, files, purgeOutbox, keepDays, now }: KeepPeriodDependencies) {
  const oldVisits = db.prepare<[string], string>(
    `SELECT id FROM visit WHERE state <> 'open' AND changed_at < ? AND NOT ${hasUnsent}`).pluck()
  const visitParts = ['visit_item WHERE visit_id', 'visit_report WHERE visit_id', 'visit WHERE id']
    .map(where => db.prepare<[string]>(`DELETE FROM ${where} = ?`))
  const byAge = aged.map(statement => db.prepare<[{ before: string }]>(statement))
  const readLook = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
  const noteLook = db.prepare<[string, string]>(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')

  const today = (): number => {
    const nowMs = now().getTime()
    const lastMs = Date.parse(readLook.get(lookedAtKey) ?? '')
    return Number.isNaN(lastMs) ? nowMs : Math.min(nowMs, lastMs + furthestStepMs)
  }

  return {
    /** Gives how many rows went. Throws StorageFailure; then the next look goes on. */
    async look(): Promise<number> {
      const removed = db.transaction(() => {
        const todayMs = today()
        const before = new Date(todayMs - keepDays() * dayMs).toISOString()
        const visits = oldVisits.all(before)
        for (const id of visits) {
          visitParts.forEach(part => part.run(id))
          files.giveUpOwned(ownerOf(id))
        }
        const rows = byAge.reduce((sum, statement) => sum + statement.run({ before }).changes, visits.length + purgeOutbox(before))
        noteLook.run(lookedAtKey, new Date(todayMs).toISOString())
        return rows
      }).immediate()
      await files.removeGivenUp()
      return removed
    },
  }
}
