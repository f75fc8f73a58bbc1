import { jsonReply } from './labSystem.ts'
import type { Chaos } from './chaos.ts'
import type { LabFault, LabFaults } from './faults.ts'
import type { LabReply, LabSystem } from './labSystem.ts'
import type { RequestLog } from './requestLog.ts'

/** What the control path moves. */
export type LabControls = {
  faults: LabFaults
  requests: RequestLog
  /** By kind. */
  systems: Readonly<Record<string, LabSystem>>
  expireTokens(): void
}

/**
 * Bodies of POST /lab/faults: set (`fault`), clear one (`method` alone), clear all ({}), cut the network. `method` is the name of a
 * call (`list_connections`, `GET /accesses/`), `onApi/*` for every call of a system, `*` for every call.
 */
type FaultOrder = { method?: string; fault?: LabFault | Chaos; times?: number; cut?: boolean; expireTokens?: boolean }

/** Serves /lab/faults, /lab/requests and /lab/<kind>/..., for tests in another process; /lab/world and /lab/tickets are Nextpertise's. */
export function control(controls: LabControls, http: string, url: URL, body: string): LabReply {
  const { faults, requests, systems } = controls
  const [, , first = '', ...rest] = url.pathname.split('/')
  try {
    switch (`${http} ${url.pathname}`) {
      case 'GET /lab/requests':
        return jsonReply(200, { counts: requests.counts, recent: requests.recent() })
      case 'DELETE /lab/requests':
        requests.clear()
        return jsonReply(200, {})
      case 'POST /lab/faults':
        setFault(faults, controls.expireTokens, JSON.parse(body) as FaultOrder)
        return jsonReply(200, {})
      default: {
        const kind = Object.keys(systems).find((each) => each.toLowerCase() === first)
        const path = kind === undefined ? [first, ...rest] : rest
        const answer = systems[kind ?? 'nextpertise']?.control?.(`${http} /${path.join('/')}`, body, url.searchParams)
        return answer ?? jsonReply(404, { error: 'unknown path' })
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError) return jsonReply(400, { error: 'not JSON' })
    throw error
  }
}

function setFault(faults: LabFaults, expireTokens: () => void, order: FaultOrder): void {
  if (order.expireTokens === true) expireTokens()
  if (order.cut !== undefined) faults.cut = order.cut
  if (order.fault) faults.set(order.method ?? '*', order.fault, order.times)
  else if (order.cut === undefined && order.expireTokens === undefined) faults.clear(order.method)
}
