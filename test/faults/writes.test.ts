import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { labDeliveries, labShowcase } from '../../electron/lab/lab.ts'
import type { LabFault } from '../../electron/lab/lab.ts'
import { countTickets } from '../../electron/lab/nextpertise/ticketControl.ts'
import type { TicketRequest } from '../../electron/operators/operator.ts'
import type { Line } from '../../shared/model/line.ts'
import { context, failureOf, openOnLab } from './operatorOnLab.ts'
import type { OnLab } from './operatorOnLab.ts'

let on: OnLab
beforeEach(async () => { on = await openOnLab({ lines: 80 }) })
afterEach(() => on.close())

const LATE_MS = 300
const pon = labShowcase.find(({ key }) => key === 'lanDown') ?? { nid: '', circuitNid: '' }
const request = (reference: string, attachmentIds: readonly string[] = []): TicketRequest => ({
  nid: pon.circuitNid, subject: 'No light', comment: 'Please look', reference, contactName: null, contactPhone: null, technicalSpecifications: null, attachmentIds,
})
const create = (reference: string, attachmentIds?: readonly string[]): Promise<string> => on.method('createTicket')(request(reference, attachmentIds), context())
const upload = (): Promise<string> => on.method('uploadAttachment')({ fileName: 'light.txt', description: 'Rx', bytes: Buffer.from('-18 dBm') }, context())
const comment = (id: string, body: string): Promise<void> => on.method('addTicketComment')(id, { body, attachmentIds: [] }, context())
const line = async (nid: string): Promise<Line> => {
  const found = await on.method('lineByNid')(nid, context())
  if (found === null) throw new Error(`no line ${nid}`)
  return found.line
}
const trueCounts = (reference: string) => countTickets(on.lab.tickets, on.lab.later.waiting, { reference }).counts
const trueTags = (): readonly string[] => on.lab.world.byNid(pon.nid)?.line.tags ?? []

/** The ticket of a reference as an outbox would look for it: page by page, newest first. */
async function byReference(reference: string): Promise<string | null> {
  for (let page: number | null = 1; page !== null;) {
    const read: Awaited<ReturnType<ReturnType<typeof on.method<'ticketPage'>>>> = await on.method('ticketPage')(page, context())
    const found = read.tickets.find(ticket => ticket.reference === reference)
    if (found !== undefined) return found.id
    page = read.nextPage
  }
  return null
}

describe('what an engineer writes', () => {
  it('reaches a ticket whole: files, comments, solved and open again', async () => {
    const [first, second] = [await upload(), await upload()]
    expect(first).not.toBe(second)
    const id = await create('LS-1', [first])
    await on.method('addTicketComment')(id, { body: 'More', attachmentIds: [second] }, context())
    await on.method('setTicketSolved')(id, true, context())
    const { ticket, comments } = await on.method('ticket')(id, context())
    expect(ticket).toMatchObject({ id, reference: 'LS-1', status: 'solved' })
    expect(comments).toMatchObject([
      { author: 'engineer', attachments: [{ name: 'light.txt', bytes: 7, url: `https://files.example.nl/${first}` }] },
      { author: 'engineer', body: 'More', attachments: [{ bytes: 7 }] },
    ])
    await on.method('setTicketSolved')(id, false, context())
    expect((await on.method('ticket')(id, context())).ticket.status).toBe('open')
  })

  it('is found by its reference over all pages, closed or not', async () => {
    const id = await create('LS-first')
    on.lab.tickets.setStatus(Number(id), 'closed')
    for (let nth = 0; nth < 60; nth++) on.lab.tickets.create(on.lab.tickets.reserveId(), { ...request(`other-${nth}`), author: 'desk', attachments: [] })
    expect(await byReference('LS-first')).toBe(id)
    expect(await byReference('LS-none')).toBeNull()
  })

  it('changes tags, contact and box as a live look then shows', async () => {
    await on.method('setTags')(pon.nid, ['vip', 'project:zuid'], context())
    await on.method('changeContact')(pon.nid, { name: 'Bo Öz', phoneNumber: '0612345678', email: null }, context())
    await on.method('changeOnt')(pon.nid, 'GNXS00000001', context())
    expect(await line(pon.nid)).toMatchObject({
      carrier: { tags: ['vip', 'project:zuid'], ontNumber: 'GNXS00000001' }, contacts: [{ name: 'Bo Öz', phoneNumber: '0612345678', email: null }],
    })
    expect((await on.method('events')(pon.nid, context()))[0]).toMatchObject({ method: 'broadband.change_ont', username: 'engineer' })
  })

  it('delivers, registers a box and replans', async () => {
    expect(await on.method('transaction')(labDeliveries.onDemand, context())).toMatchObject({ onDemand: true, onDemandRequested: false, open: true })
    expect(await on.method('transaction')(labDeliveries.awaitsOnt, context())).toMatchObject({ ontRegistration: true, open: true })
    expect(await on.method('reviseTransaction')(labDeliveries.onDemand, { executeOnDemand: true }, context())).toMatchObject({ action: 'new', open: true })
    expect(await on.method('transaction')(labDeliveries.onDemand, context())).toMatchObject({ onDemandRequested: true })
    await on.method('reviseTransaction')(labDeliveries.awaitsOnt, { ontNumber: 'GNXS00000002' }, context())
    expect((await line(labDeliveries.awaitsOnt)).carrier.ontNumber).toBe('GNXS00000002')
    const planned = await on.method('transaction')(labDeliveries.planned, context())
    expect(planned).toMatchObject({ onDemand: false, replanPossible: true })
    await on.method('replanTransaction')(planned?.uuid ?? '', '2027-01-15', context())
    expect((await on.method('transaction')(labDeliveries.planned, context()))?.dates).toContainEqual({ key: 'customer_wish', date: '2027-01-15' })
  })

  it('gets the connection report as the PDF it is', async () => {
    expect(Buffer.from(await on.method('connectionReport')(pon.nid, context())).toString('latin1')).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/)
  })
})

