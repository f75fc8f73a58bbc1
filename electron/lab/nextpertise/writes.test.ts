import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labDeliveries, labShowcase, startLab } from '../lab.ts'
import { basic, call, rows } from './testClient.ts'
import type { Lab, LabFault, TicketCount } from '../lab.ts'

let nowMs = 0
let lab: Lab
beforeEach(async () => {
  nowMs = Date.parse('2026-11-21T12:00:00Z')
  lab = await startLab({ lines: 80, checkMs: 500, now: () => new Date(nowMs) })
})
afterEach(() => lab.close())

const nidOf = (key: string): string => labShowcase.find((each) => each.key === key)?.nid ?? ''
const nid = labShowcase[0]?.nid ?? ''
const broadband = (method: string, params: unknown) => call(lab, 'broadband/v1', method, params)
const support = (method: string, params: unknown) => call(lab, 'support/v1', method, params)
const connection = async (of: string) => rows(await broadband('list_connections', { filter: { nid: of } }), 'connections')[0]
const errorOf = async (reply: ReturnType<typeof call>) => (await reply).body.error?.code
const order = (path: string, body: unknown) => fetch(`${lab.origin}/lab/${path}`, { method: 'POST', body: JSON.stringify(body) })
const count = async (query = ''): Promise<TicketCount> =>
  (await (await fetch(`${lab.origin}/lab/tickets${query}`)).json()) as TicketCount
const ticket = (reference: string, more: object = {}) =>
  support('create_ticket', { subject: 's', comment: 'opening', nid, reference, ...more })
const upload = async (file = 'SGVsbG8='): Promise<string> =>
  String((await call(lab, 'attachments/v1', 'upload', { context: 'connection', file, filename: 'a.txt' })).body.result?.['attachment_uuid'])

describe('changes of a line', () => {
  it('are seen on the line and among its events', async () => {
    const pon = nidOf('lanDown')
    await broadband('set_tags', { nid: pon, tags: ['vip'] })
    await broadband('set_tags', { nid: `${pon.slice(0, 13)}01`, tags: ['data'] })
    await broadband('change_contact', { nid: pon, contact_name: 'Bo', contact_phonenumber: '+31 6', contact_email: null })
    await broadband('change_ont', { nid: pon, ont_number: 'GNXS00000001' })
    expect(await connection(pon)).toMatchObject({
      carrier: { tags: ['vip'], ont_number: 'GNXS00000001' },
      circuits: [{ tags: ['data'] }, { tags: [] }],
      location_contacts: [{ name: 'Bo', phonenumber: '+31 6', email: null }],
    })
    const events = rows(await broadband('list_events', { filter: { nid: pon } }), 'events')
    expect(events.slice(0, 4).map((event) => event['method'])).toEqual([
      'broadband.change_ont',
      'broadband.change_contact',
      'broadband.set_tags',
      'broadband.set_tags',
    ])
    expect(events[0]).toMatchObject({ username: 'engineer', request: { ont_number: 'GNXS00000001' }, created_at: '2026-11-21T12:00:00' })
  })

  it('are refused where they make no sense or the right is missing', async () => {
    expect(await errorOf(broadband('change_ont', { nid: nidOf('copperHealthy'), ont_number: 'GNXS00000001' }))).toBe(8)
    expect(await errorOf(broadband('set_tags', { nid: '9999ZZ000990100', tags: [] }))).toBe(8)
    expect(await errorOf(broadband('change_contact', { nid, contact_name: 'Bo', contact_phonenumber: null }))).toBe(11)
    for (const [method, params] of [
      ['set_tags', { nid, tags: [] }],
      ['change_ont', { nid, ont_number: 'X' }],
      ['revise_transaction', { nid, on_demand_execute: true }],
      ['replan_transaction', { uuid: 'u', custwishdate: null }],
    ] as const) {
      const refused = call(lab, 'broadband/v1', method, params, { authorization: basic('reader') })
      expect(await errorOf(refused), method).toBe(12)
    }
  })

  it('can be made behind the engineer’s back', async () => {
    await order('world', { do: 'setTags', nid: `${nid.slice(0, 13)}01`, tags: ['theirs'] })
    await order('world', { do: 'changeLine', nid, patch: { contact: { name: 'Desk', phonenumber: '0887775200', email: null } } })
    await order('world', { do: 'changeLine', nid: nidOf('lanDown'), patch: { ontNumber: 'GNXS0000THEM' } })
    expect(await connection(nid)).toMatchObject({ circuits: [{ tags: ['theirs'] }], location_contacts: [{ name: 'Desk' }] })
    expect(await connection(nidOf('lanDown'))).toMatchObject({ carrier: { ont_number: 'GNXS0000THEM' } })
  })

  it('the connection report is a PDF', async () => {
    const { attachment } = (await broadband('get_connection_report', { nid })).body.result ?? {}
    const pdf = Buffer.from(String(attachment), 'base64').toString('latin1')
    expect(pdf).toMatch(/^%PDF-1\.4\n/)
    expect(pdf).toContain(nid)
    expect(pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1])).startsWith('xref')).toBe(true)
  })
})

