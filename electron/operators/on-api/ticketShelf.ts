import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readTicket, readTicketList, type TicketWithComments } from './readTickets.ts'
import type { TicketWire } from './ticketMethods.ts'

type Shelved = {
  /** As the list gives it. */
  listed: TicketWithComments
  /** As it was fetched on its own, and when (ms of this machine). */
  whole: TicketWithComments | null
  fetchedMs: number
}

/** Tickets fetched on their own in one look, and how many at once: the list holds no more than references and states. */
const MOST_FETCHED = 300
const AT_ONCE = 2
/** The list is asked for in full now and then, so that what was removed goes. */
const FULL_EVERY_MS = 1_800_000
/** Where the system does not say what changed, a ticket may have a new comment after so long. */
const STALE_AFTER_MS = 600_000
/** A list just asked for is not asked for again by a second line that is opened. */
const FRESH_MS = 5000

/**
 * Tickets of an account as they were last seen, asked for politely: the list with If-Modified-Since, and on their own only those
 * that changed. Kept in memory. Throws OperatorFailure.
 */
export function createTicketShelf(wire: TicketWire, now: () => number) {
  const shelf = new Map<string, Shelved>()
  let version: string | null = null
  let fullMs = Number.NEGATIVE_INFINITY
  let listedMs = Number.NEGATIVE_INFINITY
  let heedlessUntilMs = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  const put = (listed: TicketWithComments, isChanged: boolean): void => {
    const { ticket } = listed
    const before = shelf.get(ticket.id)
    shelf.set(ticket.id, {
      listed, whole: listed.isWhole ? listed : wholeAfter(before?.whole ?? null, listed, isChanged),
      fetchedMs: listed.isWhole ? now() : before?.fetchedMs ?? 0,
    })
  }

  const list = async (context: CallContext): Promise<void> => {
    const since = now() - fullMs >= FULL_EVERY_MS || now() < heedlessUntilMs ? null : version
    const reply = await wire.get({ name: 'GET /tickets', path: 'tickets', since }, context)
    if (reply.state === 'here') {
      const tickets = readTicketList(reply.body)
      const ids = new Set(tickets.map(({ ticket }) => ticket.id))
      // A system that does not heed the condition answers with everything: then the list says nothing of what changed.
      if (since !== null && shelf.size > 1 && [...shelf.keys()].every(id => ids.has(id))) heedlessUntilMs = now() + FULL_EVERY_MS
      for (const ticket of tickets) put(ticket, since !== null)
      if (since === null) for (const id of shelf.keys()) if (!ids.has(id)) shelf.delete(id)
      version = reply.version
    } else if (reply.state === 'missing') shelf.clear()
    if (since === null) fullMs = now()
    listedMs = now()
  }

  const complete = async (context: CallContext): Promise<void> => {
    // Conditions go by whole seconds, so that a change may hide in the second of the last answer.
    const staleAfterMs = version !== null && now() >= heedlessUntilMs ? FULL_EVERY_MS : STALE_AFTER_MS
    const open = [...shelf].filter(([, { listed, whole, fetchedMs }]) => listed.ticket.status !== 'closed'
      && (whole === null || now() - fetchedMs >= staleAfterMs))
    const queue = open.toSorted(([, a], [, b]) => a.fetchedMs - b.fetchedMs).slice(0, MOST_FETCHED).map(([id]) => id)
    const fetchSome = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        try {
          await fetchOne(id, context)
        } catch (error) {
          // One that went since, or that cannot be read, takes nothing from the others.
          if (!(error instanceof OperatorFailure) || !['rejected', 'badReply', 'notJson'].includes(error.data.kind)) throw error
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, fetchSome))
  }

  const fetchOne = async (id: string, context: CallContext): Promise<TicketWithComments> => {
    const reply = await wire.get({ name: 'GET /tickets/{coTicketReference}', path: `tickets/${encodeURIComponent(id)}` }, context)
    if (reply.state !== 'here') throw new OperatorFailure({ kind: 'rejected', code: 'HTTP 404' })
    const whole = readTicket(Array.isArray(reply.body) ? reply.body[0] : reply.body)
    if (whole === null) throw new OperatorFailure({ kind: 'badReply', code: 'coTicketReference' })
    shelf.set(id, { listed: whole, whole, fetchedMs: now() })
    return whole
  }

  const refresh = async (context: CallContext): Promise<void> => {
    if (now() - listedMs >= FRESH_MS) await list(context)
    await complete(context)
  }

  return {
    /** All that are known after a look: open ones as they stand on their own, of closed ones at least what the list says. */
    async look(context: CallContext): Promise<TicketWithComments[]> {
      const shared = running
      if (shared === null) {
        const mine = refresh(context).finally(() => { running = null })
        running = mine
        await mine
      } else {
        // Another's look may be cancelled by whom it was for.
        await shared.catch(() => refresh(context))
      }
      return [...shelf.values()].map(({ listed, whole }) => whole ?? nameless(listed))
    },
    fetch: fetchOne,
    /** A ticket was made: the list is asked for in full. */
    made(): void {
      fullMs = Number.NEGATIVE_INFINITY
      listedMs = Number.NEGATIVE_INFINITY
    },
    /** Something was written on a ticket: what is known of it is old. */
    written(id: string): void {
      listedMs = Number.NEGATIVE_INFINITY
      const known = shelf.get(id)
      if (known !== undefined) known.whole = null
    },
  }
}
export type TicketShelf = ReturnType<typeof createTicketShelf>

/** What is still known of a ticket on its own after the list said this of it. A closed one is not asked for again. */
function wholeAfter(whole: TicketWithComments | null, { ticket }: TicketWithComments, isChanged: boolean): TicketWithComments | null {
  if (whole === null) return null
  const { status, systemStatus, responsible } = ticket
  if (status === 'closed') {
    return { ...whole, ticket: { ...whole.ticket, status, systemStatus, responsible: responsible ?? whole.ticket.responsible } }
  }
  const isOther = whole.ticket.systemStatus !== systemStatus || (responsible !== null && whole.ticket.responsible !== responsible)
  return isOther || isChanged ? null : whole
}

/** An entry of the list goes by its reference where nothing else is known of it. */
function nameless(listed: TicketWithComments): TicketWithComments {
  const { ticket } = listed
  return ticket.subject === '' ? { ...listed, ticket: { ...ticket, subject: ticket.reference ?? ticket.id } } : listed
}
