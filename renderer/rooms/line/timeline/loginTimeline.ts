import type { OnlineState } from '../../../../shared/model/line.ts'
import type { Report } from '../../../../shared/model/report.ts'

/** An attempt or a change of state at a place on the line, in percent; `count` where several fall together. */
export type TimelineMark = {
  readonly kind: 'accepted' | 'refused' | 'unknown' | 'statusChange'
  readonly at: number
  readonly utc: string
  readonly count: number
}

/**
 * A stretch between attempts. `session`: logged in all the while; `maybe`: logged in at its start, the end is not known;
 * `silent`: no session that the log knows of. `dropped`: the session went before or at the end of the stretch.
 */
export type TimelineStretch = {
  readonly kind: 'session' | 'maybe' | 'silent'
  readonly from: number
  readonly to: number
  readonly ms: number
  readonly dropped: boolean
}

export type LoginTimeline = {
  readonly fromUtc: string
  readonly toUtc: string
  readonly marks: readonly TimelineMark[]
  readonly stretches: readonly TimelineStretch[]
  readonly accepted: number
  readonly refused: number
  readonly drops: number
}

export type Range = 'hour' | 'day' | 'all'
const rangeMs: Readonly<Record<Exclude<Range, 'all'>, number>> = { hour: 3_600_000, day: 86_400_000 }
/** Marks nearer than this, in percent, are drawn as one with a count. */
const together = 1.4

type Logins = NonNullable<Report['logins']>
type Shown = {
  readonly logins: Logins
  /** When the log was asked for: the end of the line. */
  readonly toUtc: string
  readonly online: OnlineState
  /** When line or box last changed state, as reports say. */
  readonly statusChanges: readonly string[]
}

/** The ranges that are shorter than the window, and all of it. */
export function rangesOf({ logins, toUtc }: Pick<Shown, 'logins' | 'toUtc'>): Range[] {
  const windowMs = Date.parse(toUtc) - Date.parse(logins.after)
  return [...(['hour', 'day'] as const).filter(range => rangeMs[range] * 1.5 < windowMs), 'all']
}

/** The shortest range in which something is to be seen: three attempts in an hour, or two in a day. */
export function startRange(shown: Pick<Shown, 'logins' | 'toUtc'>): Range {
  const endMs = Date.parse(shown.toUtc)
  const within = (range: Exclude<Range, 'all'>): number =>
    shown.logins.attempts.filter(({ at }) => endMs - Date.parse(at.utc) <= rangeMs[range]).length
  const ranges = rangesOf(shown)
  if (ranges.includes('hour') && within('hour') >= 3) return 'hour'
  return ranges.includes('day') && within('day') >= 2 ? 'day' : 'all'
}

/** Attempts, sessions, drops and silences of a log on one line from the start of the range to when the log was asked for. */
export function loginTimeline({ logins, toUtc, online, statusChanges }: Shown, range: Range): LoginTimeline {
  const endMs = Date.parse(toUtc)
  const windowMs = Math.min(Date.parse(logins.after), endMs - 1)
  const startMs = range === 'all' ? windowMs : Math.max(windowMs, endMs - rangeMs[range])
  const percent = (ms: number): number =>
    Math.round(Math.min(100, Math.max(0, ((ms - startMs) / (endMs - startMs)) * 100)) * 100) / 100
  const inRange = (ms: number): boolean => ms >= startMs && ms <= endMs
  // Those before the range still say whether a session stood when it begins.
  const attempts = logins.attempts
    .map(({ at, status }) => ({ ms: Date.parse(at.utc), utc: at.utc, status }))
    .filter(({ ms }) => Number.isFinite(ms) && ms <= endMs)
    .toSorted((a, b) => a.ms - b.ms)
  const changes = [...new Set(statusChanges)].map(utc => ({ ms: Date.parse(utc), utc })).filter(({ ms }) => inRange(ms))

  const whole = attempts.flatMap((attempt, index): Span[] => {
    const next = attempts[index + 1]
    const until = next?.ms ?? endMs
    if (attempt.status !== 'ok') return [{ kind: 'silent', fromMs: attempt.ms, toMs: until, dropped: false }]
    // A router that logs in again had lost its session; when, the log does not say.
    if (next !== undefined) return [{ kind: 'maybe', fromMs: attempt.ms, toMs: until, dropped: true }]
    return lastSession(attempt.ms, endMs, online, changes.map(({ ms }) => ms))
  })
  const before: Span = { kind: 'silent', fromMs: startMs, toMs: attempts[0]?.ms ?? endMs, dropped: false }
  const spans = joined([before, ...whole].filter(({ toMs, fromMs }) => toMs > Math.max(fromMs, startMs)))
  const shown = attempts.filter(({ ms }) => inRange(ms))
  return {
    fromUtc: new Date(startMs).toISOString(),
    toUtc,
    marks: [
      ...clustered(shown.map(({ ms, utc, status }) => ({ kind: markOf[status], at: percent(ms), utc, count: 1 }))),
      ...clustered(changes.map(({ ms, utc }) => ({ kind: 'statusChange' as const, at: percent(ms), utc, count: 1 }))),
    ],
    stretches: spans.map(({ kind, fromMs, toMs, dropped }) => ({
      kind, from: percent(fromMs), to: percent(toMs), ms: toMs - Math.max(fromMs, startMs), dropped,
    })),
    accepted: shown.filter(({ status }) => status === 'ok').length,
    refused: shown.filter(({ status }) => status === 'incorrect').length,
    drops: spans.filter(({ dropped }) => dropped).length,
  }
}

type Span = { readonly kind: TimelineStretch['kind']; readonly fromMs: number; readonly toMs: number; readonly dropped: boolean }
const markOf = { ok: 'accepted', incorrect: 'refused', unknown: 'unknown' } as const

/** The session that the newest attempt began: standing, ended when line or box went, or of unknown end. */
function lastSession(fromMs: number, endMs: number, online: OnlineState, changes: readonly number[]): Span[] {
  if (online === 'online') return [{ kind: 'session', fromMs, toMs: endMs, dropped: false }]
  const ended = online === 'offline' ? changes.toSorted((a, b) => a - b).find(ms => ms > fromMs) : undefined
  if (ended === undefined) return [{ kind: 'maybe', fromMs, toMs: endMs, dropped: false }]
  return [{ kind: 'session', fromMs, toMs: ended, dropped: true }, { kind: 'silent', fromMs: ended, toMs: endMs, dropped: false }]
}

/** Silences that touch are one. */
function joined(spans: readonly Span[]): Span[] {
  return spans.reduce<Span[]>((done, span) => {
    const last = done.at(-1)
    return last !== undefined && last.kind === 'silent' && span.kind === 'silent'
      ? [...done.slice(0, -1), { ...last, toMs: span.toMs }] : [...done, span]
  }, [])
}

/** Marks of a kind that would cover each other become one with a count, at the first of them. */
function clustered(marks: readonly TimelineMark[]): TimelineMark[] {
  const kinds = [...Map.groupBy(marks, ({ kind }) => kind).values()]
  return kinds.flatMap(same => same.reduce<TimelineMark[]>((done, mark) => {
    const last = done.at(-1)
    return last !== undefined && mark.at - last.at < together
      ? [...done.slice(0, -1), { ...last, count: last.count + 1 }] : [...done, mark]
  }, []))
}
