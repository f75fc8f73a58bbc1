import { crc32 } from 'node:zlib'
import type { Photo } from './photo.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Chunks that draw the picture (PNG, third edition, 11.2 and 11.3); every other one is dropped. */
const drawing = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

/**
 * A PNG with only what draws it: EXIF, texts, times, profiles, further frames, unknown chunks and whatever follows its end are
 * gone. Null where a chunk is damaged or the end is missing.
 */
export function cleanPng(content: Buffer): Photo | null {
  if (!content.subarray(0, 8).equals(signature)) return null
  const kept: Buffer[] = [signature]
  let size: { widthPx: number; heightPx: number } | null = null
  let hasData = false
  for (let at = 8; at + 12 <= content.length;) {
    const length = content.readUInt32BE(at)
    const end = at + 12 + length
    if (end > content.length) return null
    const named = content.subarray(at + 4, end - 4)
    if (crc32(named) !== content.readUInt32BE(end - 4)) return null
    const type = named.subarray(0, 4).toString('latin1')
    if ((type === 'IHDR') !== (at === 8)) return null
    if (type === 'IHDR') {
      if (length !== 13) return null
      size = { widthPx: named.readUInt32BE(4), heightPx: named.readUInt32BE(8) }
      if (size.widthPx === 0 || size.heightPx === 0) return null
    }
    hasData ||= type === 'IDAT' && length > 0
    if (drawing.has(type)) kept.push(content.subarray(at, end))
    // An unknown chunk without which the picture cannot be drawn (5.4: capital first letter).
    else if (/^[A-Z]/.test(type)) return null
    if (type === 'IEND') return size === null || !hasData ? null : { mediaType: 'image/png', ...size, bytes: Buffer.concat(kept) }
    at = end
  }
  return null
}
