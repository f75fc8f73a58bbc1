import type { UnsentWork } from '../../../shared/contract/privacy.ts'
import { formatClock } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { whatWords } from '../outbox/entryWords.ts'
import styles from './LostWork.module.css'

/** What is on this device only, by name: writes with their line, open visits, how many drafts. */
export function LostWork({ lost: { writes, unsent, openVisits, drafts } }: { lost: UnsentWork }) {
  const text = useText()
  const nowMs = useNow()
  if (unsent === 0 && openVisits.length === 0 && drafts === 0) return <p>{text('privacy.delete.nothingLost')}</p>
  return (
    <div className={styles.lost}>
      <p><strong>{text('privacy.delete.lost')}</strong></p>
      {unsent > 0 && (
        <>
          <h3>{text('privacy.delete.writes', { count: unsent })}</h3>
          <ul>
            {writes.map(({ id, body, lineLabel }) => <li key={id}>{whatWords(body, text)}<span>{lineLabel}</span></li>)}
            {unsent > writes.length && <li>{text('privacy.delete.more', { count: unsent - writes.length })}</li>}
          </ul>
        </>
      )}
      {openVisits.length > 0 && (
        <>
          <h3>{text('privacy.delete.visits', { count: openVisits.length })}</h3>
          <ul>
            {openVisits.map(({ id, label, startedAt }) => (
              <li key={id}>{text('privacy.delete.visitSince', { label, at: formatClock(startedAt, text.language, nowMs) })}</li>
            ))}
          </ul>
        </>
      )}
      {drafts > 0 && <h3>{text('privacy.delete.drafts', { count: drafts })}</h3>}
    </div>
  )
}
