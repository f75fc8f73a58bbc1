import { expect, test } from 'vitest'
import { createFakeTicketSystem, type FakeFault } from '../../test/fakes/fakeTicketSystem.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { outboxAtWork } from '../../test/fakes/outboxAtWork.ts'
import type { Line } from '../../shared/model/line.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, Invalid } from '../services.ts'
import { backOffMs } from './backOff.ts'
import { normalComment } from './commentText.ts'
import { createDraftRepo } from '../tickets/draftRepo.ts'
import { createOutboxRepo } from './outboxRepo.ts'

const nid = '2408ZE000100100'
const fixture = Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line
const line: Line = {
  ...fixture, nativeId: nid, carrier: { ...fixture.carrier, nid, tags: ['vip', 'old'], ontNumber: 'ALCL11111111' },
  contacts: [{ uuid: 'c', name: 'Jan', phoneNumber: '0612345678', email: null, primary: true }],
}
const system7 = { at: 'system', ticketId: '7' } as const
const ticketOf = (subject = 'No light') => ({
  lineId: line.id, subject, comment: 'Dark', contactName: '', contactPhone: '' as const, technicalSpecifications: '', fileIds: [] as string[],
})

function setUp(db = memoryJournal()) {
  const clock = createManualClock()
  const faults = new Map<string, FakeFault[]>()
  const system = createFakeTicketSystem(clock, line, method => faults.get(method)?.shift() ?? { kind: 'none' })
  system.tickets.push({ id: '7', reference: 'theirs', nid, status: 'open', at: 0, seenAt: 0, comments: [] })
  let open = Promise.resolve()
  let release = (): void => undefined
  const ids = { next: 0 }
  const outbox = outboxAtWork({ db, clock, line, operator: killed => system.operatorUntil(killed), ids, whenReachable: () => open })
  return {
    db, clock, faults, system, outbox, ids, service: outbox.service,
    shut(): void { open = new Promise(resolve => { release = () => resolve() }) },
    reopen: async (): Promise<void> => {
      release()
      open = Promise.resolve()
      for (let nth = 0; nth < 5; nth++) await clock.advance(0)
    },
    state: (entry: OutboxEntry): string => outbox.entry(entry.id)?.state ?? 'none',
    failure: (entry: OutboxEntry): string | null => outbox.entry(entry.id)?.failure?.code ?? null,
  }
}

test('what is accepted offline waits, and goes in order once the account is reachable', async () => {
  const { shut, reopen, service, system, state, clock } = setUp()
  shut()
  const ticket = await service.addTicket(ticketOf())
  const at = { at: 'outbox', entryId: ticket.id } as const
  for (const body of ['one', 'two', 'three']) await service.addComment({ lineId: line.id, ticket: at, body, fileIds: [] })
  await service.setSolved({ lineId: line.id, ticket: at, solved: true, base: null })
  await clock.advance(3_600_000)
  expect([state(ticket), system.calls('createTicket'), service.page({ states: [], lineId: line.id, search: '', offset: 0, limit: 10 }).unsent])
    .toEqual(['waiting', 0, 5])
  await reopen()
  expect(system.tickets.at(-1)?.comments.map(({ body }) => body)).toEqual(['Dark', 'one', 'two', 'three'])
  expect(system.tickets.at(-1)?.status).toBe('solved')
  expect(service.page({ states: ['sent'], lineId: null, search: '', offset: 0, limit: 10 })).toMatchObject({ total: 5, unsent: 0, needsYou: 0 })
})

test('a refused entry holds back nothing else; what depends on it waits and says why', async () => {
  const { service, faults, clock, state, failure, system } = setUp()
  faults.set('createTicket', [{ kind: 'rejected', code: '005' }])
  const refused = await service.addTicket(ticketOf('Refused'))
  const comment = await service.addComment({ lineId: line.id, ticket: { at: 'outbox', entryId: refused.id }, body: 'and', fileIds: [] })
  await clock.advance(0)
  const other = await service.addTicket(ticketOf('Other'))
  await clock.advance(0)
  expect([state(refused), failure(refused), state(comment), failure(comment), state(other)])
    .toEqual(['needsYou', 'rejected', 'waiting', 'ticketNeedsYou', 'sent'])
  const { body } = refused
  expect(() => service.resend(refused.id, { kind: 'tags', nid, base: [], wanted: [] })).toThrow(Invalid)
  if (body.kind === 'ticket') service.resend(refused.id, { ...body, input: { ...body.input, subject: 'Corrected' } })
  await clock.advance(0)
  expect([state(refused), state(comment), system.tickets.length]).toEqual(['sent', 'sent', 3])
  expect(() => service.resend(refused.id)).toThrow(Conflict)
})

