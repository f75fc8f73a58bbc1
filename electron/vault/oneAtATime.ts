/**
 * Gives a function that runs calls one after another and stops waiting for each after a time, throwing what `late` makes.
 * The call itself goes on, and the next begins only when it has ended; one that was given up before its turn never begins.
 */
export function oneAtATime(timeoutMs: number, late: () => Error): <T>(call: () => Promise<T>) => Promise<T> {
  let last: Promise<void> = Promise.resolve()
  return <T>(call: () => Promise<T>) => new Promise<T>((resolve, reject) => {
    let givenUp = false
    const timer = setTimeout(() => {
      givenUp = true
      reject(late())
    }, timeoutMs)
    const turn = async (before: Promise<void>) => {
      await before
      if (givenUp) return
      try {
        resolve(await call())
      } catch (error) {
        reject(error)
      } finally {
        clearTimeout(timer)
      }
    }
    last = turn(last)
  })
}
