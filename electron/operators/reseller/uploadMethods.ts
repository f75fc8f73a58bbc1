import type { OperatorMethods } from '../operator.ts'
import type { Rest } from './rest.ts'
import { checkedId } from './serviceOrderMethods.ts'

const FILE_NAME = /filename\*=(?:UTF-8|utf-8)''([^;]+)|filename="?([^";]+)"?/
const NAME_MOST = 200

/** The file's name in `Content-Disposition` (RFC 6266), without any folder; null where it has none. */
export function fileNameIn(disposition: string | undefined): string | null {
  const [, encoded, plain] = FILE_NAME.exec(disposition ?? '') ?? []
  let name = plain ?? null
  try {
    if (encoded !== undefined) name = decodeURIComponent(encoded)
  } catch {
    name = encoded ?? null
  }
  // oxlint-disable-next-line no-control-regex -- a name with line breaks or bells in it is somebody's trick
  const bare = name?.split(/[/\\]/).at(-1)?.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim().slice(0, NAME_MOST) ?? ''
  return bare === '' || /^\.+$/.test(bare) ? null : bare
}

/** Files uploaded in the portal (document, Uploads: the original file's MIME type). */
export function createUploadMethods(rest: Rest): Pick<OperatorMethods, 'fetchUpload'> {
  return {
    async fetchUpload(id, context) {
      const { body, headers } = await rest.download('upload', { path: { id: checkedId(id, 'upload') } }, context)
      return { bytes: body, mediaType: headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null,
        fileName: fileNameIn(headers['content-disposition']) }
    },
  }
}
