import type { VisitSumming } from '../../shared/contract/visits.ts'
import type { Visit } from '../../shared/model/visit.ts'
import type { Text } from '../../shared/text/text.ts'
import { lineOfSnapshot } from '../lines/lineSnapshot.ts'
import { wordsFor } from './evidenceWords.ts'
import type { Words } from './evidenceWords.ts'
import { addressWords } from './lineWords.ts'
import { dimmed, sizes } from './palette.ts'
import { drawPathAcross, drawPathsDown } from './pathDrawing.ts'
import { drawReadings } from './readingsTable.ts'
import { Sheet } from './sheet.ts'
import { cell, drawTable } from './table.ts'
import type { Row } from './table.ts'
import { drawVerdict } from './verdictBlock.ts'
import { drawSumming, drawVisitTitle } from './visitFront.ts'
import { framingVerdicts, readingPairs } from './visitParts.ts'
import { drawConfirmation, drawPhotos } from './visitPictures.ts'
import type { ReadFile } from './visitPictures.ts'
import { drawTimeline, writeName, writeState } from './visitTimeline.ts'

export type VisitPdfInput = {
  readonly visit: Visit
  /** Bytes of a photo or signature; a rejection leaves a frame that says so. */
  readonly files: ReadFile
  /** Gives the language; moments are told in the visit's own time zone. */
  readonly text: Text
  /** UTC; written as the moment of making. The same input gives the same bytes. */
  readonly now: string
  readonly summing: VisitSumming
}

/**
 * A visit on A4, for the customer, the operator and the engineer's own file: what was found, done, proven and left open, the path
 * and the verdict before and after, readings with their limits, what happened when, photos, the customer's word and the writes.
 *
 * Left out, because the file travels: passwords and credentials (a visit never has them), raw replies of the system, log-ins one
 * by one, all but the beginning of user names and the maker's half of MAC addresses, the location's contacts, and files other
 * than photos (named with their size). What the engineer wrote in notes and captions is printed as written.
 */
export async function visitPdf({ visit, files, text, now, summing }: VisitPdfInput): Promise<Uint8Array> {
  const words = wordsFor(text, visit.timeZone, visit.startedAt)
  const line = lineOfSnapshot(visit.snapshot, visit.startedAt) ?? null
  const place = line === null ? visit.label : addressWords(line, words.text)
  const sheet = await Sheet.open({
    title: words.text('evidence.visit.documentTitle', { place, at: words.inFull(visit.startedAt) }),
    language: text.language === 'en' ? 'en-GB' : 'nl-NL', madeAt: now,
    head: {
      left: [place, visit.nativeId].filter(part => part !== null).join(' · '),
      right: words.text('evidence.visit.short', { id: shortId(visit.id) }),
    },
    pageOf: (page, pages) => words.text('evidence.pageOf', { page, pages }),
  })
  drawVisitTitle(sheet, visit, line, now, words)
  await drawSumming(sheet, summing, words)
  await drawPathAndVerdicts(sheet, visit, words)
  await drawAllReadings(sheet, visit, words)
  await drawTimeline(sheet, visit, words)
  await drawPhotos(sheet, visit, files, words)
  await drawConfirmation(sheet, visit, files, words)
  await drawWrites(sheet, visit, words)
  sheet.gap(10)
  sheet.need(30)
  sheet.paragraph(words.text('evidence.made', { at: words.inFull(now) }), { size: sizes.small, color: dimmed })
  return sheet.finish()
}

/** The end of an id, enough to tell visits apart. */
export const shortId = (id: string): string => id.length <= 8 ? id : id.slice(-8)

async function drawPathAndVerdicts(sheet: Sheet, visit: Visit, words: Words): Promise<void> {
  const { text, moment } = words
  const { before, after } = framingVerdicts(visit)
  const known = [before, after].filter(item => item !== null)
  const shown = known.length > 0 ? known : visit.items.filter(item => item.kind === 'verdict').slice(-1)
  if (shown.length === 0) return
  const heading = text('line.path.title')
  const drawn = shown.map(
    ({ verdict, at, when }) => ({ verdict, asOf: at, title: text(`evidence.path.${when}`, { at: moment(at) }) })
  )
  const [first, second] = drawn
  if (first !== undefined && second !== undefined) drawPathsDown(sheet, heading, [first, second], words)
  else if (first !== undefined) drawPathAcross(sheet, heading, first, words)
  await sheet.breathe()
  sheet.heading(text('evidence.verdicts'), 2, 110)
  for (const { verdict, at, when } of shown) {
    drawVerdict(sheet, { title: shown.length > 1 ? text(`evidence.verdict.${when}`) : null, verdict, at }, words)
    await sheet.breathe()
  }
}

async function drawAllReadings(sheet: Sheet, visit: Visit, words: Words): Promise<void> {
  const pairs = readingPairs(visit)
  if (pairs.length === 0) return
  sheet.heading(words.text('line.readings'), 2, 200)
  sheet.paragraph(words.text('evidence.readings.legend'), { size: sizes.small, color: dimmed })
  for (const { report, before } of pairs) {
    await drawReadings(sheet, report, before, words)
  }
}

async function drawWrites(sheet: Sheet, visit: Visit, words: Words): Promise<void> {
  const { text, moment } = words
  const writes = visit.items.filter(item => item.kind === 'write')
  if (writes.length === 0) return
  sheet.heading(text('evidence.writes'), 2)
  await drawTable(sheet, [
    { title: text('evidence.column.when'), width: 80 }, { title: text('evidence.column.what'), width: 170 },
    { title: text('evidence.column.writeState'), width: 150 }, { title: text('evidence.column.remoteId'), width: 110 },
  ], writes.map(({ at, what, state, remoteId }): Row => ({
    cells: [
      cell(moment(at)), { isHead: true, blocks: [{ words: writeName(what, text) }] }, cell(writeState(state, text)),
      cell(remoteId ?? '–'),
    ],
  })))
}
