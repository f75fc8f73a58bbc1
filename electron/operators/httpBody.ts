import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { OperatorFailure } from './operatorFailure.ts'

function unpacked(body: Readable, encoding: string | undefined): Readable {
  if (encoding === undefined || !/gzip/i.test(encoding)) return body
  const source = body.pipe(createGunzip())
  body.on('error', error => source.destroy(error))
  return source
}

function drop(body: Readable): void {
  body.on('error', () => undefined)
  body.destroy()
}

/** Pieces of a body, unpacked. Throws OperatorFailure `tooBig` beyond `maxBytes` of the unpacked body, or what the network threw. */
export async function* piecesOf(body: Readable, encoding: string | undefined, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  let size = 0
  let whole = false
  try {
    for await (const chunk of unpacked(body, encoding)) {
      if (!(chunk instanceof Uint8Array)) continue
      size += chunk.byteLength
      if (size > maxBytes) throw new OperatorFailure({ kind: 'tooBig' })
      yield chunk
    }
    whole = true
  } finally {
    if (!whole) drop(body)
  }
}

/** A whole body. Throws as `piecesOf` does. */
export async function readBody(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of piecesOf(body, encoding, maxBytes)) chunks.push(chunk)
  const only = chunks[0]
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}

/**
 * The same pieces, but never a wait longer than `idleMs` for one: the body is dropped then, and a TimeoutError thrown. What the
 * reader itself takes is not counted.
 */
export async function* notIdle(body: Readable, pieces: AsyncGenerator<Uint8Array, void>, idleMs: number): AsyncGenerator<Uint8Array, void> {
  try {
    for (;;) {
      const timer = setTimeout(() => body.destroy(new DOMException('no data', 'TimeoutError')), idleMs)
      let next: IteratorResult<Uint8Array, void>
      try {
        next = await pieces.next()
      } finally {
        clearTimeout(timer)
      }
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await pieces.return()
  }
}
