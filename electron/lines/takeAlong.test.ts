import { describe, expect, it } from 'vitest'
import { LivePartName as livePartNames } from '../../shared/contract/lines.ts'
import type { LivePartName, TakeAlongItem } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import { lineIdOf } from '../../shared/model/common.ts'
import { someSystem } from '../../test/fakes/cacheOfLines.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { takeAlong } from './takeAlong.ts'

const [a, b, c] = ['1011AB000010100', '1011AB000020100', '1011AB000030100'].map(nid => lineIdOf(someSystem, nid)) as [LineId, LineId, LineId]
const labelOf = (id: LineId) => `label of ${id.slice(-15)}`

async function all(fetchPart: (id: LineId, part: LivePartName, signal: AbortSignal) => Promise<unknown>, ids: readonly LineId[] = [a, b, c]): Promise<TakeAlongItem[][]> {
  const seen: TakeAlongItem[][] = []
  for await (const items of takeAlong(ids, { fetchPart, labelOf }, new AbortController().signal)) seen.push(items)
  return seen
}

describe('taking lines along', () => {
  it('fetches every part of every line once and says what is under way', async () => {
    const asked: string[] = []
    const seen = await all(async (id, part) => { asked.push(`${id} ${part}`); await Promise.resolve() })
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked).toHaveLength(3 * livePartNames.options.length)
    expect(seen[0]?.map(({ state }) => state)).toEqual(['fetching', 'fetching', 'waiting'])
    expect(seen.at(-1)).toEqual([a, b, c].map(lineId => ({ lineId, label: labelOf(lineId), state: 'complete', missing: [], failure: null })))
  })
  it('says which parts are missing and why, and holds nothing else up', async () => {
    const seen = await all(async (id, part) => {
      await Promise.resolve()
      if (id === b && part === 'events') throw new OperatorFailure({ kind: 'timeout' })
      if (id === c) throw new OperatorFailure({ kind: 'unreachable' })
    })
    expect(seen.at(-1)).toMatchObject([
      { state: 'complete', missing: [] }, { state: 'partial', missing: ['events'], failure: { kind: 'timeout' } },
      { state: 'failed', missing: livePartNames.options, failure: { kind: 'unreachable' } },
    ])
  })
  it('misses nothing a system does not offer', async () => {
    const seen = await all(async (_, part) => {
      await Promise.resolve()
      if (part === 'tickets') throw new OperatorFailure({ kind: 'notOffered' })
    })
    expect(seen.at(-1)?.every(({ state }) => state === 'complete')).toBe(true)
  })
  it('ends quietly when it is stopped, and what runs is told', async () => {
    const stop = new AbortController()
    const told: boolean[] = []
    const items = takeAlong([a], {
      labelOf,
      fetchPart: (_, __, signal) => new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => { told.push(true); reject(new OperatorFailure({ kind: 'cancelled' })) })
      }),
    }, stop.signal)
    expect((await items.next()).done).toBe(false)
    stop.abort()
    expect((await items.next()).done).toBe(true)
    expect(told).toEqual([true])
  })
  it('throws what is a bug', async () => {
    await expect(all(() => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken')
  })
  it('takes a line named twice once', async () => {
    expect((await all(() => Promise.resolve(), [a, a])).at(-1)).toHaveLength(1)
  })
})
