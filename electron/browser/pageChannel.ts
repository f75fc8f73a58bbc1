import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { SupportedMessagePort } from '@orpc/client/message-port'

/**
 * A page's streams over one connection. Browsers open at most six to a host, and each stream of the contract would hold one
 * for as long as it lasts: with two tabs nothing else would get through. So the page opens one long answer of text lines
 * (a message each) and posts its own messages; together they are a message port.
 */
export type PageChannels = {
  /** Answers `GET /channel` and `POST /channel/<id>`; false for anything else. Guards stand before it. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

export const channelPath = '/channel'

const maxMessageBytes = 2 * 1024 * 1024
const ids = /^\/channel\/([\w-]{22})$/

type Receive = (message: string) => void

export function createPageChannels(connect: (port: SupportedMessagePort) => void): PageChannels {
  const open = new Map<string, Receive>()

  const openChannel = (response: ServerResponse) => {
    const id = randomBytes(16).toString('base64url')
    const receivers = new Set<Receive>()
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write(`${JSON.stringify(id)}\n`)
    open.set(id, message => receivers.forEach(receive => receive(message)))
    connect({
      postMessage: (message: string) => { response.write(`${JSON.stringify(message)}\n`) },
      onMessage: { addListener: receive => { receivers.add(receive) } },
      onDisconnect: {
        addListener: closed => {
          response.once('close', () => {
            open.delete(id)
            closed()
          })
        },
      },
    })
  }

  return {
    async answer(request, response) {
      const { method, url = '' } = request
      if (method === 'GET' && url === channelPath) {
        openChannel(response)
        return true
      }
      const receive = method === 'POST' ? open.get(ids.exec(url)?.[1] ?? '') : undefined
      if (receive === undefined) return false
      if (!(Number(request.headers['content-length']) <= maxMessageBytes)) {
        response.writeHead(413).end()
        return true
      }
      receive(await text(request))
      response.writeHead(204).end()
      return true
    },
  }
}
