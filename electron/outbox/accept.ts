import type { NewCallLog } from '../../shared/model/callLog.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { ticketChangeProblem, type LocationContact, type OutboxBody, type OutboxKind, type TicketChange, type TicketTarget } from '../../shared/model/outbox.ts'
import type { TicketInput } from '../../shared/model/ticket.ts'
import { ticketFieldProblems, ticketFormOf } from '../../shared/model/ticketFields.ts'
import { customerOf } from '../customers/customers.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { Operator, OperatorMethods } from '../operators/operator.ts'
import { Conflict, Invalid, NotFound } from '../services.ts'
import { commentSubject, type DraftKind, type DraftRepo } from '../tickets/draftRepo.ts'
import type { KeptEntry, NewEntry, OutboxRepo } from './outboxRepo.ts'

/** The files of the engineer, as the outbox needs them. */
export type OutboxFiles = {
  claim(id: string, owner: string): Promise<{ readonly id: string; readonly name: string; readonly mediaType: string; readonly bytes: number } | null>
  read(id: string): Promise<Uint8Array>
  drop(id: string): Promise<void>
}

export type AcceptDependencies = {
  readonly repo: OutboxRepo
  readonly drafts: DraftRepo
  readonly files: OutboxFiles
  readonly references: { next(): string }
  readonly lineOf: (id: LineId) => Line | undefined
  readonly snapshotOf: (line: Line) => string
  /** The account to write through to a line, with its operator; undefined where no account reaches its system. */
  readonly accountFor: (line: Line) => { readonly accountId: AccountId; readonly operator: Operator } | undefined
  /** The open visit on a line. */
  readonly visitOf: (id: LineId) => string | null
  readonly now: () => Date
  readonly newId: () => string
  /** Takes what is in the journal now to be sent. */
  readonly accepted: (entries: readonly KeptEntry[]) => void
}

const methodOf: Record<OutboxKind, keyof OperatorMethods> = {
  ticket: 'createTicket', ticketComment: 'addTicketComment', ticketSolved: 'setTicketSolved', ticketChange: 'changeTicket', attachment: 'uploadAttachment', tags: 'setTags',
  contact: 'changeContact', ont: 'changeOnt', callLog: 'addCallLog',
}

type Write = {
  readonly lineId: LineId
  readonly kind: Exclude<OutboxKind, 'attachment'>
  readonly fileIds?: readonly string[]
  /** Thread and body, once account and attachments are known. */
  readonly make: (at: { id: string; accountId: AccountId; attachmentIds: string[]; line: Line }) => { thread: string; body: OutboxBody }
  /** Throws Invalid where it cannot be sent to the line's system as it is. */
  readonly check?: (line: Line) => void
  /** The draft it was written in, which ends with it. */
  readonly draft?: { readonly kind: DraftKind; readonly subject: string }
}

/**
 * Takes writes in: each is in the journal, with its attachments and without its draft, in one transaction before this answers.
 * Throws NotFound, Invalid, Conflict, OperatorFailure `notOffered` and StorageFailure; then nothing was taken and the draft is kept.
 */
