/**
 * How many tests run at one circuit at a time. `number_of_tests` may be that limit (domain.md section 4), so never more are
 * started; what does not fit waits its turn.
 */
export function createCircuitSlots() {
  const circuits = new Map<string, { running: number; limit: number; waiting: (() => void)[] }>()
  const slotsOf = (nid: string) => {
    let slots = circuits.get(nid)
    if (slots === undefined) circuits.set(nid, slots = { running: 0, limit: 1, waiting: [] })
    return slots
  }
  const startNext = (nid: string): void => {
    const slots = slotsOf(nid)
    while (slots.running < slots.limit && slots.waiting.length > 0) {
      slots.running += 1
      slots.waiting.shift()?.()
    }
  }
  return {
    setLimit(nid: string, limit: number | null): void {
      slotsOf(nid).limit = Math.max(1, limit ?? 1)
      startNext(nid)
    },
    /** Resolves when it is this test's turn, to what gives the turn on. False where it was given up before that. */
    take(nid: string, signal: AbortSignal): Promise<(() => void) | false> {
      const { promise, resolve } = Promise.withResolvers<(() => void) | false>()
      if (signal.aborted) return Promise.resolve(false)
      let released = false
      const release = () => {
        if (released) return
        released = true
        slotsOf(nid).running -= 1
        startNext(nid)
      }
      const start = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(release)
      }
      const giveUp = () => {
        const { waiting } = slotsOf(nid)
        const at = waiting.indexOf(start)
        if (at !== -1) waiting.splice(at, 1)
        resolve(false)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      slotsOf(nid).waiting.push(start)
      startNext(nid)
      return promise
    },
  }
}
