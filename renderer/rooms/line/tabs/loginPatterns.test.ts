import { describe, expect, it } from 'vitest'
import type { LoginAttempt } from '../../../../shared/model/report.ts'
import { loginPatterns } from './loginPatterns.ts'

const attempts = (...rows: readonly (readonly [string, LoginAttempt['status']])[]): LoginAttempt[] =>
  rows.map(([clock, status]) => {
    const utc = `2026-11-21T${clock}:00.000Z`
    return { at: { utc, zone: 'given', text: utc }, status, rawStatus: status, username: 'a@b' }
  })
const kinds = (rows: LoginAttempt[], user: string | null = 'a@b'): string[] =>
  loginPatterns(rows, user).map(pattern => pattern.kind)

describe('loginPatterns', () => {
  it('finds nothing in a quiet log', () => expect(kinds(attempts(['14:00', 'ok'], ['02:00', 'ok']))).toEqual([]))
  it('marks four log-ins in an hour', () => {
    expect(kinds(attempts(['14:50', 'ok'], ['14:35', 'ok'], ['14:20', 'ok'], ['14:00', 'ok']))).toEqual(['flapping'])
  })
  it('tells a password that never worked from one that stopped working', () => {
    expect(kinds(attempts(['14:50', 'incorrect'], ['14:35', 'incorrect']))).toEqual(['onlyRefused'])
    expect(kinds(attempts(['14:50', 'incorrect'], ['10:35', 'ok']))).toEqual(['nowRefused'])
  })
  it('marks a log-in as somebody else, whatever the case of the letters', () => {
    expect(kinds(attempts(['14:00', 'ok']), 'c@d')).toEqual(['otherUser'])
    expect(kinds(attempts(['14:00', 'ok']), 'A@B')).toEqual([])
  })
})
