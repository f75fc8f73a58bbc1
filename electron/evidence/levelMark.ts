import type { PDFDocument } from 'pdfkit'
import type { Level } from '../../shared/model/report.ts'
import { paper, toneOf } from './palette.ts'

/** A dot of a drawing: a line so short that only its round ends show. */
export const dot = (x: number, y: number): string => `M${x} ${y}l0 .01`

const cuts: Readonly<Record<Exclude<Level, 'unknown'>, string>> = {
  ok: 'M5.8 10.3l2.9 2.9l5.6 -6', note: `M10 9.2v5 ${dot(10, 5.9)}`, warn: `M10 7v5 ${dot(10, 15)}`,
  fault: 'M6.6 6.6l6.8 6.8 M13.4 6.6l-6.8 6.8',
}

/**
 * The state of something by shape and colour, as on the screen: tick in a disc, i in a square, triangle, octagon, dashed ring.
 * Its word always stands beside it.
 */
export function drawLevelMark(doc: PDFDocument, level: Level, x: number, y: number, size: number): void {
  const tone = toneOf[level]
  doc.save().translate(x, y).scale(size / 20).lineCap('round').lineJoin('round')
  if (level === 'unknown') {
    doc.lineWidth(1.6).dash(3.1, { space: 2.2 }).circle(10, 10, 8.4).stroke(tone).undash()
    doc.lineWidth(1.7).path(`M7.7 8a2.3 2.3 0 1 1 3.4 2c-.8 .5 -1.1 .9 -1.1 1.8 ${dot(10, 14.3)}`).stroke(tone)
  } else {
    if (level === 'ok') doc.circle(10, 10, 9).fill(tone)
    else if (level === 'note') doc.roundedRect(1.5, 1.5, 17, 17, 4).fill(tone)
    else if (level === 'warn') doc.lineWidth(1.4).path('M10 1.4L19 17.6H1Z').fillAndStroke(tone, tone)
    else doc.path('M6.1 1h7.8L19 6.1v7.8L13.9 19H6.1L1 13.9V6.1Z').fill(tone)
    doc.lineWidth(2.1).path(cuts[level]).stroke(paper)
  }
  doc.restore()
}
