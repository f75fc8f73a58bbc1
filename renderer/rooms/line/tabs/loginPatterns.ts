import type { Level, LoginAttempt } from '../../../../shared/model/report.ts'

export type LoginPattern = {
  readonly kind: 'flapping' | 'onlyRefused' | 'nowRefused' | 'otherUser'
  readonly level: Level
  readonly count: number
  readonly username: string
}

const hourMs = 3_600_000

/** Most log-ins that succeeded within any stretch of this length. */
function mostWithin(attempts: readonly LoginAttempt[], ms: number): number {
  const moments = attempts
    .filter(attempt => attempt.status === 'ok')
    .map(attempt => Date.parse(attempt.at.utc))
    .toSorted((a, b) => a - b)
  return moments.reduce(
    (most, start) => Math.max(most, moments.filter(moment => moment >= start && moment - start <= ms).length),
    0,
  )
}

/** What stands out in a log, newest first (domain.md section 2.4: flapping is 4 log-ins in an hour or 8 in a day). */
export function loginPatterns(attempts: readonly LoginAttempt[], expectedUsername: string | null): LoginPattern[] {
  const patterns: LoginPattern[] = []
  const refused = attempts.filter(attempt => attempt.status === 'incorrect')
  const accepted = attempts.filter(attempt => attempt.status === 'ok')
  if (refused.length >= 2 && accepted.length === 0)
    patterns.push({ kind: 'onlyRefused', level: 'fault', count: refused.length, username: '' })
  else if (attempts[0]?.status === 'incorrect' && accepted.length > 0) {
    patterns.push({
      kind: 'nowRefused',
      level: 'fault',
      count: attempts.findIndex(attempt => attempt.status === 'ok'),
      username: '',
    })
  }
  const inAnHour = mostWithin(attempts, hourMs)
  const inADay = mostWithin(attempts, 24 * hourMs)
  if (inAnHour >= 4 || inADay >= 8)
    patterns.push({ kind: 'flapping', level: 'warn', count: Math.max(inAnHour, inADay), username: '' })
  const other =
    expectedUsername === null
      ? undefined
      : accepted.find(attempt => attempt.username !== null && attempt.username.toLowerCase() !== expectedUsername.toLowerCase())
  if (other !== undefined && other.username !== null)
    patterns.push({ kind: 'otherUser', level: 'warn', count: 1, username: other.username })
  return patterns
}
