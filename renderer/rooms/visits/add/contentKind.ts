/** What a file is, by its first bytes; `undecodable` are pictures that no browser opens. */
export type ContentKind = 'picture' | 'heic' | 'undecodable' | 'notPicture' | 'file'

/** First bytes of a file that tell what it is. */
export const headBytes = 64

const latin = (text: string): number[] => Array.from(text, character => character.charCodeAt(0))
const tiff = [[0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a], [0x49, 0x49, 0x2b, 0]]
const decodable = [[0xff, 0xd8, 0xff], [0x89, ...latin('PNG')], latin('GIF8')]
const jpegXlOr2000 = [[0xff, 0x0a], [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20], [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]]

/** What a file is. A name or type that says picture where the bytes do not is told apart, so that nobody files a broken photo. */
export function contentKind(head: Uint8Array, name: string, mediaType: string): ContentKind {
  const has = (bytes: readonly number[], at = 0): boolean => bytes.every((byte, index) => head[at + index] === byte)
  const brand = has(latin('ftyp'), 4) ? String.fromCharCode(...head.subarray(8, 12)) : ''
  if (/^(hei|hev|mif1|msf1)/.test(brand)) return 'heic'
  if (/^avi[fs]/.test(brand)) return 'picture'
  if (decodable.some(each => has(each)) || (has(latin('RIFF')) && has(latin('WEBP'), 8)) || (has(latin('BM')) && has([0, 0, 0, 0], 6))) return 'picture'
  if ([...tiff, ...jpegXlOr2000].some(each => has(each)) || brand === 'crx ') return 'undecodable'
  const isCalledPicture = /^image\/(?!svg)/.test(mediaType) || /\.(jpe?g|png|gif|webp|bmp|avif|hei[cf])$/i.test(name)
  return isCalledPicture ? 'notPicture' : 'file'
}
