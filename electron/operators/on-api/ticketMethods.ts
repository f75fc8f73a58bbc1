import type { Responsible } from '../../../shared/model/ticket.ts'
import type { CallContext, OperatorMethods, TicketRequest } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { wireTime } from '../readTime.ts'
import { fieldsOf, text } from '../readValue.ts'
import { readTicketList, textAsRead } from './readTickets.ts'
import { createTicketShelf } from './ticketShelf.ts'

/** An answer to a question: `missing` is 404, `unchanged` 304. `version` is its Last-Modified, `date` the system's own time of it. */
export type WireAnswer =
  | { readonly state: 'unchanged' | 'missing' }
  | { readonly state: 'here'; readonly body: unknown; readonly version: string | null; readonly date: string | null }

/** What tickets need of the wire. Paths are under the base, without slashes around them. All throw OperatorFailure. */
export type TicketWire = {
  /** `since` goes as If-Modified-Since. */
  get(request: {
    readonly name: string; readonly path: string; readonly query?: Readonly<Record<string, string>>; readonly since?: string | null
  }, context: CallContext): Promise<WireAnswer>
  /** Once, never repeated; `ambiguous` where it may have been done. Gives the body, null where there is none (204). */
  write(request: { readonly name: string; readonly method: 'POST' | 'PATCH'; readonly path: string; readonly body: unknown }, context: CallContext):
    Promise<unknown>
}

export type TicketMethods = Pick<OperatorMethods,
  'ticketsOf' | 'openTickets' | 'ticketPage' | 'ticket' | 'createTicket' | 'addTicketComment' | 'changeTicket' | 'textAsRead'>

const partyOf: Readonly<Record<Responsible, string>> = { sp: 'SP', co: 'CO' }

/**
 * Tickets of ON-API 2.6 (`/tickets`). `createdBy` is the engineer who writes them. The list is not paged and names neither line nor
 * time: what a ticket says is fetched on its own.
 */
export function createTicketMethods(wire: TicketWire, { createdBy, now }: { createdBy: string; now: () => number }): TicketMethods {
  const shelf = createTicketShelf(wire, now)
  const newestFirst = (a: { updatedAt: string | null }, b: { updatedAt: string | null }): number => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '')

  const patch = async (id: string, body: unknown, context: CallContext): Promise<void> => {
    shelf.written(id)
    try {
      await wire.write({ name: 'PATCH /tickets/{coTicketReference}', method: 'PATCH', path: `tickets/${encodeURIComponent(id)}`, body }, context)
    } finally {
      shelf.written(id)
    }
  }

  /** A part of the tickets; null where the system refuses to filter like that. */
  const filtered = async (query: Readonly<Record<string, string>>, context: CallContext) => {
    try {
      return await wire.get({ name: 'GET /tickets', path: 'tickets', query }, context)
    } catch (error) {
      if (Object.keys(query).length > 0 && error instanceof OperatorFailure && ['rejected', 'notOffered'].includes(error.data.kind)) return null
      throw error
    }
  }

  return {
    async ticketsOf(nids, context) {
      const wanted = new Set(nids)
      return (await shelf.look(context)).map(({ ticket }) => ticket).filter(({ nid }) => nid !== null && wanted.has(nid)).toSorted(newestFirst)
    },
    async openTickets(context) {
      return (await shelf.look(context)).map(({ ticket }) => ticket).filter(({ status }) => status !== 'closed').toSorted(newestFirst)
    },
    /**
     * First those made since, which is short where the system filters; then the whole list, because nothing rests on a filter; then
     * the closed ones where that list had none. Without times of creation: the list has no order.
     */
    async ticketPage(page, { since = null, ...context }) {
      const steps = [...(since === null ? [] : [{ created: wireTime(since) }]), {}, { status: 'CLOSED' }]
      const query: Readonly<Record<string, string>> = steps[page - 1] ?? {}
      const reply = await filtered(query, context)
      const tickets = reply?.state === 'here' ? readTicketList(reply.body).map(({ ticket }) => ticket) : []
      const hasClosed = Object.keys(query).length === 0 && tickets.some(({ status }) => status === 'closed')
      const at = reply?.state === 'here' && reply.date !== null ? Date.parse(reply.date) : Number.NaN
      return {
        tickets: tickets.map(({ id, reference }) => ({ id, reference, createdAt: null })),
        nextPage: hasClosed || page >= steps.length ? null : page + 1, asOf: Number.isNaN(at) ? null : new Date(at).toISOString(),
      }
    },
    ticket: (id, context) => shelf.fetch(id, context),
    async createTicket(request, context) {
      shelf.made()
      let reply: unknown
      try {
        reply = await wire.write({ name: 'POST /tickets', method: 'POST', path: 'tickets', body: bodyOf(request, createdBy) }, context)
      } catch (error) {
        // 409: it has something like it, which may be this very ticket of an attempt before.
        if (!(error instanceof OperatorFailure) || error.data.kind !== 'rejected' || error.data.code !== 'HTTP 409') throw error
        throw new OperatorFailure(error.data, { ambiguous: true, cause: error })
      } finally {
        shelf.made()
      }
      const id = text(fieldsOf(reply)['coticketreference'])
      if (id === null) throw new OperatorFailure({ kind: 'badReply', code: 'coTicketReference' }, { ambiguous: true })
      return id
    },
    addTicketComment: (id, { body }, context) => patch(id, { comment: { message: body, createdBy } }, context),
    changeTicket: (id, { status, responsible }, context) => patch(id, {
      ...(status === null ? {} : { status }), ...(responsible === null ? {} : { responsible: partyOf[responsible] }),
    }, context),
    textAsRead,
  }
}

/** A new ticket as the document has it; technical specifications go below the description, which is all there is for words. */
function bodyOf({ nid, subject, comment, reference, technicalSpecifications, ofAccess }: TicketRequest, createdBy: string): Record<string, unknown> {
  if (nid === null) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: 'accessId' })
  const { ip = '', mac = '', link = null } = ofAccess?.additionalInfo ?? {}
  return {
    spTicketReference: reference, accessId: nid, createdBy, heading: subject,
    description: [comment, technicalSpecifications ?? ''].filter(Boolean).join('\n\n'), problemType: ofAccess?.problemType ?? 'OTHER',
    additionalInfo: { ...(ip === '' ? {} : { ip }), ...(mac === '' ? {} : { mac }), ...(link === null ? {} : { link }) },
    ...(ofAccess?.subscriptionId ? { subscriptionId: ofAccess.subscriptionId } : {}),
  }
}
