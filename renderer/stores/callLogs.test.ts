import { describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { LineId } from '../../shared/model/common.ts'
import type { CallLogDraft } from '../../shared/model/callLog.ts'
import { callProblem, createCallLogsStore, likelyCalls, noWords } from './callLogs.ts'

const lineId = LineId.parse('reseller:https://lab.example|5001')

describe('the note of a call', () => {
  it('is kept as it is typed, taken up again, and ends with the outbox entry', async () => {
    let kept: CallLogDraft | null = null
    const sent: string[] = []
    const client = createFakeClient({}, {
      customers: {
        callLogDraft: async () => kept,
        saveCallLogDraft: async ({ lineId: id, subject, additionalInformation, callerName }) => { kept = { lineId: LineId.parse(id), subject, additionalInformation, callerName } },
        discardCallLogDraft: async () => { kept = null },
      },
      outbox: { addCallLog: async input => { sent.push(input.subject); return { } as never } },
    })
    const first = createCallLogsStore(client, lineId)
    await first.begin()
    first.write()
    first.type({ subject: 'No light' })
    first.type({ additionalInformation: 'Since nine' })
    await first.keep()
    const second = createCallLogsStore(client, lineId)
    await second.begin()
    expect(second.getState()).toMatchObject({ writing: true, words: { subject: 'No light', additionalInformation: 'Since nine' } })
    expect(await second.send()).toBe(true)
    expect(sent).toEqual(['No light'])
    expect(second.getState()).toMatchObject({ words: noWords, writing: false, sent: true })
  })

  it('is not sent without a subject, and stays where the outbox does not take it', async () => {
    const store = createCallLogsStore(createFakeClient({}, { outbox: { addCallLog: async () => { throw new Error('full') } } }), lineId)
    await store.begin()
    expect(await store.send()).toBe(false)
    expect(store.getState().problem).toBe('subject')
    store.type({ subject: 'x' })
    expect(await store.send()).toBe(false)
    expect(store.getState().words?.subject).toBe('x')
    expect(callProblem({ ...noWords, subject: 'x', callerName: 'y'.repeat(256) })).toBe('caller')
  })

  it('is looked for among those with its subject first', () => {
    const log = (id: string, subject: string | null) => ({ id, customerId: '1', subject, additionalInformation: null, callerName: null, createdAt: null, createdBy: null })
    expect(likelyCalls([log('1', 'Other'), log('2', ' no LIGHT '), log('3', null)], 'No light').map(({ log: { id }, same }) => `${id} ${String(same)}`))
      .toEqual(['2 true', '1 false', '3 false'])
  })
})
