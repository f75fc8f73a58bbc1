import type { OutboxEntry } from '../../shared/model/outbox.ts'
import type { Clock } from '../operators/clock.ts'

export type OutboxCounts = { readonly unsent: number; readonly needsYou: number }
/** `entry` is null at first, and where several changed at once: then the page is read again. */
export type OutboxChange = OutboxCounts & { readonly entry: OutboxEntry | null }

/** Least time between two events: at most ten a second. */
const gapMs = 100

/** Changes of entries for whoever follows, never more than the one that waits to be told. */
export function createOutboxChanges(counts: () => OutboxCounts, clock: Clock) {
  const listeners = new Set<(entry: OutboxEntry) => void>()
  let closed = false
  const ends = new Set<() => void>()

  return {
    tell: (entry: OutboxEntry): void => listeners.forEach(listener => listener(entry)),
    /** Hears every change, none left out. */
    listen(listener: (entry: OutboxEntry) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async *follow(signal: AbortSignal): AsyncGenerator<OutboxChange> {
      let waiting = new Map<string, OutboxEntry>()
      let wake = Promise.withResolvers<void>()
      const end = (): void => wake.resolve()
      const listener = (entry: OutboxEntry): void => {
        waiting.set(entry.id, entry)
        wake.resolve()
      }
      listeners.add(listener)
      ends.add(end)
      signal.addEventListener('abort', end, { once: true })
      try {
        yield { entry: null, ...counts() }
        while (!closed && !signal.aborted) {
          if (waiting.size === 0) await wake.promise
          if (closed || signal.aborted) return
          const [first] = waiting.values()
          const entry = waiting.size === 1 ? first ?? null : null
          waiting = new Map()
          wake = Promise.withResolvers()
          yield { entry, ...counts() }
          await clock.sleep(gapMs, signal).catch(() => undefined)
        }
      } finally {
        listeners.delete(listener)
        ends.delete(end)
        signal.removeEventListener('abort', end)
      }
    },
    close(): void {
      closed = true
      for (const end of ends) end()
    },
  }
}
export type OutboxChanges = ReturnType<typeof createOutboxChanges>