test('attachments go before what carries them; one that is refused is corrected, or given up', async () => {
  const { service, faults, clock, state, failure, system, outbox } = setUp()
  outbox.files.set('a', 'a.jpg').set('b', 'b.jpg')
  faults.set('uploadAttachment', [{ kind: 'lost' }, { kind: 'rejected', code: '005' }])
  const ticket = await service.addTicket({ ...ticketOf(), fileIds: ['a', 'b'] })
  await clock.advance(10_000)
  expect([state(ticket), failure(ticket)]).toEqual(['waiting', 'attachmentNeedsYou'])
  const page = service.page({ states: ['needsYou'], lineId: null, search: '', offset: 0, limit: 10 })
  expect(page.entries.map(({ body }) => body)).toMatchObject([{ kind: 'attachment', fileName: 'b.jpg' }])
  service.discard(page.entries[0]?.id ?? '')
  await clock.advance(0)
  expect(state(ticket)).toBe('sent')
  expect(system.tickets.at(-1)?.comments[0]?.attachments.map(id => system.uploads.get(id))).toEqual(['a.jpg'])
  expect([...outbox.files.keys()]).toEqual(['a'])
})

test('a comment to a ticket that was closed meanwhile needs the engineer, who may send it all the same', async () => {
  const { service, clock, state, failure, system } = setUp()
  const [theirs] = system.tickets
  if (theirs !== undefined) theirs.status = 'closed'
  const comment = await service.addComment({ lineId: line.id, ticket: system7, body: 'Still dark', fileIds: [] })
  await clock.advance(0)
  expect([state(comment), failure(comment), theirs?.comments.length]).toEqual(['needsYou', 'ticketClosed', 0])
  service.resend(comment.id)
  await clock.advance(0)
  expect([state(comment), theirs?.comments.map(({ body }) => body)]).toEqual(['sent', ['Still dark']])
})

test('a comment is recognised by its words and author, beside the same words from before', async () => {
  const { service, clock, state, failure, system, faults } = setUp()
  const [theirs] = system.tickets
  const words = (author: string) => ({ body: 'Done &amp; tested', author, attachments: [], at: clock.now(), seenAt: 0 })
  theirs?.comments.push(words('me'))
  faults.set('addTicketComment', [{ kind: 'lostReply', sightMs: 0 }, { kind: 'lost' }])
  const comment = await service.addComment({ lineId: line.id, ticket: system7, body: 'Done  & tested', fileIds: [] })
  await clock.advance(0)
  expect(state(comment)).toBe('settling')
  expect(() => service.discard(comment.id)).toThrow(Conflict)
  await clock.advance(60_000)
  expect([state(comment), system.calls('addTicketComment'), theirs?.comments.length]).toEqual(['sent', 1, 2])
  const again = await service.addComment({ lineId: line.id, ticket: system7, body: 'Done & tested', fileIds: [] })
  await clock.advance(0)
  theirs?.comments.push(words('colleague'))
  await clock.advance(60_000)
  expect([state(again), failure(again)]).toEqual(['needsYou', 'sameWordsOfAnother'])
  service.resend(again.id)
  await clock.advance(0)
  expect([state(again), theirs?.comments.length]).toEqual(['sent', 4])
})

test('changes are read live first: there already, as it was based on, merged, or moved', async () => {
  const { service, clock, state, system, outbox } = setUp()
  const ont = await service.changeOnt({ lineId: line.id, nid, base: 'ALCL11111111', wanted: 'ALCL22222222' })
  const there = await service.changeContact({ lineId: line.id, nid, base: null, wanted: { name: 'Jan', phoneNumber: '0612345678', email: null } })
  const tags = await service.setTags({ lineId: line.id, nid, base: ['vip', 'old', 'gone'], wanted: ['vip', 'new'] })
  await clock.advance(0)
  expect([ont, there, tags].map(state)).toEqual(['sent', 'sent', 'sent'])
  expect([system.calls('changeOnt'), system.calls('changeContact'), system.line()?.carrier.ontNumber, system.line()?.carrier.tags])
    .toEqual([1, 0, 'ALCL22222222', ['vip', 'new']])
  const moved = await service.changeOnt({ lineId: line.id, nid, base: 'ALCL11111111', wanted: 'ALCL33333333' })
  await clock.advance(0)
  expect(outbox.entry(moved.id)).toMatchObject({
    state: 'needsYou', failure: { code: 'moved' }, conflict: { base: 'ALCL11111111', wanted: 'ALCL33333333', present: 'ALCL22222222' },
  })
  service.resend(moved.id)
  await clock.advance(0)
  expect([state(moved), system.line()?.carrier.ontNumber]).toEqual(['sent', 'ALCL33333333'])
})

test('a line that vanished needs the engineer', async () => {
  const { service, clock, state, failure, system } = setUp()
  system.setLine(null)
  const tags = await service.setTags({ lineId: line.id, nid, base: [], wanted: ['vip'] })
  await clock.advance(0)
  expect([state(tags), failure(tags)]).toEqual(['needsYou', 'lineGone'])
})

