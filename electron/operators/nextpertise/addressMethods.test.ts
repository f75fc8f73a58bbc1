import { describe, expect, it } from 'vitest'
import { examplesOf } from '../../../test/fakes/documentExamples.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { createAddressMethods } from './addressMethods.ts'
import { openEnvelope } from './envelope.ts'
import type { Rpc } from './rpc.ts'

const context: CallContext = { signal: new AbortController().signal, urgency: 'engineer' }
const address = { postcode: '2408 ze', houseNumber: 10, extension: null }
const example = (carrier: string) => examplesOf('carriercheck').find(({ reply }) => JSON.stringify(reply).includes(`"kind":"${carrier}"`))?.reply

function over(answer: (carrier: string) => unknown) {
  const asked: unknown[] = []
  const refuse = () => Promise.reject(new OperatorFailure({ kind: 'notOffered' }))
  const rpc: Rpc = {
    call: async (_, params) => {
      asked.push(params)
      return openEnvelope(answer((params as { carrier: string }).carrier))
    },
    callWithSecrets: refuse, fetch: refuse,
  }
  return { asked, check: createAddressMethods(rpc).addressCheck }
}
const fails = (code: string): never => { throw new OperatorFailure({ kind: 'rejected', code }) }

describe('asking what reaches an address', () => {
  it('asks for both kinds in the document’s words', async () => {
    const { asked, check } = over(example)
    expect(await check(address, context)).toMatchObject({ carriers: [{ kind: 'fibre' }, { kind: 'copper', cableLengthM: 13 }], failed: [] })
    expect(asked).toEqual(['Fiber', 'Copper'].map(carrier => ({ zipcode: '2408ZE', housenr: 10, housenrext: null, carrier })))
  })

  it('names the kind that could not be answered, and keeps the other', async () => {
    const { check } = over(carrier => carrier === 'Copper' ? fails('004') : example(carrier))
    expect(await check(address, context)).toMatchObject({ carriers: [{ kind: 'fibre' }], failed: ['copper'] })
  })

  it('takes "does not service this address" as nothing there', async () => {
    const { check } = over(carrier => carrier === 'Fiber' ? fails('003') : example(carrier))
    expect(await check(address, context)).toMatchObject({ carriers: [{ kind: 'copper' }], failed: [] })
  })

  it('fails where neither was answered, and does not ask with half an address', async () => {
    await expect(over(() => fails('002')).check(address, context)).rejects.toMatchObject({ data: { kind: 'rejected', code: '002' } })
    const { asked, check } = over(example)
    await expect(check({ ...address, postcode: '2408' }, context)).rejects.toMatchObject({ data: { kind: 'notOffered' } })
    expect(asked).toEqual([])
  })
})