describe('refusals', () => {
  it('say that nothing was done: a closed ticket, a file nobody has, a line that vanished', async () => {
    const id = await create('LS-1')
    on.lab.tickets.setStatus(Number(id), 'closed')
    on.lab.world.removeLine(pon.nid)
    for (const [call, code] of [
      [() => comment(id, 'wait'), '008'], [() => create('LS-2', ['nobody']), '006'], [() => on.method('setTags')(pon.nid, [], context()), '008'],
      [() => on.method('replanTransaction')('nobody', null, context()), '008'],
    ] as const) expect(await failureOf(call())).toMatchObject({ data: { kind: 'rejected', code, correlationId: expect.any(String) }, ambiguous: false })
  })

  it('tell a missing right, of a class or of a method', async () => {
    await on.close()
    on = await openOnLab({ lines: 80 }, 'reader')
    for (const call of [
      upload, () => on.method('setTags')(pon.nid, [], context()), () => comment('12345', 'x'),
      () => on.method('reviseTransaction')(labDeliveries.onDemand, { executeOnDemand: true }, context()),
    ]) {
      expect(await failureOf(call())).toMatchObject({ data: { kind: 'refused', refusal: 'rightMissing' }, ambiguous: false })
    }
    expect(on.registry.reachability.of(on.account.id).state).toBe('reachable')
    expect((await on.method('lineByNid')(pon.nid, context()))?.line.nativeId).toBe(pon.nid)
  })
})

describe('every write', () => {
  const writes: readonly [method: string, call: () => Promise<unknown>][] = [
    ['create_ticket', () => create('LS-1')],
    ['update_ticket', () => comment('12345', 'Once')],
    ['update_ticket', () => on.method('setTicketSolved')('12345', true, context())],
    ['upload', upload],
    ['set_tags', () => on.method('setTags')(pon.nid, ['once'], context())],
    ['change_contact', () => on.method('changeContact')(pon.nid, { name: 'Bo', phoneNumber: '1', email: null }, context())],
    ['change_ont', () => on.method('changeOnt')(pon.nid, 'GNXS00000001', context())],
    ['revise_transaction', () => on.method('reviseTransaction')(labDeliveries.onDemand, { executeOnDemand: true }, context())],
    ['replan_transaction', () => on.method('replanTransaction')('ce850b8d-1188-49fc-bfb0-5247bf0770a4', null, context())],
  ]
  const faults: readonly LabFault[] = [
    { kind: 'reset' }, { kind: 'lostReply' }, { kind: 'truncated' }, { kind: 'html' }, { kind: 'serverError', status: 500 },
    { kind: 'serverError', status: 503 }, { kind: 'lateCommit', ms: 5 }, { kind: 'lateCommit', ms: 5, answer: 'gatewayTimeout' },
  ]

  it.each(writes)('%s is sent once and left in doubt, whatever fails', async (method, call) => {
    await on.method('events')(pon.nid, context())
    for (const [at, fault] of faults.entries()) {
      on.lab.faults.set(method, fault)
      expect([fault, (await failureOf(call())).ambiguous]).toEqual([fault, true])
      expect(on.lab.requests.count(method)).toBe(at + 1)
    }
  })

  it.each(writes)('%s that was turned away at once was not done', async (method, call) => {
    await on.method('events')(pon.nid, context())
    on.lab.faults.set(method, { kind: 'tooMany', retryAfterSeconds: 1 })
    expect(await failureOf(call())).toMatchObject({ data: { kind: 'tooBusy' }, ambiguous: false })
    on.lab.faults.set(method, { kind: 'refusal', code: 5, message: 'User is not authorised to order' })
    expect(await failureOf(call())).toMatchObject({ data: { kind: 'rejected', code: '005' }, ambiguous: false })
    on.lab.faults.clear()
    on.lab.faults.cut = true
    expect((await failureOf(call())).data.kind).toBe('unreachable')
  })

  it('left behind in the air is in doubt too', async () => {
    await on.method('events')(pon.nid, context())
    on.lab.faults.set('upload', { kind: 'latency', ms: 5000 })
    const leave = new AbortController()
    const file = { fileName: 'a', description: '', bytes: Buffer.from('a') }
    const failure = failureOf(on.method('uploadAttachment')(file, context('engineer', leave.signal)))
    await vi.waitFor(() => { expect(on.lab.requests.count('upload')).toBe(1) })
    leave.abort()
    expect(await failure).toMatchObject({ data: { kind: 'cancelled' }, ambiguous: true })
  })
})

