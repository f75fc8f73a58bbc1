import { call } from '@orpc/server'
import type Database from 'better-sqlite3'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOutboxRepo, shownEntry } from '../../electron/outbox/outboxRepo.ts'
import { outboxHandlers } from '../../electron/rpc/outboxHandlers.ts'
import { visitsHandlers } from '../../electron/rpc/visitsHandlers.ts'
import type { Host } from '../../electron/services.ts'
import { openJournal } from '../../electron/storage/journal.ts'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { createVisitRepo } from '../../electron/visits/visitRepo.ts'
import type { OutboxState } from '../../shared/model/outbox.ts'
import type { Visit } from '../../shared/model/visit.ts'
import { createFakeCore } from '../fakes/fakeCore.ts'
import { lineFixtures } from '../fakes/lineFixtures.ts'
import { longVisit, photoVisit } from '../fakes/visitFixture.ts'
import { percentile } from './benchResult.ts'
import type { BenchResult } from './benchResult.ts'
import { fillOutbox } from './outboxBench.ts'

const bench = 'visits'
const visits = 1_000
const rounds = 25
/** The figure of issue 4. */
const pageMostMs = 200

const host: Host = {
  kind: 'browser', openExternal: async () => false, startDemo: async () => undefined, leaveDemo: async () => undefined,
  notify: () => false, quit: () => undefined,
}

/** Rooms of visits and outbox over an encrypted journal with a thousand visits and ten thousand writes, through the contract. */
export async function benchVisits(): Promise<BenchResult[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
  const journal = openJournal({ dir, key: randomBytes(32), migrations: journalMigrations, now: () => new Date() })
  if (journal.state !== 'open') throw new Error(`the journal is ${journal.state}`)
  try {
    const { db } = journal
    const items = fillVisits(db)
    const { line } = lineFixtures(new Date().toISOString()).healthyFibre
    fillOutbox(createOutboxRepo(db), line, 0)
    return [
      { bench, name: 'items of a visit, mean', value: items, unit: 'count', note: `${visits} visits, 10,000 writes` },
      ...await measured(db),
    ]
  } finally {
    journal.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Every tenth is a long one with long texts. Gives how many items each has, mean. */
function fillVisits(db: Database.Database): number {
  const repo = createVisitRepo(db, () => new Date())
  const kinds = [longVisit().visit, photoVisit().visit] as const
  const nowMs = Date.now()
  let count = 0
  repo.transaction(() => {
    for (let nth = 0; nth < visits; nth += 1) {
      const { items, snapshot, ...head } = kinds[nth % 10 === 0 ? 0 : 1]
      count += items.length
      const startedAt = new Date(nowMs - nth * 4 * 3_600_000).toISOString()
      const visit = {
        ...head, id: randomUUID(), label: `Lijnzichtlaan ${nth}, Alphen aan den Rijn`, startedAt, changedAt: startedAt,
        state: nth < 5 ? 'open' as const : 'finished' as const, finishedAt: nth < 5 ? null : startedAt,
        collected: { reportsAfter: '', actionsBefore: [], observationsAt: null },
      }
      repo.add(visit, snapshot)
      for (const item of items) repo.put(visit.id, item)
      repo.update(visit)
    }
  })
  return count / visits
}

async function measured(db: Database.Database): Promise<BenchResult[]> {
  const core = createFakeCore()
  const context = { context: { core, host } }
  const services = core.services()
  const visitRepo = createVisitRepo(db, () => new Date())
  const outbox = createOutboxRepo(db)
  core.replaceServices({
    visits: { ...services.visits, page: visitRepo.page },
    outbox: {
      ...services.outbox,
      page(query) {
        const { entries, total } = outbox.page(query)
        return { entries: entries.map(shownEntry), total, ...outbox.counts() }
      },
    },
  })
  const visitsOf = (search: string, states: Visit['state'][] = [], offset = 0) => () => call(visitsHandlers.page, { search, states, offset }, context)
  const writesOf = (search: string, states: OutboxState[] = [], offset = 0) => () =>
    call(outboxHandlers.page, { search, states, lineId: null, offset, limit: 50 }, context)
  const bodies = db.prepare<[], string>('SELECT body FROM visit').pluck()
  const everyVisit = () => bodies.all().map(body => JSON.parse(body) as Visit)
  const rows = db.prepare<[], { created_at: string; state: string; body: string }>('SELECT created_at, state, body FROM outbox')
  const everyWrite = () => rows.all().map(row => ({ ...row, body: JSON.parse(row.body) as unknown }))
  return [
    ...await measure('visits open, newest', visitsOf(''), true),
    ...await measure('visits open, those under way', visitsOf('', ['open']), true),
    ...await measure('visits, searched for a street and number', visitsOf('lijnzichtlaan 77'), true),
    ...await measure('visits, searched for what is not there', visitsOf('xyzzy'), true),
    ...await measure('visits, the last page', visitsOf('', [], visits - 50), true),
    ...await measure('instead: every visit parsed, filtered and cut', () =>
      everyVisit().filter(({ label }) => label.toLowerCase().includes('lijnzichtlaan 77')).toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, 50)),
    ...await measure('outbox opens, unsent', writesOf('', ['waiting', 'sending', 'settling', 'needsYou']), true),
    ...await measure('outbox opens, everything', writesOf(''), true),
    ...await measure('outbox, searched', writesOf('subject 77'), true),
    ...await measure('outbox, searched for what is not there', writesOf('xyzzy'), true),
    ...await measure('outbox, the last page', writesOf('', [], 9_950), true),
    ...await measure('instead: every write parsed, filtered and cut', () =>
      everyWrite().filter(({ body }) => JSON.stringify(body).toLowerCase().includes('subject 77')).toSorted((a, b) => b.created_at.localeCompare(a.created_at)).slice(0, 50)),
  ]
}

async function measure(name: string, work: () => unknown, isPromised = false): Promise<BenchResult[]> {
  const ms: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    await work()
    ms.push(performance.now() - from)
  }
  return [
    { bench, name: `${name}, median`, value: percentile(ms, 50), unit: 'ms' },
    {
      bench, name: `${name}, p95`, value: percentile(ms, 95), unit: 'ms', ...(isPromised ? { limit: { kind: 'most', value: pageMostMs } } : {}),
      note: `most ${Math.round(Math.max(...ms))} ms`,
    },
  ]
}
