import { expect, test } from 'vitest'
import { showcaseAccess } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import { TicketInput } from '../../shared/model/ticket.ts'
import { lastOf, lineOf, openOnLab, unhurried, until, type OnLab } from './coreOnLab.ts'

type Account = Awaited<ReturnType<OnLab['signOn']>>

const signOn = (on: OnLab, services: Services): Promise<Account> =>
  on.signOn(services, { kind: 'onApi', baseUrl: on.lab.onApi.baseUrl, authentication: 'basic', label: 'Stadsnät' })

/** What the engineer sends of a draft: as it was proposed, with a comment of their own. */
function inputFrom(services: Services, id: LineId, comment = 'Inget ljus i uttaget.'): TicketInput & { fileIds: string[] } {
  const { files: _, ...draft } = services.tickets.draft(id).draft
  return { ...TicketInput.parse({ ...draft, subject: draft.subject || 'Ingen länk', comment }), fileIds: [] }
}

const allSent = (services: Services): Promise<unknown> => until(services.outbox.changes(unhurried()), ({ unsent }) => unsent === 0)
const entryOf = (services: Services, { id }: OutboxEntry): OutboxEntry | undefined =>
  services.outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 50 }).entries.find(entry => entry.id === id)

test('a ticket of an access is proposed from what is live, sent once with its reference, and listed at the line and with the others', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const account = await signOn(on, services)
  const { id } = lineOf(services, showcaseAccess('noLease'))
  await lastOf(services.lines.refresh(id, unhurried()))
  const { draft } = services.tickets.draft(id)
  expect(draft).toMatchObject({ contactName: '', contactPhone: '', additionalInfo: { link: true } })
  expect(draft.problemType).toBeDefined()
  const ticket = await services.outbox.addTicket(inputFrom(services, id))
  await allSent(services)
  const sent = entryOf(services, ticket)
  expect(on.lab.onApi.tickets.committed().filter(each => each.spTicketReference === ticket.reference)).toMatchObject([{
    coTicketReference: sent?.remoteId, accessId: showcaseAccess('noLease'), createdBy: account.username, problemType: draft.problemType,
    heading: draft.subject || 'Ingen länk', description: expect.stringContaining('Inget ljus i uttaget.'),
    additionalInfo: { mac: draft.additionalInfo?.mac, link: true },
  }])
  const { tickets, failure } = await services.tickets.forLine(id, unhurried())
  expect(failure).toBeNull()
  expect(tickets).toMatchObject([{ id: sent?.remoteId, lineId: id, status: 'new', systemStatus: 'CREATED', responsible: 'co' }])
  const { tickets: open } = await services.tickets.list(unhurried())
  expect(open.map(each => each.id)).toContain(sent?.remoteId)
  expect(open.every(({ status }) => status !== 'closed')).toBe(true)
})

test('lost replies, late commits, late sights and conflicts make one ticket, one comment and one change of each', async () => {
  await using on = await openOnLab()
  const { faults, onApi } = on.lab
  const services = (await on.open()).services()
  await signOn(on, services)
  const { id } = lineOf(services, showcaseAccess('noLink'))
  const input = inputFrom(services, id)
  const hurdles = [
    { kind: 'lostReply', sightMs: 200 }, { kind: 'lateCommit', ms: 300, answer: 'gatewayTimeout' }, { kind: 'lateSight', ms: 300 }, { kind: 'truncated' }, { kind: 'reset' },
  ] as const
  const tickets: OutboxEntry[] = []
  for (const hurdle of hurdles) {
    faults.set('POST /tickets', hurdle, 1)
    faults.set('PATCH /tickets/{coTicketReference}', hurdle, 1)
    const ticket = await services.outbox.addTicket({ ...input, subject: hurdle.kind })
    const at = { lineId: id, ticket: { at: 'outbox', entryId: ticket.id } } as const
    await services.outbox.addComment({ ...at, body: `Kommentar ${hurdle.kind}`, fileIds: [] })
    await services.outbox.changeTicket({ ...at, status: 'CLOSED', responsible: 'sp', base: { status: null, responsible: null } })
    tickets.push(ticket)
    await allSent(services)
  }
  for (const [nth, { reference, body }] of tickets.entries()) {
    const there = onApi.tickets.committed().filter(each => each.spTicketReference === reference)
    expect(there, body.kind === 'ticket' ? body.input.subject : '').toHaveLength(1)
    expect(there[0]).toMatchObject({ status: 'CLOSED', responsible: 'SP', comments: [{ message: `Kommentar ${hurdles[nth]?.kind}` }] })
    expect(there[0]?.comments).toHaveLength(1)
  }
}, 60_000)

