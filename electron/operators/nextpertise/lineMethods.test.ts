import { describe, expect, it } from 'vitest'
import { examplesOf } from '../../../test/fakes/documentExamples.ts'
import { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { openEnvelope } from './envelope.ts'
import { createLineMethods } from './lineMethods.ts'
import type { Rpc } from './rpc.ts'
import { withoutSecrets } from '../secrets.ts'

const context: CallContext = { signal: new AbortController().signal, urgency: 'engineer' }
const connections = examplesOf('list_connections')

/** Answers `list_connections` from the document, by what a test says of the filter. */
function over(answer: (filter: { nid?: string; state?: readonly string[] }) => unknown) {
  const asked: unknown[] = []
  const reply = (params: unknown) => {
    const { filter = {} } = params as { filter?: { nid?: string; state?: readonly string[] } }
    asked.push(filter)
    return openEnvelope(answer(filter))
  }
  const rpc: Rpc = {
    call: async (_, params) => { const envelope = reply(params); return { ...envelope, result: withoutSecrets(envelope.result) } },
    callWithSecrets: async (_, params) => reply(params),
    fetch: () => Promise.reject(new OperatorFailure({ kind: 'notOffered' })),
  }
  const system = SystemKey.parse('nextpertise:https://api.example')
  return { asked, lines: createLineMethods(rpc, { system, accountId: AccountId.parse('a'), now: () => '2026-11-21T18:00:00.000Z' }) }
}
const none = { result: { connections: [] } }

describe('a line by its NID', () => {
  it('is not the other line that the document’s example answers with', async () => {
    const { lines } = over(() => connections[0]?.reply)
    expect(await lines.lineByNid('2408ZE000100100', context)).toBeNull()
    expect((await lines.lineByNid('2408ZE000010100', context))?.line.nativeId).toBe('2408ZE000010100')
  })

  it('is picked from several by the circuit it holds', async () => {
    const { lines } = over(() => connections[1]?.reply)
    expect((await lines.lineByNid('2408ZE000100202', context))?.line.nativeId).toBe('2408ZE000100200')
  })

  it('gets its state from the filter that finds it', async () => {
    const { lines, asked } = over(({ state }) => state === undefined || state[0] === 'TERMINATED' ? connections[0]?.reply : none)
    expect((await lines.lineByNid('2408ZE000010100', context))?.line.state).toBe('terminated')
    expect(asked).toEqual([undefined, ['ACTIVE'], ['PROCESSING'], ['TERMINATED']].map(state => ({ nid: '2408ZE000010100', ...(state === undefined ? {} : { state }) })))
  })

  it('comes without a state where only the state cannot be had', async () => {
    const { lines } = over(({ state }) => {
      if (state !== undefined) throw new OperatorFailure({ kind: 'timeout' })
      return connections[0]?.reply
    })
    expect((await lines.lineByNid('2408ZE000010100', context))?.line).toMatchObject({ nativeId: '2408ZE000010100', state: null })
  })
})

describe('PPP credentials', () => {
  it('are those of the circuit asked for, and of no other', async () => {
    const { lines } = over(() => connections[0]?.reply)
    expect(await lines.pppCredentials('2408ZE000010101', context)).toEqual({ username: '2408ZE1-0101@nextpertise.nl', password: '9pgxtf8xt364' })
    expect(await lines.pppCredentials('2408ZE000010102', context)).toEqual({ username: null, password: null })
  })
})

describe('what the system does not know', () => {
  it('is null, and a refusal is not', async () => {
    const failing = (code: string) => over(() => { throw new OperatorFailure({ kind: 'rejected', code }) }).lines
    expect(await failing('001').transaction('2408ZE000010100', context)).toBeNull()
    expect(await failing('001').endUser('x', context)).toBeNull()
    await expect(failing('012').transaction('2408ZE000010100', context)).rejects.toMatchObject({ data: { code: '012' } })
  })
})
