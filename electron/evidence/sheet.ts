import type { OutlineItem, PDFDocument, StructureContent, StructureElement, StructureOptions } from 'pdfkit'
import { dimmed, ink, rule, sizes } from './palette.ts'
import { breakable, printable, softHyphen } from './printable.ts'

/** A4 in points (1/72 inch) and what is kept free on it. */
const page = { width: 595.28, height: 841.89, left: 42, top: 60, bottom: 50 } as const

export type Type = {
  readonly size?: number
  readonly bold?: boolean
  readonly color?: string
  readonly align?: 'left' | 'center' | 'right'
}
export type SheetInfo = {
  readonly title: string
  readonly language: string
  /** Written as the moment of making; with it the same content gives the same bytes. */
  readonly madeAt: string
  /** At the head of every page: left what it is about, right its number. */
  readonly head: { readonly left: string; readonly right: string }
  readonly pageOf: (page: number, pages: number) => string
}

/** Longest stretch without a turn for others, milliseconds. */
const longestStretchMs = 12

/** What a line looks like once it is broken at its end: a hyphen only where a word goes on. */
const shown = (line: string): string => line.trimEnd().replace(/\u00ad$/, '-').replaceAll(softHyphen, '')

/** The library writes the title into XML as it is given. */
const plainTitle = (title: string): string =>
  printable(title).replaceAll('&', '+').replaceAll(/[<>]/g, '').replaceAll(/\s+/g, ' ')

const leading = 1.28
/** Height of one line of text, points. */
export const lineHeight = (size: number): number => size * leading

/**
 * Pages of A4 that fill from top to bottom, tagged for assistive technology: everything drawn is either an element of the
 * structure or marked as decoration. Texts are wrapped here, so that a page never breaks inside what belongs together.
 */
export class Sheet {
  readonly doc: PDFDocument
  readonly left = page.left
  readonly width = page.width - 2 * page.left
  readonly pageBottom = page.height - page.bottom
  /** Where the next thing goes, from the top of the page. */
  y: number = page.top
  readonly #info: SheetInfo
  readonly #chunks: Uint8Array[] = []
  readonly #ended: Promise<void>
  readonly #root: StructureElement
  #parents: StructureElement[]
  #chapter: OutlineItem | null = null
  readonly #widths = new Map<string, number>()
  #typeKey = ''
  #restedAt = performance.now()

