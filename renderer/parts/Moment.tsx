import { useText } from '../text.tsx'
import { formatClock, formatInFull } from './localTime.ts'
import { useNow } from './useNow.ts'

/** When something happened: the time, with the date and year only where they are not today's; in full on the element. */
export function Moment({ at }: { at: string }) {
  const text = useText()
  return <time dateTime={at} title={formatInFull(at, text.language)}>{formatClock(at, text.language, useNow())}</time>
}
