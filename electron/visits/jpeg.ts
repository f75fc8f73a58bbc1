import type { Photo } from './photo.ts'

// Markers of ITU-T T.81, table B.1.
const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd])
const app0 = 0xe0
const app1 = 0xe1
const app14 = 0xee
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !tables.has(marker) && marker !== 0xc8
/** Application segments, extensions and comments: dropped, but for the two the picture cannot be drawn rightly without. */
const isAside = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || (marker >= 0xf0 && marker <= 0xfe)

/**
 * A JPEG with only what draws it: frames, tables and scans, the bare JFIF head, Adobe's colour transform, and which way is up.
 * EXIF, GPS, XMP, IPTC, profiles, thumbnails, comments and whatever follows the end of the picture are gone. Null where it
 * does not hold together or is cut off.
 */
export function cleanJpeg(content: Buffer): Photo | null {
  const kept: Buffer[] = []
  let size: { widthPx: number; heightPx: number } | null = null
  let orientation = 1
  let hasScan = false
  let at = 2
  for (;;) {
    if (content[at] !== 0xff) return null
    // A marker may be preceded by any number of fill bytes (B.1.1.2).
    while (content[at + 1] === 0xff) at += 1
    const marker = content[at + 1]
    if (marker === undefined) return null
    if (marker === endOfImage) break
    if (at + 4 > content.length) return null
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end < at + 4 || end > content.length) return null
    const body = content.subarray(at + 4, end)
    const segment = content.subarray(at, end)
    at = end
    if (marker === startOfScan) {
      const scanEnd = endOfScan(content, end)
      if (scanEnd === null || size === null) return null
      kept.push(segment, content.subarray(end, scanEnd))
      hasScan = true
      at = scanEnd
    } else if (isFrame(marker)) {
      if (body.length < 6 || size !== null) return null
      size = { heightPx: body.readUInt16BE(1), widthPx: body.readUInt16BE(3) }
      if (size.heightPx === 0 || size.widthPx === 0) return null
      kept.push(segment)
    } else if (tables.has(marker)) kept.push(segment)
    else if (isAside(marker)) {
      if (marker === app1) orientation = orientationIn(body) ?? orientation
      if (marker === app0 && body.length >= 14 && body.subarray(0, 5).equals(Buffer.from('JFIF\0'))) kept.push(jfif(body))
      if (marker === app14 && body.length >= 12 && body.subarray(0, 5).equals(Buffer.from('Adobe'))) kept.push(adobe(body))
    } else return null
  }
  if (size === null || !hasScan) return null
  const head = [Buffer.from([0xff, startOfImage]), ...(orientation === 1 ? [] : [orientationOnly(orientation)])]
  const upright = orientation < 5 ? size : { widthPx: size.heightPx, heightPx: size.widthPx }
  return { mediaType: 'image/jpeg', ...upright, bytes: Buffer.concat([...head, ...kept, Buffer.from([0xff, endOfImage])]) }
}

/** Where entropy-coded data ends: at the first marker that is neither a stuffed byte nor a restart. Null where there is none. */
function endOfScan(content: Buffer, from: number): number | null {
  for (let at = content.indexOf(0xff, from); at >= 0; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]
    if (next === undefined) return null
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return null
}

/** Version and density without the thumbnail that may follow (JFIF 1.02). */
function jfif(body: Buffer): Buffer {
  return Buffer.from([0xff, app0, 0, 16, ...body.subarray(0, 12), 0, 0])
}

const adobe = (body: Buffer): Buffer => Buffer.from([0xff, app14, 0, 14, ...body.subarray(0, 12)])

/** EXIF's tag 0x0112 (1 to 8) in an APP1 segment; null where it has none that can be read. */
function orientationIn(body: Buffer): number | null {
  if (!body.subarray(0, 6).equals(Buffer.from('Exif\0\0'))) return null
  const tiff = body.subarray(6)
  if (tiff.length < 8) return null
  const order = tiff.subarray(0, 2).toString('latin1')
  if (order !== 'II' && order !== 'MM') return null
  const u16 = (at: number): number => (at + 2 > tiff.length ? 0 : order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  const count = u16(first)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12
    if (at + 12 > tiff.length) return null
    if (u16(at) === 0x0112) {
      const value = u16(at + 8)
      return value >= 1 && value <= 8 ? value : null
    }
  }
  return null
}

/** An EXIF segment that says which way is up, and nothing else. */
function orientationOnly(orientation: number): Buffer {
  return Buffer.from([
    0xff, app1, 0, 34, ...Buffer.from('Exif\0\0MM'), 0, 0x2a, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  ])
}
