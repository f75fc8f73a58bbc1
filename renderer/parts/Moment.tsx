import { useText } from '../text.tsx'
import { formatClock, formatInFull } from './localTime.ts'
import styles from './Moment.module.css'
import { useNow } from './useNow.ts'

/** When something happened: the time, with the date and year only where they are not today's; in full on the element. */
export function Moment({ at }: { at: string }) {
  const text = useText()
  const nowMs = useNow()
  return (
    <time className={styles.moment} dateTime={at} title={formatInFull(at, text.language)}>
      {formatClock(at, text.language, nowMs)}
    </time>
  )
}