test('an account that is refused keeps everything waiting and goes on after the retry', async () => {
  const { service, shut, reopen, clock, faults, state, system } = setUp()
  faults.set('createTicket', [{ kind: 'unreachable' }])
  const first = await service.addTicket(ticketOf('First'))
  await clock.advance(0)
  shut()
  const rest = [await service.addTicket(ticketOf('Second')), await service.addTicket(ticketOf('Third'))]
  await clock.advance(86_400_000)
  expect([first, ...rest].map(state)).toEqual(['waiting', 'waiting', 'waiting'])
  await reopen()
  await clock.advance(10_000)
  expect([first, ...rest].map(state)).toEqual(['sent', 'sent', 'sent'])
  expect(system.tickets).toHaveLength(4)
})

test('failures back off visibly, and send now does not wait', async () => {
  const { service, clock, faults, outbox, state } = setUp()
  faults.set('createTicket', Array.from({ length: 3 }, (): FakeFault => ({ kind: 'unreachable' })))
  const ticket = await service.addTicket(ticketOf())
  await clock.advance(0)
  const waits = (): number => Date.parse(outbox.entry(ticket.id)?.nextAttemptAt ?? '') - clock.now()
  const first = waits()
  await clock.advance(first)
  expect([first, waits()]).toEqual([2000, 4000])
  service.sendNow()
  await clock.advance(0)
  service.sendNow()
  await clock.advance(0)
  expect(state(ticket)).toBe('sent')
})

test('an entry that waits can be given up, with its files; an account that goes takes all of its own', async () => {
  const { service, shut, state, outbox } = setUp()
  shut()
  outbox.files.set('a', 'a.jpg')
  const ticket = await service.addTicket({ ...ticketOf(), fileIds: ['a'] })
  const comment = await service.addComment({ lineId: line.id, ticket: { at: 'outbox', entryId: ticket.id }, body: 'and', fileIds: [] })
  expect(service.discard(ticket.id).state).toBe('discarded')
  expect([outbox.files.size, outbox.unsentCount(line.accountId)]).toEqual([0, 1])
  await expect(service.addComment({ lineId: line.id, ticket: { at: 'outbox', entryId: ticket.id }, body: 'x', fileIds: [] })).rejects.toBeInstanceOf(Conflict)
  outbox.giveUp(line.accountId)
  expect([state(comment), outbox.unsentCount(line.accountId)]).toEqual(['discarded', 0])
})

test('a comment whose ticket was given up needs the engineer', async () => {
  const { service, faults, clock, state, failure } = setUp()
  faults.set('createTicket', [{ kind: 'rejected', code: '005' }])
  const ticket = await service.addTicket(ticketOf())
  const comment = await service.addComment({ lineId: line.id, ticket: { at: 'outbox', entryId: ticket.id }, body: 'and', fileIds: [] })
  await clock.advance(0)
  service.discard(ticket.id)
  await clock.advance(0)
  expect([state(comment), failure(comment)]).toEqual(['needsYou', 'ticketDiscarded'])
})

test('a journal restored from a backup sends nothing again that was sent since', async () => {
  const db = memoryJournal()
  const { service, clock, system, ids, outbox, shut } = setUp(db)
  shut()
  const ticket = await service.addTicket(ticketOf())
  const backup = db.prepare<[], Record<string, string | number | null>>('SELECT * FROM outbox').all()
  outbox.kill()
  // What happened after the backup: the ticket went out.
  system.tickets.push({ id: '9', reference: ticket.reference ?? '', nid, status: 'new', at: clock.now(), seenAt: 0, comments: [] })
  const restored = memoryJournal()
  for (const row of backup) restored.prepare(`INSERT INTO outbox VALUES (${Object.keys(row).map(name => `@${name}`).join()})`).run(row)
  const after = outboxAtWork({ db: restored, clock, line, operator: killed => system.operatorUntil(killed), ids })
  after.start(true)
  await clock.advance(60_000)
  expect([after.entry(ticket.id)?.state, after.entry(ticket.id)?.remoteId, system.calls('createTicket')]).toEqual(['sent', '9', 0])
})

test('times that jump hasten nothing: the settle time is waited out, not read off a clock', async () => {
  const { service, clock, faults, state, system } = setUp()
  faults.set('createTicket', [{ kind: 'lateCommit', ms: 50_000 }])
  const ticket = await service.addTicket(ticketOf())
  await clock.advance(0)
  await clock.advance(45_000)
  expect(state(ticket)).toBe('settling')
  await clock.advance(60_000)
  expect([state(ticket), system.calls('createTicket')]).toEqual(['sent', 1])
})

