import { jsonReply } from '../labSystem.ts'
import { CONDITIONS } from './access.ts'
import { countersOf } from './counters.ts'
import { ORDER_STATES } from './orders.ts'
import type { LabReply } from '../labSystem.ts'
import type { Condition, LabAccess } from './access.ts'
import type { Carried, Forced, LivePort, PortPatch, Pulled } from './live.ts'
import type { AccessPatch, NewAccess, Versioned } from './network.ts'
import type { OnApi } from './onApi.ts'
import type { OrderState } from './orders.ts'
import type { OnApiSettings } from './settings.ts'
import type { LabTicket, Responsible, TicketStatus } from './tickets.ts'

/** Bodies of POST /lab/onapi/world. */
export type OnApiOrder =
  /** The access port; with `cpePort` (from 1) a port of the box at the customer. */
  | { do: 'setPort'; accessId: string; patch: PortPatch; cpePort?: number }
  | { do: 'unplug'; accessId: string; what?: Pulled }
  /** Everything at the customer as it was, with all that was set by hand taken back. */
  | { do: 'plug'; accessId: string }
  | { do: 'setCondition'; accessId: string; condition: Condition }
  /** The counters of the access port begin anew now. */
  | { do: 'resetCounters'; accessId: string }
  /** The access switch of this access, with all accesses on it. */
  | { do: 'setSwitch'; accessId: string; up: boolean }
  | { do: 'changeAccess'; accessId: string; patch: AccessPatch }
  | { do: 'moveAccess'; accessId: string; address: NonNullable<AccessPatch['address']> }
  | { do: 'touch'; accessId: string; lists?: readonly Versioned[] }
  | { do: 'removeAccess'; accessId: string }
  | { do: 'addAccess'; access: NewAccess }
  | { do: 'setOrder'; orderId: string; state: OrderState }

/** Bodies of POST /lab/onapi/events: so many more, spread over so many days; `clear` takes the others out first. */
export type EventsOrder = { count: number; days?: number; clear?: boolean }

/** Bodies of POST /lab/onapi/tickets: what the operator's people do. The ticket is named by a reference of either side. */
export type OnApiTicketOrder = { reference: string } & (
  | { do: 'comment'; message: string; createdBy?: string }
  | { do: 'set'; status?: TicketStatus; responsible?: Responsible }
)

/** What GET /lab/onapi/tickets tells, by parts of the spTicketReference and of a comment's message. */
export type OnApiTicketCount = { waiting: number; counts: { tickets: number; comments: number }; tickets: readonly LabTicket[] }

const OPERATOR = 'Kalle, driftcentralen'

/** Carries out an order for the network; null where the path is none of its own. */
export function controlOnApi(system: OnApi, route: string, body: string, query: URLSearchParams): LabReply | null {
  switch (route) {
    case 'GET /tickets':
      return jsonReply(200, counted(system, query.get('reference') ?? '', query.get('message') ?? ''))
    case 'POST /tickets':
      return done(changeTicket(system, JSON.parse(body) as OnApiTicketOrder))
    case 'POST /settings':
      return jsonReply(200, changeSettings(system, JSON.parse(body) as Partial<OnApiSettings>))
    case 'POST /events':
      return done(addEvents(system, JSON.parse(body) as EventsOrder))
    case 'POST /world':
      return done(changeWorld(system, JSON.parse(body) as OnApiOrder))
    default:
      return null
  }
}

function done(result: boolean | Record<string, unknown>): LabReply {
  return result === false ? jsonReply(404, { error: 'unknown access, order or ticket' }) : jsonReply(200, result === true ? {} : result)
}

/** What is named is changed; `offers` are added to those there are. */
function changeSettings(system: OnApi, change: Partial<OnApiSettings>): OnApiSettings {
  const { settings } = system
  system.settings = { ...settings, ...change, offers: { ...settings.offers, ...change.offers } }
  return system.settings
}

function addEvents({ events, network, context }: OnApi, { count, days = 7, clear = false }: EventsOrder): boolean {
  if (clear) events.clear()
  events.fill(context.seed, count, days, (nth) => network.at(nth % network.size)?.accessId ?? `GONE${nth}`)
  return true
}

