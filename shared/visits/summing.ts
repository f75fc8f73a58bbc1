import type { VisitSumming } from '../contract/visits.ts'
import type { Report } from '../model/report.ts'
import type { Finding, Verdict } from '../model/verdict.ts'
import type { Visit, VisitItem } from '../model/visit.ts'
import { plainWords, formatValue, say } from '../text/words.ts'
import type { Text } from '../text/text.ts'
import { compareReports } from '../triage/compare.ts'
import type { ReadingChange } from '../triage/compare.ts'
import { reportMs } from '../triage/evidence.ts'
import { findingTitle } from '../triage/findingWords.ts'
import { readingName, stateWords } from '../triage/readingWords.ts'

type Of<Kind extends VisitItem['kind']> = Extract<VisitItem, { kind: Kind }>
const itemsOf = <Kind extends VisitItem['kind']>({ items }: Pick<Visit, 'items'>, kind: Kind): Of<Kind>[] =>
  items.filter((item): item is Of<Kind> => item.kind === kind)

/** A reading before and after the visit's work. */
export type ReportPair = { readonly before: Report; readonly after: Report }

/** Null where a visit has none. */
export type Framing = { readonly before: Of<'verdict'> | null; readonly after: Of<'verdict'> | null }

/** The verdicts a visit began and ended with; of an open one the newest there is. */
export function verdictsOf(visit: Pick<Visit, 'items'>): Framing {
  const verdicts = itemsOf(visit, 'verdict')
  const before = verdicts.find(({ when }) => when === 'before') ?? null
  const last = verdicts.findLast(({ when }) => when === 'after') ?? verdicts.at(-1) ?? null
  return { before, after: last === before ? null : last }
}

/**
 * What was measured before the visit and again on it, of each kind of report and target: the newest good report from before
 * it, or else the first on it, beside the last on it.
 */
export function provenPairs(visit: Pick<Visit, 'items'>): ReportPair[] {
  const good = (reports: readonly Report[]) =>
    reports.filter(({ status }) => status === 'complete').toSorted((a, b) => reportMs(a) - reportMs(b))
  const placeOf = ({ kind, target }: Report) => `${kind} ${target.nid}`
  const before = Map.groupBy(good(verdictsOf(visit).before?.reports ?? []), placeOf)
  const during = Map.groupBy(good(itemsOf(visit, 'report').map(({ report }) => report)), placeOf)
  return [...during].flatMap(([place, reports]) => {
    const [first] = reports
    const was = before.get(place)?.at(-1) ?? first
    const is = reports.at(-1)
    return was === undefined || is === undefined || was.id === is.id ? [] : [{ before: was, after: is }]
  })
}

/** What a visit comes to, in words: what was found, done and proven, and what is left open. */
export function summingOf(visit: Visit, text: Text): VisitSumming {
  const { before, after } = verdictsOf(visit)
  const last = after?.verdict ?? before?.verdict ?? null
  const told = itemsOf(visit, 'verdict').filter(({ when }) => when !== 'after')
  const unsent = itemsOf(visit, 'write').filter(({ state }) => state !== 'sent' && state !== 'discarded')
  return {
    found: unique(told.flatMap(({ verdict }) => troubles(verdict)).map(each => findingTitle(text, each))),
    done: [
      ...checksDone(visit, text), ...actionsDone(visit, text), ...itemsOf(visit, 'note').map(note => firstOf(note.text)),
      ...filesAdded(visit, text),
    ],
    proven: [...verdictProven(before?.verdict ?? null, after?.verdict ?? null, text), ...readingsProven(visit, text)],
    leftOpen: [
      ...visit.leftOpen.split('\n').map(line => line.trim()).filter(line => line !== ''),
      ...unique(last === null ? [] : troubles(last).map(each => findingTitle(text, each))),
      ...unsent.map(({ what, state }) => text('visit.leftOpen.write', { what: writeName(text, what), state: writeState(text, state) })),
    ],
  }
}

