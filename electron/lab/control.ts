import { countTickets, orderTicket } from './nextpertise/ticketControl.ts'
import type { ServerResponse } from 'node:http'
import type { Chaos } from './chaos.ts'
import type { LabFault, LabFaults } from './faults.ts'
import type { Later } from './later.ts'
import type { RequestLog } from './requestLog.ts'
import type { Online } from './nextpertise/sessions.ts'
import type { TicketOrder } from './nextpertise/ticketControl.ts'
import type { Tickets } from './nextpertise/tickets.ts'
import type { LinePatch, LabWorld, NewLine } from './nextpertise/world.ts'

/** What the control path moves. */
export type LabControls = {
  faults: LabFaults
  world: LabWorld
  tickets: Tickets
  later: Later
  requests: RequestLog
  expireTokens(): void
}

/** Bodies of POST /lab/faults: set (`fault`), clear one (`method` alone), clear all ({}), cut the network. */
type FaultOrder = { method?: string; fault?: LabFault | Chaos; times?: number; cut?: boolean; expireTokens?: boolean }

/** Bodies of POST /lab/world. */
type WorldOrder =
  | { do: 'setSession'; nid: string; online: Online }
  | { do: 'removeLine'; nid: string }
  | { do: 'changeLine'; nid: string; patch: LinePatch }
  | { do: 'addLine'; line: NewLine }
  | { do: 'setTags'; nid: string; tags: readonly string[] }

const ORDERS = new Set(['POST /lab/faults', 'POST /lab/world', 'POST /lab/tickets'])

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** Serves /lab/faults, /lab/world, /lab/tickets and /lab/requests, for tests in another process. */
export function control(controls: LabControls, http: string, url: URL, body: string, response: ServerResponse): void {
  const path = url.pathname
  const route = `${http} ${path}`
  if (route === 'GET /lab/tickets') {
    const wanted = Object.fromEntries(url.searchParams)
    send(response, 200, countTickets(controls.tickets, controls.later.waiting, wanted))
    return
  }
  if (route === 'GET /lab/requests') {
    send(response, 200, { counts: controls.requests.counts, recent: controls.requests.recent() })
    return
  }
  if (route === 'DELETE /lab/requests') {
    controls.requests.clear()
    send(response, 200, {})
    return
  }
  if (!ORDERS.has(route)) {
    send(response, 404, { error: 'unknown path' })
    return
  }
  let order: unknown
  try {
    order = JSON.parse(body)
  } catch {
    send(response, 400, { error: 'not JSON' })
    return
  }
  const done = carriedOut(controls, path, order)
  send(response, done ? 200 : 404, done ? (typeof done === 'object' ? done : {}) : { error: 'unknown NID, ticket or order' })
}

function carriedOut(controls: LabControls, path: string, order: unknown): boolean | { nid: string | null } {
  if (path === '/lab/tickets') return orderTicket(controls.tickets, order as TicketOrder)
  if (path === '/lab/world') return changeWorld(controls.world, order as WorldOrder)
  setFault(controls, order as FaultOrder)
  return true
}

function setFault({ faults, expireTokens }: LabControls, order: FaultOrder): void {
  if (order.expireTokens === true) expireTokens()
  if (order.cut !== undefined) faults.cut = order.cut
  if (order.fault) faults.set(order.method ?? '*', order.fault, order.times)
  else if (order.cut === undefined && order.expireTokens === undefined) faults.clear(order.method)
}

function changeWorld(world: LabWorld, order: WorldOrder): boolean | { nid: string | null } {
  switch (order.do) {
    case 'setSession':
      return world.setSession(order.nid, order.online)
    case 'removeLine':
      return world.removeLine(order.nid)
    case 'changeLine':
      return world.changeLine(order.nid, order.patch)
    case 'setTags':
      return world.setTags(order.nid, order.tags)
    case 'addLine':
      return { nid: world.addLine(order.line).nid }
    default:
      return false
  }
}
