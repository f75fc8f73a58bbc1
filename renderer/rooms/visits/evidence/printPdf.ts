import type { FileContent } from '../../../parts/fileContent.ts'

/** Long enough for the engineer to print it. */
const keptMs = 10 * 60_000

/** Opens a PDF in the browser's own viewer, where it is printed from; false where no window opens, as in the desktop app. */
export function printPdf({ mediaType, base64 }: FileContent): boolean {
  if (window.lineside !== undefined) return false
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const opened = window.open(url)
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
  return opened !== null
}
