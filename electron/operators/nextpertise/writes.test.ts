import { describe, expect, it } from 'vitest'
import { examplesOf } from '../../../test/fakes/documentExamples.ts'
import type { HttpReply } from '../http.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { SessionRequest } from '../session.ts'
import { createAttachmentMethods } from './attachmentMethods.ts'
import { createChangeMethods } from './changeMethods.ts'
import { createReportMethods } from './reportMethods.ts'
import { UPLOAD_BYTES_MOST, methods } from './requests.ts'
import { createRpc } from './rpc.ts'
import { createTicketMethods } from './ticketMethods.ts'

const context: CallContext = { signal: new AbortController().signal, urgency: 'engineer' }
const nid = '2408ZE000100100'

/** The adapter's writes over a system that answers everything with one body. */
function over(body: unknown) {
  const sent: SessionRequest[] = []
  const reply: HttpReply = { status: 200, headers: {}, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }
  const rpc = createRpc({ call: request => { sent.push(request); return Promise.resolve(reply) } }, () => undefined)
  const operator = { ...createTicketMethods(rpc), ...createAttachmentMethods(rpc), ...createChangeMethods(rpc), ...createReportMethods(rpc) }
  const asked = (): unknown => sent.map(({ body: text }) => {
    const { method, params } = JSON.parse(text ?? '') as { method: string; params: unknown }
    return { method, params }
  })
  return { operator, sent, asked }
}
async function failure(call: Promise<unknown>): Promise<OperatorFailure> {
  const error: unknown = await call.then(() => null, (thrown: unknown) => thrown)
  if (error instanceof OperatorFailure) return error
  throw new Error(`no failure: ${String(error)}`)
}
const example = (method: string, nth = 0) => {
  const found = examplesOf(method)[nth]
  if (found === undefined) throw new Error(`no example ${nth} of ${method}`)
  return { reply: found.reply, asked: [{ method, params: found.request?.['params'] }] }
}

describe('writes as the document’s examples have them', () => {
  it('create_ticket, with what was uploaded', async () => {
    const { reply, asked } = example('create_ticket')
    const { operator, asked: were } = over(reply)
    expect(await operator.createTicket({
      subject: 'Connection down for Nextpertise Office', comment: 'Problem persists after a router reboot. Please help me!', nid,
      reference: '#123 - Nextpertise Office', contactName: 'John Doe', contactPhone: '0612345678', technicalSpecifications: null, attachmentIds: [],
    }, context)).toBe('12345')
    expect(were()).toEqual(asked)
    await operator.createTicket({
      subject: 's', comment: 'c', nid: null, reference: 'r', contactName: null, contactPhone: null, technicalSpecifications: 'F1', attachmentIds: ['u1', 'u2'],
    }, context)
    expect(were()).toMatchObject([{}, { params: { attachments: ['u1', 'u2'], technical_specifications: 'F1' } }])
  })

  it('update_ticket: a comment with attachments, and solved, never together', async () => {
    const { operator, asked, sent } = over(example('update_ticket').reply)
    await operator.addTicketComment('12345', { body: 'Ticket update comment!', attachmentIds: ['u1'] }, context)
    await operator.setTicketSolved('12345', false, context)
    expect(asked()).toEqual([
      { method: 'update_ticket', params: { id: 12_345, comment: { body: 'Ticket update comment!', attachments: ['u1'] } } },
      { method: 'update_ticket', params: { id: 12_345, solved: false } },
    ])
    expect(sent.map(({ path, repeat }) => [path, repeat])).toEqual([['support/v1', 'never'], ['support/v1', 'never']])
  })

  it('upload', async () => {
    const { reply, asked } = example('upload')
    const { operator, asked: were, sent } = over(reply)
    const bytes = Buffer.from('xxHello world!!!').subarray(2)
    expect(await operator.uploadAttachment({ fileName: 'test.txt', description: 'description', bytes }, context)).toBe('9565f326-3a53-4649-9d20-8b0434a09529')
    expect(were()).toEqual(asked)
    expect(sent).toMatchObject([{ path: 'attachments/v1', area: 'attachments', repeat: 'never' }])
  })

  it('set_tags, change_contact and change_ont', async () => {
    const { operator, asked } = over({ jsonrpc: '2.0', id: 1, result: {} })
    await operator.setTags('2408ZE000100201', ['office', 'data'], context)
    await operator.changeContact(nid, { name: 'Teun Ouwehand', email: 'teun@nextpertise.nl', phoneNumber: '0612345678' }, context)
    await operator.changeOnt(nid, 'GNX012E1234', context)
    expect(asked()).toEqual([...example('set_tags').asked, ...example('change_contact').asked, ...example('change_ont').asked])
  })

  it('revise_transaction, and the transaction as it is then, without its password', async () => {
    const { operator, asked } = over(example('revise_transaction').reply)
    expect(await operator.reviseTransaction(nid, { executeOnDemand: true }, context)).toEqual({
      uuid: '98d70765-c4d8-4f1d-b1ad-b05668a0c7f1', action: 'new', state: 'processing', open: true, appointmentUrl: null,
      onDemand: null, onDemandRequested: null, ontRegistration: null, replanPossible: true,
      dates: [{ key: 'created_at', date: '2022-07-05T09:59:27.000Z' }, { key: 'last_updated', date: '2022-07-05T09:59:27.000Z' }],
    })
    await operator.reviseTransaction(nid, { ontNumber: 'GNX012E1234' }, context)
    expect(asked()).toEqual([...example('revise_transaction').asked, ...example('revise_transaction', 1).asked])
  })

  it('replan_transaction, also for as soon as possible', async () => {
    const { operator, asked } = over(example('replan_transaction').reply)
    await operator.replanTransaction('ce850b8d-1188-49fc-bfb0-5247bf0770a4', '2020-04-23', context)
    await operator.replanTransaction('ce850b8d-1188-49fc-bfb0-5247bf0770a4', null, context)
    expect(asked()).toMatchObject([...example('replan_transaction').asked, { params: { custwishdate: null } }])
  })

  it('list_tickets by creation, closed ones included', async () => {
    const { operator, asked } = over(example('list_tickets').reply)
    expect(await operator.ticketPage(1, context)).toMatchObject({ tickets: [{ id: '12345', status: 'closed' }], nextPage: null })
    expect(asked()).toEqual([{ method: 'list_tickets', params: { closed: true, pagination: { per_page: 50, page: 1 }, sort: { created_at: 'DESC' } } }])
  })
})

