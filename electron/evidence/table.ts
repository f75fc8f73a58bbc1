import type { Level } from '../../shared/model/report.ts'
import { drawLevelMark } from './levelMark.ts'
import { dimmed, rule, sizes } from './palette.ts'
import { lineHeight } from './sheet.ts'
import type { Sheet, Type } from './sheet.ts'

/** Words of a cell, with the mark of a level before them where there is one. */
export type Block = { readonly words: string; readonly type?: Type; readonly mark?: Level }
export type Cell = {
  readonly blocks: readonly Block[]
  /** Names the row. */
  readonly isHead?: boolean
  /** Something drawn that the words of the row say too. */
  readonly picture?: { readonly height: number; readonly draw: (x: number, y: number, width: number) => void }
}
export type Column = { readonly title: string; readonly width: number }
/** `below`: a line of small print under the cells. */
export type Row = { readonly cells: readonly Cell[]; readonly below?: string }

const padding = 3
const gutter = 8
const markSize = 8
/** Rows up to this height stay on one page, points. */
const wholeUpTo = 150

type FlatLine = { readonly line: string; readonly type: Type; readonly mark?: Level; readonly indent: number }
const heightOf = ({ type }: FlatLine): number => lineHeight(type.size ?? sizes.body)
const sumOf = (lines: readonly FlatLine[]): number => lines.reduce((sum, line) => sum + heightOf(line), 0)

/** One cell of plain words. */
export const cell = (words: string, type: Type = {}): Cell => ({ blocks: [{ words, type }] })

/** A table over the width of the page; its heads are repeated on every page it reaches. Widths are shares of the page's width. */
export async function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => width / shares * sheet.width - gutter)
  const lefts = widths.map((_, index) => sheet.left + widths.slice(0, index).reduce((sum, width) => sum + width + gutter, 0))
  const place = (index: number): { readonly x: number; readonly width: number } =>
    ({ x: lefts[index] ?? sheet.left, width: widths[index] ?? 0 })
  const headType = { size: sizes.small, bold: true, color: dimmed }
  const heads = columns.map(({ title }, index) => sheet.lines(title, place(index).width, headType))
  const hasHeads = columns.some(({ title }) => title !== '')
  const headHeight = hasHeads ? Math.max(...heads.map(({ length }) => length)) * lineHeight(sizes.small) + padding : 0

  const underline = (): void => sheet.decoration(() => {
    sheet.doc.lineWidth(0.5).moveTo(sheet.left, sheet.y).lineTo(sheet.left + sheet.width, sheet.y).stroke(rule)
  })
  const writeHead = (index: number): void => {
    sheet.write(heads[index] ?? [], place(index).x, sheet.y, place(index).width, headType)
  }
  const afterHeads = (): void => {
    sheet.y += headHeight
    if (hasHeads) underline()
  }
  const nextPage = (): void => {
    sheet.newPage()
    sheet.decoration(() => columns.forEach((_, index) => writeHead(index)))
    afterHeads()
  }

  sheet.need(headHeight + 40)
  const close = sheet.open('Table')
  const drawHeads = (): void => columns.forEach((_, index) => sheet.element('TH', () => writeHead(index), { scope: 'Column' }))
  if (hasHeads) sheet.within('TR', drawHeads)
  afterHeads()
  for (const row of rows) {
    drawRow(sheet, row, place, { nextPage, underline })
    await sheet.breathe()
  }
  close()
}

type Breaks = { readonly nextPage: () => void; readonly underline: () => void }

function drawRow(
  sheet: Sheet, { cells, below }: Row, place: (index: number) => { readonly x: number; readonly width: number },
  { nextPage, underline }: Breaks,
): void {
  const note = { size: sizes.tiny, color: dimmed }
  const noteLines = below === undefined || below === '' ? [] : sheet.lines(below, sheet.width, note)
  const noteHeight = noteLines.length * lineHeight(sizes.tiny)
  let left = cells.map(({ blocks }, index) => flat(sheet, blocks, place(index).width))
  const height = (): number => Math.max(...left.map(sumOf), ...cells.map(({ picture }) => picture?.height ?? 0))
  const whole = height() + noteHeight + 2 * padding
  if (whole > sheet.room && (whole <= wholeUpTo || sheet.room < 60)) nextPage()
  do {
    const room = sheet.room - noteHeight - 2 * padding
    const now = left.map(lines => fitting(lines, room))
    const tall = Math.max(...now.map(sumOf), ...cells.map(({ picture }) => picture?.height ?? 0))
    const top = sheet.y + padding
    sheet.within('TR', () => cells.forEach(({ isHead }, index) => {
      const { x, width } = place(index)
      sheet.element(
        isHead === true ? 'TH' : 'TD', () => writeLines(sheet, now[index] ?? [], x, top, width),
        isHead === true ? { scope: 'Row' } : {},
      )
    }))
    cells.forEach(({ picture }, index) => {
      if (picture !== undefined) sheet.decoration(() => picture.draw(place(index).x, top, place(index).width))
    })
    left = left.map((lines, index) => lines.slice(now[index]?.length ?? 0))
    sheet.y = top + tall
    if (left.some(lines => lines.length > 0)) nextPage()
  } while (left.some(lines => lines.length > 0))
  if (noteLines.length > 0) {
    sheet.element('P', () => { sheet.y += sheet.write(noteLines, sheet.left, sheet.y, sheet.width, note) })
  }
  sheet.y += padding
  underline()
}

function flat(sheet: Sheet, blocks: readonly Block[], width: number): FlatLine[] {
  return blocks.flatMap(({ words, type = {}, mark }) => {
    const indent = mark === undefined ? 0 : markSize + 3
    return sheet.lines(words, width - indent, type)
      .map((line, index): FlatLine => ({ line, type, indent, ...(mark !== undefined && index === 0 ? { mark } : {}) }))
  })
}

/** At least one line, so that a row always ends. */
function fitting(lines: readonly FlatLine[], room: number): FlatLine[] {
  let height = 0
  return lines.filter((line, index) => {
    height += heightOf(line)
    return index === 0 || height <= room
  })
}

function writeLines(sheet: Sheet, lines: readonly FlatLine[], x: number, top: number, width: number): void {
  let y = top
  for (const { line, type, mark, indent } of lines) {
    const height = lineHeight(type.size ?? sizes.body)
    if (mark !== undefined) drawLevelMark(sheet.doc, mark, x, y + (height - markSize) / 2 - 1.5, markSize)
    sheet.write([line], x + indent, y, width - indent, type)
    y += height
  }
}
