import type { BrowserPortLike } from '@orpc/client/message-port'

export type PageChannel = { readonly port: BrowserPortLike; readonly closed: Promise<void> }

/** The host no longer knows this page: asking again is of no use. */
export class ChannelRefused extends Error {
  constructor(status: number) {
    super(`the core refused the channel: ${status}`)
    this.name = 'ChannelRefused'
  }
}

/**
 * Opens the channel of the browser host: one long answer of text lines down, a post for each message up, in order. Streams go
 * over it because a browser opens only six connections to a host.
 */
export async function openPageChannel(origin: string, headers: Readonly<Record<string, string>>): Promise<PageChannel> {
  const reply = await fetch(`${origin}/channel`, { headers })
  if (!reply.ok || reply.body === null) throw new ChannelRefused(reply.status)
  const lines = readLines(reply.body)
  const first = await lines.next()
  if (first.done === true) throw new Error('the channel closed at once')
  const id = JSON.parse(first.value) as string
  const receivers = new Set<(message: string) => void>()
  const closers = new Set<() => void>()

  const receive = async () => {
    for await (const line of lines) for (const receiver of receivers) receiver(JSON.parse(line) as string)
  }
  const closed = receive().catch(() => {}).then(() => closers.forEach(close => close()))

  let sent: Promise<unknown> = Promise.resolve()
  const post = async (message: string) => {
    const answer = await fetch(`${origin}/channel/${id}`, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: message })
    if (!answer.ok) await reply.body?.cancel().catch(() => {})
  }
  return {
    closed,
    port: {
      // A message that cannot be delivered means that the host is gone: the long answer ends too.
      postMessage: (message: string) => { sent = sent.then(() => post(message)).catch(() => {}) },
      onMessage: { addListener: receiver => { receivers.add(receiver) } },
      onDisconnect: { addListener: close => { closers.add(close) } },
    },
  }
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
