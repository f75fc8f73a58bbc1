import { Button } from '@mantine/core'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { OutboxState } from '../../../../shared/model/outbox.ts'
import { ticketFormOf } from '../../../../shared/model/ticketFields.ts'
import { formatRoute } from '../../../app/route.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { useLineEntries } from '../../outbox/useEntries.ts'
import { WrittenEntry } from '../../outbox/WrittenEntry.tsx'
import { TicketStatusMark } from '../../tickets/TicketStatusMark.tsx'
import { PartFrame } from '../PartFrame.tsx'
import styles from './Tabs.module.css'

const kept: readonly OutboxState[] = ['waiting', 'sending', 'settling', 'needsYou', 'sent']

/** Open tickets on this line, and those written here with what became of them. */
export function TicketsTab({ view, onCreateTicket }: { view: LineView; onCreateTicket: () => void }) {
  const text = useText()
  const part = view.parts.find(each => each.part === 'tickets')
  const isKnown = part?.state === 'fresh' || part?.state === 'cached'
  const known = new Set(view.tickets.map(ticket => ticket.id))
  const written = useLineEntries(view.line.id, kept) ?? []
  const tickets = written.filter(({ body, remoteId }) => body.kind === 'ticket' && (remoteId === null || !known.has(remoteId)))
  return (
    <PartFrame part="tickets" title={text('line.tab.tickets')}>
      {view.tickets.length === 0 && isKnown && <p className={styles.quiet}>{text('tickets.others.none')}</p>}
      <ul className={styles.list}>
        {view.tickets.map(ticket => (
          <li key={`${ticket.accountId} ${ticket.id}`} className={styles.ticket}>
            <a href={formatRoute({ room: 'tickets',
              ticket: { at: 'system', accountId: ticket.accountId, ticketId: ticket.id } })}>
              <strong>{text('tickets.number', { id: ticket.id })}</strong> {ticket.subject}
            </a>
            <TicketStatusMark ticket={ticket} />
            <span className={styles.quiet}>
              <Age at={ticket.updatedAt ?? ticket.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {tickets.map(entry => (
        <WrittenEntry key={entry.id} entry={entry} />
      ))}
      {ticketFormOf(view.line.system) !== null && (
        <p>
          <Button variant="default" onClick={onCreateTicket}>
            {text('tickets.form.another')}
          </Button>
        </p>
      )}
    </PartFrame>
  )
}
