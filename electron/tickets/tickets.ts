import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { Account } from '../../shared/model/account.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Ticket, TicketDraft } from '../../shared/model/ticket.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { NotFound, type TicketsService } from '../services.ts'
import type { DraftRepo } from './draftRepo.ts'
import { keptFailure, type OutboxRepo } from './outboxRepo.ts'

export type TicketsDependencies = {
  readonly outbox: OutboxRepo
  readonly drafts: DraftRepo
  readonly references: { next(): string }
  readonly accounts: () => readonly Account[]
  readonly lineOf: (id: LineId) => Line | undefined
  readonly lineIdOfNid: (accountId: AccountId, nid: string) => LineId | null
  readonly operatorOf: (accountId: AccountId) => Operator | undefined
  /** Address and ids kept with a row, so that it stays readable without the cache. */
  readonly snapshotOf: (line: Line) => string
  /** Subject and technical specifications proposed from the verdict. */
  readonly prefill: (id: LineId) => { subject: string; technicalSpecifications: string }
  readonly now: () => Date
  readonly newId: () => string
}

/** Shown of the tickets made here. */
const recentLimit = 100

/**
 * Tickets of all accounts, and creating one: in the journal before the request leaves, then `sent`, `failed` (refused
 * before anything was made) or `ambiguous` (it left and no answer came). Nothing is sent twice by itself.
 */
export function createTickets(given: TicketsDependencies): TicketsService {
  given.outbox.settleInterrupted(given.now().toISOString())

  const operatorFor = (accountId: AccountId): Operator => {
    const operator = given.operatorOf(accountId)
    if (operator === undefined) throw new NotFound('account')
    return operator
  }
  const lineFor = (id: LineId): Line => {
    const line = given.lineOf(id)
    if (line === undefined) throw new NotFound('line')
    return line
  }
  const owned = (accountId: AccountId, ticket: Omit<Ticket, 'accountId' | 'lineId'>): Ticket =>
    ({ ...ticket, accountId, lineId: ticket.nid === null ? null : given.lineIdOfNid(accountId, ticket.nid) })

  return {
    async list(signal) {
      const failures: { accountId: AccountId; failure: OperatorFailureData }[] = []
      const lists = await Promise.all(given.accounts().map(async account => {
        const open = given.operatorOf(account.id)?.methods.openTickets
        if (open === undefined) return []
        try {
          return (await open({ signal, urgency: 'engineer' })).map(ticket => owned(account.id, ticket))
        } catch (error) {
          failures.push({ accountId: account.id, failure: failureData(error) })
          return []
        }
      }))
      return { tickets: lists.flat(), sent: given.outbox.recent(recentLimit), failures }
    },
    async get(accountId, id, signal) {
      const read = operatorFor(accountId).methods.ticket
      if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      const { ticket, comments } = await read(id, { signal, urgency: 'engineer' })
      return { ticket: owned(accountId, ticket), comments: [...comments] }
    },
    async forLine(id, signal) {
      const sent = given.outbox.forLine(id)
      const line = lineFor(id)
      try {
        return { tickets: await ticketsOfLine(operatorFor(line.accountId), line, { signal, urgency: 'engineer' }), sent, failure: null }
      } catch (error) {
        return { tickets: [], sent, failure: failureData(error) }
      }
    },
    draft(id) {
      const kept = given.drafts.get(id)
      if (kept !== undefined) return { draft: kept, kept: true }
      const line = lineFor(id)
      const contact = line.contacts.find(({ primary }) => primary) ?? line.contacts[0]
      const draft: TicketDraft = {
        lineId: id, ...given.prefill(id), comment: '', contactName: contact?.name ?? '', contactPhone: contact?.phoneNumber ?? '',
      }
      return { draft, kept: false }
    },
    saveDraft: draft => given.drafts.save(draft, given.now().toISOString()),
    discardDraft: id => given.drafts.discard(id),
    async create(input, signal) {
      const line = lineFor(input.lineId)
      const create = operatorFor(line.accountId).methods.createTicket
      if (create === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      const id = given.newId()
      const reference = given.references.next()
      given.outbox.begin({
        id, accountId: line.accountId, lineId: line.id, reference, input, snapshot: given.snapshotOf(line), now: given.now().toISOString(),
      })
      try {
        const ticketId = await create({
          nid: line.nativeId, subject: input.subject, comment: input.comment, reference, contactName: input.contactName || null,
          contactPhone: input.contactPhone || null, technicalSpecifications: input.technicalSpecifications || null,
        }, { signal, urgency: 'engineer' })
        const sent = given.outbox.end(id, 'sent', ticketId, null, given.now().toISOString())
        given.drafts.discard(line.id)
        return sent
      } catch (error) {
        const ambiguous = !(error instanceof OperatorFailure) || error.ambiguous
        const kept = keptFailure(failureData(error))
        const entry = given.outbox.end(id, ambiguous ? 'ambiguous' : 'failed', null, kept, given.now().toISOString())
        if (!(error instanceof OperatorFailure)) throw error
        return entry
      }
    },
  }
}

/** Tickets of a line, asked for by the NIDs of its carrier and circuits. Throws OperatorFailure. */
export async function ticketsOfLine(operator: Operator, line: Line, context: CallContext): Promise<Ticket[]> {
  const nids = nidsOf(line)
  if (operator.methods.ticketsOf === undefined) throw new OperatorFailure({ kind: 'notOffered' })
  const tickets = nids.length === 0 ? [] : await operator.methods.ticketsOf(nids, context)
  return tickets.map(ticket => ({ ...ticket, accountId: line.accountId, lineId: line.id }))
}

/** The carrier's NID and those of its circuits. */
export function nidsOf(line: Line): string[] {
  return [line.nativeId, ...line.circuits.map(({ nid }) => nid)].filter(nid => nid !== null)
}

/** The wire form of a failure; a bug is not one and is thrown on. */
function failureData(error: unknown): OperatorFailureData {
  if (error instanceof OperatorFailure) return error.data
  throw error
}
