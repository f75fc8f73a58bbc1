import type { PDFDocument } from 'pdfkit'
import type { PathPart } from '../../shared/model/verdict.ts'
import type { Rail } from '../../shared/triage/rails.ts'
import { drawPartIcon } from './pathIcons.ts'
import { ink, paper, toneOf } from './palette.ts'

/** A chain runs across the page or down it: a place along it and one across it, as x and y. */
export type Direction = 'across' | 'down'
type Point = readonly [x: number, y: number]
const pointAt = (direction: Direction, along: number, across: number): Point =>
  direction === 'across' ? [along, across] : [across, along]

/** The connection between two parts: solid where it carries, dotted where nobody knows, a faint dash behind a fault. */
export function drawRail(doc: PDFDocument, rail: Rail, direction: Direction, from: number, to: number, across: number): void {
  if (rail === 'end') return
  const [start, end] = [pointAt(direction, from, across), pointAt(direction, to, across)]
  doc.save().moveTo(...start).lineTo(...end)
  if (rail === 'live') doc.lineWidth(2.6).stroke(toneOf.ok)
  else if (rail === 'unknown') doc.lineWidth(2).lineCap('round').dash(0.1, { space: 4.5 }).stroke(toneOf.unknown)
  else doc.lineWidth(0.9).dash(4, { space: 4 }).stroke('#8a949e')
  doc.restore()
}

/** A part that stands somewhere: a ring, dashed where nobody knows, a square with a heavy edge where the fault is. */
export function drawNode(doc: PDFDocument, part: PathPart, [x, y]: Point, diameter: number): void {
  if (part.part === 'line') return
  const tone = toneOf[part.state]
  const hidden = part.beyondFault && part.state === 'unknown'
  const size = hidden ? diameter * 0.8 : diameter
  doc.save()
  if (part.state === 'fault') {
    doc.lineWidth(2.4).roundedRect(x - size / 2, y - size / 2, size, size, size / 4).fillAndStroke(paper, tone)
  }
  else if (part.state === 'unknown') {
    doc.circle(x, y, size / 2).fill(paper)
    doc.lineWidth(hidden ? 0.9 : 1.2).dash(2.6, { space: 2 }).circle(x, y, size / 2).stroke(tone)
  } else doc.lineWidth(part.state === 'warn' ? 2 : 1.5).circle(x, y, size / 2).fillAndStroke(paper, tone)
  doc.restore()
  const color = part.state === 'fault' || part.state === 'unknown' ? tone : ink
  drawPartIcon(doc, part.part, part.kind, x, y, size * 0.5, color)
}

const halfWidth = 7

/**
 * The cable between the operator's node and the house, one core for fibre and two wires for copper, cut in two where the fault is
 * on it.
 */
export function drawCable(
  doc: PDFDocument, part: PathPart, direction: Direction, from: number, to: number, across: number,
): void {
  const tone = toneOf[part.state]
  const at = (along: number, over: number): Point => pointAt(direction, along, across + over)
  const cores = part.state === 'unknown' ? [] : part.kind === 'copper' ? [-2.2, 2.2] : [0]
  const half = (outline: readonly Point[]): void => {
    doc.polygon(...outline).fillAndStroke(paper, tone)
    doc.save().polygon(...outline).clip().lineWidth(part.kind === 'copper' ? 1.4 : 1.8)
    for (const core of cores) doc.moveTo(...at(from, core)).lineTo(...at(to, core)).stroke(tone)
    doc.restore()
  }
  doc.save().lineWidth(1.5).lineJoin('round')
  if (part.state === 'unknown') doc.dash(2.6, { space: 2 })
  const h = halfWidth
  if (part.state === 'fault') {
    const middle = (from + to) / 2
    half([
      at(from, -h), at(middle - 3, -h), at(middle - 7, -h * 0.44), at(middle - 3, 0), at(middle - 7, h * 0.52),
      at(middle - 4, h), at(from, h),
    ])
    half([
      at(to, -h), at(middle + 7, -h), at(middle + 3, -h * 0.44), at(middle + 7, 0), at(middle + 3, h * 0.52), at(middle + 6, h),
      at(to, h),
    ])
  } else {
    half([
      at(from + 3, -h), at(to - 3, -h), at(to, -h + 3), at(to, h - 3), at(to - 3, h), at(from + 3, h), at(from, h - 3),
      at(from, -h + 3),
    ])
  }
  doc.restore()
}
