import { ActionIcon, Button, Loader } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LineId } from '../../../shared/model/common.ts'
import type { OutboxState } from '../../../shared/model/outbox.ts'
import type { SentTicket, Ticket } from '../../../shared/model/ticket.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import { goTo } from '../../app/route.ts'
import type { TicketPlace } from '../../app/route.ts'
import { useClient } from '../../clientContext.tsx'
import { Age } from '../../parts/Age.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { createConversation, notOnTicket, writtenFor } from '../../stores/conversation.ts'
import { useText } from '../../text.tsx'
import { useLineEntries } from '../outbox/useEntries.ts'
import { WrittenEntry } from '../outbox/WrittenEntry.tsx'
import { AccessFacts } from './AccessFacts.tsx'
import { CommentForm } from './CommentForm.tsx'
import { Comments } from './Comments.tsx'
import { SetActions } from './SetActions.tsx'
import { SolveActions } from './SolveActions.tsx'
import { TicketStatusMark } from './TicketStatusMark.tsx'
import styles from './TicketsRoom.module.css'

const everyState: readonly OutboxState[] = ['waiting', 'sending', 'settling', 'needsYou', 'sent']

type TicketDetailProps = {
  place: TicketPlace
  /** What the list already says of it, shown until the whole ticket is here. */
  known: Ticket | null
  /** The ticket as it was written here, where it was. */
  sent: SentTicket | null
  onSeen: () => void
  onClose: () => void
  onOpenLine: (lineId: LineId) => void
}

/** One ticket as a conversation: what it says, what waits for it, its comments, and the next one. */
export function TicketDetail({ place, known, sent, onSeen, onClose, onOpenLine }: TicketDetailProps) {
  const text = useText()
  const client = useClient()
  const [conversation] = useState(() => createConversation(client, place))
  const { content, contentAt, loading, failure, body, sendFailure } = useStore(conversation)
  const heading = useRef<HTMLHeadingElement>(null)
  const ticket = content?.ticket ?? known
  const lineId = ticket?.lineId ?? sent?.lineId ?? null
  const form = lineId === null ? null : ticketFormOf(lineId)
  const entries = useLineEntries(lineId, everyState)
  const own = place.at === 'outbox' ? entries?.find(({ id }) => id === place.entryId) ?? null : null
  const written = writtenFor(place, entries ?? [])
  const waiting = notOnTicket(written, contentAt)
  // What was sent since shows on the ticket now: look again.
  const sentSince = entries === null ? null : written.filter(({ state }) => state === 'sent').map(({ id }) => id).join()
  useEffect(() => heading.current?.focus(), [])
  const becameId = place.at === 'outbox' ? own?.remoteId ?? sent?.ticketId ?? null : null
  const accountId = own?.accountId ?? sent?.accountId ?? null
  useEffect(() => {
    if (becameId !== null && accountId !== null) goTo({ room: 'tickets',
      ticket: { at: 'system', accountId, ticketId: becameId } })
  }, [becameId, accountId])
  useEffect(() => void conversation.loadFor(sentSince).then(onSeen), [conversation, onSeen, sentSince])
  useEffect(() => {
    if (lineId !== null) void conversation.begin(lineId)
  }, [conversation, lineId])
  useEffect(() => {
    const keep = (): void => void conversation.keep()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [conversation])
  const title = place.at === 'system' ? text('tickets.number', { id: place.ticketId })
    : sent?.input.subject ?? text('outbox.what.thisTicket')
  const closed = ticket?.status === 'closed'
  // What is being typed while the operator closes the ticket stays, to be sent all the same or taken elsewhere.
  const keepsForm = !closed || (body !== null && body !== '')
  return (
    <section className={styles.detail} aria-label={title}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {place.at === 'system' && <CopyButton value={place.ticketId} label={text('tickets.copyNumber')} />}
        {ticket !== null && <TicketStatusMark ticket={ticket} />}
        <span className={styles.gap} />
        <ActionIcon aria-label={text('tickets.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {ticket !== null && (
        <>
          <p className={styles.subject}>{ticket.subject}</p>
          <p className={styles.rowFacts}>
            {ticket.reference !== null && <span>{text('tickets.reference', { reference: ticket.reference })}</span>}
            {ticket.requester !== null && <span>{ticket.requester}</span>}
            <span>
              {text('tickets.created')} <Age at={ticket.createdAt} />
            </span>
            <span>
              {text('tickets.updated')} <Age at={ticket.updatedAt} />
            </span>
          </p>
        </>
      )}
      {(lineId !== null || place.at === 'system') && (
        <div className={styles.actions}>
          {lineId !== null && (
            <Button variant="default" onClick={() => onOpenLine(lineId)}>
              {text('tickets.openLine')}
            </Button>
          )}
          {place.at === 'system' && (
            <Button
              variant="subtle" leftSection={<IconRefresh size={18} aria-hidden />} disabled={loading} onClick={() =>
                void conversation.load()}
            >
              {text('tickets.refreshOne')}
            </Button>
          )}
          {ticket !== null && lineId !== null && body !== null && (form?.change === 'statusAndResponsible'
            ? <SetActions conversation={conversation} ticket={ticket} />
            : <SolveActions conversation={conversation} ticket={ticket} />)}
        </div>
      )}
      {ticket !== null && <AccessFacts ticket={ticket} />}
      {ticket !== null && <p className={styles.body}>{ticket.description}</p>}
      {own !== null && (
        <>
          <p>{text('tickets.waiting')}</p>
          <WrittenEntry entry={own} withContent />
        </>
      )}
      {failure !== null && <ErrorNote error={failure} onRetry={() => void conversation.load()} />}
      {loading && content === null && (
        <p role="status">
          <Loader size={16} aria-hidden /> {text('tickets.detail.loading')}
        </p>
      )}
      {waiting.length > 0 && (
        <section className={styles.waiting} aria-label={text('tickets.pending')}>
          <h3>{text('tickets.pending')}</h3>
          {waiting.map(entry => (
            <WrittenEntry key={entry.id} entry={entry} withContent />
          ))}
        </section>
      )}
      {content !== null && <Comments content={content} />}
      {closed && <p className={styles.quiet}>{text('tickets.comment.closed')}</p>}
      {lineId === null && ticket !== null && <p className={styles.quiet}>{text('tickets.comment.noLine')}</p>}
      {lineId !== null && keepsForm && <CommentForm conversation={conversation} takesFiles={form?.files === true} />}
      {!keepsForm && sendFailure !== null && <ErrorNote error={sendFailure} />}
    </section>
  )
}
