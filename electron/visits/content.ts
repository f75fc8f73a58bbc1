import { fileMostBytes } from '../storage/fileStore.ts'
import { Invalid } from '../services.ts'
import { cleanPicture, isOtherPicture, PhotoRefusal, readPhoto } from './photo.ts'
import type { Photo } from './photo.ts'
import { safeName } from './safeName.ts'

/** Content as it crosses the contract. Throws Invalid `notBase64`, `empty` or `tooBig`. */
export function bytesOfBase64(base64: string, field: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64').length !== base64.length) throw new Invalid(field, 'notBase64')
  if (bytes.length === 0) throw new Invalid(field, 'empty')
  if (bytes.length > fileMostBytes) throw new Invalid(field, 'tooBig')
  return bytes
}

const reading = (read: (content: Buffer) => Photo | null) => (content: Buffer, field: string): Photo | null => {
  try {
    return read(content)
  } catch (error) {
    if (error instanceof PhotoRefusal) throw new Invalid(field, error.code)
    throw error
  }
}

/** The photo of a visit in a file's content, cleaned; null for other files. Throws Invalid with the reason of the PhotoRefusal. */
export const photoIn = reading(readPhoto)

/** The same for what goes along with a ticket, where a picture may be of any size. */
const pictureIn = reading(cleanPicture)

export type KeptContent = { readonly bytes: Buffer; readonly name: string; readonly mediaType: string }

export type GivenFile = { readonly fileName: string; readonly mediaType: string; readonly base64: string; readonly asIs?: boolean }

/**
 * A file as it may leave this device with a ticket: pictures without place, time and person, named for what they are. Those of
 * which these cannot be taken out go as they are where that was asked for (`asIs`), else are refused. Throws Invalid
 * `notBase64`, `empty`, `tooBig`, `photoFormat` and `photoDamaged` for the field `file`.
 */
export function attachmentOf({ fileName, mediaType, base64, asIs = false }: GivenFile): KeptContent {
  const content = bytesOfBase64(base64, 'file')
  const picture = asIs && isOtherPicture(content) ? null : pictureIn(content, 'file')
  return picture === null
    ? { bytes: content, name: fileName, mediaType }
    : { bytes: picture.bytes, name: photoName(fileName, picture), mediaType: picture.mediaType }
}

/** A photo's name with the extension of what it is. */
export function photoName(name: string, { mediaType }: Pick<Photo, 'mediaType'>): string {
  const safe = safeName(name)
  const fits = mediaType === 'image/png' ? /\.png$/i : /\.jpe?g$/i
  return fits.test(safe) ? safe : safeName(`${safe.replace(/\.[^.]{1,5}$/, '')}.${mediaType === 'image/png' ? 'png' : 'jpg'}`)
}

/** A media type as it may be given to any system; anything odd is a plain file. */
export const safeMediaType = (type: string): string =>
  (/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}$/i.test(type) ? type.toLowerCase() : 'application/octet-stream')
