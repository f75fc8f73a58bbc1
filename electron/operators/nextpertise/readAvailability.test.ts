import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examplesOf } from '../../../test/fakes/documentExamples.ts'
import { AddressCheck } from '../../../shared/model/addressCheck.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { createAddressMethods } from './addressMethods.ts'
import { openEnvelope } from './envelope.ts'
import { readAvailability, readExtensions, readHouseNumbers } from './readAvailability.ts'
import type { Rpc } from './rpc.ts'

/** Broadband-basic, zipcode: the example for all suppliers, with the errors that its table describes. */
const basic = {
  available: {
    EUROFIBER: {}, NDIX: {},
    KPNWBA: { Fiber: { max_download: 1_000_000, max_upload: 1_000_000, area: 'FttH', distance: '', carrier: 'Fiber', plan_date: null, end_of_sale_date: null, data_technology: 'Fiber', sub_technology: 'GoF', network: 'KPN Netwerk NL' } },
  },
  address: { zipcode: '2408ZE', housenr: 10, housenrext: '', street: 'Zuidpoolsingel', city: 'Alphen aan den Rijn' },
  errors: [{ code: 4, description: 'Service temporarily not available', supplier: 'EUROFIBER' }, { code: '003', description: 'Does not service this address', supplier: 'ZIGGO' }],
  comments: [{ code: 1, description: 'Copper ends in 2027', supplier: 'KPNWBA' }],
}
const extensions = { CADASTRAL: { address: {}, housenrexts: ['', 'A'] }, KPNWBA: { housenrexts: ['', 'A', 'KVD'] }, error: { KPNWEAS: { message: 'later', code: 4 } } }

describe('what suppliers offer at an address', () => {
  it('names each supplier: what it has, that it has nothing, or why it did not say', () => {
    const { products, failures } = readAvailability(basic)
    expect(products.map(({ supplier, available }) => [supplier, available])).toEqual([['NDIX', false], ['KPNWBA', true], ['ZIGGO', false]])
    expect(products[1]).toMatchObject({ name: 'Fiber GoF', technology: 'GoF', downloadKbps: 1_000_000, others: expect.arrayContaining([{ name: 'comment', value: 'Copper ends in 2027' }]) })
    expect(failures).toEqual([{ part: 'zipcode', supplier: 'EUROFIBER', code: '004', text: 'Service temporarily not available' }])
  })

  it('reads what the registers say of a house', () => {
    expect(readExtensions(extensions)).toEqual({
      extensions: [{ source: 'CADASTRAL', values: ['', 'A'] }, { source: 'KPNWBA', values: ['', 'A', 'KVD'] }],
      failures: [{ part: 'extensions', supplier: 'KPNWEAS', code: '004', text: 'later' }],
    })
    expect(readHouseNumbers({ housenrs: [16, '2', 8, 8, null] })).toEqual([2, 8, 16])
  })

  it('reads the documented examples, and takes anything else for a bad reply or nothing', () => {
    for (const { reply } of examplesOf('get_housenrext')) expect(readExtensions(openEnvelope(reply).result).extensions.length).toBeGreaterThan(0)
    fc.assert(fc.property(fc.jsonValue(), value => {
      for (const read of [readAvailability, readExtensions, readHouseNumbers]) {
        try {
          read(value)
        } catch (error) {
          expect(error).toBeInstanceOf(OperatorFailure)
        }
      }
    }))
  })
})

const context: CallContext = { signal: new AbortController().signal, urgency: 'engineer' }
const address = { postcode: '2408 ZE', houseNumber: 10, extension: null, whole: true }
const rejected = (code: string) => new OperatorFailure({ kind: 'rejected', code })

function over(answers: Partial<Record<string, unknown>>) {
  const asked: string[] = []
  const refuse = () => Promise.reject(new OperatorFailure({ kind: 'notOffered' }))
  const rpc: Rpc = {
    async call(name) {
      asked.push(name)
      const answer = answers[name]
      if (answer instanceof OperatorFailure) throw answer
      return openEnvelope({ jsonrpc: '2.0', id: 1, result: answer ?? {} })
    },
    callWithSecrets: refuse, fetch: refuse,
  }
  return { asked, check: createAddressMethods(rpc).addressCheck }
}

describe('asking for a whole address', () => {
  it('lets one part fail without the others, and says which and why', async () => {
    const { check } = over({ carriercheck: { line: null }, zipcode: basic, get_housenrext: new OperatorFailure({ kind: 'refused', refusal: 'rightMissing' }) })
    const found = AddressCheck.parse(await check(address, context))
    expect(found.failed).toEqual(['extensions'])
    expect(found.failures).toEqual([{ part: 'extensions', supplier: null, code: 'rightMissing', text: null }, expect.objectContaining({ supplier: 'EUROFIBER' })])
    expect(found.products).toHaveLength(3)
  })

  it('tells which numbers there are where this one is not', async () => {
    const { check, asked } = over({ carriercheck: rejected('002'), zipcode: rejected('002'), get_housenrext: rejected('002'), get_housenrs: { housenrs: [2, 4] } })
    expect(await check(address, context)).toMatchObject({ carriers: [], houseNumbers: [2, 4], failed: ['fibre', 'copper', 'zipcode', 'extensions'] })
    expect(asked).toContain('get_housenrs')
  })

  it('asks a line’s own address for carriers alone', async () => {
    const { check, asked } = over({ carriercheck: { line: null } })
    await check({ ...address, whole: false }, context)
    expect(asked).toEqual(['carriercheck', 'carriercheck'])
  })
})
