import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { plainWords, say } from '../../shared/text/words.ts'
import type { Text } from '../../shared/text/text.ts'
import { observedWords } from '../../shared/visits/observedWords.ts'
import { findingTitle } from '../../shared/triage/findingWords.ts'
import { discreetFinding } from './discreet.ts'
import type { Words } from './evidenceWords.ts'
import type { Sheet } from './sheet.ts'
import { cell, drawTable } from './table.ts'
import type { Block, Row } from './table.ts'

type Happened = { readonly at: string; readonly blocks: readonly Block[] }

/** Everything that happened, in order. */
export async function drawTimeline(sheet: Sheet, visit: Visit, words: Words): Promise<void> {
  const { text, moment } = words
  sheet.heading(text('evidence.timeline'), 2)
  const { confirmation, finishedAt } = visit
  const event = (at: string, said: string): Happened => ({ at, blocks: [{ words: said }] })
  const happened = [
    event(visit.startedAt, text('evidence.event.started')),
    ...visit.onSite.slice(1).map(({ from }) => event(from, text('evidence.event.back'))),
    ...visit.onSite.flatMap(({ to }) => to === null || to === finishedAt ? [] : [event(to, text('evidence.event.left'))]),
    ...visit.items.map((item): Happened => ({ at: item.at, blocks: itemBlocks(item, visit, text) })),
    ...(confirmation === null ? [] : [event(confirmation.at, text('evidence.event.confirmed', { name: confirmation.name }))]),
    ...(finishedAt === null ? [] : [event(finishedAt, text('evidence.event.finished'))]),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
  const columns = [{ title: text('evidence.column.when'), width: 80 }, { title: text('evidence.column.what'), width: 431 }]
  const rows = happened.map(({ at, blocks }): Row => ({ cells: [{ ...cell(moment(at)), isHead: true }, { blocks }] }))
  await drawTable(sheet, columns, rows)
}

/** Photos by their number, under which they stand further on. */
export function photoNumber({ items }: Pick<Visit, 'items'>, id: string): number {
  return items.filter(({ kind }) => kind === 'photo').findIndex(item => item.id === id) + 1
}

function itemBlocks(item: VisitItem, visit: Visit, text: Text): Block[] {
  switch (item.kind) {
    case 'verdict': {
      const { lead, level } = item.verdict
      const title = lead === null
        ? text('line.verdict.nothing.title')
        : `${text(`level.${level}`)}: ${findingTitle(text, discreetFinding(lead))}`
      return [{ words: `${text(`evidence.event.verdict.${item.when}`)} ${title}`, mark: level }]
    }
    case 'report': {
      const check = say(text, `check.${item.report.kind}`, plainWords(item.report.kind))
      return [{ words: text(item.report.status === 'error' ? 'evidence.event.checkFailed' : 'evidence.event.check', { check }) }]
    }
    case 'observations': return [
      { words: `${text('evidence.event.observed')} ${observedWords(item.observations, text).join('; ')}` },
    ]
    case 'action': {
      const action = say(text, `visit.action.${item.action}`, plainWords(item.action))
      const outcome = say(text, `visit.outcome.${item.outcome}`, plainWords(item.outcome).toLowerCase())
      return [
        { words: `${action}: ${outcome}`, type: { bold: true } },
        ...(item.detail === null || item.detail === '' ? [] : [{ words: item.detail }]),
      ]
    }
    case 'note': return [{ words: text('evidence.event.note'), type: { bold: true } }, { words: item.text }]
    case 'photo': return [{ words: captioned(text('evidence.photo', { number: photoNumber(visit, item.id) }), item.caption) }]
    case 'file': return [
      { words: captioned(text('evidence.event.file', { name: item.fileName, kb: Math.ceil(item.bytes / 1000) }), item.caption) },
    ]
    case 'write': return [{ words: `${writeName(item.what, text)}: ${writeState(item.state, text)}` }]
  }
}

const captioned = (name: string, caption: string): string => caption === '' ? name : `${name}: ${caption}`

/** A write as it was made, and what became of it. */
export const writeName = (what: string, text: Text): string => say(text, `visit.write.${what}`, plainWords(what))
export const writeState = (state: string, text: Text): string =>
  say(text, `evidence.writeState.${state}`, plainWords(state).toLowerCase())
