import type { AccountId } from '../../shared/model/common.ts'
import { OutboxBody } from '../../shared/model/outbox.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import type { Clock } from '../operators/clock.ts'
import type { Operator } from '../operators/operator.ts'
import { Conflict, Invalid, NotFound, type OutboxService } from '../services.ts'
import { attachmentOf } from '../visits/content.ts'
import { checkChange, checkTicket, createAccept, type AcceptDependencies, type OutboxFiles } from './accept.ts'
import { backOffMs } from './backOff.ts'
import { createOutboxChanges } from './changes.ts'
import { normalComment } from './commentText.ts'
import { createEngine } from './engine.ts'
import { createHandlers } from './kinds/handlers.ts'
import { shownEntry, type EntryChange, type KeptEntry, type OutboxRepo } from './outboxRepo.ts'
import { createStep } from './step.ts'

export type OutboxOptions = {
  /** Least time from a doubtful attempt to the next, ms: longer than the system may take to show what it took in. */
  readonly settleMs?: number
  /** First wait after a failure, ms. */
  readonly backOffFirstMs?: number
}

export type OutboxDependencies = Omit<AcceptDependencies, 'accepted' | 'files'> & {
  readonly files: OutboxFiles & {
    keep(bytes: Uint8Array, about: { name: string; mediaType: string }): Promise<{ readonly id: string; readonly bytes: number }>
  }
  readonly operatorOf: (accountId: AccountId) => Operator | undefined
  readonly usernameOf: (accountId: AccountId) => string | null
  readonly whenReachable: (accountId: AccountId, signal: AbortSignal) => Promise<void>
  /** Asks now whether an account can be reached. */
  readonly probe: (accountId: AccountId, signal: AbortSignal) => Promise<unknown>
  readonly clock: Clock
  readonly onUnexpected: (error: unknown) => void
  readonly options?: OutboxOptions
}

export type Outbox = {
  readonly service: OutboxService
  /** Sends what waits. `doubtful`: the journal lags behind what was done (a restored backup), so that all is looked for first. */
  start(doubtful: boolean): void
  entry(id: string): OutboxEntry | undefined
  /** Hears every change; the result ends it. */
  listen(listener: (entry: OutboxEntry) => void): () => void
  unsentCount(accountId: AccountId): number
  /** The account was removed knowing of it: what is unsent is never sent. */
  giveUp(accountId: AccountId): void
  close(): Promise<void>
}

/** 3 minutes. */
const standardSettleMs = 180_000

