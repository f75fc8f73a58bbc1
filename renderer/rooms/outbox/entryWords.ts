import type { OutboxBody, OutboxEntry, OutboxState, TicketTarget } from '../../../shared/model/outbox.ts'
import type { Level } from '../../../shared/model/report.ts'
import { hasText } from '../../../shared/text/text.ts'
import type { Text } from '../../../shared/text/text.ts'
import { say } from '../../../shared/text/words.ts'
import { describeKept } from '../../parts/describeKept.ts'
import type { FailureDetail } from '../../parts/describeKept.ts'

const ticketName = (target: TicketTarget, text: Text): string =>
  target.at === 'system' ? text('tickets.number', { id: target.ticketId }) : text('outbox.what.thisTicket')

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Status and responsible party of a ticket of an open access network; what is not said is left out. */
export const standingWords = (status: string | null, responsible: string | null, text: Text): string => [
  status === null || status === '' ? '' : say(text, `tickets.systemStatus.${status}`, status),
  responsible === null || responsible === '' ? ''
    : text('tickets.responsible', { party: say(text, `tickets.party.${responsible}`, responsible) }),
].filter(Boolean).join(', ')

/** What an entry is, in one row. */
export function whatWords(body: OutboxBody, text: Text): string {
  switch (body.kind) {
    case 'ticket': return text('outbox.what.ticket', { subject: body.input.subject })
    case 'ticketComment': return text('outbox.what.ticketComment', { ticket: ticketName(body.ticket, text) })
    case 'ticketSolved':
      return capital(text(body.solved ? 'outbox.what.solved' : 'outbox.what.reopened', { ticket: ticketName(body.ticket, text) }))
    case 'ticketChange': return capital(text('outbox.what.ticketChange', {
      ticket: ticketName(body.ticket, text), wanted: standingWords(body.status, body.responsible, text),
    }))
    case 'attachment': return text('outbox.what.attachment', { name: body.fileName })
    case 'tags': return text('outbox.what.tags', { nid: body.nid })
    case 'contact': return text('outbox.what.contact', { nid: body.nid })
    case 'ont': return text('outbox.what.ont', { nid: body.nid, wanted: body.wanted })
    case 'callLog': return text('outbox.what.callLog', { subject: body.input.subject })
  }
}

/** What was written, to read again or copy; empty where the row says it all. */
export function contentOf(body: OutboxBody): string {
  switch (body.kind) {
    case 'ticket': return [body.input.comment, body.input.technicalSpecifications].filter(Boolean).join('\n\n')
    case 'ticketComment': return body.body
    case 'callLog': return [body.input.callerName, body.input.additionalInformation].filter(Boolean).join('\n\n')
    case 'tags': return body.wanted.join(' ')
    case 'contact': return [body.wanted.name, body.wanted.phoneNumber, body.wanted.email].filter(Boolean).join(', ')
    default: return ''
  }
}

export const filesOf = (body: OutboxBody): number => ('attachmentIds' in body ? body.attachmentIds.length : 0)

export type Reach = 'reachable' | 'offline' | 'refused'
export type Why = { readonly why: string; readonly says: string | null; readonly details: readonly FailureDetail[] }

const plainly = (why: string): Why => ({ why, says: null, details: [] })

/** Why it stands where it stands, in plain words; what the system itself said and its codes beside it. */
export function whyWords(entry: Pick<OutboxEntry, 'state' | 'failure' | 'remoteId' | 'body'>, reach: Reach, text: Text): Why {
  const { state, failure, remoteId, body } = entry
  if (state === 'sent') {
    return plainly(body.kind === 'ticket' && remoteId !== null ? text('outbox.why.sentTicket', { id: remoteId })
      : text('outbox.why.sent'))
  }
  if (state === 'discarded') return plainly(text('outbox.why.discarded'))
  if (state === 'sending') return plainly(text('outbox.why.sending'))
  if (state === 'settling' && failure?.code !== 'interrupted') return plainly(text('outbox.why.settling'))
  if (state === 'waiting' && reach !== 'reachable') return plainly(text(`outbox.why.${reach}`))
  if (failure === null) return plainly(text('outbox.why.accepted'))
  const own = `outbox.reason.${failure.code}`
  const kept = describeKept(failure, text)
  return hasText(own) ? { ...kept, why: text(own), says: ownDetail.has(failure.code) ? null : kept.says } : kept
}

/** Reasons whose detail is Lineside's own and said in their words already. */
const ownDetail: ReadonlySet<string> = new Set([
  'moved', 'ticketClosed', 'lineGone', 'notRecognised', 'sameWordsOfAnother', 'ticketDiscarded', 'ticketNeedsYou',
    'attachmentNeedsYou',
  'accountGone', 'interrupted', 'fileGone', 'storage', 'unexpected',
])

export const levelOf: Readonly<Record<OutboxState, Level>> = {
  waiting: 'unknown', sending: 'note', settling: 'warn', sent: 'ok', needsYou: 'fault', discarded: 'unknown',
}

/** A value of a conflict as the screen says it: the status of a ticket in words, nothing as *nothing*. */
export function conflictValue(kind: OutboxBody['kind'], value: string, text: Text): string {
  if (value === '') return text('outbox.conflict.empty')
  if (kind === 'ticketChange') {
    const [status = '', responsible = ''] = value.split(' ')
    return standingWords(status, responsible, text)
  }
  return kind === 'ticketSolved' ? say(text, `tickets.status.${value}`, value) : value
}
