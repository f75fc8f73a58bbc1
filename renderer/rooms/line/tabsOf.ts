import type { LineView } from '../../../shared/contract/lines.ts'
import { LiveKind } from '../../../shared/model/report.ts'

export const lineTabs = [
  'live', 'services', 'service', 'request', 'circuits', 'details', 'serviceOrders', 'calls', 'observations', 'history', 'neighbours', 'log', 'tickets', 'events',
  'raw',
] as const
export type LineTab = (typeof lineTabs)[number]

/** Whether what this needs is offered; a line whose account is gone shows what is kept of it. */
const canDo = (view: LineView, method: string): boolean => view.offers.length === 0 || view.offers.includes(method)
const isOffered = (view: LineView, part: string): boolean => view.parts.find(each => each.part === part)?.state !== 'notOffered'

/** The tabs that have something to show of this line: by what its system knows, and by what its operator offers. */
export function tabsOf(view: LineView): LineTab[] {
  const { access, service, request } = view.line
  const isPlain = access === null && service === null && request === null
  const hasLive = view.reports.some(report => report.live !== null)
  const shown: Record<LineTab, boolean> = {
    live: access !== null && (hasLive || (canDo(view, 'liveQuery') && LiveKind.options.some(part => isOffered(view, part)))),
    services: access !== null,
    service: service !== null,
    request: request !== null,
    circuits: isPlain,
    // The first tab of a service or request says all there is.
    details: service === null && request === null,
    serviceOrders: service !== null && canDo(view, 'serviceOrders'),
    calls: service !== null && canDo(view, 'callLogs'),
    observations: true, history: true, neighbours: true,
    log: (isPlain && canDo(view, 'loginAttempts')) || (access === null && view.reports.some(report => report.logins !== null)),
    tickets: view.tickets.length + view.sentTickets.length > 0 || canDo(view, 'ticketsOf'),
    events: view.events.length > 0 || (isPlain && canDo(view, 'events')),
    raw: true,
  }
  return lineTabs.filter(tab => shown[tab])
}
