import type { Measurement, NormBand } from '../../shared/model/report.ts'
import { gaugeScale } from '../../shared/triage/gaugeScale.ts'
import { dimmed, ink, paper, sizes, toneOf } from './palette.ts'
import type { Sheet } from './sheet.ts'

type GaugeInput = {
  readonly value: number
  readonly band: NormBand
  readonly grade: Measurement['grade']
  /** The value of the report before, drawn hollow. */
  readonly before: number | null
  readonly formatLimit: (limit: number) => string
}

/** Height of a gauge with its limits printed below, points. */
export const gaugeHeight = 24

/**
 * A value between its limits, as on the screen: the norm band wide, its edges narrower, beyond them hatched, the limits printed
 * below. Shapes and hatching tell it in greyscale. Inside a decoration: the table says the same in words.
 */
export function drawGauge(
  sheet: Sheet, x: number, y: number, width: number, { value, band, grade, before, formatLimit }: GaugeInput,
): void {
  const scale = gaugeScale(value, band)
  if (scale === null) return
  const { doc } = sheet
  const at = (percent: number): number => x + percent / 100 * width
  for (const zone of scale.zones) {
    const [from, wide] = [at(zone.from), (zone.to - zone.from) / 100 * width]
    if (zone.kind === 'ok') doc.rect(from, y + 4, wide, 8).fill('#b3ccbd')
    else if (zone.kind === 'warn') doc.rect(from, y + 5.5, wide, 5).fill('#cfb98f')
    else hatch(sheet, from, y + 5.5, wide, 5)
  }
  doc.lineWidth(1).undash()
  for (const limit of scale.limits) doc.moveTo(at(limit.at), y + 3).lineTo(at(limit.at), y + 14).stroke(ink)
  if (before !== null) {
    const was = at(gaugePlace(before, value, band))
    doc.lineWidth(0.9).circle(was, y + 8, 2.3).fillAndStroke(paper, ink)
  }
  marker(sheet, at(scale.at), y, scale.offScale, grade)
  const type = { size: sizes.tiny, color: dimmed }
  for (const limit of scale.limits) {
    const words = sheet.lines(formatLimit(limit.value), width, type)
    const free = doc.widthOfString(words[0] ?? '')
    sheet.write(words, Math.min(Math.max(at(limit.at) - free / 2, x), x + width - free), y + 15, width, type)
  }
}

/** Where another value stands on the same scale, percent. */
function gaugePlace(other: number, value: number, band: NormBand): number {
  const scale = gaugeScale(value, band)
  const own = gaugeScale(other, band)
  if (scale === null || own === null) return 0
  // A band with one limit is scaled by the value: the place follows from the known places of limit and value.
  const [limit] = scale.limits
  if (limit === undefined || scale.offScale !== null || scale.limits.length > 1 || value === limit.value) return own.at
  const perUnit = (scale.at - limit.at) / (value - limit.value)
  return Math.min(100, Math.max(0, limit.at + (other - limit.value) * perUnit))
}

function hatch({ doc }: Sheet, x: number, y: number, width: number, height: number): void {
  doc.save().rect(x, y, width, height).clip().lineWidth(0.9)
  for (let from = x - height; from < x + width; from += 3) {
    doc.moveTo(from, y + height).lineTo(from + height, y).stroke(toneOf.fault)
  }
  doc.restore()
}

function marker({ doc }: Sheet, x: number, y: number, offScale: 'below' | 'above' | null, grade: Measurement['grade']): void {
  const fill = grade === 'warn' || grade === 'fault' ? toneOf[grade] : ink
  doc.lineWidth(0.8).lineJoin('round')
  if (offScale === 'below') doc.polygon([x, y + 8], [x + 6, y + 3.5], [x + 6, y + 12.5])
  else if (offScale === 'above') doc.polygon([x, y + 8], [x - 6, y + 3.5], [x - 6, y + 12.5])
  else doc.polygon([x - 3.6, y], [x + 3.6, y], [x + 1.1, y + 5], [x + 1.1, y + 13.5], [x - 1.1, y + 13.5], [x - 1.1, y + 5])
  doc.fillAndStroke(fill, paper)
}
