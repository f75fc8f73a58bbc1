import type { VisitSumming } from '../../shared/contract/visits.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Visit } from '../../shared/model/visit.ts'
import { addressWords, idNameWords, operatorWords } from './lineWords.ts'
import { durationWords } from './evidenceWords.ts'
import type { Words } from './evidenceWords.ts'
import { dimmed, sizes } from './palette.ts'
import type { Sheet } from './sheet.ts'
import { cell, drawTable } from './table.ts'
import type { Row } from './table.ts'
import { minutesOnSite } from './visitParts.ts'

/** A name and what it is, two pairs beside each other. */
export function drawFacts(sheet: Sheet, facts: readonly (readonly [name: string, value: string])[]): void {
  const column = (sheet.width - 16) / 2
  const named = 92
  for (let index = 0; index < facts.length; index += 2) {
    const pair = facts.slice(index, index + 2).map(([name, value]) => ({
      names: sheet.lines(name, named - 6, { size: sizes.small }), values: sheet.lines(value, column - named),
    }))
    const height = Math.max(...pair.map(({ names, values }) => Math.max(names.length, values.length))) * sizes.body * 1.28 + 2
    sheet.need(height)
    const top = sheet.y
    pair.forEach(({ names, values }, at) => {
      const x = sheet.left + at * (column + 16)
      sheet.element('P', () => {
        sheet.write(names, x, top + 1, named, { size: sizes.small, color: dimmed })
        sheet.write(values, x + named, top, column - named)
      })
    })
    sheet.y = top + height
  }
}

/** Where, whose line, who came, when and for how long. */
export function drawVisitTitle(sheet: Sheet, visit: Visit, line: Line | null, now: string, words: Words): void {
  const { text, inFull } = words
  sheet.heading(text('evidence.visit.title'), 1, 120)
  sheet.paragraph(line === null ? visit.label : addressWords(line, text), { size: 12, bold: true })
  sheet.gap(4)
  const state = visit.state === 'open'
    ? [text('evidence.visit.open')]
    : visit.state === 'received' ? [text('evidence.visit.received')] : []
  drawFacts(sheet, [
    [idNameWords(visit.lineId, text), visit.nativeId ?? text('line.noNid')],
    [text('evidence.fact.operator'), operatorWords(visit.lineId, line, text)],
    [text('evidence.fact.engineer'), visit.engineer === '' ? '–' : visit.engineer],
    [text('evidence.fact.visit'), visit.id],
    [text('evidence.fact.started'), inFull(visit.startedAt)],
    [text('evidence.fact.finished'), visit.finishedAt === null ? text('evidence.fact.notFinished') : inFull(visit.finishedAt)],
    [text('evidence.fact.onSite'), durationWords(words, minutesOnSite(visit, visit.finishedAt ?? now))],
    [text('evidence.fact.zone'), visit.timeZone],
  ])
  for (const said of state) sheet.paragraph(said, { bold: true })
}

const matters = { better: 'ok', worse: 'warn', same: null, unclear: null } as const

/** Found, done, proven, left open. */
export async function drawSumming(sheet: Sheet, { found, done, proven, leftOpen }: VisitSumming, { text }: Words): Promise<void> {
  sheet.heading(text('evidence.summary'), 2)
  const list = (title: string, entries: readonly string[], none: string): void => {
    sheet.heading(title, 3, 20)
    if (entries.length === 0) sheet.paragraph(none, { color: dimmed })
    else sheet.within('L', () => { for (const entry of entries) drawEntry(sheet, entry) })
  }
  list(text('evidence.found'), found, text('evidence.found.none'))
  list(text('evidence.done'), done, text('evidence.done.none'))
  sheet.heading(text('evidence.proven'), 3, 40)
  if (proven.length === 0) sheet.paragraph(text('evidence.proven.none'), { color: dimmed })
  await drawTable(sheet, [
    { title: text('evidence.column.reading'), width: 190 }, { title: text('evidence.column.before'), width: 110 },
    { title: text('evidence.column.after'), width: 110 }, { title: text('history.compare.matters'), width: 100 },
  ], proven.map(({ name, before, after, verdict }): Row => {
    const mark = matters[verdict]
    const said = text(`history.compare.matters.${verdict}`)
    return {
      cells: [
        { isHead: true, blocks: [{ words: name }] }, cell(before), cell(after),
        { blocks: [mark === null ? { words: said } : { words: said, mark }] },
      ],
    }
  }))
  list(text('evidence.leftOpen'), leftOpen, text('evidence.leftOpen.none'))
}

function drawEntry(sheet: Sheet, entry: string): void {
  sheet.need(14)
  sheet.within('LI', () => {
    const top = sheet.y
    sheet.element('Lbl', () => { sheet.write(['•'], sheet.left + 2, top, 10) })
    sheet.paragraph(entry, {}, { x: sheet.left + 14, width: sheet.width - 14, tag: 'LBody' })
  })
  sheet.gap(1.5)
}
