import type { LineId } from '../../../shared/model/common.ts'
import { formatRoute } from '../../app/route.ts'
import { Age } from '../../parts/Age.tsx'
import { unsentStates } from '../../stores/outbox.ts'
import { useText } from '../../text.tsx'
import { EntryState } from './EntryState.tsx'
import { whatWords } from './entryWords.ts'
import styles from './Outbox.module.css'
import { useLineEntries } from './useEntries.ts'

const shown = 3

/** What was written on this line and is not at the operator yet: a strip that leads to the outbox. */
export function LineOutbox({ lineId }: { lineId: LineId }) {
  const text = useText()
  const entries = useLineEntries(lineId, unsentStates)
  if (entries === null || entries.length === 0) return null
  const first = entries.toSorted((a, b) => Number(b.state === 'needsYou') - Number(a.state === 'needsYou')).slice(0, shown)
  return (
    <section className={styles.strip} aria-label={text('outbox.line')}>
      <h2 className="visuallyHidden">{text('outbox.line')}</h2>
      <ul>
        {first.map(({ id, state, body, createdAt }) => (
          <li key={id}>
            <a
              className={styles.stripLink} title={text('outbox.open')}
              href={formatRoute({ room: 'outbox', filter: state === 'needsYou' ? 'needsYou' : 'unsent' })}
            >
              <EntryState state={state} />
              <span className={styles.what}>{whatWords(body, text)}</span>
              <span className={styles.quiet}><Age at={createdAt} /></span>
            </a>
          </li>
        ))}
      </ul>
      {entries.length > shown && (
        <a className={styles.lineLink} href={formatRoute({ room: 'outbox', filter: 'unsent' })}>
          {text('outbox.line.more', { count: entries.length - shown })}
        </a>
      )}
    </section>
  )
}