describe('orders', () => {
  const transaction = async (of: string) => (await broadband('get_recent_transaction', { nid: of })).body.result
  const revise = (params: unknown) => broadband('revise_transaction', params)

  it('an on-demand delivery is carried out when it is asked for, once', async () => {
    const of = labDeliveries.onDemand
    expect(await transaction(of)).toMatchObject({ open: true, on_demand: true, on_demand_requested: false })
    expect((await revise({ nid: of, on_demand_execute: true })).body.result).toMatchObject({ nid: of, action: 'new', state: 'processing', open: true })
    expect(await transaction(of)).toMatchObject({ open: true, on_demand_requested: true })
    expect(await errorOf(revise({ nid: of, on_demand_execute: true }))).toBe(8)
    nowMs += 1000
    expect(await transaction(of)).toMatchObject({ open: false, state: 'finished' })
    expect(await connection(of)).toMatchObject({ active: true, transaction: { state: 'finished' } })
    const active = await broadband('list_connections', { filter: { nid: of, state: ['ACTIVE'] } })
    expect(rows(active, 'connections')).toHaveLength(1)
  })

  it('a line waits for its box', async () => {
    const of = labDeliveries.awaitsOnt
    expect((await connection(of))?.['carrier']).not.toHaveProperty('ont_number')
    expect(await errorOf(revise({ nid: of, on_demand_execute: true }))).toBe(8)
    const { document_after_transaction: after } = (await revise({ nid: of, ont_number: 'GNX012E1234' })).body.result ?? {}
    expect(after).toMatchObject({ carrier: { ont_number: 'GNX012E1234' } })
    expect(await connection(of)).toMatchObject({ carrier: { ont_number: 'GNX012E1234' }, transaction: { state: 'processing' } })
  })

  it('is replanned to a day or to as soon as possible', async () => {
    const of = labDeliveries.planned
    const { uuid } = (await transaction(of)) ?? {}
    const replan = (custwishdate: string | null) => broadband('replan_transaction', { uuid, custwishdate })
    await replan('2026-12-24')
    expect(await transaction(of)).toMatchObject({ customer_wish_date: '2026-12-24', replan_requested: true })
    await replan(null)
    expect(await transaction(of)).toMatchObject({ customer_wish_date: '2026-11-23' })
    expect(await errorOf(replan('24-12-2026'))).toBe(11)
    const { uuid: closed } = (await transaction('1058TM000610100')) ?? {}
    expect(await errorOf(broadband('replan_transaction', { uuid: closed, custwishdate: null }))).toBe(8)
  })

  it('want one form of a request, and an order that is open', async () => {
    const of = labDeliveries.awaitsOnt
    expect(await errorOf(revise({ nid: of }))).toBe(11)
    expect(await errorOf(revise({ nid: of, ont_number: 'X', on_demand_execute: true }))).toBe(11)
    expect(await errorOf(revise({ nid: labDeliveries.planned, ont_number: 'GNX012E1234' }))).toBe(8)
    expect(await errorOf(revise({ nid: nidOf('copperHealthy'), on_demand_execute: true }))).toBe(8)
  })
})

describe('tickets at the operator', () => {
  it('hold files by uuid, every upload a file of its own', async () => {
    const [one, other] = [await upload(), await upload()]
    expect(one).not.toBe(other)
    await ticket('LS-1', { attachments: [one] })
    expect(await errorOf(ticket('LS-2', { attachments: ['nobody'] }))).toBe(6)
    expect(await count('?reference=LS-')).toMatchObject({
      waiting: 0,
      counts: { tickets: 1, comments: 1, attachments: 1, uploads: 2, uploadsInNoTicket: 1 },
      tickets: [{ reference: 'LS-1', comments: [{ body: 'opening', author: 'engineer', attachments: [{ uuid: one, size: 5 }] }] }],
    })
  })

  it('lose HTML and the ends of a comment', async () => {
    const { id } = (await ticket('LS-1', { comment: ' level <b>-18</b> dBm, SNR <5\r\nbad \n' })).body.result ?? {}
    expect((await support('get_ticket', { id })).body.result).toMatchObject({ comments: [{ body: 'level -18 dBm, SNR <5\nbad' }] })
  })

  it('are answered, solved and closed by the operator’s people', async () => {
    const { id } = (await ticket('LS-7')).body.result ?? {}
    await order('tickets', { do: 'comment', reference: 'LS-7', body: 'We look at it' })
    await order('tickets', { do: 'solve', id })
    expect((await support('get_ticket', { id })).body.result).toMatchObject({
      status: 'solved',
      comments: [{}, { body: 'We look at it', author: { name: expect.stringContaining('@') } }],
    })
    await support('update_ticket', { id, solved: false })
    expect((await support('get_ticket', { id })).body.result).toMatchObject({ status: 'open' })
    await order('tickets', { do: 'close', id })
    expect(await errorOf(support('update_ticket', { id, comment: { body: 'wait' } }))).toBe(8)
    expect((await order('tickets', { do: 'close', reference: 'nobody' })).status).toBe(404)
    expect((await count('?body=look')).counts).toMatchObject({ tickets: 1, comments: 1 })
  })

  it('come newest first when asked', async () => {
    await ticket('LS-old')
    nowMs += 60_000
    await ticket('LS-new')
    const page = await support('list_tickets', { sort: { created_at: 'DESC' }, pagination: { per_page: 2, page: 1 } })
    expect(rows(page, 'tickets').map((row) => row['reference'])).toEqual(['LS-new', 'LS-old'])
  })
})

