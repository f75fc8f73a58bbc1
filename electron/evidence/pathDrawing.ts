import type { PathPart, PathPartName, Verdict } from '../../shared/model/verdict.ts'
import { railsOf } from '../../shared/triage/rails.ts'
import { pathInWords, stopWords } from './evidenceWords.ts'
import type { StopWords, Words } from './evidenceWords.ts'
import { drawLevelMark } from './levelMark.ts'
import { dimmed, fillOf, ink, sizes, toneOf } from './palette.ts'
import { drawCable, drawNode, drawRail } from './pathShapes.ts'
import { lineHeight } from './sheet.ts'
import type { Sheet, Type } from './sheet.ts'

/** A path as it was at a moment, with the part the verdict pointed at. */
export type DrawnPath = { readonly title: string; readonly verdict: Verdict; readonly asOf: string }

const pointedAt = ({ lead }: Verdict): PathPartName | null =>
  lead !== null && (lead.level === 'fault' || lead.level === 'warn') ? lead.part : null

type Line = { readonly lines: readonly string[]; readonly type: Type; readonly mark?: PathPart['state'] }
const markSize = 8.5
const markGap = 3

/** The words of a stop as blocks of lines, wrapped to a width. */
function blocksOf(
  sheet: Sheet, stop: StopWords, part: PathPart, width: number,
): { readonly name: Line[]; readonly known: Line[] } {
  const hidden = part.beyondFault && part.state === 'unknown'
  const block = (words: string | null, type: Type): Line[] =>
    words === null ? [] : [{ lines: sheet.lines(words, width, type), type }]
  return {
    name: [
      ...block(stop.name, { size: 8.5, bold: !hidden, color: hidden ? dimmed : ink }),
      ...block(stop.kind, { size: sizes.small, color: dimmed }),
    ],
    known: [
      ...block(stop.level, { size: 8.5, bold: true, color: toneOf[part.state] }).map(level => ({ ...level, mark: part.state })),
      ...block(stop.reading, { size: 8.5, bold: !hidden, color: hidden ? dimmed : ink }),
      ...block(stop.age, { size: sizes.tiny, color: dimmed }),
      ...block(stop.note, { size: sizes.tiny, color: dimmed }),
    ],
  }
}

const heightOf = (blocks: readonly Line[]): number =>
  blocks.reduce((sum, { lines, type }) => sum + lines.length * lineHeight(type.size ?? sizes.body), 0)

function writeBlocks(sheet: Sheet, blocks: readonly Line[], x: number, y: number, width: number, align: 'left' | 'center'): void {
  let at = y
  for (const { lines, type, mark } of blocks) {
    const indent = mark === undefined ? 0 : markSize + markGap
    sheet.lines('', width, type)
    const wide = Math.max(0, ...lines.map(line => sheet.doc.widthOfString(line)))
    const from = align === 'center' ? x + (width - wide - indent) / 2 : x
    if (mark !== undefined) drawLevelMark(sheet.doc, mark, from, at, markSize)
    at += mark === undefined
      ? sheet.write(lines, x, at, width, { ...type, align })
      : sheet.write(lines, from + indent, at, width, type)
  }
}

/** What the verdict points at is framed in its colour. */
function drawFrame({ doc }: Sheet, state: PathPart['state'], x: number, y: number, width: number, height: number): void {
  doc.save().lineWidth(1.4).roundedRect(x, y, width, height, 6).fillAndStroke(fillOf[state], toneOf[state]).restore()
}

const weight = (part: PathPartName): number => part === 'line' ? 1.3 : 1
const drawingHeight = 46
const nodeSize = 34

/**
 * The chain across the page from the operator to the home under a heading, each part with its state, its most telling reading and
 * its age.
 */
