import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import { Age } from '../../parts/Age.tsx'
import { FailureDetails } from '../../parts/FailureDetails.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { useReach } from '../line/lineStoreContext.tsx'
import { whyWords } from './entryWords.ts'
import styles from './Outbox.module.css'

/** Why an entry stands where it stands, and what the system said of it. */
export function EntryWhy({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const { why, says, details } = whyWords(entry, useReach(entry.accountId), text)
  return (
    <>
      <p className={styles.why}>{[why, says].filter(Boolean).join('. ').replaceAll('.. ', '. ')}</p>
      <FailureDetails details={details} />
    </>
  )
}

/** When it was written, how often it was tried and when it is tried next. */
export function EntryTimes({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const nowMs = useNow()
  const { state, attempts, nextAttemptAt, reference } = entry
  const next = nextAttemptAt === null || Date.parse(nextAttemptAt) <= nowMs || !(state === 'waiting' || state === 'settling')
    ? null
    : formatClock(nextAttemptAt, text.language, nowMs)
  return (
    <p className={styles.facts}>
      <span>{text('outbox.madeAt')} <Age at={entry.createdAt} /></span>
      {attempts > 0 && state !== 'sent' && <span>{text('outbox.attempts', { count: attempts })}</span>}
      {next !== null && <span>{text(state === 'settling' ? 'outbox.lookAt' : 'outbox.nextAt', { at: next })}</span>}
      {reference !== null && <span>{text('outbox.reference', { reference })}</span>}
    </p>
  )
}