test('tells every change, and only that something changed where several did at once', async () => {
  const { service, shut, clock } = setUp()
  shut()
  const left = new AbortController()
  const told: unknown[] = []
  const following = (async () => {
    for await (const { entry, unsent } of service.changes(left.signal)) told.push([entry === null ? null : entry.state, unsent])
  })()
  await clock.advance(0)
  await service.addTicket(ticketOf())
  await clock.advance(100)
  await service.addTicket(ticketOf())
  await service.addTicket(ticketOf())
  await service.addTicket(ticketOf())
  await clock.advance(100)
  left.abort()
  await following
  expect(told).toEqual([[null, 0], ['waiting', 1], ['waiting', 2], [null, 4]])
})

test('what the adapter does not offer is refused at once, and nothing is taken', async () => {
  const db = memoryJournal()
  const clock = createManualClock()
  const bare = outboxAtWork({ db, clock, line, ids: { next: 0 }, operator: () => ({ system: line.system, methods: {}, nativeIdIn: () => null, close: async () => {} }) })
  await expect(bare.service.addTicket(ticketOf())).rejects.toBeInstanceOf(OperatorFailure)
  expect(createOutboxRepo(db).counts()).toEqual({ unsent: 0, needsYou: 0 })
})

test('a full disk takes nothing in, keeps the draft and says so', async () => {
  const db = memoryJournal()
  const { service, clock, system } = setUp(db)
  const drafts = createDraftRepo(db)
  const { fileIds: _, ...input } = ticketOf()
  drafts.save(input, '2026-11-21T18:00:00.000Z')
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
  await expect(service.addTicket({ ...ticketOf(), comment: 'long '.repeat(2000) })).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect([drafts.get(line.id)?.comment, createOutboxRepo(db).counts().unsent]).toEqual(['Dark', 0])
  db.pragma('max_page_count = 100000')
  await service.addTicket({ ...ticketOf(), comment: 'long '.repeat(2000) })
  await clock.advance(0)
  expect([drafts.get(line.id), system.tickets.length]).toEqual([undefined, 2])
})

test('a full disk while a ticket is on its way makes no second one', async () => {
  const db = memoryJournal()
  const { service, clock, system, state, outbox } = setUp(db)
  const ticket = await service.addTicket(ticketOf())
  // The journal takes in that it leaves, and then nothing more until there is room again.
  db.exec(`CREATE TEMP TRIGGER full BEFORE UPDATE ON main.outbox WHEN new.state = 'sent' BEGIN SELECT RAISE(ABORT, 'full'); END`)
  await clock.advance(10_000)
  expect([state(ticket), system.calls('createTicket'), outbox.unexpected.length > 0]).toEqual(['settling', 1, true])
  db.exec('DROP TRIGGER full')
  await clock.advance(600_000)
  expect([state(ticket), system.calls('createTicket'), system.tickets.length]).toEqual(['sent', 1, 2])
})

test('what unsent work rests on is not forgotten', async () => {
  const { service, clock, db, faults, outbox } = setUp()
  outbox.files.set('a', 'a.jpg')
  faults.set('createTicket', [{ kind: 'rejected', code: '005' }])
  await service.addTicket({ ...ticketOf(), fileIds: ['a'] })
  await clock.advance(0)
  expect([createOutboxRepo(db).purge('2027-01-01T00:00:00.000Z'), createOutboxRepo(db).counts().unsent]).toEqual([0, 1])
})

test('finds entries by their words, forgets only what was sent or given up', async () => {
  const { service, clock, db, shut } = setUp()
  await service.addTicket(ticketOf('Señor Müller has no light'))
  await clock.advance(0)
  shut()
  await service.addTicket(ticketOf('Slow line'))
  const subjects = (search: string) => service.page({ states: [], lineId: null, search, offset: 0, limit: 10 }).entries
    .map(({ body }) => (body.kind === 'ticket' ? body.input.subject : ''))
  expect([subjects('muller senor'), subjects('LINE slow'), subjects('7')]).toEqual([['Señor Müller has no light'], ['Slow line'], subjects('7')])
  expect(createOutboxRepo(db).purge('2027-01-01T00:00:00.000Z')).toBe(1)
  expect(subjects('')).toEqual(['Slow line'])
})

test('comments are compared without what the system changes', () => {
  expect(normalComment(' Light:  -19 dBm\r\n<b>ok</b> &lt;3 e\u0301 ')).toBe('Light: -19 dBm ok <3 é')
  expect(normalComment('a < b and c > d')).toBe('a < b and c > d')
})

test('back-off grows to five minutes, with jitter', () => {
  expect([1, 2, 3, 20].map(nth => backOffMs(nth, 0.5))).toEqual([2000, 4000, 8000, 300_000])
  expect([backOffMs(1, 0), backOffMs(1, 1)]).toEqual([1000, 3000])
})
