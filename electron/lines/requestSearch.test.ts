import { describe, expect, it } from 'vitest'
import { AccountId, SystemKey } from '../../shared/model/common.ts'
import { CUSTOMERS, TelecomxNetwork } from '../lab/telecomx/network.ts'
import { STANDARD_WIRE, condensedRequest, fullRequest } from '../lab/telecomx/wire.ts'
import { readRecord } from '../operators/telecomx/readRecord.ts'
import { foldKey } from './fold.ts'
import { indexedKeys, indexedWords, searchTextOf } from './searchText.ts'

const network = new TelecomxNetwork(1, { request: 40, account: 40 })
const item = network.item('request', 1)

describe('a request', () => {
  const read = readRecord({ request: fullRequest(item, STANDARD_WIRE, true) }, {
    system: SystemKey.parse('telecomx:https://api.example'), accountId: AccountId.parse('a'), seenAt: '2026-11-22T08:00:00.000Z',
  }, { condensed: condensedRequest(item, STANDARD_WIRE) })
  if (read === null || item.second === null) throw new Error('no request with a second address')
  const text = searchTextOf({ ...read.line, request: read.line.request === null ? null : { ...read.line.request, notes: 'Ring på hos nr. 12' } })
  const words = indexedWords(text)
  const keys = indexedKeys(text)

  it('is found by both its addresses, its product, its notes and whom to call', () => {
    expect(item.customer).toBe(CUSTOMERS[0])
    for (const place of [item.home.city, item.second?.city ?? '']) expect(text).toContainEqual(['city', place])
    expect(text).toContainEqual(['service', read.line.request?.productName])
    expect(words).toContain('ring')
    expect(text.filter(([field]) => field === 'contact' || field === 'phone').length).toBe((read.line.contacts[0]?.name ?? null) === null ? 0 : 2)
  })

  it('is found by its id, its reference and the ids of its offers', () => {
    expect(keys).toContain(item.id)
    for (const reference of read.line.request?.references ?? ['none']) expect(keys).toContain(foldKey(reference))
    for (const { providerOfferId } of read.line.request?.offers ?? []) expect(keys).toContain(foldKey(providerOfferId ?? ''))
  })
})
