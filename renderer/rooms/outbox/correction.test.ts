import { describe, expect, it } from 'vitest'
import { LineId } from '../../../shared/model/common.ts'
import { OutboxBody } from '../../../shared/model/outbox.ts'
import { correctedBody, correctionOf, correctionProblems } from './correction.ts'

const bodies: OutboxBody[] = [
  {
    kind: 'ticket', attachmentIds: ['a'],
    input: { lineId: LineId.parse('nextpertise:https://api.example/v1|2408ZE000100200'), subject: 'Dark', comment: 'No light',
      contactName: 'Zoë', contactPhone: '0612345678', technicalSpecifications: 'F5' },
  },
  {
    kind: 'ticket', attachmentIds: [],
    input: { lineId: LineId.parse('onApi:https://co.example/onapi/2.6|510001'), subject: 'Dark', comment: 'No link', contactName: '',
      contactPhone: '', technicalSpecifications: 'L1', problemType: 'NO_LINK', subscriptionId: 'S1',
      additionalInfo: { ip: '10.0.0.1', mac: 'AA:BB:CC:DD:EE:FF', link: false } },
  },
  { kind: 'ticketComment', ticket: { at: 'system', ticketId: '7' }, body: 'Still dark', attachmentIds: ['b'] },
  { kind: 'tags', nid: '2408ZE000100100', base: ['old'], wanted: ['old', 'site=12'] },
  { kind: 'contact', nid: '2408ZE000100100', base: null, wanted: { name: 'Zoë', phoneNumber: '0612345678', email: null } },
  { kind: 'ont', nid: '2408ZE000100100', base: null, wanted: 'ALCL12345678' },
]

describe('correcting a refused entry', () => {
  it.each(bodies)('$kind: the form filled in and sent back unchanged is the entry itself', body => {
    const filled = correctionOf(body)
    expect(filled).not.toBeNull()
    expect(correctionProblems(body, filled ?? {})).toEqual({})
    expect(correctedBody(body, filled ?? {})).toEqual(body)
  })

  it.each(bodies)('$kind: an empty form is never sent, but for tags, which may all go', body => {
    expect(Object.keys(correctionProblems(body, {})).length > 0).toBe(body.kind !== 'tags')
  })

  it('what passes the form passes the model', () => {
    const [ticket, , , tags, , ont] = bodies
    if (ticket === undefined || tags === undefined || ont === undefined) throw new Error('no bodies')
    expect(correctionProblems(ticket, { subject: 'a', comment: 'b',
      contactPhone: '0900 1234' })).toEqual({ contactPhone: 'phoneWrong' })
    expect(OutboxBody.safeParse(correctedBody(ticket,
      { subject: ' a ', comment: 'b', contactPhone: '06 1234 5678' })).success).toBe(true)
    expect(correctionProblems(tags, { tags: 'fine not,fine nö' })).toEqual({ tags: 'tags' })
    expect(OutboxBody.safeParse(correctedBody(tags, { tags: ' a, b  a ' }))).toMatchObject({ data: { wanted: ['a', 'b'] } })
    expect(OutboxBody.safeParse(correctedBody(ont,
      { ont: ' alcl12345678 ' }))).toMatchObject({ data: { wanted: 'ALCL12345678' } })
  })

  it('has no form for what holds nothing to type', () => {
    expect(correctionOf({ kind: 'ticketSolved', ticket: { at: 'system', ticketId: '7' }, solved: true, base: null })).toBeNull()
  })
})
