import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { Account } from '../../shared/model/account.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Ticket, TicketDraft } from '../../shared/model/ticket.ts'
import type { Clock } from '../operators/clock.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import type { OutboxRepo } from '../outbox/outboxRepo.ts'
import { NotFound, type TicketList, type TicketsService } from '../services.ts'
import { commentSubject, type DraftRepo } from './draftRepo.ts'
import { createDraftHolders } from './draftHolders.ts'
import { sentTicketOf } from './sentTicket.ts'
import type { TicketSeenRepo } from './ticketSeenRepo.ts'

export type TicketsDependencies = {
  readonly repo: Pick<OutboxRepo, 'ticketsOfLine' | 'recentTickets'>
  readonly seen: TicketSeenRepo
  readonly drafts: DraftRepo
  readonly accounts: () => readonly Account[]
  readonly lineOf: (id: LineId) => Line | undefined
  readonly lineIdOfNid: (accountId: AccountId, nid: string) => LineId | null
  readonly operatorOf: (accountId: AccountId) => Operator | undefined
  readonly whenReachable: (accountId: AccountId, signal: AbortSignal) => Promise<void>
  /** A ticket as the verdict of a line proposes it. */
  readonly proposed: (id: LineId) => TicketDraft
  readonly now: () => Date
  readonly clock: Clock
}

/** Shown of the tickets made here. */
const recentLimit = 100
/** Between two looks at the open tickets of all accounts. */
const followEveryMs = 120_000

/** Tickets of all accounts, what changed of them, and the drafts of new ones. Writing goes through the outbox. */
export function createTickets(given: TicketsDependencies): TicketsService {
  const holders = createDraftHolders()
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

  const listNow = async (signal: AbortSignal, urgency: CallContext['urgency']): Promise<TicketList> => {
    const failures: { accountId: AccountId; failure: OperatorFailureData }[] = []
    const lists = await Promise.all(given.accounts().map(async account => {
      const open = given.operatorOf(account.id)?.methods.openTickets
      if (open === undefined) return []
      try {
        return (await open({ signal, urgency })).map(ticket => owned(account.id, ticket))
      } catch (error) {
        const failure = failureData(error)
        // Without tickets there are none, which is no trouble.
        if (failure.kind !== 'notOffered') failures.push({ accountId: account.id, failure })
        return []
      }
    }))
    const tickets = lists.flat()
    return { tickets, sent: given.repo.recentTickets(recentLimit).flatMap(sentTicketOf), failures, changed: given.seen.changedOf(tickets) }
  }

  return {
    list: signal => listNow(signal, 'engineer'),
    async *follow(signal) {
      for (let first = true; !signal.aborted; first = false) {
        yield await listNow(signal, first ? 'engineer' : 'background')
        try {
          await given.clock.sleep(followEveryMs * (0.9 + 0.2 * given.clock.random()), signal)
          // While no account can be reached there is nothing to ask.
          const accounts = given.accounts()
          if (accounts.length > 0) await Promise.race(accounts.map(({ id }) => given.whenReachable(id, signal)))
        } catch {
          return
        }
      }
    },
    seen: (accountId, id, updatedAt) => given.seen.see(accountId, id, updatedAt),
    async get(accountId, id, signal) {
      const read = operatorFor(accountId).methods.ticket
      if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      const { ticket, comments } = await read(id, { signal, urgency: 'engineer' })
      if (ticket.updatedAt !== null) given.seen.see(accountId, ticket.id, ticket.updatedAt)
      return { ticket: owned(accountId, ticket), comments: [...comments] }
    },
    async forLine(id, signal) {
      const sent = given.repo.ticketsOfLine(id).flatMap(sentTicketOf)
      const line = lineFor(id)
      try {
        return { tickets: await ticketsOfLine(operatorFor(line.accountId), line, { signal, urgency: 'engineer' }), sent, failure: null }
      } catch (error) {
        return { tickets: [], sent, failure: failureData(error) }
      }
    },
    draft(id, window) {
      holders.open(`ticket ${id}`, window)
      const kept = given.drafts.get(id)
      if (kept !== undefined) return { draft: kept, kept: true }
      return { draft: given.proposed(lineFor(id).id), kept: false }
    },
    saveDraft(draft, window) {
      holders.check(`ticket ${draft.lineId}`, window)
      given.drafts.save(draft, given.now().toISOString())
    },
    discardDraft: id => given.drafts.remove('ticket', id),
    commentDraft(id, ticket, window) {
      holders.open(`comment ${commentSubject(id, ticket)}`, window)
      return given.drafts.getComment(id, ticket) ?? null
    },
    saveCommentDraft(draft, window) {
      holders.check(`comment ${commentSubject(draft.lineId, draft.ticket)}`, window)
      given.drafts.saveComment(draft, given.now().toISOString())
    },
    callLogDraft(id, window) {
      holders.open(`callLog ${id}`, window)
      return given.drafts.getCallLog(id) ?? null
    },
    saveCallLogDraft(draft, window) {
      holders.check(`callLog ${draft.lineId}`, window)
      given.drafts.saveCallLog(draft, given.now().toISOString())
    },
    discardCallLogDraft: id => given.drafts.remove('callLog', id),
    discardCommentDraft: (id, ticket) => given.drafts.remove('comment', commentSubject(id, ticket)),
  }
}

/** Tickets of a line, asked for by the NIDs of its carrier and circuits, those of an access by its id. Throws OperatorFailure. */
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
