/** Tells followers which visit changed; nobody misses one, however slow. */
export function createVisitEvents() {
  const followers = new Set<(id: string) => void>()
  return {
    tell: (id: string): void => followers.forEach(follower => follower(id)),
    /** Null at once, then the id of each visit that changes, once however often it did since the last; ends with the signal. */
    async *follow(signal: AbortSignal): AsyncGenerator<string | null> {
      const waiting = new Set<string>()
      let wake = Promise.withResolvers<void>()
      const follower = (id: string) => {
        waiting.add(id)
        wake.resolve()
      }
      const leave = () => wake.resolve()
      followers.add(follower)
      signal.addEventListener('abort', leave, { once: true })
      try {
        yield null
        while (!signal.aborted) {
          const [next] = waiting
          if (next === undefined) {
            await wake.promise
            wake = Promise.withResolvers()
          } else {
            waiting.delete(next)
            yield next
          }
        }
      } finally {
        signal.removeEventListener('abort', leave)
        followers.delete(follower)
      }
    },
  }
}
