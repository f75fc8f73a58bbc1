import { IconCircleCheckFilled, IconClockHour4, IconSend, IconTrash, IconZoomQuestion } from '@tabler/icons-react'
import type { OutboxState } from '../../../shared/model/outbox.ts'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { levelOf } from './entryWords.ts'
import styles from './Outbox.module.css'

const icons = { waiting: IconClockHour4, sending: IconSend, settling: IconZoomQuestion, sent: IconCircleCheckFilled,
  discarded: IconTrash }

/** Where a write stands, by shape and word. */
export function EntryState({ state }: { state: OutboxState }) {
  const text = useText()
  const Icon = state === 'needsYou' ? null : icons[state]
  return (
    <span className={styles.state} data-level={levelOf[state]}>
      {Icon === null ? <LevelMark level="fault" size={18} /> : <Icon size={18} stroke={1.75} aria-hidden />}
      {text(`outbox.state.${state}`)}
    </span>
  )
}
