import { Moment } from '../../parts/Moment.tsx'
import type { TicketContent } from '../../stores/conversation.ts'
import { useText } from '../../text.tsx'
import { TicketAttachment } from './TicketAttachment.tsx'
import styles from './TicketsRoom.module.css'

/** What was said on a ticket, in order. */
export function Comments({ content: { ticket, comments } }: { content: TicketContent }) {
  const text = useText()
  // The system repeats the description as the first comment.
  const shown = comments.filter(
    (comment, index) => index > 0 || comment.attachments.length > 0 || comment.body.trim() !== ticket.description.trim(),
  )
  return (
    <>
      <h3>{text('tickets.comments', { count: shown.length })}</h3>
      <ol className={styles.comments}>
        {shown.map((comment, index) => (
          <li key={`${comment.createdAt ?? ''} ${index}`} className={styles.comment}>
            <p className={styles.rowFacts}>
              <strong>{comment.author ?? text('tickets.author.unknown')}</strong>
              {comment.createdAt !== null && <Moment at={comment.createdAt} />}
            </p>
            {comment.body.trim() !== ticket.description.trim() && <p className={styles.body}>{comment.body}</p>}
            {comment.attachments.length > 0 && (
              <ul>
                {comment.attachments.map(attachment => (
                  <TicketAttachment
                    key={`${attachment.name} ${attachment.url ?? ''}`} attachment={attachment} accountId={ticket.accountId}
                  />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
