/** A file as it crosses the contract. */
export type FileContent = { readonly fileName: string; readonly mediaType: string; readonly base64: string }

/** The browser reads a file after the click; by then it has. */
const keptMs = 60_000

/** Gives a file to the engineer to save. */
export function saveFile({ fileName, mediaType, base64 }: FileContent): void {
  saveBlob(fileName, new Blob([Uint8Array.from(atob(base64), character => character.charCodeAt(0))], { type: mediaType }))
}

export function saveBlob(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}

/** The content of a file in base64, read beside the page's own work. Rejects where it cannot be read. */
export function base64Of(file: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
  reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')))
  reader.readAsDataURL(file)
  return promise
}
