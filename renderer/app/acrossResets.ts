import type { Connection } from '../client.ts'

/** Starts something now and anew whenever another core answers behind the same client; gives the way to stop. */
export function acrossResets(connection: Pick<Connection, 'onReset'>, start: (signal: AbortSignal) => void): () => void {
  let controller = new AbortController()
  start(controller.signal)
  const forget = connection.onReset(() => {
    controller.abort()
    controller = new AbortController()
    start(controller.signal)
  })
  return () => {
    forget()
    controller.abort()
  }
}
