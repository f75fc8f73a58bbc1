import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chunk, plainJpeg } from '../../test/fakes/photos.ts'
import { paintedPng } from '../../test/fakes/visitFixture.ts'
import { opaquePng } from './opaquePng.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const rest = () => Promise.resolve()

/** A PNG of 8 bits per channel from rows with their filter bytes. */
function png(width: number, height: number, color: number, rows: readonly number[], interlace = 0): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, color, 0, 0, interlace], 8)
  const data = deflateSync(Buffer.from(rows))
  return Buffer.concat([
    signature, chunk('IHDR', head), chunk('IDAT', data.subarray(0, 5)), chunk('IDAT', data.subarray(5)), chunk('IEND', ''),
  ])
}
const rowsOf = (made: Uint8Array): number[] => {
  const bytes = Buffer.from(made)
  const at = bytes.indexOf('IDAT')
  return [...inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)))]
}

describe('a PNG with transparency', () => {
  it('is laid on white', async () => {
    const made = await opaquePng(png(2, 1, 6, [0, 10, 20, 30, 255, 100, 100, 100, 0]), rest)
    expect(Buffer.from(made)[25]).toBe(2)
    expect(rowsOf(made)).toEqual([0, 10, 20, 30, 255, 255, 255])
    expect(rowsOf(await opaquePng(png(2, 1, 4, [0, 0, 128, 50, 255]), rest))).toEqual([0, 127, 50])
  })

  it('is read through every filter', async () => {
    // One pixel of 1 and four rows below it, each of which adds to what its filter guesses.
    const rows = [
      [0, 10, 10, 10, 255, 20, 20, 20, 255], [1, 5, 5, 5, 255, 5, 5, 5, 0], [2, 1, 1, 1, 0, 1, 1, 1, 0],
      [3, 1, 1, 1, 128, 1, 1, 1, 0], [4, 1, 1, 1, 0, 1, 1, 1, 0],
    ]
    expect(rowsOf(await opaquePng(png(2, 5, 6, rows.flat()), rest))).toEqual([
      [0, 10, 10, 10, 20, 20, 20], [0, 5, 5, 5, 10, 10, 10], [0, 6, 6, 6, 11, 11, 11], [0, 4, 4, 4, 8, 8, 8],
      [0, 5, 5, 5, 9, 9, 9],
    ].flat())
  })

  it('is left as it is where there is nothing to lay on paper, or nothing to read', async () => {
    const opaque = paintedPng(40, 30)
    const interlaced = png(1, 1, 6, [0, 1, 2, 3, 4], 1)
    const cut = paintedPng(40, 30, true).subarray(0, 90)
    const short = png(2, 2, 6, [0, 1, 2, 3, 4, 1, 2, 3, 4])
    const wrongFilter = png(1, 1, 6, [9, 1, 2, 3, 4])
    for (const bytes of [opaque, interlaced, cut, short, wrongFilter, plainJpeg, Buffer.alloc(0)]) {
      expect(await opaquePng(bytes, rest)).toBe(bytes)
    }
  })
})
