import type { PathPart, PathPartName } from '../../shared/model/verdict.ts'
import { formatMoment, localeOf } from '../../shared/text/moment.ts'
import { createText } from '../../shared/text/text.ts'
import type { Text } from '../../shared/text/text.ts'
import { plainWords, say, unbroken } from '../../shared/text/words.ts'
import { hiddenBy } from '../../shared/triage/rails.ts'

/** What words on paper need: the language, and the zone and day in which moments are told. */
export type Words = {
  readonly text: Text
  /** `14:35` on the day it is about, `20 Nov 14:35` otherwise. */
  readonly moment: (utc: string) => string
  /** `21 Nov 2026, 14:35 CET`. */
  readonly inFull: (utc: string) => string
}

/** Words in the language of `text`, moments in an IANA zone (UTC where it is none), without the date on the day of `about`. */
export function wordsFor(text: Text, timeZone: string, about: string): Words {
  const zone = isZone(timeZone) ? timeZone : 'UTC'
  const aboutMs = Date.parse(about)
  const full = new Intl.DateTimeFormat(localeOf(text.language), {
    day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone: zone,
  })
  return {
    text: createText(text.language, () => aboutMs, zone),
    moment: utc => formatMoment(Date.parse(utc), text.language, aboutMs, zone),
    inFull: utc => full.format(new Date(utc)),
  }
}

function isZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat(undefined, { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** `1 h 5 min`; rounded down. */
export function durationWords({ text }: Words, minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes))
  return text(whole < 60 ? 'evidence.minutes' : 'evidence.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 })
}

/** A part of the path as it is written beside its picture. */
export type StopWords = {
  readonly name: string
  readonly kind: string | null
  readonly level: string
  readonly reading: string | null
  readonly age: string | null
  /** Why it looks dead, or what would tell of it. */
  readonly note: string | null
}

/** Results older than this when the verdict was given are marked old, as on the screen. */
const oldAfterMs = 120 * 60_000

/** Words of a part; `asOf` is when the path was drawn. */
export function stopWords(path: readonly PathPart[], index: number, asOf: string, words: Words): StopWords | null {
  const { text } = words
  const part = path[index]
  if (part === undefined) return null
  const name = partName(text, part.part)
  const kind = say(text, `path.kind.${part.kind}`, plainWords(part.kind))
  const reading = part.reading === null ? null
    : unbroken(say(text, `path.reading.${part.reading.key}`, plainWords(part.reading.key), part.reading.params))
  const isOld = part.at !== null && Date.parse(asOf) - Date.parse(part.at) > oldAfterMs
  const age = part.at === null || reading === null
    ? null
    : isOld ? `${words.moment(part.at)} (${text('age.old')})` : words.moment(part.at)
  return {
    name, kind: kind === name ? null : kind, level: text(`level.${part.state}`), reading, age, note: noteOf(path, index, text),
  }
}

function noteOf(path: readonly PathPart[], index: number, text: Text): string | null {
  const part = path[index]
  if (part === undefined) return null
  if (part.beyondFault && part.state === 'unknown') {
    const by = hiddenBy(path, index)
    return by === null ? text('line.path.hidden') : text('line.path.hiddenBy', { part: partName(text, by) })
  }
  if (part.wouldTell !== null) return text('line.path.wouldTell', { check: say(text, `check.${part.wouldTell}`, part.wouldTell) })
  return part.part === 'home' && part.reading === null ? text('line.path.observe') : null
}

export const partName = (text: Text, part: PathPartName): string => say(text, `path.part.${part}`, plainWords(part))

/** The whole path in one sentence, for those who do not see it. */
export function pathInWords(path: readonly PathPart[], asOf: string, words: Words): string {
  return path.map((_, index) => {
    const stop = stopWords(path, index, asOf, words)
    return stop === null ? '' : `${stop.name}: ${[stop.level, stop.reading, stop.note].filter(word => word !== null).join(', ')}`
  }).join('; ')
}