/** The engineer's writes: accepted here and now, sent exactly once as far as a client can (docs/outbox.md). */
export function createOutbox(given: OutboxDependencies): Outbox {
  const { repo, clock } = given
  const { settleMs = standardSettleMs, backOffFirstMs } = given.options ?? {}
  const ending = new AbortController()
  const changes = createOutboxChanges(repo.counts, clock)
  const nowText = (): string => given.now().toISOString()

  const changed = (entry: KeptEntry): void => {
    changes.tell(shownEntry(entry))
    engine.moved(entry)
  }
  const wait = (failures: number): number => backOffMs(failures, clock.random(), backOffFirstMs)
  const step = createStep({
    repo, operatorOf: given.operatorOf, usernameOf: given.usernameOf, signal: ending.signal, settleMs, nowText,
    handlers: createHandlers({ readFile: given.files.read, sentBefore: ({ entry, body }) => sentBefore(repo, entry, body.body) }),
    backOffMs: wait,
    inMs: ms => new Date(clock.now() + ms).toISOString(), changed, onUnexpected: given.onUnexpected,
  })
  const engine = createEngine({
    repo, step, whenReachable: given.whenReachable, probe: given.probe, backOffMs: wait, clock, signal: ending.signal, onUnexpected: given.onUnexpected,
  })
  const accept = createAccept({
    ...given,
    accepted(entries) {
      for (const entry of entries) changes.tell(shownEntry(entry))
      for (const entry of entries) engine.take(entry)
    },
  })
  const existing = (id: string): KeptEntry => {
    const entry = repo.get(id)
    if (entry === undefined) throw new NotFound('outboxEntry')
    return entry
  }
  const shown = async (accepted: Promise<KeptEntry>): Promise<OutboxEntry> => shownEntry(await accepted)

  /** Gives an entry up with the attachments only it carries. */
  const discard = (entry: KeptEntry): KeptEntry[] => repo.transaction(() => {
    const own = 'attachmentIds' in entry.body ? entry.body.attachmentIds : []
    const all = [entry.id, ...own].map(id => repo.change(id, ['waiting', 'needsYou'], { state: 'discarded', nextAttemptAt: null }, nowText()))
    return all.filter(each => each !== undefined)
  })
  const dropFiles = (entries: readonly KeptEntry[]): void => {
    for (const { body } of entries) if (body.kind === 'attachment') given.files.drop(body.fileId).catch(given.onUnexpected)
  }

  const service: OutboxService = {
    page: query => ({ ...pageOf(repo, query), ...repo.counts() }),
    changes: signal => changes.follow(signal),
    addTicket: input => shown(accept.addTicket(input)),
    addComment: input => shown(accept.addComment(input)),
    setSolved: input => shown(accept.setSolved(input)),
    changeTicket: input => shown(accept.changeTicket(input)),
    setTags: input => shown(accept.setTags(input)),
    changeContact: input => shown(accept.changeContact(input)),
    changeOnt: input => shown(accept.changeOnt(input)),
    addCallLog: input => shown(accept.addCallLog(input)),
    isThere(id) {
      const entry = existing(id)
      const isDoubtful = entry.state === 'needsYou' && entry.failure?.code === 'notRecognised'
      if (entry.body.kind !== 'callLog' || !isDoubtful) throw new Conflict('notDoubtful')
      const done = repo.change(id, ['needsYou'], { state: 'sent', failure: null, conflict: null, nextAttemptAt: null, unsure: false }, nowText())
      if (done === undefined) throw new Conflict('notDoubtful')
      changed(done)
      return shownEntry(done)
    },
    resend(id, corrected) {
      const entry = existing(id)
      if (entry.state !== 'needsYou') throw new Conflict('notRefused')
      const body = corrected === undefined ? null : correctedBody(entry, corrected)
      const line = entry.lineId === null ? undefined : given.lineOf(entry.lineId)
      const account = given.operatorOf(entry.accountId) === undefined && line !== undefined ? given.accountFor(line)?.accountId : undefined
      // Unless it may be there already, words that stand there now are not this comment.
      const afresh = entry.body.kind === 'ticketComment' && !entry.unsure
      const change: EntryChange = {
        state: entry.unsure && entry.body.kind !== 'attachment' ? 'settling' : 'waiting', failure: null, conflict: null, nextAttemptAt: null,
        agreed: body === null ? entry.present : null, ...(body === null ? {} : { body }), ...(account === undefined ? {} : { accountId: account }),
        ...(afresh ? { mark: null } : {}),
      }
      const again = repo.change(id, ['needsYou'], change, nowText())
      if (again === undefined) throw new Conflict('notRefused')
      step.fresh(id)
      step.settleAnew(id)
      changed(again)
      engine.take(again)
      return shownEntry(again)
    },
    discard(id) {
      const entry = existing(id)
      if (entry.state === 'discarded') return shownEntry(entry)
      const dropped = discard(entry)
      const [own] = dropped
      if (own?.id !== id) throw new Conflict(entry.state === 'sent' ? 'sent' : 'onItsWay')
      for (const each of dropped) changed(each)
      dropFiles(dropped)
      return shownEntry(own)
    },
    sendNow() {
      for (const accountId of engine.accounts()) given.probe(accountId, ending.signal).catch(() => undefined)
      engine.hurry()
    },
    async keepFile(file) {
      const { bytes: content, ...about } = attachmentOf(file)
      const { id, bytes } = await given.files.keep(content, about)
      return { fileId: id, bytes }
    },
    dropFile: fileId => given.files.drop(fileId),
  }

  return {
    service,
    start(doubtful) {
      repo.releaseFiles()
      if (doubtful) repo.doubtAll()
      for (const entry of repo.atWork()) engine.take(entry)
    },
    entry(id) {
      const entry = repo.get(id)
      return entry === undefined ? undefined : shownEntry(entry)
    },
    listen: changes.listen,
    unsentCount: repo.unsentCount,
    giveUp(accountId) {
      const dropped = repo.transaction(() => repo.unsentOf(accountId).map(({ id, state }) =>
        repo.change(id, [state], { state: 'discarded', nextAttemptAt: null }, nowText())).filter(each => each !== undefined))
      for (const each of dropped) changed(each)
      dropFiles(dropped)
    },
    async close() {
      ending.abort()
      changes.close()
      await engine.ended()
    },
  }
}

function pageOf(repo: OutboxRepo, query: Parameters<OutboxRepo['page']>[0]): { entries: OutboxEntry[]; total: number } {
  const { entries, total } = repo.page(query)
  return { entries: entries.map(shownEntry), total }
}

/** Comments with the same words that were sent to the ticket of an entry before it, from here. */
function sentBefore(repo: OutboxRepo, entry: KeptEntry, text: string): number {
  const words = normalComment(text)
  return repo.ofThread(entry.thread).filter(({ id, state, body, accountId }) => {
    const isBefore = id !== entry.id && accountId === entry.accountId && state === 'sent'
    return isBefore && body.kind === 'ticketComment' && normalComment(body.body) === words
  }).length
}

/** What the engineer corrected, of the same kind and for the same line, ticket or value. Throws Invalid. */
function correctedBody(entry: KeptEntry, corrected: unknown): OutboxBody {
  const read = OutboxBody.safeParse(corrected)
  if (!read.success) throw new Invalid(read.error.issues[0]?.path.join('.') ?? 'corrected', 'schema')
  const { data } = read
  if (data.kind !== entry.body.kind) throw new Invalid('kind', 'other')
  if (subjectOf(data) !== subjectOf(entry.body)) throw new Invalid('corrected', 'otherSubject')
  if (data.kind === 'ticket') checkTicket(data.input, data.input.lineId)
  if (data.kind === 'ticketChange') checkChange(data)
  return data
}

function subjectOf(body: OutboxBody): string {
  switch (body.kind) {
    case 'ticket': return body.input.lineId
    case 'ticketComment': case 'ticketSolved': case 'ticketChange':
      return body.ticket.at === 'system' ? `system ${body.ticket.ticketId}` : `outbox ${body.ticket.entryId}`
    case 'attachment': return body.fileId
    case 'callLog': return body.input.customerId
    default: return body.nid
  }
}
