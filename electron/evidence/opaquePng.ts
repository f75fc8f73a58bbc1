import { promisify } from 'node:util'
import { crc32, deflate, inflate } from 'node:zlib'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Larger pictures are left as they are: they would take too much memory to unfold. */
const mostBytes = 200_000_000
/** Rows between two turns of others. */
const rowsAtOnce = 64

/**
 * A PNG with transparency laid on white paper. A PDF carries an opaque PNG as it is, but takes one with an alpha channel apart,
 * which for a screenshot holds the core up for a second; this does the same off the main thread and in pieces. Pixels do not
 * change but for the paper behind them. Anything else (JPEG, opaque, interlaced or 16-bit PNG, damaged) is given back as it came.
 */
export async function opaquePng(bytes: Uint8Array, breathe: () => Promise<void>): Promise<Uint8Array> {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (png.length < 33 || !signature.every((byte, index) => png[index] === byte)) return bytes
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const [depth, color, , , interlace] = png.subarray(24, 29)
  const channels = color === 6 ? 4 : color === 4 ? 2 : 0
  if (channels === 0 || depth !== 8 || interlace !== 0 || width === 0 || width * height * channels > mostBytes) return bytes
  const rows = await promisify(inflate)(dataOf(png)).catch(() => null)
  const stride = width * channels + 1
  if (rows === null || rows.length < stride * height) return bytes
  const flat = Buffer.allocUnsafe((width * (channels - 1) + 1) * height)
  for (let row = 0; row < height; row += 1) {
    if (!unfilter(rows, row, stride, channels)) return bytes
    layOnPaper(rows.subarray(row * stride + 1, (row + 1) * stride), flat, row * (width * (channels - 1) + 1), channels)
    if (row % rowsAtOnce === 0) await breathe()
  }
  const head = Buffer.from(png.subarray(16, 29))
  head[9] = color === 6 ? 2 : 0
  return Buffer.concat([
    Buffer.from(signature), chunk('IHDR', head), chunk('IDAT', await promisify(deflate)(flat)), chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The compressed rows: all IDAT chunks in order (PNG, third edition, 11.2.3). */
function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(parts)
}

/** Undoes the filter of a row in place (PNG, third edition, 9.2); false where there is no such filter. */
function unfilter(rows: Buffer, row: number, stride: number, step: number): boolean {
  const start = row * stride
  const filter = rows[start] ?? 0
  if (filter > 4) return false
  for (let x = 1; filter !== 0 && x < stride; x += 1) {
    const left = x > step ? rows[start + x - step] ?? 0 : 0
    const up = row > 0 ? rows[start + x - stride] ?? 0 : 0
    const corner = x > step && row > 0 ? rows[start + x - stride - step] ?? 0 : 0
    const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner)
    rows[start + x] = ((rows[start + x] ?? 0) + guess) & 255
  }
  return true
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

/** One row without its alpha, each colour mixed with white; its filter is none. */
function layOnPaper(row: Buffer, flat: Buffer, start: number, channels: number): void {
  flat[start] = 0
  let to = start + 1
  for (let x = 0; x < row.length; x += channels) {
    const alpha = row[x + channels - 1] ?? 255
    for (let channel = 0; channel < channels - 1; channel += 1) {
      flat[to] = Math.round(((row[x + channel] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
      to += 1
    }
  }
}

function chunk(type: string, body: Buffer): Buffer {
  const out = Buffer.alloc(body.length + 12)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  body.copy(out, 8)
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8)
  return out
}
