import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import { useText } from '../../text.tsx'
import { conflictValue } from './entryWords.ts'
import styles from './Outbox.module.css'

/** What a change was based on, what it wants, and what stands at the system now. */
export function ConflictValues({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const { conflict, body: { kind } } = entry
  if (conflict === null || entry.state !== 'needsYou') return null
  return (
    <dl className={styles.conflict} aria-label={text('outbox.conflict.title')}>
      {(['base', 'wanted', 'present'] as const).map(which => (
        <div key={which} data-which={which}>
          <dt>{text(`outbox.conflict.${which}`)}</dt>
          <dd>{conflictValue(kind, conflict[which], text)}</dd>
        </div>
      ))}
    </dl>
  )
}
