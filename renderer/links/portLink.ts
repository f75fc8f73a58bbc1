import { DynamicLink, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

/** What the desktop's preload offers the page: it asks for a port, which then arrives as a message of this window. */
export type DesktopBridge = { connect(): void }

const connectTimeoutMs = 10_000

/** Speaks to the core over a port of the desktop host; a closed port is replaced, and `onReset` told once the new one is there. */
export function createPortLink(bridge: DesktopBridge, onReset: () => void): ClientLink<ClientContext> {
  let link: Promise<RPCLink<ClientContext>> | undefined
  const connect = async (): Promise<RPCLink<ClientContext>> => {
    const port = await requestPort(bridge)
    const made = new RPCLink({ port })
    port.addEventListener('close', () => {
      link = connect()
      link.then(onReset, () => { link = undefined })
    }, { once: true })
    port.start()
    return made
  }
  return new DynamicLink(async () => {
    link ??= connect()
    try {
      return await link
    } catch (error) {
      link = undefined
      throw error
    }
  })
}

function requestPort(bridge: DesktopBridge): Promise<MessagePort> {
  const { promise, resolve, reject } = Promise.withResolvers<MessagePort>()
  const listen = (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    const { data } = event
    if (event.source !== window || port === undefined || typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'rpc:port') return
    resolve(port)
  }
  const timer = setTimeout(() => reject(new Error('the core offered no port')), connectTimeoutMs)
  window.addEventListener('message', listen)
  bridge.connect()
  return promise.finally(() => {
    clearTimeout(timer)
    window.removeEventListener('message', listen)
  })
}
