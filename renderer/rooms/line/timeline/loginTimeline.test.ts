import { describe, expect, it } from 'vitest'
import type { LoginAttempt, Report } from '../../../../shared/model/report.ts'
import { loginTimeline, rangesOf, startRange } from './loginTimeline.ts'

const toUtc = '2026-11-21T14:00:00.000Z'
const ago = (minutes: number): string => new Date(Date.parse(toUtc) - minutes * 60_000).toISOString()
type Attempt = readonly [minutes: number, status: LoginAttempt['status']]
const logins = (days: number, ...attempts: readonly Attempt[]): NonNullable<Report['logins']> => ({
  after: ago(days * 1440),
  attempts: attempts.map(([minutes, status]) => (
    { at: { utc: ago(minutes), zone: 'given', text: '' }, status, rawStatus: status, username: null }
  )),
})
const over = (log: NonNullable<Report['logins']>, online: 'online' | 'offline' | 'unknown', ...statusChanges: string[]) =>
  ({ logins: log, toUtc, online, statusChanges })
const told = (line: ReturnType<typeof loginTimeline>) =>
  line.stretches.map(({ kind, from, to, dropped }) => `${kind} ${from}-${to}${dropped ? ' dropped' : ''}`)

describe('loginTimeline', () => {
  it.each([
    ['nothing arrives', logins(1), 'offline', ['silent 0-100']],
    ['a session that stands', logins(1, [720, 'ok']), 'online', ['silent 0-50', 'session 50-100']],
    ['a session of unknown end', logins(1, [720, 'ok']), 'offline', ['silent 0-50', 'maybe 50-100']],
    [
      'a session that dropped before the next', logins(1, [720, 'ok'], [360, 'ok']), 'online',
      ['silent 0-50', 'maybe 50-75 dropped', 'session 75-100'],
    ],
    [
      'refused after it worked', logins(1, [720, 'ok'], [360, 'incorrect'], [180, 'incorrect']), 'offline',
      ['silent 0-50', 'maybe 50-75 dropped', 'silent 75-100'],
    ],
    ['only refused', logins(1, [720, 'incorrect']), 'offline', ['silent 0-100']],
  ] as const)('%s', (_, log, online, stretches) => {
    expect(told(loginTimeline(over(log, online), 'all'))).toEqual(stretches)
  })

  it('ends a session where line or box changed state, while there is none now', () => {
    const line = loginTimeline(over(logins(1, [720, 'ok']), 'offline', ago(360), ago(1000)), 'all')
    expect(told(line)).toEqual(['silent 0-50', 'session 50-75 dropped', 'silent 75-100'])
    expect(line.marks.map(({ kind, at }) => [kind, at])).toEqual([['accepted', 50], ['statusChange', 75]])
    expect(line).toMatchObject({ accepted: 1, refused: 0, drops: 1 })
  })

  it('counts marks that would cover each other', () => {
    const log = logins(7, [1, 'incorrect'], [5, 'incorrect'], [9, 'incorrect'], [5000, 'ok'])
    const line = loginTimeline(over(log, 'offline'), 'all')
    expect(line.marks.map(({ kind, count }) => [kind, count])).toEqual([['accepted', 1], ['refused', 3]])
  })

  it('knows in a shorter range that a session stood when it begins', () => {
    const log = logins(7, [5000, 'ok'])
    expect(told(loginTimeline(over(log, 'online'), 'day'))).toEqual(['session 0-100'])
  })

  it('leaves out what has no time or lies after the end', () => {
    const log = logins(1, [-60, 'ok'], [60, 'incorrect'])
    const timeless: LoginAttempt = { at: { utc: 'never', zone: 'given', text: '' }, status: 'ok', rawStatus: 'ok', username: null }
    const broken: typeof log = { ...log, attempts: [...log.attempts, timeless] }
    expect(loginTimeline(over(broken, 'offline'), 'all')).toMatchObject({ accepted: 0, refused: 1 })
  })
})

describe('ranges', () => {
  it.each([
    ['three in an hour', logins(7, [1, 'ok'], [10, 'ok'], [20, 'ok']), 'hour'],
    ['two in a day', logins(7, [100, 'ok'], [300, 'ok']), 'day'],
    ['one', logins(7, [100, 'ok']), 'all'],
    ['a window of an hour', logins(1 / 24, [1, 'ok'], [10, 'ok'], [20, 'ok']), 'all'],
  ] as const)('%s', (_, log, range) => {
    expect(startRange({ logins: log, toUtc })).toBe(range)
  })

  it('offers only ranges shorter than the window', () => {
    expect(rangesOf({ logins: logins(7), toUtc })).toEqual(['hour', 'day', 'all'])
    expect(rangesOf({ logins: logins(1), toUtc })).toEqual(['hour', 'all'])
  })
})
