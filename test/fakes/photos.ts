import { crc32 } from 'node:zlib'

/** A drawing of 16 by 8 pixels as Chromium's canvas writes it, without its colour profile. */
export const plainJpeg: Buffer = Buffer.from([
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX',
  'BkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAI',
  'ABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAFxABAAMAAAAAAAAAAAAAAAAAABRiof/EABUBAQEAAAAAAAAAAAAAAAAAAA',
  'MG/8QAGhEAAgIDAAAAAAAAAAAAAAAAAxEAAQQSE//aAAwDAQACEQMRAD8AwYt8UAA2QQy6W1KIQBielJz/2Q==',
].join(''), 'base64')

/** The same as PNG. */
export const plainPng: Buffer = Buffer.from([
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAANElEQVR4AcyPQQ0AAAgCmVEIZUiz2EkbwMOPbPdiY1yQPYomRxE45sFAIaFwhg',
  '8U3EXXLwAAAP//6gVKAQAAAAZJREFUAwBkqikB5Yh88QAAAABJRU5ErkJggg==',
].join(''), 'base64')

/** One segment of a JPEG. */
export const segment = (marker: number, body: Uint8Array | string): Buffer => {
  const bytes = Buffer.from(body as string)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

/** The JPEG with segments put in behind its start, and bytes behind its end. */
export const jpegWith = (segments: readonly Buffer[], trailer: Uint8Array = new Uint8Array()): Buffer =>
  Buffer.concat([plainJpeg.subarray(0, 2), ...segments, plainJpeg.subarray(2), trailer])

/** EXIF as a phone writes it: which way is up, the camera, and where and when it was taken. */
export function exif(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const u16 = (value: number) => order === 'MM' ? [value >> 8, value & 255] : [value & 255, value >> 8]
  const u32 = (value: number) => order === 'MM' ? [...u16(value >>> 16), ...u16(value & 65_535)] : [...u16(value & 65_535), ...u16(value >>> 16)]
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from([
    ...Buffer.from(order), ...u16(42), ...u32(8), ...u16(2),
    ...u16(0x010f), ...u16(2), ...u32(4), ...Buffer.from('Cam\0'),
    ...u16(0x0112), ...u16(3), ...u32(1), ...u16(orientation), ...u16(0),
    ...u32(0),
  ]), Buffer.from('GPSLatitude 52.1291N 4.6578E, Jansen, 2026:11:21 10:00:00')]))
}

/** One chunk of a PNG. */
export function chunk(type: string, body: Uint8Array | string): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(body as string)])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(named.length - 4, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), named.length + 4)
  return out
}

/** The PNG with chunks put in behind its head, and bytes behind its end. */
export const pngWith = (chunks: readonly Buffer[], trailer: Uint8Array = new Uint8Array()): Buffer =>
  Buffer.concat([plainPng.subarray(0, 33), ...chunks, plainPng.subarray(33), trailer])

/** A JPEG said to be of this size, with so many bytes of (meaningless) picture. */
export function jpegOf(widthPx: number, heightPx: number, bytes = plainJpeg.length): Buffer {
  const at = plainJpeg.indexOf(Buffer.from([0xff, 0xc0]))
  const sized = Buffer.from(plainJpeg)
  sized.writeUInt16BE(heightPx, at + 5)
  sized.writeUInt16BE(widthPx, at + 7)
  return Buffer.concat([sized.subarray(0, -2), Buffer.alloc(Math.max(0, bytes - sized.length), 0x11), sized.subarray(-2)])
}
