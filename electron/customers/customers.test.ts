import { expect, test } from 'vitest'
import { fakeOperator } from '../../test/fakes/fakeOperator.ts'
import { line as someLine } from '../../test/fakes/triageInputs.ts'
import type { ServiceOrderState, ServiceOrderView } from '../../shared/model/serviceOrder.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createCustomers } from './customers.ts'
import { safeFile, uploadMostBytes } from './safeFile.ts'

const signal = new AbortController().signal
const view = (state: ServiceOrderState): ServiceOrderView => ({
  order: {
    id: '7001', type: null, status: state, state, label: null, customerId: '15', orderId: null, createdAt: null, wishDate: null, plannedDate: null, reference: null,
    remark: null, uploads: [], others: [],
  },
  tasks: [], products: [], failed: [],
})

/** An order in one state before it is asked to be cancelled and in another after, and how the asking ends. */
function cancel(before: ServiceOrderState, after: ServiceOrderState, failure: OperatorFailure | null, seen: ServiceOrderState[] = []) {
  const line = someLine()
  let asked = 0
  const customers = createCustomers({
    lineOf: () => line, seen: (_, { state }) => { seen.push(state) },
    operatorOf: () => fakeOperator({
      serviceOrder: async () => view(asked === 0 ? before : after),
      async cancelServiceOrder() {
        asked += 1
        if (failure !== null) throw failure
      },
    }),
  })
  return customers.cancelServiceOrder(line.id, '7001', signal).then(({ order }) => order.state, (error: { reason?: string; data?: { kind: string } }) => error.reason ?? error.data?.kind)
}

const unclear = new OperatorFailure({ kind: 'timeout' }, { ambiguous: true })
const refused = new OperatorFailure({ kind: 'rejected', code: 'HTTP 409' })
test.each<[ServiceOrderState, ServiceOrderState, OperatorFailure | null, string]>([
  ['open', 'cancelled', null, 'cancelled'],
  ['other', 'open', null, 'open'],
  ['done', 'done', null, 'serviceOrderState'],
  ['cancelled', 'cancelled', null, 'serviceOrderState'],
  ['open', 'cancelled', unclear, 'cancelled'],
  ['open', 'open', unclear, 'open'],
  ['open', 'done', unclear, 'serviceOrderState'],
  ['open', 'open', refused, 'rejected'],
  ['open', 'done', refused, 'serviceOrderState'],
])('cancelling what is %s and then %s (%s) gives %s', async (before, after, failure, given) => {
  expect(await cancel(before, after, failure)).toBe(given)
})

test('how it stood last is told, whatever became of cancelling it', async () => {
  for (const [failure, after] of [[null, 'cancelled'], [unclear, 'cancelled'], [refused, 'done']] as const) {
    const seen: ServiceOrderState[] = []
    await cancel('open', after, failure, seen)
    expect(seen).toEqual(['open', after])
  }
})

test('a line without a customer, or a system without such things, is told so', async () => {
  const customers = createCustomers({ lineOf: () => someLine(), operatorOf: () => fakeOperator({ serviceOrders: async () => [] }) })
  await expect(customers.serviceOrders(someLine().id, signal)).rejects.toMatchObject({ data: { kind: 'notOffered', code: 'customer' } })
  await expect(customers.callLogs(someLine().id, signal)).rejects.toMatchObject({ data: { kind: 'notOffered' } })
})

const bytes = (text: string) => Buffer.from(text, 'latin1')
test.each<[string, string | null, string | null, string, string]>([
  ['%PDF-1.7', 'text/html', '../../etc/plan.html', 'plan.pdf', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', null, null, 'upload-789.png', 'image/png'],
  ['<script>alert(1)</script>', 'text/html', 'note.html', 'note.html.bin', 'application/octet-stream'],
  ['plain words', 'text/plain', 'note.exe', 'note.txt', 'text/plain'],
  ['MZ\x00\x01', 'application/pdf', 'plan.pdf.exe', 'plan.pdf.exe.bin', 'application/octet-stream'],
  ['PK\x03\x04', 'application/x', 'order.docx', 'order.docx', 'application/octet-stream'],
])('%j told as %s and named %s is %s', (content, mediaType, fileName, name, type) => {
  expect(safeFile({ bytes: bytes(content), mediaType, fileName }, '789')).toMatchObject({ fileName: name, mediaType: type })
})

test('too large and empty files are refused', () => {
  expect(() => safeFile({ bytes: new Uint8Array(uploadMostBytes + 1), mediaType: null, fileName: null }, '1')).toThrow('tooBig')
  expect(() => safeFile({ bytes: new Uint8Array(0), mediaType: null, fileName: null }, '1')).toThrow('badReply')
})
