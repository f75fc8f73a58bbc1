import type { Ticket } from '../../../shared/model/ticket.ts'
import { say } from '../../../shared/text/words.ts'
import { useText } from '../../text.tsx'
import styles from './TicketDialog.module.css'

/** State of a ticket, in a word: the system's own where it has finer ones. */
export function TicketStatusMark({ ticket: { status, systemStatus } }: { ticket: Pick<Ticket, 'status' | 'systemStatus'> }) {
  const text = useText()
  return (
    <span className={styles.status} data-status={status}>
      {systemStatus === null ? text(`tickets.status.${status}`) : say(text, `tickets.systemStatus.${systemStatus}`, systemStatus)}
    </span>
  )
}
