import type { Ticket } from '../../../shared/model/ticket.ts'
import { formatRoute } from '../../app/route.ts'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import type { TicketChange } from '../../stores/ticketList.ts'
import { useText } from '../../text.tsx'
import { TicketStatusMark } from './TicketStatusMark.tsx'
import styles from './TicketsRoom.module.css'

/** One ticket of the list: what, status, which line, how old, and whether it holds news. */
export function TicketRow({ ticket, change, chosen }: { ticket: Ticket; change: TicketChange | null; chosen: boolean }) {
  const text = useText()
  const place = { at: 'system', accountId: ticket.accountId, ticketId: ticket.id } as const
  return (
    <li>
      <a className={styles.row} href={formatRoute({ room: 'tickets', ticket: place })} {...(chosen ? { 'aria-current': 'true' }
        : {})}>
        <span className={styles.rowTop}>
          <strong>{ticket.subject}</strong>
          <TicketStatusMark ticket={ticket} />
        </span>
        <span className={styles.rowFacts}>
          {change !== null && <span className={styles.news}>{text(`tickets.change.${change}`)}</span>}
          <span>{text('tickets.number', { id: ticket.id })}</span>
          {ticket.nid !== null && <span className="mono">{ticket.nid}</span>}
          {ticket.responsible !== null && <span>{text(`tickets.clock.${ticket.responsible}`)}</span>}
          <AccountMark accountId={ticket.accountId} />
          <Age at={ticket.updatedAt ?? ticket.createdAt} />
        </span>
      </a>
    </li>
  )
}
