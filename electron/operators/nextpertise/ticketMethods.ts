import type { CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readPagination } from './envelope.ts'
import { readComments, readTicket, readTickets, textAsRead } from './readTickets.ts'
import type { SystemTicket } from './readTickets.ts'
import { fieldsOf, text, wholeNumber } from '../readValue.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'
import { write } from './write.ts'

const PER_PAGE = 50
/** A thousand tickets: more than a person reads, and a bound on a system whose paging never ends. */
const PAGES_MOST = 20

export type TicketMethods = Pick<OperatorMethods,
  'ticketsOf' | 'openTickets' | 'ticketPage' | 'ticket' | 'createTicket' | 'addTicketComment' | 'setTicketSolved' | 'textAsRead'>

/** A ticket's number as requests want it. Throws OperatorFailure. */
function numberOf(id: string): number {
  const number = wholeNumber(id)
  if (number === null) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: 'id' })
  return number
}

function newestFirst(a: SystemTicket, b: SystemTicket): number {
  return (b.createdAt ?? '').localeCompare(a.createdAt ?? '')
}

/** Product class support. */
export function createTicketMethods(rpc: Rpc): TicketMethods {
  const pages = async (query: { closed: boolean; search: string | null }, context: CallContext): Promise<SystemTicket[]> => {
    const tickets = new Map<string, SystemTicket>()
    for (let page = 1; page <= PAGES_MOST;) {
      const reply = await rpc.call('list_tickets', {
        closed: query.closed, pagination: { per_page: PER_PAGE, page },
        ...(query.search === null ? {} : { filter: { search: query.search } }),
      }, context)
      for (const ticket of readTickets(reply.result)) tickets.set(ticket.id, ticket)
      const { nextPage } = readPagination(reply)
      if (nextPage === null || nextPage <= page) break
      page = nextPage
    }
    return [...tickets.values()].toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
  }

  return {
    async ticketsOf(nids, context) {
      const wanted = new Set(nids)
      const found = new Map<string, SystemTicket>()
      for (const nid of wanted) {
        for (const ticket of await pages({ closed: true, search: nid }, context)) {
          if (ticket.nid !== null && wanted.has(ticket.nid)) found.set(ticket.id, ticket)
        }
      }
      return [...found.values()].toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
    },
    async openTickets(context) {
      return (await pages({ closed: false, search: null }, context)).filter(ticket => ticket.status !== 'closed')
    },
    async ticketPage(page, context) {
      const reply = await rpc.call('list_tickets', {
        closed: true, pagination: { per_page: PER_PAGE, page }, sort: { created_at: 'DESC' },
      }, context)
      const { nextPage } = readPagination(reply)
      return {
        tickets: readTickets(reply.result).toSorted(newestFirst), nextPage: nextPage !== null && nextPage > page ? nextPage : null,
      }
    },
    async ticket(id, context) {
      const { result } = await rpc.call('get_ticket', { id: numberOf(id) }, context)
      const ticket = readTicket(result)
      if (ticket === null) throw new OperatorFailure({ kind: 'badReply', code: 'id' })
      return { ticket, comments: readComments(result) }
    },
    async createTicket(request, context) {
      const { subject, comment, reference, nid, contactName, contactPhone, technicalSpecifications, attachmentIds } = request
      const contact = { ...(contactName === null ? {} : { name: contactName }), ...(contactPhone === null ? {} : { phone: contactPhone }) }
      const { result } = await write(rpc, 'create_ticket', {
        subject, comment, reference, attachments: [...attachmentIds], ...(nid === null ? {} : { nid }),
        ...(Object.keys(contact).length === 0 ? {} : { contact }),
        ...(technicalSpecifications === null ? {} : { technical_specifications: technicalSpecifications }),
      }, context)
      const id = text(fieldsOf(result)['id'])
      if (id === null) throw missingInReply('id')
      return id
    },
    async addTicketComment(id, { body, attachmentIds }, context) {
      await write(rpc, 'update_ticket', { id: numberOf(id), comment: { body, attachments: [...attachmentIds] } }, context)
    },
    async setTicketSolved(id, solved, context) {
      await write(rpc, 'update_ticket', { id: numberOf(id), solved }, context)
    },
    textAsRead,
  }
}
