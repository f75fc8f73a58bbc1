import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import { lineOfSnapshot } from '../../lines/lineSnapshot.ts'
import type { TicketLook } from '../ticketLook.ts'
import { absent, refused, there, type KindHandler, type Work } from './kind.ts'

/**
 * A ticket is recognised by its reference, which is unique without a network. Its mark is when the newest ticket was made that was
 * known before it was sent, or when the system last answered, by its own clock: this one is no older.
 */
export function ticketHandler(look: TicketLook): KindHandler<'ticket'> {
  return {
    async before({ entry, operator, context }) {
      return { sight: absent, mark: entry.mark ?? await look.newestMade(entry.accountId, operator, context) }
    },
    async look({ entry, operator, context }) {
      if (operator.methods.ticketPage === undefined || entry.reference === null) return refused('notRecognised')
      const reference = operator.methods.textAsRead?.(entry.reference) ?? entry.reference
      const { ticketId, complete } = await look.find(entry.accountId, { reference, since: entry.mark }, operator, context)
      if (ticketId !== null) return there(ticketId)
      return complete ? absent : refused('notRecognised')
    },
    async send({ entry, body: { input }, operator, context, attachmentIds }: Work<'ticket'>) {
      const create = operator.methods.createTicket
      if (create === undefined || entry.reference === null) throw new OperatorFailure({ kind: 'notOffered' })
      const asked = ticketFormOf(operator.system)?.fields ?? {}
      const { ip = '', mac = '', link = null } = input.additionalInfo ?? {}
      return create({
        nid: lineOfSnapshot(entry.snapshot, entry.createdAt)?.nativeId ?? null, subject: input.subject, comment: input.comment,
        reference: entry.reference, contactName: (asked.contactName && input.contactName) || null,
        contactPhone: (asked.contactPhone && input.contactPhone) || null,
        technicalSpecifications: input.technicalSpecifications || null, attachmentIds,
        ...(asked.problemType === undefined ? {} : { ofAccess: {
          problemType: input.problemType ?? null, subscriptionId: input.subscriptionId || null,
          additionalInfo: { ip: ip.trim(), mac: mac.trim(), link },
        } }),
      }, context)
    },
  }
}
