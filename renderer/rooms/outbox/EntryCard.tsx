import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import { formatRoute } from '../../app/route.ts'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { useText } from '../../text.tsx'
import { ConflictValues } from './ConflictValues.tsx'
import { EntryActions } from './EntryActions.tsx'
import { EntryTimes, EntryWhy } from './EntryFacts.tsx'
import { EntryState } from './EntryState.tsx'
import { contentOf, filesOf, whatWords } from './entryWords.ts'
import styles from './Outbox.module.css'

/** One write: what, for which line, where it stands and why, and what can be done about it. */
export function EntryCard({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const what = whatWords(entry.body, text)
  const content = contentOf(entry.body)
  const files = filesOf(entry.body)
  return (
    <li className={styles.entry} data-state={entry.state} aria-label={what}>
      <div className={styles.entryHead}>
        <strong className={styles.what}>{what}</strong>
        <EntryState state={entry.state} />
      </div>
      <p className={styles.facts}>
        {entry.lineId === null ? <span>{entry.lineLabel}</span>
          : <a className={styles.lineLink} href={formatRoute({ room: 'line', lineId: entry.lineId })}>{entry.lineLabel}</a>}
        <AccountMark accountId={entry.accountId} />
        {files > 0 && <span>{text('outbox.files', { count: files })}</span>}
      </p>
      <EntryWhy entry={entry} />
      <ConflictValues entry={entry} />
      <EntryTimes entry={entry} />
      {content !== '' && (
        <details className={styles.content}>
          <summary>{text('outbox.text')}</summary>
          <p>{content}</p>
          <CopyButton value={content} label={text('outbox.text')} />
        </details>
      )}
      <EntryActions entry={entry} />
    </li>
  )
}
