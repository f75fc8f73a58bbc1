import { describe, expect, it } from 'vitest'
import { createText } from '../../../../shared/text/text.ts'
import { customerPath, sectionsOf, startWords } from './serviceWords.ts'

const text = createText('en')
const customer = (path: { id: string; name: string | null }[]) => ({
  customerId: '15',
  customer: {
    id: '15', name: 'Acme', path, reference: null, debtorNumber: null, isActive: null, phoneNumber: null, email: null, visitAddress: null,
  },
})

describe('the customer of a service', () => {
  it('stands last in its tree, whether the tree holds it or not', () => {
    const above = { id: '3', name: 'Dealer Oost' }
    expect(customerPath(customer([above]), text)).toEqual(['Dealer Oost', 'Acme'])
    expect(customerPath(customer([above, { id: '15', name: 'Acme' }]), text)).toEqual(['Dealer Oost', 'Acme'])
  })

  it('has nobody above it whose name this account is not given', () => {
    expect(customerPath(customer([{ id: '1', name: null }, { id: '100', name: 'Lab Telecom' }]), text)).toEqual(['Lab Telecom', 'Acme'])
  })

  it('is told by its number until the record is here', () => {
    expect(customerPath({ customerId: '15', customer: null }, text)).toEqual(['Customer 15'])
    expect(customerPath({ customerId: null, customer: null }, text)).toEqual([])
  })
})

it('puts sections in the order an engineer needs them, and only those a service has', () => {
  expect(sectionsOf({ sections: [{ section: 'customer', state: 'here' }, { section: 'connection', state: 'missing' }] })).toEqual(['connection', 'customer'])
})

it('tells what was from what will be', () => {
  const nowMs = Date.parse('2026-11-22T10:00:00Z')
  expect([startWords(text, 'start', '2026-11-01', nowMs), startWords(text, 'start', '2026-12-01', nowMs)]).toEqual(['Runs since', 'Starts'])
  expect([startWords(text, 'end', '2026-11-01', nowMs), startWords(text, 'end', '2026-12-01', nowMs)]).toEqual(['Ended', 'Ends'])
})
