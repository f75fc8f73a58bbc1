/** The browser reads the file after the click; by then it has. */
const keptMs = 60_000

/** Gives a JSON text to the engineer as a file to save. */
export function handOver(fileName: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}
