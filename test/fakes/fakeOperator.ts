import { SystemKey } from '../../shared/model/common.ts'
import type { Operator, OperatorMethods } from '../../electron/operators/operator.ts'

/** An operator with just the methods a test gives it. */
export function fakeOperator(methods: Partial<OperatorMethods>): Operator {
  return { system: SystemKey.parse('nextpertise:https://api.example'), methods, nativeIdIn: () => null, close: async () => {} }
}

/**
 * Time that passes only by sleeping: a sleep of any length ends at the next turn of the event loop, later by as much.
 * Rejects as a real sleep does when its signal is aborted.
 */
export function fakeTime(start: string) {
  let ms = Date.parse(start)
  const slept: number[] = []
  return {
    now: () => new Date(ms),
    slept,
    pass: (by: number) => { ms += by },
    async sleep(by: number, signal: AbortSignal): Promise<void> {
      signal.throwIfAborted()
      slept.push(by)
      await new Promise(resolve => { setImmediate(resolve) })
      signal.throwIfAborted()
      ms += by
    },
  }
}

/** Ids in order: `id-1`, `id-2`. */
export function idsInOrder(): () => string {
  let count = 0
  return () => `id-${++count}`
}

/** Everything a stream gives, once it has ended. */
export async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of stream) items.push(item)
  return items
}
