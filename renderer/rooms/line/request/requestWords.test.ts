import { describe, expect, it } from 'vitest'
import { createText } from '../../../../shared/text/text.ts'
import { daysLeft, offersState, pricesGiven, windowWords } from './requestWords.ts'

const text = createText('en')
const none = { cost: null, wholesale: null, customer: null }
const offer = {
  id: '1', productId: null, productName: 'Fiber', initiationFeeProductId: null, initiation: none, monthly: none, commitmentMonths: 12, providerName: null, providerOfferId: null,
}

describe('offers of a request', () => {
  it('hold whole days until they expire, the last one too', () => {
    expect(daysLeft('2026-12-22T10:00:00.000Z', Date.parse('2026-11-22T10:00:00.000Z'))).toBe(30)
    expect(daysLeft('2026-11-22T10:00:00.000Z', Date.parse('2026-11-22T09:00:00.000Z'))).toBe(0)
    expect(daysLeft('2026-11-22T10:00:00.000Z', Date.parse('2026-11-22T10:00:01.000Z'))).toBeNull()
  })

  it('show the prices that are given, and no others', () => {
    expect(pricesGiven([offer])).toEqual([])
    expect(pricesGiven([offer, { ...offer, monthly: { ...none, customer: 0 } }])).toEqual([{ when: 'monthly', who: 'customer' }])
  })

  it('are told apart: here, hidden from this account, none, not answered', () => {
    expect(offersState({ offers: [offer], hasOffers: true, answeredAt: null })).toBe('here')
    expect(offersState({ offers: [], hasOffers: true, answeredAt: null })).toBe('unknown')
    expect(offersState({ offers: [], hasOffers: null, answeredAt: '2026-11-01T10:00:00Z' })).toBe('none')
    expect(offersState({ offers: [], hasOffers: null, answeredAt: null })).toBe('waiting')
  })
})

it('says when the technician may come in words, else as the system has it', () => {
  expect(windowWords({ from: '07:30', to: '12:00', word: 'AM' }, text)).toBe('between 07:30 and 12:00')
  expect(windowWords({ from: '12:00', to: null, word: 'PM' }, text)).toBe('from 12:00')
  expect(windowWords({ from: null, to: null, word: 'AFTER_HOURS' }, text)).toBe('after working hours')
  expect(windowWords({ from: null, to: null, word: 'SOMETIME' }, text)).toBe('SOMETIME')
})
