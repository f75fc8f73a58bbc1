import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { LineId } from '../../shared/model/common.ts'

/** What is told to everyone who follows a line; an event with a report is never dropped. */
export function createCheckEvents() {
  const followers = new Map<LineId, Set<(event: CheckEvent) => void>>()
  return {
    publish(id: LineId, event: CheckEvent): void {
      for (const tell of followers.get(id) ?? []) tell(event)
    },
    /**
     * What happens at a line from now on: the first event at once, then each one; ends when `isOver` says so after an event,
     * or when the signal is aborted. Events wait for a slow reader; of those without a report only the newest does.
     */
    async *follow(id: LineId, first: () => CheckEvent, isOver: () => boolean, signal: AbortSignal): AsyncGenerator<CheckEvent> {
      const waiting: CheckEvent[] = []
      let wake = Promise.withResolvers<void>()
      const tell = (event: CheckEvent) => {
        const last = waiting.at(-1)
        if (last !== undefined && last.report === null && last.changed === event.changed) waiting.pop()
        waiting.push(event)
        wake.resolve()
      }
      const leave = () => wake.resolve()
      const own = followers.get(id) ?? new Set()
      followers.set(id, own.add(tell))
      signal.addEventListener('abort', leave, { once: true })
      try {
        yield first()
        while (!signal.aborted) {
          const event = waiting.shift()
          if (event !== undefined) yield event
          else if (isOver()) return
          else {
            await wake.promise
            wake = Promise.withResolvers()
          }
        }
      } finally {
        signal.removeEventListener('abort', leave)
        own.delete(tell)
        if (own.size === 0) followers.delete(id)
      }
    },
  }
}
