const mostBytes = 1_000_000

export type FileProblem = 'big' | 'sheet' | 'empty' | 'unreadable'

/** The text of a file with lines in it, or why it is none: UTF-8, else as Windows writes it; a spreadsheet is no text. */
export async function readListFile(file: Blob): Promise<{ readonly text: string } | { readonly problem: FileProblem }> {
  if (file.size === 0) return { problem: 'empty' }
  if (file.size > mostBytes) return { problem: 'big' }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (bytes.includes(0) || (bytes[0] === 0x50 && bytes[1] === 0x4b)) return { problem: 'sheet' }
    const text = textOf(bytes)
    return text.trim() === '' ? { problem: 'empty' } : { text }
  } catch {
    return { problem: 'unreadable' }
  }
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
