import { describe, expect, it } from 'vitest'
import { LineId } from '../../shared/model/common.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import { ticketInput, ticketProblems } from './ticketInput.ts'

const dutch: TicketDraft = {
  lineId: LineId.parse('nextpertise:https://api.example|2408ZE000100100'), subject: 'Box not heard', comment: 'x', contactName: ' Roman ',
  contactPhone: '+31 6 46464643', technicalSpecifications: 'P1',
}
const access: TicketDraft = {
  ...dutch, lineId: LineId.parse('onApi:https://co.example/onapi/2.6|510001'), problemType: 'NO_LINK', subscriptionId: '',
  additionalInfo: { ip: ' 10.1.2.3 ', mac: 'aabb.ccdd.eeff', link: false },
}

describe('a ticket as its system takes it', () => {
  it('of a Dutch line: with its contact and a number of ten digits', () => {
    expect(ticketInput({ ...dutch, problemType: 'OTHER' })).toEqual({ ...dutch, contactName: 'Roman', contactPhone: '0646464643' })
    expect(ticketProblems({ ...dutch, contactPhone: '+46 70 123 45 67', subject: ' ' })).toEqual(['subjectMissing', 'phoneWrong'])
  })

  it('of a Swedish access: with what is live and no contact, whose number binds nothing', () => {
    expect(ticketInput({ ...access, contactPhone: '+46 70 123 45 67' })).toEqual({
      lineId: access.lineId, subject: 'Box not heard', comment: 'x', contactName: '', contactPhone: '', technicalSpecifications: 'P1',
      problemType: 'NO_LINK', additionalInfo: { ip: '10.1.2.3', mac: 'aabb.ccdd.eeff', link: false },
    })
    expect(ticketProblems({ ...access, contactPhone: '+46 70 123 45 67' })).toEqual([])
  })

  it('an access needs a kind of problem, and addresses that are some; none are needed', () => {
    const { problemType: _, ...without } = access
    expect(ticketProblems({ ...without, additionalInfo: { ip: 'ten', mac: 'AA:BB', link: null } }))
      .toEqual(['problemTypeMissing', 'ipWrong', 'macWrong'])
    expect(ticketProblems({ ...access, additionalInfo: { ip: '', mac: '', link: null } })).toEqual([])
    for (const ip of ['2001:db8::1', '2001:db8:1::/56', '10.0.0.1']) {
      expect(ticketProblems({ ...access, additionalInfo: { ip, mac: 'AA:BB:CC:DD:EE:FF', link: true } })).toEqual([])
    }
  })
})
