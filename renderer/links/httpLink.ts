import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'

/** Speaks to the core over HTTP at the page's own origin, with the key this page was given. */
export function createHttpLink(origin: string, pageKey: string): ClientLink<ClientContext> {
  return new RPCLink({ url: `${origin}/rpc`, headers: { 'x-lineside-page': pageKey } })
}
