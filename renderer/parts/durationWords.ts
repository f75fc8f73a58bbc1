import type { Text } from '../../shared/text/text.ts'

/** `25 min`, `1 h 25 min`. */
export function durationWords(text: Text, minutes: number): string {
  return minutes < 60 ? text('visits.minutes', { minutes }) : text('visits.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
