import { DynamicLink, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { ChannelRefused, openPageChannel } from './pageChannel.ts'
import { streamProcedures } from './streams.ts'

const retryMs = 2_000

/**
 * Speaks to the core over HTTP at the page's own origin, with the key this page was given: calls one by one, streams over the
 * page's channel. A lost channel is opened again as soon as the host answers, and `onReset` told.
 */
export function createHttpLink(origin: string, headers: Readonly<Record<string, string>>, onReset: () => void): ClientLink<ClientContext> {
  const calls = new FetchLink({ url: `${origin}/rpc`, headers: { ...headers } })
  let streams: Promise<ClientLink<ClientContext>> | undefined
  const connect = async (): Promise<ClientLink<ClientContext>> => {
    const { port, closed } = await openPageChannel(origin, headers)
    void closed.then(reconnect)
    return new PortLink({ port })
  }
  const reconnect = () => {
    streams = connect()
    streams.then(onReset, (error: unknown) => {
      if (!(error instanceof ChannelRefused)) setTimeout(reconnect, retryMs)
    })
  }
  return new DynamicLink(async (_options, path) => {
    if (!streamProcedures.has(path.join('.'))) return calls
    streams ??= connect()
    return streams
  })
}
