import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { snapshotOf } from '../../electron/lines/lineSnapshot.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import type { Operator } from '../../electron/operators/operator.ts'
import { createOutbox } from '../../electron/outbox/outbox.ts'
import { createOutboxRepo } from '../../electron/outbox/outboxRepo.ts'
import { openJournal } from '../../electron/storage/journal.ts'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { createDraftRepo } from '../../electron/tickets/draftRepo.ts'
import { createReferences } from '../../electron/tickets/reference.ts'
import type { Line } from '../../shared/model/line.ts'
import type { OutboxState } from '../../shared/model/outbox.ts'
import { lineFixtures } from '../fakes/lineFixtures.ts'
import { percentile } from './benchResult.ts'
import type { BenchResult } from './benchResult.ts'

const bench = 'outbox'
const writes = 300
const entries = 10_000
/** Figures of issue 4. */
const acceptMostMs = 20
const pageMostMs = 200

/** Accepting writes into an encrypted journal on disk, and reading its pages when it is full. Nothing is sent. */
export async function benchOutbox(): Promise<BenchResult[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
  const journal = openJournal({ dir, key: randomBytes(32), migrations: journalMigrations, now: () => new Date() })
  if (journal.state !== 'open') throw new Error(`the journal is ${journal.state}`)
  const { db } = journal
  const [view] = Object.values(lineFixtures(new Date().toISOString()))
  const line = view?.line as Line
  const taken = async () => undefined
  const operator: Operator = {
    system: line.system, nativeIdIn: () => null, close: async () => {},
    methods: { createTicket: () => Promise.reject(new Error('nothing is sent')), addTicketComment: taken, setTags: taken },
  }
  const repo = createOutboxRepo(db)
  const drafts = createDraftRepo(db)
  const never = new Promise<void>(() => {})
  const outbox = createOutbox({
    repo, drafts, references: createReferences(db, randomBytes), lineOf: () => line, snapshotOf, visitOf: () => null,
    files: {
      keep: () => Promise.reject(new Error('no files')), claim: async () => null, read: () => Promise.reject(new Error('no files')), drop: async () => {},
    },
    accountFor: ({ accountId }) => ({ accountId, operator }), operatorOf: () => operator, usernameOf: () => null, whenReachable: () => never,
    probe: async () => undefined, clock: systemClock, now: () => new Date(), newId: () => randomUUID(), onUnexpected: () => undefined,
  })
  outbox.start(false)
  try {
    const ticket = (nth: number) => ({
      lineId: line.id, subject: `No light ${nth}`, comment: 'The box is dark. '.repeat(20), contactName: 'Jan', contactPhone: '0612345678' as const,
      technicalSpecifications: 'reading -19.2 dBm\n'.repeat(30), fileIds: [],
    })
    const accepting: number[] = []
    for (let nth = 0; nth < writes; nth++) {
      drafts.save({ ...ticket(nth) }, new Date().toISOString())
      const from = performance.now()
      await outbox.service.addTicket(ticket(nth))
      accepting.push(performance.now() - from)
    }
    fillOutbox(repo, line, writes)
    const reading: number[] = []
    const queries: { states: OutboxState[]; lineId: null; search: string; offset: number }[] = [
      { states: [], lineId: null, search: '', offset: 0 }, { states: ['waiting', 'needsYou'], lineId: null, search: '', offset: 0 },
      { states: [], lineId: null, search: 'subject 77', offset: 0 }, { states: [], lineId: null, search: '', offset: entries - 200 },
    ]
    for (let round = 0; round < 10; round++) {
      for (const query of queries) {
        const from = performance.now()
        outbox.service.page({ ...query, limit: 100 })
        reading.push(performance.now() - from)
      }
    }
    return [
      { bench, name: 'accepting a ticket, with fsync, p50', value: percentile(accepting, 50), unit: 'ms' },
      { bench, name: 'accepting a ticket, with fsync, p95', value: percentile(accepting, 95), unit: 'ms', limit: { kind: 'most', value: acceptMostMs } },
      { bench, name: 'page of the outbox, 10,000 entries, p50', value: percentile(reading, 50), unit: 'ms' },
      {
        bench, name: 'page of the outbox, 10,000 entries, most', value: Math.max(...reading), unit: 'ms', limit: { kind: 'most', value: pageMostMs },
        note: 'newest, unsent, searched and last',
      },
    ]
  } finally {
    await outbox.close()
    journal.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A journal of a busy half year: tickets, comments and tags, most of them sent; 10,000 with the `from` that are there. */
export function fillOutbox(repo: ReturnType<typeof createOutboxRepo>, line: Line, from: number): void {
  const snapshot = snapshotOf(line)
  repo.transaction(() => {
    for (let nth = from; nth < entries; nth++) {
      const id = randomUUID()
      const at = new Date(Date.now() - (entries - nth) * 60_000).toISOString()
      const shared = { id, accountId: line.accountId, lineId: line.id, thread: `thread ${nth}`, visitId: null, snapshot }
      if (nth % 3 === 0) {
        repo.add({ ...shared, reference: `LS-BENCH-${nth}`, body: {
          kind: 'ticket', attachmentIds: [],
          input: { lineId: line.id, subject: `Subject ${nth}`, comment: 'Words '.repeat(50), contactName: '', contactPhone: '', technicalSpecifications: 'reading\n'.repeat(40) },
        } }, at)
      } else if (nth % 3 === 1) {
        repo.add({ ...shared, reference: null, body: { kind: 'ticketComment', ticket: { at: 'system', ticketId: String(nth) }, body: 'Comment '.repeat(40), attachmentIds: [] } }, at)
      } else repo.add({ ...shared, reference: null, body: { kind: 'tags', nid: line.nativeId ?? '', base: [], wanted: ['vip'] } }, at)
      if (nth % 10 !== 0) repo.change(id, ['waiting'], { state: 'sent', remoteId: String(nth) }, at)
    }
  })
}
