type Due = { atMs: number; effect: () => void }

/** Effects that come after the answer to what caused them. They are carried out when somebody looks, in order of their time. */
export class Later {
  readonly #now: () => number
  #due: Due[] = []
  /** When the last effect under a key is due. */
  readonly #last = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Carries an effect out so many milliseconds from now, at once where there is nothing to wait for. */
  after(ms: number, effect: () => void): void {
    if (ms <= 0) effect()
    else this.#due.push({ atMs: this.#now() + ms, effect })
  }

  /** The same, but never before what came earlier under the same key. */
  inOrder(key: string, ms: number, effect: () => void): void {
    this.settle()
    const atMs = Math.max(this.#now() + ms, this.#last.get(key) ?? 0)
    if (atMs <= this.#now()) {
      effect()
      return
    }
    this.#last.set(key, atMs)
    this.#due.push({ atMs, effect })
  }

  /** Carries out what is due by now, with whatever that brings about. */
  settle(): void {
    for (;;) {
      const now = this.#now()
      const next = this.#due.reduce<Due | null>(
        (first, due) => (due.atMs <= now && (first === null || due.atMs < first.atMs) ? due : first),
        null,
      )
      if (next === null) return
      this.#due.splice(this.#due.indexOf(next), 1)
      next.effect()
    }
  }

  /** Effects that are still to come. */
  get waiting(): number {
    this.settle()
    return this.#due.length
  }
}
