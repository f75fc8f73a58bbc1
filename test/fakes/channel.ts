type Waiter<T> = { readonly resolve: (result: IteratorResult<T, undefined>) => void; readonly reject: (reason: unknown) => void }

/** A stream that a test feeds by hand. */
export class Channel<T> implements AsyncIterable<T> {
  readonly #queue: T[] = []
  #waiter: Waiter<T> | null = null
  #ended = false
  #failure: { readonly reason: unknown } | null = null

  push(value: T): this {
    if (this.#waiter === null) this.#queue.push(value)
    else {
      this.#waiter.resolve({ value, done: false })
      this.#waiter = null
    }
    return this
  }

  end(): this {
    this.#ended = true
    this.#waiter?.resolve({ value: undefined, done: true })
    return this
  }

  fail(reason: unknown): this {
    this.#failure = { reason }
    this.#waiter?.reject(reason)
    return this
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return {
      next: () => {
        const value = this.#queue.shift()
        if (value !== undefined) return Promise.resolve({ value, done: false })
        if (this.#failure !== null) return Promise.reject(this.#failure.reason)
        if (this.#ended) return Promise.resolve({ value: undefined, done: true })
        return new Promise((resolve, reject) => {
          this.#waiter = { resolve, reject }
        })
      },
      return: () => Promise.resolve({ value: undefined, done: true }),
    }
  }
}