  private constructor(doc: PDFDocument, info: SheetInfo) {
    this.doc = doc
    this.#info = info
    doc.on('data', chunk => this.#chunks.push(chunk))
    this.#ended = new Promise(resolve => doc.on('end', resolve))
    this.#root = doc.struct('Document')
    doc.addStructure(this.#root)
    this.#parents = [this.#root]
    doc.addPage()
  }

  /** Loads the PDF library, which is large, on first use. */
  static async open(info: SheetInfo): Promise<Sheet> {
    const [pdfkit, helvetica, helveticaBold] = await Promise.all([
      import('pdfkit'), import('pdfkit/standard-fonts/Helvetica'), import('pdfkit/standard-fonts/HelveticaBold'),
    ])
    pdfkit.registerStdFonts?.(helvetica.default, helveticaBold.default)
    const madeAt = new Date(info.madeAt)
    const doc = new pdfkit.PDFDocument({
      size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', lang: info.language, tagged: true,
      displayTitle: true,
      info: { Title: plainTitle(info.title), Creator: 'Lineside', Producer: 'Lineside', CreationDate: madeAt, ModDate: madeAt },
    })
    return new Sheet(doc, info)
  }

  /** Room left on this page. */
  get room(): number { return this.pageBottom - this.y }

  /** A new page where less than `height` is left. */
  need(height: number): void {
    if (this.room < Math.min(height, this.pageBottom - page.top)) this.newPage()
  }

  newPage(): void {
    this.doc.addPage()
    this.y = page.top
  }

  gap(height: number): void { this.y += height }

  /** Lets others have their turn where this has gone on for long: no page may hold the core up. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#restedAt < longestStretchMs) return
    await new Promise<void>(resolve => { setImmediate(resolve) })
    this.#restedAt = performance.now()
  }

  /** Lines that a text takes in a width, points, broken at spaces and soft hyphens; words longer than a line are cut. */
  lines(text: string, width: number, type: Type = {}): string[] {
    this.#use(type)
    return breakable(text).split('\n').flatMap(line => this.#wrapped(line, width))
  }

  /** Writes lines at a place, without moving on. Inside an element or a decoration only. */
  write(lines: readonly string[], x: number, y: number, width: number, type: Type = {}): number {
    this.#use(type)
    const size = type.size ?? sizes.body
    lines.forEach((line, index) => {
      const free = type.align === undefined || type.align === 'left' ? 0 : width - this.doc.widthOfString(line)
      const indent = type.align === 'center' ? free / 2 : free
      if (line !== '') this.doc.text(line, x + indent, y + index * lineHeight(size), { lineBreak: false })
    })
    return lines.length * lineHeight(size)
  }

  /** One element of the structure, drawn on this page. */
  element(type: string, draw: () => void, options: StructureOptions = {}): void {
    const content = this.doc.markStructureContent(type)
    draw()
    this.doc.endMarkedContent()
    this.#add(type, [content], options)
  }

  /** What carries no information of its own. */
  decoration(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** Elements inside another (row, list). */
  within(type: string, draw: () => void): void {
    const close = this.open(type)
    draw()
    close()
  }

  /** Begins an element that holds others; what is returned ends it. */
  open(type: string): () => void {
    const element = this.doc.struct(type)
    this.#parent.add(element)
    this.#parents.push(element)
    return () => {
      this.#parents.pop()
      element.end()
    }
  }

  /** A text over the width, on as many pages as it takes. */
  paragraph(
    text: string, type: Type = {}, place: { readonly x?: number; readonly width?: number; readonly tag?: string } = {},
  ): void {
    const { x = this.left, width = this.width, tag = 'P' } = place
    const height = lineHeight(type.size ?? sizes.body)
    const pieces: StructureContent[] = []
    let open = false
    for (const line of this.lines(text, width, type)) {
      if (this.room < height) {
        if (open) this.doc.endMarkedContent()
        open = false
        this.newPage()
      }
      if (!open) pieces.push(this.doc.markStructureContent(tag))
      open = true
      this.y += this.write([line], x, this.y, width, type)
    }
    if (open) this.doc.endMarkedContent()
    this.#add(tag, pieces, {})
  }

  /** A heading with a bookmark, never alone at the foot of a page: `keep` is the room what follows needs. */
  heading(text: string, level: 1 | 2 | 3, keep = 60): void {
    const size = level === 1 ? sizes.title : level === 2 ? sizes.heading : sizes.subheading
    const lines = this.lines(text, this.width, { size, bold: true })
    this.need(lines.length * lineHeight(size) + 14 + keep)
    if (this.y > page.top) this.gap(level === 2 ? 14 : level === 3 ? 9 : 0)
    const item = level === 3 && this.#chapter !== null ? this.#chapter : this.doc.outline
    const bookmark = item.addItem(printable(text), { top: this.y - 6, expanded: true })
    if (level === 2) this.#chapter = bookmark
    this.element(`H${level}`, () => { this.y += this.write(lines, this.left, this.y, this.width, { size, bold: true }) })
    if (level === 2) this.line(1)
    this.gap(level === 3 ? 3 : 5)
  }

  /** A rule across the page. */
  line(gap = 0): void {
    const y = this.y + gap
    this.decoration(() => {
      this.doc.lineWidth(0.7).moveTo(this.left, y).lineTo(this.left + this.width, y).stroke(rule)
    })
    this.y = y
  }

  /** Numbers the pages and gives the finished document. */
  async finish(): Promise<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange()
    for (let index = start; index < start + count; index += 1) {
      this.doc.switchToPage(index)
      this.#headAndFoot(index + 1, count)
      await this.breathe()
    }
    this.#root.end()
    this.doc.end()
    await this.#ended
    return new Uint8Array(Buffer.concat(this.#chunks))
  }

  #headAndFoot(number: number, pages: number): void {
    const { head, pageOf, title } = this.#info
    const type = { size: sizes.small, color: dimmed }
    this.doc.markContent('Artifact', { type: 'Pagination' })
    const [left = ''] = this.lines(head.left, this.width * 0.64, type)
    this.write([left], this.left, 30, this.width, type)
    this.write([printable(head.right)], this.left, 30, this.width, { ...type, align: 'right' })
    this.doc.lineWidth(0.7).moveTo(this.left, 44).lineTo(this.left + this.width, 44).stroke(rule)
    const [foot = ''] = this.lines(title, this.width * 0.75, type)
    this.write([foot], this.left, page.height - 34, this.width, type)
    this.write([printable(pageOf(number, pages))], this.left, page.height - 34, this.width, { ...type, align: 'right' })
    this.doc.endMarkedContent()
  }

  get #parent(): StructureElement { return this.#parents.at(-1) ?? this.#root }

  #add(type: string, content: readonly StructureContent[], options: StructureOptions): void {
    const alt = options.alt === undefined ? {} : { alt: printable(options.alt) }
    this.#parent.add(this.doc.struct(type, { ...options, ...alt }, content))
  }

  #use({ size = sizes.body, bold = false, color = ink }: Type): void {
    this.doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor(color)
    this.#typeKey = `${bold ? 'bold' : 'plain'} ${size}`
  }

  #wrapped(text: string, width: number): string[] {
    const lines: string[] = []
    let line = ''
    let wide = 0
    for (const word of text.split(/(?<=[ \u00ad])/)) {
      if (wide + this.#wide(shown(word)) <= width) {
        line += word
        wide += this.#wide(word.replaceAll(softHyphen, ''))
        continue
      }
      if (line !== '') lines.push(shown(line))
      line = word
      while (this.#wide(shown(line)) > width) {
        const cut = this.#fitting(line, width)
        lines.push(line.slice(0, cut))
        line = line.slice(cut)
      }
      wide = this.#wide(line.replaceAll(softHyphen, ''))
    }
    return [...lines, line.trimEnd().replaceAll(softHyphen, '')]
  }

  /** Width of a word in the type in use; the same words come often. */
  #wide(word: string): number {
    const key = `${this.#typeKey} ${word}`
    const known = this.#widths.get(key) ?? this.doc.widthOfString(word)
    this.#widths.set(key, known)
    return known
  }

  /** How many characters of a word fit, at least one. */
  #fitting(word: string, width: number): number {
    let from = 1
    let to = word.length
    while (from < to) {
      const middle = Math.ceil((from + to) / 2)
      if (this.doc.widthOfString(word.slice(0, middle)) <= width) from = middle
      else to = middle - 1
    }
    return from
  }
}
