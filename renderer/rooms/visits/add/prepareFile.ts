import { base64Of } from '../../../parts/fileContent.ts'
import type { FileContent } from '../../../parts/fileContent.ts'
import { FileTrouble } from '../../../stores/uploads.ts'
import { contentKind, headBytes } from './contentKind.ts'
import { jpegName } from './photoPlan.ts'
import type { PhotoAnswer } from './photoWorker.ts'

/** Most bytes of a file, as the systems take an attachment; of a picture before it is made smaller. */
const fileMostBytes = 25_000_000
const pictureMostBytes = 250_000_000

/** A file as it is kept: a picture upright, small and without its metadata, anything else as it is. Throws FileTrouble. */
export async function prepareFile(file: File, signal: AbortSignal): Promise<FileContent> {
  if (file.size === 0) throw new FileTrouble('empty')
  const kind = contentKind(await readable(headOf(file)), file.name, file.type)
  if (kind === 'heic' || kind === 'notPicture') throw new FileTrouble(kind)
  if (kind === 'undecodable') throw new FileTrouble('format')
  if (file.size > (kind === 'picture' ? pictureMostBytes : fileMostBytes)) throw new FileTrouble('tooBig')
  if (kind === 'file') {
    return { fileName: file.name, mediaType: file.type === '' ? 'application/octet-stream' : file.type, base64: await readable(base64Of(file)) }
  }
  const jpeg = await shrunk(file, signal)
  if (jpeg === null) throw new FileTrouble('damaged')
  return { fileName: jpegName(file.name), mediaType: 'image/jpeg', base64: await base64Of(jpeg) }
}

const headOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.slice(0, headBytes).arrayBuffer())

async function readable<Content>(reading: Promise<Content>): Promise<Content> {
  try {
    return await reading
  } catch {
    throw new FileTrouble('unreadable')
  }
}

/** The picture made smaller beside the page, so that the largest freezes nothing; the signal ends it where it is. */
function shrunk(file: File, signal: AbortSignal): Promise<PhotoAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PhotoAnswer>()
  const worker = new Worker(new URL('photoWorker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<PhotoAnswer>) => resolve(data))
  worker.addEventListener('error', () => resolve(null))
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's own port, which has no origin
  worker.postMessage(file)
  return promise.finally(() => worker.terminate())
}
