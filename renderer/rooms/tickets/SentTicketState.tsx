import type { SentTicket } from '../../../shared/model/ticket.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { describeKept } from '../../parts/describeKept.ts'
import { FailureDetails } from '../../parts/FailureDetails.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import styles from './TicketDialog.module.css'

const levels = { sent: 'ok', failed: 'fault', ambiguous: 'warn', sending: 'unknown' } as const

function Why({ failure }: { failure: NonNullable<SentTicket['failure']> }) {
  const { why, says, details } = describeKept(failure, useText())
  return (
    <>
      <p className={styles.quiet}>{[why, says].filter(Boolean).join('. ')}</p>
      <FailureDetails details={details} />
    </>
  )
}

/** What became of a ticket that was sent from here: made, not made, or nobody knows and what to check. */
export function SentTicketState({ sent }: { sent: SentTicket }) {
  const text = useText()
  const params = { id: sent.ticketId ?? '–', reference: sent.reference }
  return (
    <div className={styles.result} data-state={sent.state} role="status">
      <LevelMark level={levels[sent.state]} size={22} />
      <div>
        <p>
          <strong>{text(`tickets.sent.${sent.state}.title`, params)}</strong>{' '}
          {sent.ticketId !== null && <CopyButton value={sent.ticketId} label={text('tickets.copyNumber')} />}
        </p>
        <p>{text(`tickets.sent.${sent.state}.next`, params)}</p>
        {sent.failure !== null && (
          <Why failure={sent.failure} />
        )}
      </div>
    </div>
  )
}
