import type { Line } from '../../shared/model/line.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { Text } from '../../shared/text/text.ts'
import { plainWords, say } from '../../shared/text/words.ts'
import { wordsFor } from './evidenceWords.ts'
import { addressWords, idNameWords, operatorWords } from './lineWords.ts'
import { dimmed, sizes } from './palette.ts'
import { drawPathAcross } from './pathDrawing.ts'
import { drawReadings } from './readingsTable.ts'
import { Sheet } from './sheet.ts'
import { drawVerdict } from './verdictBlock.ts'
import { drawFacts } from './visitFront.ts'
import { shortId } from './visitPdf.ts'

export type ReportPdfInput = {
  readonly report: Report
  readonly line: Line
  /** What triage says with this report; null where the line is not judged. */
  readonly verdict: Verdict | null
  readonly text: Text
  /** UTC. The same input gives the same bytes. */
  readonly now: string
  /** IANA zone in which moments are told; the computer's own where none is given. */
  readonly timeZone?: string
}

/**
 * A single check on A4: the line, the path and the verdict, and the readings with their limits. Leaves out what `visitPdf` does.
 */
export async function reportPdf({ report, line, verdict, text, now, timeZone }: ReportPdfInput): Promise<Uint8Array> {
  const zone = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  const words = wordsFor(text, zone, report.receivedAt)
  const check = say(words.text, `check.${report.kind}`, plainWords(report.kind))
  const place = addressWords(line, words.text)
  const sheet = await Sheet.open({
    title: words.text('evidence.report.documentTitle', { check, place, at: words.inFull(report.receivedAt) }),
    language: text.language === 'en' ? 'en-GB' : 'nl-NL', madeAt: now,
    head: {
      left: [place, line.nativeId].filter(part => part !== null).join(' · '),
      right: words.text('evidence.report.short', { id: shortId(report.id) }),
    },
    pageOf: (page, pages) => words.text('evidence.pageOf', { page, pages }),
  })
  sheet.heading(check, 1, 120)
  sheet.paragraph(place, { size: 12, bold: true })
  sheet.gap(4)
  drawFacts(sheet, [
    [idNameWords(line.id, words.text), line.nativeId ?? words.text('line.noNid')],
    [words.text('evidence.fact.operator'), operatorWords(line.id, line, words.text)],
    [words.text('evidence.fact.received'), words.inFull(report.receivedAt)],
    [words.text('evidence.fact.zone'), zone],
  ])
  if (verdict !== null && verdict.path.length > 0) {
    const heading = words.text('line.path.title')
    drawPathAcross(sheet, heading, { title: heading, verdict, asOf: now }, words)
  }
  if (verdict !== null) {
    sheet.heading(words.text('evidence.verdicts'), 2, 110)
    drawVerdict(sheet, { title: null, verdict, at: null }, words)
  }
  await sheet.breathe()
  sheet.heading(words.text('line.readings'), 2, 200)
  sheet.paragraph(words.text('evidence.readings.legend'), { size: sizes.small, color: dimmed })
  await drawReadings(sheet, report, null, words)
  sheet.gap(10)
  sheet.need(30)
  sheet.paragraph(words.text('evidence.made', { at: words.inFull(now) }), { size: sizes.small, color: dimmed })
  return sheet.finish()
}
