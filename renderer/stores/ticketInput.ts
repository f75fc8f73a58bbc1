import type { TicketDraft, TicketInput } from '../../shared/model/ticket.ts'
import { ticketFieldProblems, ticketFormOf } from '../../shared/model/ticketFields.ts'
import type { TicketField, TicketFieldProblem } from '../../shared/model/ticketFields.ts'
import { dutchPhoneNumber } from './phoneNumber.ts'

const problemOf = {
  subject: { missing: 'subjectMissing', long: 'subjectLong' }, comment: { missing: 'commentMissing', long: 'commentLong' },
  contactPhone: { wrong: 'phoneWrong', long: 'phoneWrong' }, problemType: { missing: 'problemTypeMissing' },
  ip: { wrong: 'ipWrong', long: 'ipWrong' }, mac: { wrong: 'macWrong', long: 'macWrong' },
} as const satisfies Partial<Record<TicketField, Partial<Record<TicketFieldProblem, string>>>>

type ValuesOf<T> = T extends unknown ? T[keyof T] : never
export type TicketProblem = ValuesOf<ValuesOf<typeof problemOf>>

/** What was typed as it goes out: cut and written as the system of the line takes it, and without what it does not ask for. */
export function ticketInput(draft: TicketDraft): TicketInput {
  const fields = ticketFormOf(draft.lineId)?.fields ?? {}
  const { lineId, subject, comment, technicalSpecifications, problemType, additionalInfo, subscriptionId } = draft
  const phone = fields.contactPhone === undefined ? '' : draft.contactPhone.trim()
  return {
    lineId, subject: subject.trim(), comment: comment.trim(),
    contactName: fields.contactName === undefined ? '' : draft.contactName.trim().slice(0, 200),
    contactPhone: dutchPhoneNumber(phone) ?? phone,
    technicalSpecifications: technicalSpecifications.slice(0, 20_000),
    ...(fields.problemType === undefined || problemType === undefined ? {} : { problemType }),
    ...(fields.subscriptionId === undefined || !subscriptionId ? {} : { subscriptionId }),
    ...(fields.ip === undefined || additionalInfo === undefined ? {}
      : { additionalInfo: { ...additionalInfo, ip: additionalInfo.ip.trim(), mac: additionalInfo.mac.trim() } }),
  }
}

/** What keeps a ticket from being sent as it is, by field; empty where its system takes it. */
export function problemsByField(input: TicketInput): Partial<Record<TicketField, TicketProblem>> {
  const form = ticketFormOf(input.lineId)
  const found = form === null ? {} : ticketFieldProblems(input, form)
  return Object.fromEntries(Object.entries(found).flatMap(([field, problem]) => {
    const words: Partial<Record<string, Partial<Record<string, TicketProblem>>>> = problemOf
    const named = words[field]?.[problem]
    return named === undefined ? [] : [[field, named]]
  }))
}

/** What keeps a draft from being sent, in the order of the form. */
export const ticketProblems = (draft: TicketDraft): TicketProblem[] => Object.values(problemsByField(ticketInput(draft)))