describe('what came of a write in doubt', () => {
  it('a lost reply: the ticket is there', async () => {
    on.lab.faults.set('create_ticket', { kind: 'lostReply' }, 1)
    await failureOf(create('LS-1'))
    expect(await byReference('LS-1')).not.toBeNull()
    expect(trueCounts('LS-1').tickets).toBe(1)
  })

  it('a late commit: not there at first, then there', async () => {
    on.lab.faults.set('create_ticket', { kind: 'lateCommit', ms: LATE_MS }, 1)
    await failureOf(create('LS-1'))
    expect([await byReference('LS-1'), trueCounts('LS-1').tickets]).toEqual([null, 0])
    await vi.waitFor(async () => { expect(await byReference('LS-1')).not.toBeNull() }, { timeout: 5000 })
  })

  it('a late sight: there from the start, seen later', async () => {
    on.lab.faults.set('create_ticket', { kind: 'lateSight', ms: LATE_MS }, 1)
    const id = await create('LS-1')
    expect([await byReference('LS-1'), trueCounts('LS-1').tickets]).toEqual([null, 1])
    await comment(id, 'And more')
    await vi.waitFor(async () => { expect(await byReference('LS-1')).toBe(id) }, { timeout: 5000 })
    await vi.waitFor(async () => { expect((await on.method('ticket')(id, context())).comments).toHaveLength(2) }, { timeout: 5000 })
  })

  it('a comment is known by its text, though the system took HTML out and the reader a secret', async () => {
    const id = await create('LS-1')
    const sent = 'Set password: geheim123 on <b>port 1</b>'
    on.lab.faults.set('update_ticket', { kind: 'lostReply', sightMs: LATE_MS }, 1)
    await failureOf(comment(id, sent))
    await vi.waitFor(async () => {
      const { comments } = await on.method('ticket')(id, context())
      expect(comments[1]?.body).toBe(on.method('textAsRead')(sent).replaceAll(/<\/?b>/g, ''))
    }, { timeout: 5000 })
  })

  it('tags, contact and box are what a live look says, early or late', async () => {
    on.lab.faults.set('set_tags', { kind: 'lateCommit', ms: LATE_MS }, 1)
    await failureOf(on.method('setTags')(pon.nid, ['late'], context()))
    expect((await line(pon.nid)).carrier.tags).not.toContain('late')
    await vi.waitFor(async () => { expect((await line(pon.nid)).carrier.tags).toEqual(['late']) }, { timeout: 5000 })
    on.lab.faults.set('change_ont', { kind: 'lostReply' }, 1)
    await failureOf(on.method('changeOnt')(pon.nid, 'GNXS00000009', context()))
    expect((await line(pon.nid)).carrier.ontNumber).toBe('GNXS00000009')
    on.lab.world.setTags(pon.nid, ['theirs'])
    expect((await line(pon.nid)).carrier.tags).toEqual(trueTags())
  })
})

describe('what the log hears of writes', () => {
  it('holds no word, file, number or name of them', async () => {
    const id = await create('LS-secret-reference', [await upload()])
    on.lab.faults.set('update_ticket', { kind: 'lostReply' }, 1)
    await failureOf(comment(id, 'Key under the mat'))
    await on.method('changeContact')(pon.nid, { name: 'Bo Hiding', phoneNumber: '0612345678', email: 'bo@example.nl' }, context())
    await on.method('changeOnt')(pon.nid, 'GNXS00000001', context())
    const heard = on.log.heard()
    expect(heard).toContain('change_contact')
    for (const word of ['LS-secret', 'No light', 'mat', 'Hiding', '0612345678', 'bo@', 'GNXS', 'light.txt', 'LTE4IGRCbQ', pon.nid, 'engineer-pass']) expect(heard).not.toContain(word)
  })
})
