import { z } from 'zod'
import type { TicketComment } from '../../../shared/model/ticket.ts'
import type { Operator } from '../../operators/operator.ts'
import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { normalComment } from '../commentText.ts'
import { absent, because, refused, there, type KindHandler, type Sight, type Work } from './kind.ts'

/** How many comments of the same words were on the ticket before the first attempt. */
const Mark = z.object({ same: z.number().int() })

/** How many comments of this text this account has sent to this ticket already, also those that do not show yet. */
export type SentBefore = (work: Work<'ticketComment'>) => number

/**
 * A comment is recognised by its normalised text and its author, as one more of them on the ticket than before it was first sent:
 * so times are the system's order of comments, whatever the clocks say.
 */
export function ticketCommentHandler(sentBefore: SentBefore): KindHandler<'ticketComment'> {
  const read = async ({ operator, context, ticketId }: Work<'ticketComment'>) => {
    if (operator.methods.ticket === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
    return operator.methods.ticket(ticketId, context)
  }
  const sightIn = (comments: readonly TicketComment[], mark: string | null, { body, username, operator }: Work<'ticketComment'>): Sight => {
    const same = sameWords(comments, asRead(operator, body.body))
    const before = mark === null ? 0 : Mark.parse(JSON.parse(mark)).same
    if (same.length <= before) return absent
    const newer = same.slice(before)
    const own = newer.some(({ author }) => author === null || username === null || isAuthor(author, username))
    return own ? there() : refused('sameWordsOfAnother', newer[0]?.author ?? null)
  }
  return {
    async before(work) {
      const { entry, body, operator } = work
      const { ticket, comments } = await read(work)
      const sight = entry.attempts > 0 && entry.mark !== null ? sightIn(comments, entry.mark, work) : absent
      const mark = entry.mark ?? JSON.stringify({ same: Math.max(sameWords(comments, asRead(operator, body.body)).length, sentBefore(work)) })
      if (sight.is !== 'absent') return { sight, mark }
      const closed = ticket.status === 'closed' && entry.agreed === null
      if (!closed) return { sight: absent, mark }
      return { sight: { is: 'moved', present: JSON.stringify(ticket.status), conflict: null, failure: because('ticketClosed') }, mark }
    },
    async look(work) {
      const { comments } = await read(work)
      return sightIn(comments, work.entry.mark, work)
    },
    async send({ body, operator, context, ticketId, attachmentIds }) {
      if (operator.methods.addTicketComment === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
      await operator.methods.addTicketComment(ticketId, { body: body.body, attachmentIds }, context)
      return null
    },
  }
}

/** As the adapter gives our own words back. */
const asRead = ({ methods }: Operator, text: string): string => methods.textAsRead?.(text) ?? text

function sameWords(comments: readonly TicketComment[], text: string): TicketComment[] {
  const wanted = normalComment(text)
  return comments.filter(({ body }) => normalComment(body) === wanted)
}

const isAuthor = (author: string, username: string): boolean => author.trim().toLowerCase() === username.trim().toLowerCase()