export function drawPathAcross(sheet: Sheet, heading: string, { title, verdict, asOf }: DrawnPath, words: Words): void {
  const { path } = verdict
  const unit = sheet.width / path.reduce((sum, { part }) => sum + weight(part), 0)
  const rails = railsOf(path)
  let x = sheet.left
  const stops = path.flatMap((part, index) => {
    const width = weight(part.part) * unit
    const stop = stopWords(path, index, asOf, words)
    const from = x
    x += width
    return stop === null ? [] : [{ part, width, from, rails: rails[index], ...blocksOf(sheet, stop, part, width - 8) }]
  })
  const nameHeight = Math.max(0, ...stops.map(({ name }) => heightOf(name)))
  const knownHeight = Math.max(0, ...stops.map(({ known }) => heightOf(known)))
  const height = drawingHeight + nameHeight + knownHeight + 12
  sheet.heading(heading, 2, height + 20)
  if (title !== heading) sheet.paragraph(title, { bold: true })
  const top = sheet.y
  sheet.element('Figure', () => {
    for (const { part, from, width } of stops) {
      if (part.part === pointedAt(verdict)) drawFrame(sheet, part.state, from + 1, top, width - 2, height)
    }
    const middle = top + 4 + drawingHeight / 2
    for (const { from, width, rails: rail, part } of stops) {
      const reach = part.part === 'line' ? 8 : width / 2
      drawRail(sheet.doc, rail?.into ?? 'end', 'across', from, from + reach, middle)
      drawRail(sheet.doc, rail?.out ?? 'end', 'across', from + width - reach, from + width, middle)
    }
    for (const { part, from, width, name, known } of stops) {
      if (part.part === 'line') drawCable(sheet.doc, part, 'across', from + 8, from + width - 8, middle)
      else drawNode(sheet.doc, part, [from + width / 2, middle], nodeSize)
      const nameTop = top + drawingHeight + 4
      writeBlocks(sheet, name, from + 4, nameTop, width - 8, 'center')
      writeBlocks(sheet, known, from + 4, nameTop + nameHeight + 3, width - 8, 'center')
    }
  }, { alt: `${title}: ${pathInWords(path, asOf, words)}`, bbox: [sheet.left, top, sheet.left + sheet.width, top + height] })
  sheet.y = top + height + 4
}

const columnGap = 15
const chainWidth = 42

/** Two paths side by side under a heading, running down, part beside part: how it was and how it is. */
export function drawPathsDown(sheet: Sheet, heading: string, drawn: readonly [DrawnPath, DrawnPath], words: Words): void {
  const width = (sheet.width - columnGap) / 2
  const inner = width - chainWidth - 6
  const nameWidth = inner * 0.43
  const knownWidth = inner - nameWidth - 6
  const columns = drawn.map((each, column) => ({
    ...each, x: sheet.left + column * (width + columnGap), rails: railsOf(each.verdict.path),
    stops: each.verdict.path.map((part, index) => {
      const stop = stopWords(each.verdict.path, index, each.asOf, words)
      const blocks = stop === null
        ? { name: [], known: [] }
        : { ...blocksOf(sheet, stop, part, nameWidth), known: blocksOf(sheet, stop, part, knownWidth).known }
      return { part, ...blocks }
    }),
  }))
  const rows = Math.max(...columns.map(({ stops }) => stops.length))
  const heights = Array.from({ length: rows }, (_, row) => Math.max(40, ...columns.map(({ stops }) => {
    const stop = stops[row]
    return stop === undefined ? 0 : Math.max(heightOf(stop.name), heightOf(stop.known)) + 10
  })))
  const whole = heights.reduce((sum, height) => sum + height, 0)
  sheet.heading(heading, 2, whole + 24)
  const titleTop = sheet.y
  for (const { title, x } of columns) {
    const lines = sheet.lines(title, width, { bold: true }).slice(0, 1)
    sheet.element('P', () => sheet.write(lines, x, titleTop, width, { bold: true }))
  }
  const top = titleTop + lineHeight(sizes.body) + 4
  for (const { x, verdict, stops, rails, title, asOf } of columns) {
    sheet.element('Figure', () => {
      const tops = heights.map((_, row) => top + heights.slice(0, row).reduce((sum, height) => sum + height, 0))
      stops.forEach(({ part }, row) => {
        if (part.part === pointedAt(verdict)) drawFrame(sheet, part.state, x, tops[row] ?? top, width, heights[row] ?? 0)
      })
      const middle = x + chainWidth / 2
      stops.forEach(({ part }, row) => {
        const [from, height] = [tops[row] ?? top, heights[row] ?? 0]
        const reach = part.part === 'line' ? 4 : height / 2
        drawRail(sheet.doc, rails[row]?.into ?? 'end', 'down', from, from + reach, middle)
        drawRail(sheet.doc, rails[row]?.out ?? 'end', 'down', from + height - reach, from + height, middle)
      })
      stops.forEach(({ part, name, known }, row) => {
        const [from, height] = [tops[row] ?? top, heights[row] ?? 0]
        if (part.part === 'line') drawCable(sheet.doc, part, 'down', from + 4, from + height - 4, middle)
        else drawNode(sheet.doc, part, [middle, from + height / 2], 30)
        writeBlocks(sheet, name, x + chainWidth, from + Math.max(4, (height - heightOf(name)) / 2), nameWidth, 'left')
        writeBlocks(
          sheet, known, x + chainWidth + nameWidth + 6, from + Math.max(4, (height - heightOf(known)) / 2), knownWidth, 'left',
        )
      })
    }, { alt: `${title}: ${pathInWords(verdict.path, asOf, words)}`, bbox: [x, top, x + width, top + whole] })
  }
  sheet.y = top + whole + 6
}
