import type { Text } from '../../../../shared/text/text.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A length of time in the words one would say it in: `40 s`, `12 min`, `3 h 5 min`, `12 days`. */
export function spanWords(text: Text, ms: number): string {
  if (ms < minuteMs) return text('access.span.seconds', { count: Math.max(0, Math.floor(ms / 1000)) })
  if (ms < hourMs) return text('access.span.minutes', { count: Math.floor(ms / minuteMs) })
  if (ms < 2 * dayMs) {
    const minutes = Math.floor(ms % hourMs / minuteMs)
    const hours = text('access.span.hours', { count: Math.floor(ms / hourMs) })
    return minutes === 0 || ms >= dayMs ? hours : `${hours} ${text('access.span.minutes', { count: minutes })}`
  }
  return text('access.span.days', { count: Math.floor(ms / dayMs) })
}
