import { systemKindOf } from './common.ts'
import type { SystemKind } from './common.ts'
import { dutchPhonePattern } from './dutchPhone.ts'
import type { TicketInput } from './ticket.ts'

/** What may be asked for in a new ticket. `ip`, `mac` and `link` are the additional information of ON-API. */
export type TicketField =
  | 'subject' | 'comment' | 'contactName' | 'contactPhone' | 'technicalSpecifications' | 'problemType' | 'subscriptionId' | 'ip' | 'mac' | 'link'

export type TicketFieldRule = { readonly most: number; readonly required?: true; readonly pattern?: RegExp }

/** What the tickets of one kind of system take. */
export type TicketForm = {
  /** A field that is missing here is not asked for and not sent. */
  readonly fields: Readonly<Partial<Record<TicketField, TicketFieldRule>>>
  /** Whether files can go along with a ticket or a comment. */
  readonly files: boolean
  /** How a ticket is changed: solved and opened again, or by its status and whose clock runs. */
  readonly change: 'solved' | 'statusAndResponsible'
}

// Limits of words are Lineside's own: no document names any.
const words = { subject: { most: 200, required: true }, comment: { most: 10_000, required: true }, technicalSpecifications: { most: 20_000 } } as const

/** One IPv4 or IPv6 address, or a prefix. */
const ipPattern = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?:\/\d{1,3})?$/i
const macPattern = /^(?:[\da-f]{2}[:-]?){5}[\da-f]{2}$|^(?:[\da-f]{4}\.){2}[\da-f]{4}$/i

/**
 * What a new ticket asks for, by kind of system; null where it has no tickets. Nextpertise: document, create_ticket. ON-API 2.6:
 * document and specification, POST /tickets (technical specifications go below the description; it knows no contact and no files).
 */
export const ticketForms: Readonly<Record<SystemKind, TicketForm | null>> = {
  nextpertise: {
    fields: { ...words, contactName: { most: 200 }, contactPhone: { most: 60, pattern: dutchPhonePattern } },
    files: true, change: 'solved',
  },
  onApi: {
    fields: {
      ...words, problemType: { most: 20, required: true }, subscriptionId: { most: 200 }, ip: { most: 60, pattern: ipPattern },
      mac: { most: 40, pattern: macPattern }, link: { most: 5 },
    },
    files: false, change: 'statusAndResponsible',
  },
  reseller: null,
  telecomx: null,
}

/** What tickets take at the system of a key or of a line's id, both of which begin with its kind. */
export const ticketFormOf = (of: string): TicketForm | null => ticketForms[systemKindOf(of)]

type Filled = Omit<TicketInput, 'lineId'>

/** A ticket's fields as text; empty where nothing is in them. */
export function ticketValues({ additionalInfo, problemType, subscriptionId, ...rest }: Filled): Record<TicketField, string> {
  return {
    subject: rest.subject, comment: rest.comment, contactName: rest.contactName, contactPhone: rest.contactPhone,
    technicalSpecifications: rest.technicalSpecifications, problemType: problemType ?? '', subscriptionId: subscriptionId ?? '',
    ip: additionalInfo?.ip ?? '', mac: additionalInfo?.mac ?? '', link: additionalInfo?.link?.toString() ?? '',
  }
}

/** What keeps a field from being sent. */
export type TicketFieldProblem = 'missing' | 'long' | 'wrong'

/** The fields that cannot be sent as they are; those not asked for are never among them. */
export function ticketFieldProblems(filled: Filled, { fields }: TicketForm): Partial<Record<TicketField, TicketFieldProblem>> {
  const values = ticketValues(filled)
  const problems: Partial<Record<TicketField, TicketFieldProblem>> = {}
  for (const [field, rule] of Object.entries(fields) as [TicketField, TicketFieldRule][]) {
    const value = values[field].trim()
    if (value === '') {
      if (rule.required === true) problems[field] = 'missing'
    } else if (value.length > rule.most) problems[field] = 'long'
    else if (rule.pattern?.test(value) === false) problems[field] = 'wrong'
  }
  return problems
}
