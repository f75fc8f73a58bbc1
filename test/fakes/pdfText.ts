import { inflateSync } from 'node:zlib'

/**
 * What a PDF of Lineside's says, as far as a test asks: the lines of each page in drawing order, and what stands in its objects.
 */
export type PdfText = {
  readonly pages: readonly (readonly string[])[]
  /** Alternative texts of figures. */
  readonly alts: readonly string[]
  readonly bookmarks: readonly string[]
  readonly language: string
  readonly title: string
  readonly isTagged: boolean
}

/** Reads the PDF as pdfkit writes it: one content stream per page, texts as hexadecimal WinAnsi. No reader for PDFs of others. */
export function readPdf(bytes: Uint8Array): PdfText {
  const whole = Buffer.from(bytes).toString('latin1')
  if (!whole.startsWith('%PDF-1.7') || !whole.trimEnd().endsWith('%%EOF')) throw new Error('no whole PDF')
  const objects = new Map(
    [...whole.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body])
  )
  const kids = /\/Type \/Pages\n\/Count \d+\n\/Kids \[([^\]]*)\]/.exec(whole)?.[1] ?? ''
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => {
    const content = /\/Contents (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? ''
    return linesOf(streamOf(objects.get(content) ?? ''))
  })
  const all = (name: string, among: string): string[] =>
    [...among.matchAll(new RegExp(`/${name} \\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`, 'g'))].map(([, text = '']) => decoded(text))
  const info = [...objects.values()].find(body => body.includes('/Producer')) ?? ''
  return {
    pages, alts: all('Alt', whole),
    bookmarks: [...objects.values()].filter(body => body !== info).flatMap(body => all('Title', body)),
    title: decoded(
      objects.get(/\/Title (\d+) 0 R/.exec(info)?.[1] ?? '')?.slice(1, -1) ?? ''
    ), language: all('Lang', whole)[0] ?? '', isTagged: /\/Marked true/.test(whole),
  }
}

function streamOf(object: string): string {
  const body = /stream\n([\s\S]*)\n?endstream/.exec(object)?.[1] ?? ''
  return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
}

const winAnsi = new TextDecoder('windows-1252')

function linesOf(content: string): string[] {
  return [...content.matchAll(/\[((?:<[0-9a-f]*>|[-\d. \n])*)\] TJ/g)]
    .map(
      ([, pieces = '']) =>
        winAnsi.decode(Buffer.from([...pieces.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => hex).join(''), 'hex'))
    )
}

/** A text of the file itself: UTF-16 with a byte order mark, or Latin-1, with escaped brackets. */
function decoded(text: string): string {
  const plain = text.replaceAll(
    /\\([\s\S])/g, (_, char: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[char] ?? char,
  )
  return plain.startsWith('\u00fe\u00ff') ? Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le') : plain
}
