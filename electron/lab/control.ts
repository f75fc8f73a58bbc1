import type { ServerResponse } from 'node:http'
import type { LabFault, LabFaults } from './faults.ts'
import type { RequestLog } from './requestLog.ts'
import type { Online } from './sessions.ts'
import type { LinePatch, LabWorld, NewLine } from './world.ts'

/** What the control path moves. */
export type LabControls = { faults: LabFaults; world: LabWorld; requests: RequestLog; expireTokens(): void }

/** Bodies of POST /lab/faults: set (`fault`), clear one (`method` alone), clear all ({}), cut the network. */
type FaultOrder = { method?: string; fault?: LabFault; times?: number; cut?: boolean; expireTokens?: boolean }

/** Bodies of POST /lab/world. */
type WorldOrder =
  | { do: 'setSession'; nid: string; online: Online }
  | { do: 'removeLine'; nid: string }
  | { do: 'changeLine'; nid: string; patch: LinePatch }
  | { do: 'addLine'; line: NewLine }

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** Serves /lab/faults, /lab/world and /lab/requests, for tests in another process. */
export function control(controls: LabControls, http: string, path: string, body: string, response: ServerResponse): void {
  const route = `${http} ${path}`
  if (route === 'GET /lab/requests') {
    send(response, 200, { counts: controls.requests.counts, recent: controls.requests.recent() })
    return
  }
  if (route === 'DELETE /lab/requests') {
    controls.requests.clear()
    send(response, 200, {})
    return
  }
  if (route !== 'POST /lab/faults' && route !== 'POST /lab/world') {
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
  if (path === '/lab/faults') setFault(controls, order as FaultOrder)
  const done = path === '/lab/faults' || changeWorld(controls.world, order as WorldOrder)
  send(response, done ? 200 : 404, done ? (typeof done === 'object' ? done : {}) : { error: 'unknown NID or order' })
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
    case 'addLine':
      return { nid: world.addLine(order.line).nid }
    default:
      return false
  }
}
