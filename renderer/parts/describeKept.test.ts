import { expect, test } from 'vitest'
import { createText } from '../../shared/text/text.ts'
import { describeKept, detailsOf } from './describeKept.ts'

const text = createText('en')

test('a class of Lineside’s own is never shown as a code', () => {
  const kept = describeKept({ code: 'refused', detail: null, correlationId: null }, text)
  expect(kept).toEqual({ why: text('refusal.refused.title'), says: null, details: [] })
  expect(describeKept({ code: 'rightMissing', detail: '003', correlationId: 'c-1' }, text)).toEqual({
    why: text('check.failure.rightMissing'), says: null, details: [['Code', '003'], ['Correlation id', 'c-1']],
  })
})

test('a code of the network stays behind the details, words of the system are told', () => {
  expect(describeKept({ code: 'unreachable', detail: 'ECONNRESET', correlationId: null }, text)).toMatchObject({
    says: null, details: [['Code', 'ECONNRESET']],
  })
  expect(describeKept({ code: 'rejected', detail: 'subject too long', correlationId: null }, text)).toMatchObject({
    says: 'The system says: subject too long', details: [],
  })
})

test('the other line’s NID is told once', () => {
  const kept = describeKept({ code: 'otherLine', detail: '2408ZE000100300', correlationId: null }, text)
  expect(kept.why).toContain('2408ZE000100300')
  expect(kept.says).toBeNull()
})

test('the place in a badly shaped reply is not called a code', () => {
  expect(detailsOf({ code: 'available_diagnostics' }, text)).toEqual([['Place in the reply', 'available_diagnostics']])
  expect(detailsOf({ code: 'HTTP 502' }, text)).toEqual([['Code', 'HTTP 502']])
})