/** Findings that are bad and that nothing else explains. */
const troubles = ({ findings }: Verdict): Finding[] =>
  findings.filter(({ level, explainedBy }) => explainedBy === null && (level === 'fault' || level === 'warn'))
const unique = (words: readonly string[]): string[] => [...new Set(words)]
const firstOf = (note: string): string => {
  const [first = ''] = note.trim().split('\n')
  return first.length > 200 ? `${first.slice(0, 199)}…` : first
}
const writeName = (text: Text, what: string): string => say(text, `visit.write.${what}`, plainWords(what))
const writeState = (text: Text, state: string): string => say(text, `visit.write.state.${state}`, plainWords(state))

function checksDone(visit: Visit, text: Text): string[] {
  return [...Map.groupBy(itemsOf(visit, 'report'), ({ report }) => report.requestedKind ?? report.kind)]
    .map(([kind, { length: count }]) => text('visit.done.check', { check: say(text, `check.${kind}`, plainWords(kind)), count }))
}

function actionsDone(visit: Visit, text: Text): string[] {
  return visit.items.flatMap(item => {
    if (item.kind === 'action') {
      return text('visit.done.action', {
        action: say(text, `visit.action.${item.action}`, plainWords(item.action)),
        outcome: say(text, `visit.outcome.${item.outcome}`, plainWords(item.outcome)),
      })
    }
    if (item.kind !== 'write' || item.state === 'discarded') return []
    const what = item.remoteId === null ? writeName(text, item.what) : `${writeName(text, item.what)} ${item.remoteId}`
    return text('visit.done.write', { what, state: writeState(text, item.state) })
  })
}

function filesAdded(visit: Visit, text: Text): string[] {
  const [photos, files] = [itemsOf(visit, 'photo').length, itemsOf(visit, 'file').length]
  return [
    ...(photos === 0 ? [] : [text('visit.done.photos', { count: photos })]),
    ...(files === 0 ? [] : [text('visit.done.files', { count: files })]),
  ]
}

type Proven = VisitSumming['proven'][number]

/** What is said of the line, and each part of its path that stands otherwise now. */
function verdictProven(before: Verdict | null, after: Verdict | null, text: Text): Proven[] {
  if (before === null || after === null) return []
  const ranks = ['fault', 'warn', 'unknown', 'note', 'ok']
  const level = (each: Verdict['level']): string => text(`level.${each}`)
  const moved = (was: Verdict['level'], is: Verdict['level']): Proven['verdict'] => {
    if (was === is) return 'same'
    if (was === 'unknown' || is === 'unknown') return 'unclear'
    return ranks.indexOf(is) > ranks.indexOf(was) ? 'better' : 'worse'
  }
  const said = ({ lead }: Verdict): string => lead === null ? text('visit.proven.nothingKnown') : findingTitle(text, lead)
  const parts = after.path.flatMap(part => {
    const was = before.path.find(each => each.part === part.part)?.state ?? part.state
    const is = part.state
    return was === is ? [] : [{ name: text(`path.part.${part.part}`), before: level(was), after: level(is), verdict: moved(was, is) }]
  })
  const name = text('visit.proven.verdict')
  return [{ name, before: said(before), after: said(after), verdict: moved(before.level, after.level) }, ...parts]
}

/** Readings that moved, and those with limits that did not; what got worse first. */
function readingsProven(visit: Visit, text: Text): Proven[] {
  const order = ['worse', 'better', 'unclear', 'same']
  const words = ({ key, unit }: ReadingChange, value: number | string): string =>
    typeof value === 'number' ? formatValue(text, value, unit) : stateWords(text, key, value)
  return provenPairs(visit).flatMap(({ before, after }) => compareReports(before, after).flatMap(change => {
    const { key, instance, matters } = change
    if (change.before === null || change.after === null) return []
    const isGraded = after.measurements.some(each => each.key === key && each.instance === instance && each.grade !== 'none')
    if (matters !== 'better' && matters !== 'worse' && !(isGraded && change.what === 'measurement')) return []
    return [{ name: readingName(text, change), before: words(change, change.before), after: words(change, change.after), verdict: matters }]
  })).toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
}
