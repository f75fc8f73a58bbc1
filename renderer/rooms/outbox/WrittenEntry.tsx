import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import { useText } from '../../text.tsx'
import { ConflictValues } from './ConflictValues.tsx'
import { EntryActions } from './EntryActions.tsx'
import { EntryTimes, EntryWhy } from './EntryFacts.tsx'
import { EntryState } from './EntryState.tsx'
import { contentOf, filesOf, whatWords } from './entryWords.ts'
import styles from './Outbox.module.css'

/** A write where it was made: its state, why, and what can be done, without leaving the place. */
export function WrittenEntry({ entry, withContent = false }: { entry: OutboxEntry; withContent?: boolean }) {
  const text = useText()
  const content = withContent ? contentOf(entry.body) : ''
  const files = filesOf(entry.body)
  return (
    <div className={styles.entry} data-state={entry.state}>
      <div className={styles.entryHead}>
        <strong className={styles.what}>{whatWords(entry.body, text)}</strong>
        <span role="status"><EntryState state={entry.state} /></span>
      </div>
      {content !== '' && <p className={styles.written}>{content}</p>}
      {files > 0 && <p className={styles.facts}>{text('outbox.files', { count: files })}</p>}
      <EntryWhy entry={entry} />
      <ConflictValues entry={entry} />
      <EntryTimes entry={entry} />
      <EntryActions entry={entry} />
    </div>
  )
}