describe('a page of tickets', () => {
  it('is newest first, whatever order it comes in, and never points back', async () => {
    const ticket = (id: number, created: string) => ({ id, created_at: created, updated_at: '2020-01-01T00:00:00Z' })
    const page = { result: { tickets: [ticket(1, '2020-01-01T00:00:00Z'), ticket(2, '2020-01-03T00:00:00Z'), ticket(3, '2020-01-02T00:00:00Z')], pagination: { next_page: 2 } } }
    const { tickets, nextPage } = await over(page).operator.ticketPage(1, context)
    expect([tickets.map(({ id }) => id), nextPage]).toEqual([['2', '3', '1'], 2])
    expect((await over(page).operator.ticketPage(2, context)).nextPage).toBeNull()
  })
})

describe('what breaks the document', () => {
  const { operator, sent } = over('{"result":{}}')
  it.each<[string, () => Promise<unknown>]>([
    ['an id that is none', () => operator.addTicketComment('x', { body: 'b', attachmentIds: [] }, context)],
    ['an empty comment', () => operator.addTicketComment('1', { body: '', attachmentIds: [] }, context)],
    ['an empty file', () => operator.uploadAttachment({ fileName: 'a', description: '', bytes: new Uint8Array() }, context)],
    ['a file without a name', () => operator.uploadAttachment({ fileName: '', description: '', bytes: Buffer.from('a') }, context)],
    ['a file too large', () => operator.uploadAttachment({ fileName: 'a', description: '', bytes: new Uint8Array(UPLOAD_BYTES_MOST + 3) }, context)],
    ['an address that is none', () => operator.changeContact(nid, { name: 'a', phoneNumber: '1', email: 'nowhere' }, context)],
    ['an empty tag', () => operator.setTags(nid, [''], context)],
    ['a NID that is none', () => operator.changeOnt('2408', 'ABCD', context)],
    ['no ONT', () => operator.reviseTransaction(nid, { ontNumber: '' }, context)],
    ['a day that does not exist', () => operator.replanTransaction('u', '2026-02-30', context)],
    ['a day in other words', () => operator.replanTransaction('u', '23-04-2026', context)],
  ])('%s is never sent', async (_, call) => {
    expect(await failure(call())).toMatchObject({ data: { kind: 'rejected', code: 'INVALID_REQUEST' }, ambiguous: false })
    expect(sent).toEqual([])
  })

  it('keeps tags that the document’s own expression lets through', async () => {
    const given = over('{"result":{}}')
    await given.operator.setTags(nid, ['a b', 'project:zuid'], context)
    expect(given.asked()).toMatchObject([{ params: { tags: ['a b', 'project:zuid'] } }])
  })
})

describe('how long a write may take', () => {
  it('grows with the file', async () => {
    const { operator, sent } = over({ result: { attachment_uuid: 'u' } })
    await operator.uploadAttachment({ fileName: 'a', description: '', bytes: Buffer.from('a') }, context)
    await operator.uploadAttachment({ fileName: 'a', description: '', bytes: new Uint8Array(UPLOAD_BYTES_MOST) }, context)
    const [small = 0, large = 0] = sent.map(({ deadlineMs }) => deadlineMs)
    expect(small).toBeLessThan(61_000)
    expect(large).toBeGreaterThan(60_000 + 33 * 16_000)
  })
})

