import { photoLimits } from '../../shared/model/photo.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'

/**
 * Why a picture is not taken: it is of a kind whose personal data cannot be taken out here, it is damaged, or it is larger
 * than `photoLimits`.
 */
export type PhotoTrouble = 'photoFormat' | 'photoDamaged' | 'photoTooLarge'

export class PhotoRefusal extends Error {
  override readonly name = 'PhotoRefusal'
  readonly code: PhotoTrouble

  constructor(code: PhotoTrouble) {
    super(`picture refused: ${code}`)
    this.code = code
  }
}

export type Photo = {
  readonly mediaType: 'image/jpeg' | 'image/png'
  /** As it is shown, upright. */
  readonly widthPx: number
  readonly heightPx: number
  /** The picture and nothing else: no place, time, camera, thumbnail or comment. */
  readonly bytes: Buffer
}

const startsWith = (bytes: Buffer, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte)
const latin = (text: string): number[] => [...Buffer.from(text, 'latin1')]

/** Pictures of other kinds, by their first bytes: they too may say where they were taken, and are not cleaned here. */
const otherPictures: readonly ((bytes: Buffer) => boolean)[] = [
  bytes => startsWith(bytes, latin('GIF8')),
  bytes => startsWith(bytes, latin('RIFF')) && startsWith(bytes, latin('WEBP'), 8),
  // TIFF, and the raw formats of cameras made from it.
  bytes => [[0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a], [0x49, 0x49, 0x2b, 0]].some(each => startsWith(bytes, each)),
  // HEIC, AVIF and Canon's raw (ISO 14496-12 `ftyp`).
  bytes => startsWith(bytes, latin('ftyp'), 4) && /^(hei|hev|mif1|msf1|avi[fs]|crx )/.test(bytes.subarray(8, 12).toString('latin1')),
  // JPEG XL, bare and in its box; JPEG 2000.
  bytes => [[0xff, 0x0a], [0, 0, 0, 0x0c, ...latin('JXL ')], [0, 0, 0, 0x0c, ...latin('jP  ')]].some(each => startsWith(bytes, each)),
  bytes => startsWith(bytes, latin('BM')) && bytes.length > 26 && bytes.readUInt32LE(2) === bytes.length,
]

/** Whether it is a picture, of a kind that is not cleaned here. */
export const isOtherPicture = (content: Buffer): boolean => otherPictures.some(is => is(content))

/**
 * A picture with only what draws it, of whatever size; null where the content is no picture at all. What it is called and what
 * it is said to be play no part. Throws PhotoRefusal `photoFormat` and `photoDamaged`.
 */
export function cleanPicture(content: Buffer): Photo | null {
  const clean = startsWith(content, [0xff, 0xd8, 0xff]) ? cleanJpeg : startsWith(content, [0x89, ...latin('PNG')]) ? cleanPng : null
  if (clean === null) {
    if (isOtherPicture(content)) throw new PhotoRefusal('photoFormat')
    return null
  }
  const photo = clean(content)
  if (photo === null) throw new PhotoRefusal('photoDamaged')
  return photo
}

/** The same for a visit, where photos also keep to `photoLimits`. Throws PhotoRefusal. */
export function readPhoto(content: Buffer): Photo | null {
  const photo = cleanPicture(content)
  if (photo === null) return null
  if (photo.bytes.length > photoLimits.bytes || Math.max(photo.widthPx, photo.heightPx) > photoLimits.longestSidePx) {
    throw new PhotoRefusal('photoTooLarge')
  }
  return photo
}