export function createAccept(given: AcceptDependencies) {
  const { repo } = given

  const accept = async ({ lineId, kind, fileIds = [], make, draft, check }: Write): Promise<KeptEntry> => {
    const line = given.lineOf(lineId)
    if (line === undefined) throw new NotFound('line')
    const account = given.accountFor(line)
    if (account === undefined) throw new NotFound('account')
    const { accountId, operator: { methods } } = account
    if (methods[methodOf[kind]] === undefined || (fileIds.length > 0 && methods.uploadAttachment === undefined)) {
      throw new OperatorFailure({ kind: 'notOffered' })
    }
    check?.(line)
    const shared = { accountId, lineId, visitId: given.visitOf(lineId), snapshot: given.snapshotOf(line) }
    const id = given.newId()
    const attachments: NewEntry[] = []
    for (const fileId of new Set(fileIds)) {
      const attachmentId = given.newId()
      const file = await given.files.claim(fileId, `outbox:${attachmentId}`)
      if (file === null) throw new Invalid('fileIds', 'unknown')
      attachments.push({
        ...shared, id: attachmentId, thread: `attachment:${attachmentId}`, reference: null,
        body: { kind: 'attachment', fileId: file.id, fileName: file.name, mediaType: file.mediaType, bytes: file.bytes },
      })
    }
    const now = given.now().toISOString()
    const entries = repo.transaction(() => {
      const { thread, body } = make({ id, accountId, line, attachmentIds: attachments.map(each => each.id) })
      for (const attachment of attachments) repo.add(attachment, now)
      repo.add({ ...shared, id, thread, body, reference: kind === 'ticket' ? given.references.next() : null }, now)
      if (draft !== undefined) given.drafts.remove(draft.kind, draft.subject)
      return [...attachments.map(each => each.id), id].map(each => repo.get(each)).filter(each => each !== undefined)
    })
    given.accepted(entries)
    const entry = entries.at(-1)
    if (entry === undefined) throw new Error('an accepted entry cannot be read')
    return entry
  }

  /** Comments follow the ticket they are for, whether it was made from here or not. */
  const threadOf = (target: TicketTarget, accountId: AccountId): string => {
    if (target.at === 'system') return repo.threadOfTicket(accountId, target.ticketId) ?? `ticket@${target.ticketId}`
    const ticket = repo.get(target.entryId)
    if (ticket?.body.kind !== 'ticket') throw new NotFound('ticket')
    if (ticket.state === 'discarded') throw new Conflict('ticketDiscarded')
    return ticket.thread
  }

  return {
    addTicket: ({ fileIds, ...input }: TicketInput & { fileIds: readonly string[] }) => accept({
      lineId: input.lineId, kind: 'ticket', fileIds, draft: { kind: 'ticket', subject: input.lineId },
      check: ({ system }) => checkTicket(input, system),
      make: ({ id, attachmentIds }) => ({ thread: `ticket:${id}`, body: { kind: 'ticket', input, attachmentIds } }),
    }),
    addComment: ({ lineId, ticket, body, fileIds }: { lineId: LineId; ticket: TicketTarget; body: string; fileIds: readonly string[] }) => accept({
      lineId, kind: 'ticketComment', fileIds, draft: { kind: 'comment', subject: commentSubject(lineId, ticket) },
      make: ({ accountId, attachmentIds }) => ({ thread: threadOf(ticket, accountId), body: { kind: 'ticketComment', ticket, body, attachmentIds } }),
    }),
    setSolved: ({ lineId, ...rest }: { lineId: LineId; ticket: TicketTarget; solved: boolean; base: string | null }) => accept({
      lineId, kind: 'ticketSolved', make: ({ accountId }) => ({ thread: threadOf(rest.ticket, accountId), body: { kind: 'ticketSolved', ...rest } }),
    }),
    changeTicket: ({ lineId, ...rest }: TicketChange & { lineId: LineId }) => accept({
      lineId, kind: 'ticketChange', check: () => checkChange(rest),
      make: ({ accountId }) => ({ thread: threadOf(rest.ticket, accountId), body: { kind: 'ticketChange', ...rest } }),
    }),
    setTags: ({ lineId, ...rest }: { lineId: LineId; nid: string; base: string[]; wanted: string[] }) => accept({
      lineId, kind: 'tags', make: () => ({ thread: `tags:${rest.nid}`, body: { kind: 'tags', ...rest } }),
    }),
    changeContact: ({ lineId, ...rest }: { lineId: LineId; nid: string; base: LocationContact | null; wanted: LocationContact }) => accept({
      lineId, kind: 'contact', make: () => ({ thread: `contact:${rest.nid}`, body: { kind: 'contact', ...rest } }),
    }),
    changeOnt: ({ lineId, ...rest }: { lineId: LineId; nid: string; base: string | null; wanted: string }) => accept({
      lineId, kind: 'ont', make: () => ({ thread: `ont:${rest.nid}`, body: { kind: 'ont', ...rest } }),
    }),
    /** Of the customer that has the line: notes of one customer go in the order they were written. */
    addCallLog: ({ lineId, ...rest }: Omit<NewCallLog, 'customerId'> & { lineId: LineId }) => accept({
      lineId, kind: 'callLog', draft: { kind: 'callLog', subject: lineId }, check: line => void customerOf(line),
      make({ line }) {
        const customerId = customerOf(line)
        return { thread: `callLog:${customerId}`, body: { kind: 'callLog', input: { customerId, ...rest } } }
      },
    }),
  }
}
export type Accept = ReturnType<typeof createAccept>

/** Throws Invalid for the first field that the line's system does not take as it is. */
export function checkTicket(input: TicketInput, system: string): void {
  const form = ticketFormOf(system)
  if (form === null) throw new OperatorFailure({ kind: 'notOffered' })
  const [problem] = Object.entries(ticketFieldProblems(input, form))
  if (problem !== undefined) throw new Invalid(...problem)
}

/** Throws Invalid where nothing changes, or a ticket would be closed without saying who was responsible. */
export function checkChange(change: TicketChange): void {
  const problem = ticketChangeProblem(change)
  if (problem !== null) throw new Invalid(problem === 'nothing' ? 'status' : 'responsible', 'missing')
}
