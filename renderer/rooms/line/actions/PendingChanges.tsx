import type { OutboxEntry } from '../../../../shared/model/outbox.ts'
import { formatRoute } from '../../../app/route.ts'
import { useText } from '../../../text.tsx'
import { ConflictValues } from '../../outbox/ConflictValues.tsx'
import { EntryState } from '../../outbox/EntryState.tsx'
import { EntryWhy } from '../../outbox/EntryFacts.tsx'
import { contactText } from './values.ts'
import styles from './SiteActions.module.css'

function wantedText({ body }: OutboxEntry): string {
  switch (body.kind) {
    case 'ont': return body.wanted
    case 'contact': return contactText(body.wanted)
    case 'tags': return body.wanted.join(' ')
    default: return ''
  }
}

/** What stands at the operator, under the changes that wait to be sent, newest first. */
export function PendingChanges({ entries, present }: { entries: readonly OutboxEntry[]; present: string }) {
  const text = useText()
  const value = present === '' ? text('actions.none') : present
  if (entries.length === 0) return <span>{value}</span>
  return (
    <>
      {entries.map(entry => (
        <div key={entry.id} className={styles.pending} data-state={entry.state}>
          <div className={styles.pendingHead}>
            <strong>{wantedText(entry) === '' ? text('actions.none') : wantedText(entry)}</strong>
            <EntryState state={entry.state} />
            <a className={styles.link} href={formatRoute({ room: 'outbox', filter: entry.state === 'needsYou' ? 'needsYou' : 'unsent' })}>
              {text('outbox.open')}
            </a>
          </div>
          <EntryWhy entry={entry} />
          <ConflictValues entry={entry} />
        </div>
      ))}
      <span className={styles.quiet}>{text('actions.now', { value })}</span>
    </>
  )
}
