import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { LivePartName, TakeAlongItem } from '../../shared/contract/lines.ts'
import { LivePartName as livePartNames } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

export type TakeAlongOptions = {
  /** Fetches one part and keeps it in the cache. Throws OperatorFailure; `notOffered` where the system has no such part. */
  readonly fetchPart: (id: LineId, part: LivePartName, signal: AbortSignal) => Promise<unknown>
  /** What the list calls the line. */
  readonly labelOf: (id: LineId) => string
  /** Lines fetched at a time; default 2. */
  readonly linesAtOnce?: number
}

/** The line itself first: what else there is to ask for follows from it. */
const [first, ...others]: readonly LivePartName[] = livePartNames.options

type Item = { -readonly [Key in keyof TakeAlongItem]: TakeAlongItem[Key] }

async function fetchLine(item: Item, { fetchPart }: TakeAlongOptions, signal: AbortSignal, changed: () => void): Promise<void> {
  item.state = 'fetching'
  changed()
  const failures = new Map<LivePartName, OperatorFailureData>()
  const fetchOne = async (part: LivePartName) => {
    try {
      await fetchPart(item.lineId, part, signal)
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      if (error.data.kind !== 'notOffered') failures.set(part, error.data)
    }
  }
  if (first !== undefined) await fetchOne(first)
  await Promise.all(others.map(fetchOne))
  item.missing = livePartNames.options.filter(part => failures.has(part))
  item.failure = failures.values().next().value ?? null
  item.state = failures.size === 0 ? 'complete' : failures.size === livePartNames.options.length ? 'failed' : 'partial'
  changed()
}

/**
 * Fetches everything about these lines for a place without coverage: the whole list with each change, and what is missing
 * of each line at the end. A part that fails holds nothing else up. Ends early, quietly, when `signal` is aborted; a bug in
 * fetching is thrown.
 */
export async function* takeAlong(ids: readonly LineId[], options: TakeAlongOptions, signal: AbortSignal): AsyncGenerator<TakeAlongItem[]> {
  const items: Item[] = [...new Set(ids)].map(lineId => ({ lineId, label: options.labelOf(lineId), state: 'waiting', missing: [], failure: null }))
  const waiting = items.values()
  const left = new AbortController()
  const both = AbortSignal.any([signal, left.signal])
  let change = Promise.withResolvers<void>()
  const changed = () => change.resolve()
  both.addEventListener('abort', changed, { once: true })
  const work = async () => {
    for (const item of waiting) {
      if (both.aborted) return
      await fetchLine(item, options, both, changed)
    }
  }
  let ended = false
  const all = Promise.all(Array.from({ length: options.linesAtOnce ?? 2 }, work)).finally(() => {
    ended = true
    changed()
  })
  // Thrown below, when its turn comes.
  all.catch(() => undefined)
  try {
    while (!both.aborted) {
      const isLast = ended
      yield items.map(item => ({ ...item }))
      if (isLast) break
      await change.promise
      change = Promise.withResolvers()
    }
    if (!both.aborted) await all
  } finally {
    left.abort()
  }
}
