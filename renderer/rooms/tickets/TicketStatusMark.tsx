import type { TicketStatus } from '../../../shared/model/ticket.ts'
import { useText } from '../../text.tsx'
import styles from './TicketDialog.module.css'

/** State of a ticket, in a word. */
export function TicketStatusMark({ status }: { status: TicketStatus }) {
  const text = useText()
  return (
    <span className={styles.status} data-status={status}>
      {text(`tickets.status.${status}`)}
    </span>
  )
}
