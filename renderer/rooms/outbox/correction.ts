import type { OutboxBody } from '../../../shared/model/outbox.ts'
import { ProblemType } from '../../../shared/model/ticket.ts'
import type { TicketInput } from '../../../shared/model/ticket.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import { callProblem } from '../../stores/callLogs.ts'
import { problemsByField, ticketInput } from '../../stores/ticketInput.ts'
import type { TicketProblem } from '../../stores/ticketInput.ts'

/** Fields of the form in which a refused entry is corrected. */
export type CorrectionField =
  | 'subject' | 'comment' | 'problemType' | 'ip' | 'mac' | 'contactName' | 'contactPhone' | 'specifications' | 'body' | 'tags' | 'phone' | 'email' | 'ont' | 'caller'
export type Correction = Readonly<Partial<Record<CorrectionField, string>>>
export type CorrectionProblem = TicketProblem | 'body' | 'tags' | 'contactName' | 'ont' | 'call.subject' | 'call.text' | 'call.caller'

/** The fields filled in with what was written; null where there is nothing to correct. */
export function correctionOf(body: OutboxBody): Correction | null {
  switch (body.kind) {
    case 'ticket': {
      const { lineId, subject, comment, contactName, contactPhone, technicalSpecifications: specifications, problemType, additionalInfo } = body.input
      const asked = ticketFormOf(lineId)?.fields ?? {}
      return {
        subject, comment, ...(asked.contactName === undefined ? {} : { contactName }), ...(asked.contactPhone === undefined ? {} : { contactPhone }),
        specifications, ...(asked.problemType === undefined ? {} : { problemType: problemType ?? '' }),
        ...(asked.ip === undefined ? {} : { ip: additionalInfo?.ip ?? '', mac: additionalInfo?.mac ?? '' }),
      }
    }
    case 'ticketComment': return { body: body.body }
    case 'tags': return { tags: body.wanted.join(' ') }
    case 'contact': return { contactName: body.wanted.name, phone: body.wanted.phoneNumber, email: body.wanted.email ?? '' }
    case 'ont': return { ont: body.wanted }
    case 'callLog': return { subject: body.input.subject, caller: body.input.callerName, body: body.input.additionalInformation }
    default: return null
  }
}

function correctedInput(input: TicketInput, typed: Correction): TicketInput {
  const of = (field: CorrectionField): string => (typed[field] ?? '').trim()
  const { problemType: _, ...rest } = input
  const problemType = ProblemType.options.find(each => each === of('problemType'))
  return ticketInput({
    ...rest, subject: of('subject'), comment: of('comment'), contactName: of('contactName'), contactPhone: of('contactPhone'),
    technicalSpecifications: of('specifications'), additionalInfo: { ip: of('ip'), mac: of('mac'), link: input.additionalInfo?.link ?? null },
    ...(problemType === undefined ? {} : { problemType }),
  })
}

const tagPattern = /^[a-zA-Z0-9/=:_-]{1,120}$/
export const tagsIn = (typed: string): string[] => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))]

/** What is still wrong with what was typed, by field. */
export function correctionProblems(body: OutboxBody, typed: Correction): Partial<Record<CorrectionField, CorrectionProblem>> {
  const of = (field: CorrectionField): string => (typed[field] ?? '').trim()
  switch (body.kind) {
    case 'ticket': return problemsByField(correctedInput(body.input, typed))
    case 'ticketComment': return of('body') === '' || of('body').length > 10_000 ? { body: 'body' } : {}
    case 'tags': return tagsIn(of('tags')).every(tag => tagPattern.test(tag)) ? {} : { tags: 'tags' }
    case 'contact': return of('contactName') === '' ? { contactName: 'contactName' } : {}
    case 'ont': return /^[A-Z0-9-]{6,40}$/.test(of('ont').toUpperCase()) ? {} : { ont: 'ont' }
    case 'callLog': {
      const problem = callProblem({ subject: of('subject'), additionalInformation: of('body'), callerName: of('caller') })
      return problem === null ? {} : { [problem === 'text' ? 'body' : problem]: `call.${problem}` as const }
    }
    default: return {}
  }
}

/** The entry's body as corrected; the line, ticket or value it is for stays. */
export function correctedBody(body: OutboxBody, typed: Correction): OutboxBody {
  const of = (field: CorrectionField): string => (typed[field] ?? '').trim()
  switch (body.kind) {
    case 'ticket': return { ...body, input: correctedInput(body.input, typed) }
    case 'ticketComment': return { ...body, body: of('body') }
    case 'tags': return { ...body, wanted: tagsIn(of('tags')) }
    case 'contact': return {
      ...body, wanted: { name: of('contactName').slice(0, 200), phoneNumber: of('phone').slice(0, 40),
        email: of('email').slice(0, 200) || null },
    }
    case 'ont': return { ...body, wanted: of('ont').toUpperCase() }
    case 'callLog': return { ...body, input: { ...body.input, subject: of('subject'), callerName: of('caller'), additionalInformation: of('body') } }
    default: return body
  }
}