test('a network that refuses a second one with 409 has the first, which is found', async () => {
  await using on = await openOnLab()
  const { faults, onApi } = on.lab
  onApi.settings = { ...onApi.settings, duplicates: 'refused', dialect: 'public', heed: 'ignored' }
  const services = (await on.open()).services()
  await signOn(on, services)
  const { id } = lineOf(services, showcaseAccess('noLink'))
  // Seen only after the settle time: it is sent again, and refused as a duplicate.
  faults.set('POST /tickets', { kind: 'lostReply', sightMs: 1100 }, 1)
  const ticket = await services.outbox.addTicket(inputFrom(services, id))
  await allSent(services)
  expect(onApi.tickets.committed().filter(each => each.spTicketReference === ticket.reference)).toHaveLength(1)
  expect([entryOf(services, ticket)?.state, on.lab.requests.count('POST /tickets')]).toEqual(['sent', 2])
}, 30_000)

test('what left when the app ended is looked for by the next, closed ones included', async () => {
  await using on = await openOnLab()
  const { faults, onApi } = on.lab
  const core = await on.open()
  await signOn(on, core.services())
  const { id } = lineOf(core.services(), showcaseAccess('noLink'))
  faults.set('POST /tickets', { kind: 'lostReply' }, 1)
  // The look for it takes so long that the app ends before.
  faults.set('GET /tickets', { kind: 'latency', ms: 2000 })
  const ticket = await core.services().outbox.addTicket(inputFrom(core.services(), id))
  await until(core.services().outbox.changes(unhurried()), () => entryOf(core.services(), ticket)?.state === 'settling')
  await core.close()
  faults.clear('GET /tickets')
  const [there] = onApi.tickets.committed().filter(each => each.spTicketReference === ticket.reference)
  onApi.tickets.update(there?.coTicketReference ?? '', { comment: null, status: 'CLOSED', responsible: 'CO' }, 0)
  const services = (await on.open()).services()
  await allSent(services)
  expect(entryOf(services, ticket)).toMatchObject({ state: 'sent', remoteId: there?.coTicketReference })
  expect(on.lab.requests.count('POST /tickets')).toBe(1)
}, 30_000)

test('what the network’s people do shows as news, and a change they made first needs the engineer with three values', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const account = await signOn(on, services)
  const { onApi } = on.lab
  const [theirs] = onApi.tickets.committed().filter(({ status }) => status === 'IN_PROGRESS_SP')
  if (theirs === undefined) throw new Error('no seeded ticket')
  const reference = theirs.coTicketReference
  expect((await services.tickets.list(unhurried())).changed).toEqual([])
  const { id } = lineOf(services, theirs.accessId)
  onApi.tickets.update(reference, { comment: { message: 'Vi mäter', createdBy: 'Kalle' }, status: 'IN_PROGRESS_CO', responsible: 'CO' }, 0)
  const change = await services.outbox.changeTicket({
    lineId: id, ticket: { at: 'system', ticketId: reference }, status: 'CLOSED', responsible: 'sp', base: { status: 'IN_PROGRESS_SP', responsible: 'sp' },
  })
  await until(services.outbox.changes(unhurried()), ({ needsYou }) => needsYou === 1)
  expect(entryOf(services, change)).toMatchObject({
    failure: { code: 'moved' }, conflict: { base: 'IN_PROGRESS_SP sp', wanted: 'CLOSED sp', present: 'IN_PROGRESS_CO co' },
  })
  const read = await services.tickets.get(account.id, reference, unhurried())
  expect(read).toMatchObject({ ticket: { systemStatus: 'IN_PROGRESS_CO', responsible: 'co' }, comments: [{ body: 'Vi mäter', author: 'Kalle' }] })
  services.outbox.resend(change.id)
  await allSent(services)
  expect(onApi.tickets.committed().find(each => each.coTicketReference === reference)).toMatchObject({ status: 'CLOSED', responsible: 'SP' })
}, 30_000)

test('an account without tickets, or without the right to them, says so and keeps what was written', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services, { kind: 'onApi', baseUrl: on.lab.onApi.baseUrl, authentication: 'basic', username: 'notickets' })
  const { id } = lineOf(services, showcaseAccess('noLink'))
  expect(await services.tickets.forLine(id, unhurried())).toMatchObject({ tickets: [], failure: { kind: 'refused' } })
  const ticket = await services.outbox.addTicket(inputFrom(services, id))
  await until(services.outbox.changes(unhurried()), ({ needsYou }) => needsYou === 1)
  expect(entryOf(services, ticket)).toMatchObject({ state: 'needsYou', failure: { code: 'rightMissing' } })
}, 30_000)