describe('what an answer says of a write', () => {
  const writes = (body: unknown): readonly [string, () => Promise<unknown>][] => {
    const { operator } = over(body)
    return [
      ['createTicket', () => operator.createTicket({ subject: 's', comment: 'c', nid: null, reference: 'r', contactName: null, contactPhone: null, technicalSpecifications: null, attachmentIds: [] }, context)],
      ['addTicketComment', () => operator.addTicketComment('1', { body: 'b', attachmentIds: [] }, context)],
      ['setTicketSolved', () => operator.setTicketSolved('1', true, context)],
      ['uploadAttachment', () => operator.uploadAttachment({ fileName: 'a', description: '', bytes: Buffer.from('a') }, context)],
      ['setTags', () => operator.setTags(nid, [], context)],
      ['changeContact', () => operator.changeContact(nid, { name: 'a', phoneNumber: '1', email: null }, context)],
      ['changeOnt', () => operator.changeOnt(nid, 'ABCD1234', context)],
      ['reviseTransaction', () => operator.reviseTransaction(nid, { executeOnDemand: true }, context)],
      ['replanTransaction', () => operator.replanTransaction('u', null, context)],
    ]
  }

  it.each([
    ['half a reply', '{"jsonrpc":"2.0","id":1,"resu', 'notJson'], ['a web page', '<html>', 'notJson'], ['a portal’s JSON', { login: 'please' }, 'badReply'],
    ['an empty object', {}, 'badReply'],
  ])('%s leaves it in doubt', async (_, body, kind) => {
    for (const [name, call] of writes(body)) {
      const found = await failure(call())
      expect([name, found.data.kind, found.ambiguous]).toEqual([name, kind, true])
    }
  })

  it('a refusal says that it was not done, and a missing right that it never will be', async () => {
    for (const [name, call] of writes({ error: { code: 8, message: 'Failed to update requested', data: { cid: 'c-1' } } })) {
      expect([name, await failure(call())]).toMatchObject([name, { data: { kind: 'rejected', code: '008', correlationId: 'c-1' }, ambiguous: false }])
    }
    for (const [name, call] of writes({ error: { code: 12, message: 'Config Prohibited Error.', data: { cid: 'c-2' } } })) {
      expect([name, await failure(call())]).toMatchObject([name, { data: { kind: 'refused', refusal: 'rightMissing', code: '012', correlationId: 'c-2' }, ambiguous: false }])
    }
    for (const [name, call] of writes({ error: { code: '001', message: 'Undocumented Error' } })) {
      expect([name, (await failure(call())).ambiguous]).toEqual([name, true])
    }
  })

  it('a transaction nobody can read was changed all the same', async () => {
    expect(await failure(over({ result: 'done' }).operator.reviseTransaction(nid, { executeOnDemand: true }, context))).toMatchObject({ data: { kind: 'badReply' }, ambiguous: true })
    expect(await over({ result: {} }).operator.reviseTransaction(nid, { executeOnDemand: true }, context)).toBeNull()
  })
})

describe('the connection report', () => {
  const report = (attachment: unknown) => over({ result: { attachment } }).operator.connectionReport(nid, context)
  const base64 = (text: string): string => Buffer.from(text).toString('base64')

  it('is the PDF to the last byte, whatever its base64 looks like', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('eyJwc2siOiJhYmMifQ.eyJhYmMiOjF9', 'base64')])
    expect(Buffer.from(await report(bytes.toString('base64')))).toEqual(bytes)
  })

  it.each([['the document’s own joke', examplesOf('get_connection_report')[0]?.reply['result']], ['a page', { attachment: base64('<html>') }], ['nothing', {}], ['no base64', { attachment: '%PDF-1.7' }]])(
    'is not %s', async (_, result) => {
      expect((await failure(over({ result }).operator.connectionReport(nid, context))).data.kind).toBe('badReply')
    })

  it('may be repeated, and is bounded', async () => {
    expect(methods.get_connection_report).toMatchObject({ repeat: 'safe', maxBytes: 24 * 1024 * 1024 })
    expect((await failure(report(Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(17 * 1024 * 1024)]).toString('base64')))).data.kind).toBe('tooBig')
  })
})

it('a text of ours is known again although what looks like a secret in it is replaced', () => {
  const { operator } = over('{}')
  expect(operator.textAsRead(' Router reset, password: geheim123 \n')).toBe('Router reset, password: [secret]')
  expect(operator.textAsRead('Rx -18 dBm')).toBe('Rx -18 dBm')
})
