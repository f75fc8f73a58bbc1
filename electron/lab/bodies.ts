import type { ServerResponse } from 'node:http'
import type { LabReply } from './labSystem.ts'

const DRIPS_PER_SECOND = 20
const MOST_HELD_BYTES = 4 * 1024 * 1024

function piecesOf(body: LabReply['body']): Iterable<string | Uint8Array> {
  return typeof body === 'string' || body instanceof Uint8Array ? [body] : body
}

/** Sends a reply; a body in pieces as fast as the other side takes it, each piece made when it is wanted. */
export function send(response: ServerResponse, { status, headers, body }: LabReply): void {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const length = status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }
    response.writeHead(status, { ...headers, ...length }).end(body)
    return
  }
  response.writeHead(status, headers)
  const pieces = body[Symbol.iterator]()
  const push = (): void => {
    while (!response.destroyed) {
      const piece = pieces.next()
      if (piece.done === true) {
        response.end()
        return
      }
      if (!response.write(piece.value)) {
        response.once('drain', push)
        return
      }
    }
    pieces.return?.()
  }
  push()
}

/** Sends half of a body, or the first 4 MB of a longer one, and breaks off. */
export function truncated(response: ServerResponse, { status, headers, body }: LabReply): void {
  const held: Buffer[] = []
  let bytes = 0
  let whole = true
  for (const piece of piecesOf(body)) {
    if (bytes >= MOST_HELD_BYTES) {
      whole = false
      break
    }
    const buffer = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    held.push(buffer)
    bytes += buffer.length
  }
  const part = Buffer.concat(held).subarray(0, whole ? Math.ceil(bytes / 2) : bytes)
  response.writeHead(status, whole ? { ...headers, 'content-length': bytes } : headers)
  response.write(part, () => response.destroy())
}

/** Sends a body slowly, in twenty portions a second. */
export function drip(response: ServerResponse, { status, headers, body }: LabReply, bytesPerSecond: number): void {
  const portion = Math.max(1, Math.round(bytesPerSecond / DRIPS_PER_SECOND))
  const pieces = piecesOf(body)[Symbol.iterator]()
  let held = Buffer.alloc(0)
  const length = typeof body === 'string' || body instanceof Uint8Array ? { 'content-length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...headers, ...length })
  const timer = setInterval(() => {
    while (held.length < portion) {
      const piece = pieces.next()
      if (piece.done === true) break
      held = Buffer.concat([held, Buffer.from(piece.value)])
    }
    response.write(held.subarray(0, portion))
    held = held.subarray(portion)
    if (held.length > 0) return
    clearInterval(timer)
    response.end()
  }, 1000 / DRIPS_PER_SECOND)
  response.on('close', () => clearInterval(timer))
}

/** Sends a well-formed reply that is padded to at least so many bytes, without holding it in memory. */
export function huge(response: ServerResponse, bytes: number): void {
  const head = '{"jsonrpc":"2.0","id":1,"result":{"padding":"'
  const tail = '"}}'
  const block = 'x'.repeat(65_536)
  function* padded(): Generator<string> {
    yield head
    for (let left = bytes - head.length - tail.length; left > 0; left -= block.length) {
      yield left >= block.length ? block : block.slice(0, left)
    }
    yield tail
  }
  send(response, { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: padded() })
}
