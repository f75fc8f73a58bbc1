import { Button } from '@mantine/core'
import { Age } from '../../parts/Age.tsx'
import { ErrorNote, FailureNote } from '../../parts/FailureNote.tsx'
import type { Ticket } from '../../../shared/model/ticket.ts'
import type { TicketForm } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { TicketStatusMark } from './TicketStatusMark.tsx'
import styles from './TicketDialog.module.css'

type OtherTicketsProps = { form: TicketForm; onComment: (ticket: Ticket) => void }

/** What is already reported on the line, before a second ticket is made of the same fault. */
export function OtherTickets({ form, onComment }: OtherTicketsProps) {
  const text = useText()
  if (form.othersFailure !== null) return <ErrorNote error={form.othersFailure} />
  if (form.others === null)
    return (
      <p className={styles.quiet} role="status">
        {text('tickets.others.looking')}
      </p>
    )
  const open = form.others.tickets.filter(ticket => ticket.status !== 'solved' && ticket.status !== 'closed')
  const sent = form.others.sent.filter(each => each.entryId !== form.result?.id
    && !open.some(ticket => ticket.id === each.ticketId))
  return (
    <section className={styles.others} aria-label={text('tickets.others.title')}>
      {form.others.failure !== null && <FailureNote failure={form.others.failure} />}
      {open.length === 0 && form.others.failure === null && <p className={styles.quiet}>{text('tickets.others.none')}</p>}
      {open.length > 0 && (
        <>
          <h3>{text('tickets.others.open', { count: open.length })}</h3>
          <ul>
            {open.map(ticket => (
              <li key={ticket.id}>
                <strong>{text('tickets.number', { id: ticket.id })}</strong> {ticket.subject}{' '}
                <TicketStatusMark ticket={ticket} />
                <span className={styles.quiet}>
                  <Age at={ticket.updatedAt ?? ticket.createdAt} />
                </span>
                {form.result === null && (
                  <Button variant="subtle" aria-label={text('tickets.others.commentOf', { id: ticket.id })} onClick={() =>
                    onComment(ticket)}>
                    {text('tickets.others.comment')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{text('tickets.others.advice')}</p>
        </>
      )}
      {sent.length > 0 && (
        <ul>
          {sent.map(each => (
            <li key={each.entryId}>
              {text(`tickets.sent.${each.state}.short`)} {each.input.subject}{' '}
              <span className={styles.quiet}>
                <Age at={each.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
