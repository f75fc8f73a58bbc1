import { Button } from '@mantine/core'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { SentTicketState } from '../../tickets/SentTicketState.tsx'
import { TicketStatusMark } from '../../tickets/TicketStatusMark.tsx'
import { PartFrame } from '../PartFrame.tsx'
import styles from './Tabs.module.css'

/** Open tickets on this line, and those sent from here with what became of them. */
export function TicketsTab({ view, onCreateTicket }: { view: LineView; onCreateTicket: () => void }) {
  const text = useText()
  const part = view.parts.find(each => each.part === 'tickets')
  const isKnown = part?.state === 'fresh' || part?.state === 'cached'
  const known = new Set(view.tickets.map(ticket => ticket.id))
  const sent = view.sentTickets.filter(each => each.ticketId === null || !known.has(each.ticketId))
  return (
    <PartFrame part="tickets" title={text('line.tab.tickets')}>
      {view.tickets.length === 0 && isKnown && <p className={styles.quiet}>{text('tickets.others.none')}</p>}
      <ul className={styles.list}>
        {view.tickets.map(ticket => (
          <li key={`${ticket.accountId} ${ticket.id}`} className={styles.historyItem}>
            <details>
              <summary>
                <strong>{text('tickets.number', { id: ticket.id })}</strong>
                <TicketStatusMark status={ticket.status} />
                <span>{ticket.subject}</span>
                <span className={styles.quiet}>
                  <Age at={ticket.updatedAt ?? ticket.createdAt} />
                </span>
              </summary>
              <p className={styles.remark}>{ticket.description}</p>
            </details>
          </li>
        ))}
      </ul>
      {sent.map(each => (
        <div key={each.entryId}>
          <p>{each.input.subject}</p>
          <SentTicketState sent={each} />
        </div>
      ))}
      <p>
        <Button variant="default" onClick={onCreateTicket}>
          {text('tickets.form.another')}
        </Button>
      </p>
    </PartFrame>
  )
}
