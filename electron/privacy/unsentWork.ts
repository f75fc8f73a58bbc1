import type Database from 'better-sqlite3'
import type { UnsentWork } from '../../shared/contract/privacy.ts'
import type { OutboxService, VisitsService } from '../services.ts'

/** What nobody else has yet: writes that are not sent, visits that are not finished, and drafts. */
export function createUnsentWork(
  db: Database.Database, outbox: Pick<OutboxService, 'page'>, visits: Pick<VisitsService, 'page'>,
): () => UnsentWork {
  const drafts = db.prepare<[], number>('SELECT count(*) FROM draft').pluck()
  return () => {
    const all = { lineId: null, search: '', offset: 0, limit: 200 }
    const { entries, unsent } = outbox.page({ ...all, states: ['waiting', 'sending', 'settling', 'needsYou'] })
    const open = visits.page({ ...all, states: ['open'] })
    return { writes: entries, unsent, openVisits: open.visits, drafts: drafts.get() ?? 0 }
  }
}
