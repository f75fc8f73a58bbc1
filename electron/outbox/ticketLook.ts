import type { AccountId } from '../../shared/model/common.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

type Wanted = { readonly reference: string; readonly since: string | null }
type Sweep = { readonly found: ReadonlyMap<string, string>; readonly complete: boolean }
type Asked = { wanted: Wanted[]; operator: Operator; context: CallContext; result: Promise<Sweep> }

/** Pages of one sweep, 20,000 tickets at 50: a bound on a system whose paging never ends. */
const PAGES_MOST = 400
/** Tickets may be listed as made a little before others that were there already; only what is older by so much ends a sweep. */
const MARGIN_MS = 3_600_000

/**
 * Looks for tickets by their references, newest first where the system has an order, and closed ones included. All that is looked for at one moment at one
 * account shares one sweep, which begins after it was asked for. How far it goes is told by times of the system's own clock.
 */
export function createTicketLook() {
  const newest = new Map<AccountId, string>()
  const running = new Map<AccountId, Promise<unknown>>()
  const next = new Map<AccountId, Asked>()

  const note = (accountId: AccountId, createdAt: string | null): void => {
    if (createdAt !== null && createdAt > (newest.get(accountId) ?? '')) newest.set(accountId, createdAt)
  }

  const sweep = async (accountId: AccountId, { wanted, operator, context }: Asked): Promise<Sweep> => {
    const read = operator.methods.ticketPage
    if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    const missing = new Set(wanted.map(({ reference }) => reference))
    const marks = wanted.map(({ since }) => (since === null ? Number.NEGATIVE_INFINITY : Date.parse(since) - MARGIN_MS))
    const until = Math.min(...marks)
    const since = Number.isFinite(until) ? new Date(until).toISOString() : null
    const found = new Map<string, string>()
    let page: number | null = 1
    for (let nth = 0; page !== null && missing.size > 0; nth++) {
      if (nth === PAGES_MOST) return { found, complete: false }
      const { tickets, nextPage, asOf = null }: Awaited<ReturnType<typeof read>> = await read(page, { ...context, since })
      note(accountId, asOf)
      let allOlder = tickets.length > 0
      for (const { id, reference, createdAt } of tickets) {
        note(accountId, createdAt)
        const mark = reference?.trim() ?? ''
        if (missing.delete(mark)) found.set(mark, id)
        if (createdAt === null || Date.parse(createdAt) >= until) allOlder = false
      }
      if (allOlder) break
      page = nextPage
    }
    return { found, complete: true }
  }

  return {
    /**
     * When the newest ticket known at this account's system was made, or when it last answered (UTC, its clock); asks once. Null where
     * that cannot be told.
     */
    async newestMade(accountId: AccountId, operator: Operator, context: CallContext): Promise<string | null> {
      const known = newest.get(accountId)
      if (known !== undefined || operator.methods.ticketPage === undefined) return known ?? null
      try {
        const { tickets, asOf = null } = await operator.methods.ticketPage(1, context)
        for (const { createdAt } of tickets) note(accountId, createdAt)
        note(accountId, asOf)
      } catch (error) {
        // Who may write tickets but not read them can still write them: they are only not recognised later.
        if (!(error instanceof OperatorFailure) || error.data.kind !== 'refused') throw error
      }
      return newest.get(accountId) ?? null
    },
    /** The id of the ticket with a reference; `complete` is false where the system has more tickets than can be looked through. */
    async find(
      accountId: AccountId, wanted: Wanted, operator: Operator, context: CallContext,
    ): Promise<{ ticketId: string | null; complete: boolean }> {
      let asked = next.get(accountId)
      if (asked === undefined) {
        const mine: Asked = { wanted: [], operator, context, result: Promise.resolve({ found: new Map(), complete: false }) }
        const before = running.get(accountId) ?? Promise.resolve()
        mine.result = before.then(() => {
          next.delete(accountId)
          return sweep(accountId, mine)
        })
        running.set(accountId, mine.result.catch(() => undefined))
        next.set(accountId, mine)
        asked = mine
      }
      asked.wanted.push(wanted)
      const { found, complete } = await asked.result
      return { ticketId: found.get(wanted.reference) ?? null, complete }
    },
  }
}
export type TicketLook = ReturnType<typeof createTicketLook>
