import type { OutboxBody } from '../../../shared/model/outbox.ts'
import { dutchPhoneNumber } from '../../stores/phoneNumber.ts'

/** Fields of the form in which a refused entry is corrected. */
export type CorrectionField =
  | 'subject' | 'comment' | 'contactName' | 'contactPhone' | 'specifications' | 'body' | 'tags' | 'phone' | 'email' | 'ont'
export type Correction = Readonly<Partial<Record<CorrectionField, string>>>
export type CorrectionProblem =
  | 'subjectMissing' | 'subjectLong' | 'commentMissing' | 'commentLong' | 'phoneWrong' | 'body' | 'tags' | 'contactName' | 'ont'

/** The fields filled in with what was written; null where there is nothing to correct. */
export function correctionOf(body: OutboxBody): Correction | null {
  switch (body.kind) {
    case 'ticket': {
      const { subject, comment, contactName, contactPhone, technicalSpecifications: specifications } = body.input
      return { subject, comment, contactName, contactPhone, specifications }
    }
    case 'ticketComment': return { body: body.body }
    case 'tags': return { tags: body.wanted.join(' ') }
    case 'contact': return { contactName: body.wanted.name, phone: body.wanted.phoneNumber, email: body.wanted.email ?? '' }
    case 'ont': return { ont: body.wanted }
    default: return null
  }
}

const tagPattern = /^[a-zA-Z0-9/=:_-]{1,120}$/
export const tagsIn = (typed: string): string[] => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))]

/** What is still wrong with what was typed, by field. */
export function correctionProblems(body: OutboxBody, typed: Correction): Partial<Record<CorrectionField, CorrectionProblem>> {
  const of = (field: CorrectionField): string => (typed[field] ?? '').trim()
  switch (body.kind) {
    case 'ticket': return {
      ...(of('subject') === '' ? { subject: 'subjectMissing' as const } : of('subject').length > 200
        ? { subject: 'subjectLong' as const } : {}),
      ...(of('comment') === '' ? { comment: 'commentMissing' as const } : of('comment').length > 10_000
        ? { comment: 'commentLong' as const } : {}),
      ...(of('contactPhone') !== '' && dutchPhoneNumber(of('contactPhone')) === null ? { contactPhone: 'phoneWrong' as const }
        : {}),
    }
    case 'ticketComment': return of('body') === '' || of('body').length > 10_000 ? { body: 'body' } : {}
    case 'tags': return tagsIn(of('tags')).every(tag => tagPattern.test(tag)) ? {} : { tags: 'tags' }
    case 'contact': return of('contactName') === '' ? { contactName: 'contactName' } : {}
    case 'ont': return /^[A-Z0-9-]{6,40}$/.test(of('ont').toUpperCase()) ? {} : { ont: 'ont' }
    default: return {}
  }
}

/** The entry's body as corrected; the line, ticket or value it is for stays. */
export function correctedBody(body: OutboxBody, typed: Correction): OutboxBody {
  const of = (field: CorrectionField): string => (typed[field] ?? '').trim()
  switch (body.kind) {
    case 'ticket': return {
      ...body,
      input: {
        ...body.input, subject: of('subject'), comment: of('comment'), contactName: of('contactName').slice(0, 200),
        contactPhone: dutchPhoneNumber(of('contactPhone')) ?? '', technicalSpecifications: of('specifications').slice(0, 20_000),
      },
    }
    case 'ticketComment': return { ...body, body: of('body') }
    case 'tags': return { ...body, wanted: tagsIn(of('tags')) }
    case 'contact': return {
      ...body, wanted: { name: of('contactName').slice(0, 200), phoneNumber: of('phone').slice(0, 40),
        email: of('email').slice(0, 200) || null },
    }
    case 'ont': return { ...body, wanted: of('ont').toUpperCase() }
    default: return body
  }
}
