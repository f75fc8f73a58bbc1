import { hashText, uuidOf } from './random.ts'
import { paged, refusals } from './method.ts'
import { UUIDS } from './line.ts'
import { bool, integer, list, nid, nullable, object, pagination, phone, required, sortBy, text } from './validate.ts'
import type { LabMethod } from './method.ts'
import type { LabTicket } from './tickets.ts'

/** As in `list_tickets`; `get_ticket` adds the comments and leaves out the requester. */
function summary(ticket: LabTicket): Record<string, unknown> {
  const { id, nid: line, reference, subject, status, created_at, updated_at, requester, comments } = ticket
  return { id, nid: line, reference, subject, description: comments[0]?.body ?? '', status, created_at, updated_at, requester }
}

function sortKey(ticket: LabTicket, key: string): string {
  return key === 'requester'
    ? ticket.requester.name
    : String(ticket[key as 'updated_at' | 'created_at' | 'id' | 'status' | 'subject'])
}

/** Methods of /support/v1. */
export const SUPPORT: Readonly<Record<string, LabMethod>> = {
  create_ticket: {
    right: 'support-c',
    params: {
      subject: required(text),
      comment: required(text),
      nid: nullable(nid),
      reference: text,
      contact: object({ phone, name: text }),
      technical_specifications: text,
      attachments: list(text),
    },
    call: ({ tickets, world, params, user }) => {
      const { nid: line, ...wish } = params as {
        subject: string
        comment: string
        nid?: string | null
        reference?: string
        attachments?: string[]
      }
      if (typeof line === 'string' && !world.byNid(line)) throw refusals.create('ticket')
      const { reference = null, attachments = [], ...rest } = wish
      return { result: { id: tickets.create({ ...rest, nid: line ?? null, reference, attachments, author: user.username }) } }
    },
  },
  get_ticket: {
    right: 'support-r',
    params: { id: required(integer) },
    call: ({ tickets, params }) => {
      const ticket = tickets.get(Number(params['id']))
      if (!ticket) throw refusals.undocumented()
      const { requester: _requester, ...rest } = summary(ticket)
      return { result: { ...rest, comments: ticket.comments } }
    },
  },
  list_tickets: {
    right: 'support-r',
    params: {
      closed: bool,
      pagination,
      filter: object({ search: text }),
      sort: sortBy('updated_at', 'created_at', 'id', 'requester', 'status', 'subject'),
    },
    call: ({ tickets, params }) => {
      const search = ((params['filter'] ?? {}) as { search?: string }).search?.toLowerCase() ?? ''
      const [order = ['updated_at', 'DESC']] = Object.entries((params['sort'] ?? {}) as Record<string, string>)
      const [key, direction] = order
      const sign = direction === 'DESC' ? -1 : 1
      const rows = tickets
        .all()
        .filter((ticket) => params['closed'] !== false || ticket.status !== 'closed')
        .filter((ticket) =>
          [ticket.subject, ticket.nid, ticket.reference, ticket.comments[0]?.body].join('\n').toLowerCase().includes(search),
        )
        .toSorted((a, b) => sign * sortKey(a, key).localeCompare(sortKey(b, key), 'nl', { numeric: true }))
      const { result } = paged('tickets', rows, params['pagination'], summary)
      const { count: _count, ...info } = (result['pagination'] ?? {}) as Record<string, unknown>
      return { result: { ...result, ...(result['pagination'] ? { pagination: info } : {}), ticket_count: rows.length } }
    },
  },
  update_ticket: {
    right: 'support-c',
    params: { id: required(integer), comment: object({ body: required(text), attachments: list(text) }), solved: bool },
    call: ({ tickets, params, user }) => {
      const comment = params['comment'] as { body: string; attachments?: string[] } | undefined
      const solved = typeof params['solved'] === 'boolean' ? params['solved'] : null
      const wanted = comment ? { body: comment.body, attachments: comment.attachments ?? [] } : null
      if (!tickets.update(Number(params['id']), user.username, wanted, solved)) throw refusals.update('ticket')
      return { result: {} }
    },
  },
}

/** Methods of /attachments/v1. The document knows the context `connection` only. */
export const ATTACHMENTS: Readonly<Record<string, LabMethod>> = {
  upload: {
    right: 'attachments-c',
    params: {
      context: required({ ...text, values: ['connection'] }),
      file: required({ ...text, pattern: /^[A-Za-z0-9+/]*={0,2}$/ }),
      filename: required(text),
      description: text,
      customer_code: { ...text, pattern: /^DB[0-9]{3,}$/ },
    },
    call: ({ tickets, params, now }) => {
      const { file, filename } = params as { file: string; filename: string }
      const uuid = uuidOf(hashText(filename + file.length), UUIDS.attachment, now() % 2 ** 31)
      tickets.attach(uuid, filename, Buffer.byteLength(file, 'base64'))
      return { result: { attachment_uuid: uuid } }
    },
  },
}