describe('writes on a bad day', () => {
  const once = (method: string, fault: LabFault): void => lab.faults.set(method, fault, 1)
  const lost = (reply: Promise<unknown>) => expect(reply).rejects.toThrow('fetch failed')
  const seen = async (reference: string): Promise<boolean> =>
    rows(await support('list_tickets', { filter: { search: reference } }), 'tickets').length > 0

  it('lostReply: done and not answered', async () => {
    once('create_ticket', { kind: 'lostReply' })
    await lost(ticket('LS-1'))
    expect(await seen('LS-1')).toBe(true)
  })

  it('lateCommit: not there, then there, as told by whoever looks', async () => {
    once('create_ticket', { kind: 'lateCommit', ms: 5000 })
    await lost(ticket('LS-1'))
    expect([await seen('LS-1'), (await count()).waiting]).toEqual([false, 1])
    nowMs += 5000
    expect([await seen('LS-1'), (await count('?reference=LS-1')).counts.tickets]).toEqual([true, 1])
    once('set_tags', { kind: 'lateCommit', ms: 5000, answer: 'gatewayTimeout' })
    expect((await broadband('set_tags', { nid, tags: ['late'] })).status).toBe(504)
    await broadband('set_tags', { nid, tags: ['early'] })
    nowMs += 5000
    expect(await connection(nid)).toMatchObject({ carrier: { tags: ['late'] } })
  })

  it('lateCommit with an answer names the ticket that is to come', async () => {
    once('create_ticket', { kind: 'lateCommit', ms: 5000, answer: 'reply' })
    const { id } = (await ticket('LS-1')).body.result ?? {}
    expect(await errorOf(support('get_ticket', { id }))).toBe('001')
    nowMs += 5000
    expect((await support('get_ticket', { id })).body.result).toMatchObject({ reference: 'LS-1' })
  })

  it('lateSight: there for who counts, seen later, and takes further writes meanwhile', async () => {
    once('create_ticket', { kind: 'lateSight', ms: 5000 })
    const { id } = (await ticket('LS-1')).body.result ?? {}
    await support('update_ticket', { id, comment: { body: 'more' } })
    expect([await seen('LS-1'), (await count('?reference=LS-1')).counts.comments]).toEqual([false, 2])
    nowMs += 5000
    expect((await support('get_ticket', { id })).body.result).toMatchObject({ comments: [{}, { body: 'more' }] })
    once('update_ticket', { kind: 'lostReply', sightMs: 5000 })
    await lost(support('update_ticket', { id, comment: { body: 'third' } }))
    expect((await support('get_ticket', { id })).body.result?.['comments']).toHaveLength(2)
    nowMs += 5000
    expect((await support('get_ticket', { id })).body.result?.['comments']).toHaveLength(3)
  })

  it('lateSight of a line keeps the order of its writes', async () => {
    once('set_tags', { kind: 'lateSight', ms: 5000 })
    await broadband('set_tags', { nid, tags: ['first'] })
    await broadband('set_tags', { nid, tags: ['second'] })
    expect((await connection(nid))?.['carrier']).not.toMatchObject({ tags: ['first'] })
    nowMs += 5000
    expect(await connection(nid)).toMatchObject({ carrier: { tags: ['second'] } })
  })

  it('chaos: the same for the same seed, at about its rate', async () => {
    const kinds = (seed: number, rate: number) => {
      lab.faults.set('*', { kind: 'chaos', seed, rate })
      return Array.from({ length: 1000 }, () => lab.faults.take('create_ticket', 'nextpertise')?.kind ?? 'none')
    }
    expect(kinds(4, 0.3)).toEqual(kinds(4, 0.3))
    expect(kinds(4, 0.3)).not.toEqual(kinds(5, 0.3))
    expect(kinds(4, 0)).toEqual(Array.from({ length: 1000 }, () => 'none'))
    const hit = kinds(6, 0.3).filter((kind) => kind !== 'none')
    expect(hit.length).toBeGreaterThan(250)
    expect(hit.length).toBeLessThan(350)
    expect(new Set(hit)).toEqual(
      new Set(['reset', 'lostReply', 'truncated', 'html', 'serverError', 'tooMany', 'lateCommit', 'lateSight', 'latency']),
    )
    expect((await order('faults', { fault: { kind: 'chaos', seed: 1, rate: 1 } })).status).toBe(200)
    lab.faults.clear()
  })
})
