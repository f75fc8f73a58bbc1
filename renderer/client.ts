import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../shared/contract/index.ts'
import { endQuietly } from './links/abort.ts'
import { withCallTimeout } from './links/callTimeout.ts'
import { createHttpLink } from './links/httpLink.ts'
import { createPortLink, type DesktopBridge } from './links/portLink.ts'
import { streamProcedures } from './links/streams.ts'

export { isAbort } from './links/abort.ts'
export { CallTimeout } from './links/callTimeout.ts'

/** The core as the page sees it: every procedure of the contract. */
export type Client = ContractRouterClient<typeof contract>

export type Connection = {
  readonly client: Client
  /** Called when the core behind the client is another or newly connected: streams must be opened again. Gives the way to stop. */
  onReset(listener: () => void): () => void
}

declare global {
  // An interface, because that is how the DOM's own Window is extended.
  interface Window { readonly lineside?: DesktopBridge }
}

/** Connects to the core: over the desktop's port where its preload offers one, else over HTTP to the page's own origin. */
export function createClient(): Connection {
  const pageKey = document.querySelector<HTMLMetaElement>('meta[name="lineside-page"]')?.content ?? ''
  return connectClient(reset => window.lineside === undefined
    ? createHttpLink(window.location.origin, { 'x-lineside-page': pageKey }, reset)
    : createPortLink(window.lineside, reset))
}

/** The client over any link, with deadlines, quiet ends and news of resets. */
export function connectClient(createLink: (reset: () => void) => ClientLink<ClientContext>): Connection {
  const listeners = new Set<() => void>()
  const reset = () => listeners.forEach(listener => listener())
  const link = createLink(reset)
  const guarded: ClientLink<ClientContext> = {
    async call(path, input, options) {
      const procedure = path.join('.')
      if (streamProcedures.has(procedure)) {
        const stream = await link.call(path, input, options)
        return isStream(stream) ? endQuietly(stream, options.signal) : stream
      }
      const output = await withCallTimeout(procedure, options.signal, signal => link.call(path, input, { ...options, signal }))
      if (procedure === 'app.startDemo' || procedure === 'app.leaveDemo') reset()
      return output
    },
  }
  return {
    client: createORPCClient(guarded),
    onReset(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isStream(value: unknown): value is AsyncIterator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && 'next' in value
}
