import { OutboxFailure } from '../../shared/model/outbox.ts'
import type { OutboxBody } from '../../shared/model/outbox.ts'
import { because } from './kinds/kind.ts'
import type { KeptEntry } from './outboxRepo.ts'

/** Ids of the entries that must be at the system before this one. */
export function neededBy(body: OutboxBody): string[] {
  const attachments = 'attachmentIds' in body ? body.attachmentIds : []
  return 'ticket' in body && body.ticket.at === 'outbox' ? [body.ticket.entryId, ...attachments] : [...attachments]
}

export type Needs =
  | { readonly are: 'met'; readonly ticketId: string | null; readonly attachmentIds: readonly string[] }
  /** `failure` where what it waits for needs the engineer; else that is on its way. */
  | { readonly are: 'awaited'; readonly failure: OutboxFailure | null }
  /** The ticket it was for will never be. */
  | { readonly are: 'gone'; readonly failure: OutboxFailure }

/** Whether an entry's ticket and attachments are there. An attachment that was given up is left out. */
export function needsOf(body: OutboxBody, get: (id: string) => KeptEntry | undefined): Needs {
  const attachments = ('attachmentIds' in body ? body.attachmentIds : []).map(get)
    .filter(each => each !== undefined && each.state !== 'discarded')
  const target = 'ticket' in body ? body.ticket : null
  const ticket = target?.at === 'outbox' ? get(target.entryId) : undefined
  if (target?.at === 'outbox' && (ticket === undefined || ticket.state === 'discarded')) {
    return { are: 'gone', failure: because('ticketDiscarded') }
  }
  if (ticket?.state === 'needsYou') return { are: 'awaited', failure: because('ticketNeedsYou', ticket.reference) }
  const stuck = attachments.find(each => each?.state === 'needsYou')
  if (stuck !== undefined) {
    return { are: 'awaited', failure: because('attachmentNeedsYou', stuck.body.kind === 'attachment' ? stuck.body.fileName : null) }
  }
  const isOnItsWay = (ticket !== undefined && ticket.state !== 'sent') || attachments.some(each => each?.state !== 'sent')
  if (isOnItsWay) return { are: 'awaited', failure: null }
  return {
    are: 'met', ticketId: target?.at === 'system' ? target.ticketId : ticket?.remoteId ?? null,
    attachmentIds: attachments.flatMap(each => each?.remoteId ?? []),
  }
}