/** Changes the world as a test wants it; false where it knows no such access. */
export function changeWorld(system: OnApi, order: OnApiOrder): boolean | Record<string, unknown> {
  const { network, forced, context } = system
  if (order.do === 'addAccess') return { accessId: network.add(order.access).accessId }
  if (order.do === 'setOrder') {
    if (!ORDER_STATES.includes(order.state)) return false
    const changed = system.orders.setState(order.orderId, order.state)
    if (!changed) return false
    system.noteOrder(changed)
    system.events.add({ type: 'UPDATE', objectType: 'orders', objectId: changed.orderId, accessId: changed.accessId })
    return true
  }
  const { accessId } = order
  const access = network.byId(accessId)
  if (!access) return false
  const force = (change: Omit<Forced, 'atMs'>): boolean => {
    forced.set(accessId, { ...forced.get(accessId), ...change, atMs: context.now(), carried: carriedNow(system, access) })
    return true
  }
  switch (order.do) {
    case 'setPort': {
      const before = forced.get(accessId)
      return order.cpePort === undefined
        ? force({ port: { ...before?.port, ...order.patch } })
        : force({ cpePorts: { ...before?.cpePorts, [order.cpePort]: { ...before?.cpePorts?.[order.cpePort], ...order.patch } } })
    }
    case 'unplug':
      return force({ pulled: order.what ?? 'fibre' })
    case 'plug': {
      const { resetMs } = forced.get(accessId) ?? {}
      const carried = carriedNow(system, access)
      forced.set(accessId, { atMs: context.now(), carried, ...(resetMs === undefined ? {} : { resetMs }) })
      return true
    }
    case 'resetCounters':
      return force({ resetMs: context.now() + 1 })
    case 'setCondition':
      return CONDITIONS.includes(order.condition) && force({}) && network.setCondition(accessId, order.condition)
    case 'setSwitch':
      system.switches.set(access.switchIndex, { up: order.up, atMs: context.now() })
      return true
    case 'changeAccess':
      return network.change(accessId, order.patch)
    case 'moveAccess':
      return network.change(accessId, { address: order.address })
    case 'touch':
      return network.touch(accessId, order.lists)
    case 'removeAccess':
      return network.remove(accessId)
    default:
      return false
  }
}

/** What the counters of an access have now, so that they go on from there whatever changes. */
function carriedNow(system: OnApi, access: LabAccess): ReadonlyMap<string, Carried> {
  const nowMs = system.context.now()
  const { port, cpe } = system.live(access)
  const before = system.forced.get(access.accessId)?.carried ?? new Map<string, Carried>()
  const ports: (readonly [string, LivePort])[] = [['access', port], ...(cpe?.ports ?? []).map((each) => [String(each.index), each] as const)]
  return new Map([
    ...before,
    ...ports.map(([key, each]) => [key, { atMs: nowMs, input: countersOf(each, 'input', nowMs), output: countersOf(each, 'output', nowMs) }] as const),
  ])
}

function changeTicket({ tickets, events }: OnApi, order: OnApiTicketOrder): boolean {
  const named = tickets.committed().find(({ coTicketReference, spTicketReference }) =>
    coTicketReference === order.reference || spTicketReference?.includes(order.reference) === true)
  if (!named) return false
  events.add({ type: 'UPDATE', objectType: 'tickets', objectId: named.coTicketReference, accessId: named.accessId })
  return order.do === 'comment'
    ? tickets.update(named.coTicketReference, { comment: { createdBy: order.createdBy ?? OPERATOR, message: order.message }, status: null, responsible: null }, 0)
    : tickets.update(named.coTicketReference, { comment: null, status: order.status ?? null, responsible: order.responsible ?? null }, 0)
}

/** Everything that is truly there, seen or not. */
function counted({ tickets, context }: OnApi, reference: string, message: string): OnApiTicketCount {
  const found = tickets.committed()
    .filter(({ spTicketReference }) => reference === '' || spTicketReference?.includes(reference) === true)
    .map((ticket) => ({ ...ticket, comments: ticket.comments.filter((comment) => comment.message.includes(message)) }))
    .filter(({ comments }) => message === '' || comments.length > 0)
  return { waiting: context.later.waiting, counts: { tickets: found.length, comments: found.flatMap(({ comments }) => comments).length }, tickets: found }
}
