import { ActionIcon, Button, Loader } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import type { Ticket } from '../../../shared/model/ticket.ts'
import { Age } from '../../parts/Age.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { ExternalLink } from '../../parts/ExternalLink.tsx'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { Moment } from '../../parts/Moment.tsx'
import type { TicketsState } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { TicketStatusMark } from './TicketStatusMark.tsx'
import styles from './TicketsRoom.module.css'

type TicketDetailProps = {
  detail: NonNullable<TicketsState['detail']>
  /** What the list already says of it, shown until the whole ticket is here. */
  known: Ticket | null
  onClose: () => void
  onRetry: () => void
  onOpenLine: (lineId: LineId) => void
}

/** One ticket with its comments. */
export function TicketDetail({ detail, known, onClose, onRetry, onOpenLine }: TicketDetailProps) {
  const text = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const ticket = detail.content?.ticket ?? known
  // The system repeats the description as the first comment.
  const comments = (detail.content?.comments ?? []).filter(
    (comment, index) => index > 0 || comment.attachments.length > 0 || comment.body.trim() !== ticket?.description.trim(),
  )
  const lineId = ticket?.lineId ?? known?.lineId ?? null
  return (
    <section className={styles.detail} aria-label={text('tickets.number', { id: detail.id })}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {text('tickets.number', { id: detail.id })}
        </h2>
        <CopyButton value={detail.id} label={text('tickets.copyNumber')} />
        {ticket !== null && <TicketStatusMark status={ticket.status} />}
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
          {lineId !== null && (
            <Button variant="default" onClick={() => onOpenLine(lineId)}>
              {text('tickets.openLine')}
            </Button>
          )}
          <p className={styles.body}>{ticket.description}</p>
        </>
      )}
      {detail.failure !== null && <ErrorNote error={detail.failure} onRetry={onRetry} />}
      {detail.content === null && detail.failure === null && (
        <p role="status">
          <Loader size={16} aria-hidden /> {text('tickets.detail.loading')}
        </p>
      )}
      {detail.content !== null && (
        <>
          <h3>{text('tickets.comments', { count: comments.length })}</h3>
          <ul>
            {comments.map((comment, index) => (
              <li key={`${comment.createdAt ?? ''} ${index}`} className={styles.comment}>
                <p className={styles.rowFacts}>
                  <strong>{comment.author ?? text('tickets.author.unknown')}</strong>
                  {comment.createdAt !== null && <Moment at={comment.createdAt} />}
                </p>
                <p className={styles.body}>{comment.body}</p>
                {comment.attachments.map(attachment => (
                  <p key={attachment.name}>
                    {attachment.url === null ? (
                      attachment.name
                    ) : (
                      <ExternalLink href={attachment.url}>{attachment.name}</ExternalLink>
                    )}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
