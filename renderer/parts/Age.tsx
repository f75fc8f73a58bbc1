import { useText } from '../text.tsx'
import type { Text } from '../../shared/text/text.ts'
import styles from './Age.module.css'
import { formatClock, formatInFull } from './localTime.ts'
import { useNow } from './useNow.ts'

const minuteMs = 60_000

/** Age in words: `just now`, `5 min ago`, `3 h ago`, and the date and time from a day on. */
export function ageInWords(at: string, nowMs: number, text: Text): string {
  const minutes = Math.floor((nowMs - Date.parse(at)) / minuteMs)
  if (minutes < 1) return text('age.now')
  if (minutes < 60) return text('age.minutes', { count: minutes })
  if (minutes < 24 * 60) return text('age.hours', { count: Math.floor(minutes / 60) })
  return formatClock(at, text.language, nowMs)
}

/** How old a datum is, ticking; beyond `limitMinutes` it is marked *old*. */
export function Age({ at, limitMinutes }: { at: string | null; limitMinutes?: number }) {
  const text = useText()
  const nowMs = useNow()
  if (at === null) return <span className={styles.age}>{text('age.never')}</span>
  const isOld = limitMinutes !== undefined && nowMs - Date.parse(at) > limitMinutes * minuteMs
  return (
    <span className={styles.age}>
      <time dateTime={at} title={formatInFull(at, text.language)}>{ageInWords(at, nowMs, text)}</time>
      {isOld && <span className={styles.old}>{text('age.old')}</span>}
    </span>
  )
}
