import type { LineView } from '../../../shared/contract/lines.ts'
import { LiveKind } from '../../../shared/model/report.ts'

export const lineTabs = [
  'live', 'services', 'circuits', 'details', 'observations', 'history', 'neighbours', 'log', 'tickets', 'events', 'raw',
] as const
export type LineTab = (typeof lineTabs)[number]

/** Whether what this needs is offered; a line whose account is gone shows what is kept of it. */
const canDo = (view: LineView, method: string): boolean => view.offers.length === 0 || view.offers.includes(method)
const isOffered = (view: LineView, part: string): boolean => view.parts.find(each => each.part === part)?.state !== 'notOffered'

/** The tabs that have something to show of this line: by what its system knows, and by what its operator offers. */
export function tabsOf(view: LineView): LineTab[] {
  const { access } = view.line
  const hasLive = view.reports.some(report => report.live !== null)
  const shown: Record<LineTab, boolean> = {
    live: access !== null && (hasLive || (canDo(view, 'liveQuery') && LiveKind.options.some(part => isOffered(view, part)))),
    services: access !== null,
    circuits: access === null && view.line.service === null,
    details: true, observations: true, history: true, neighbours: true,
    log: access === null && (canDo(view, 'loginAttempts') || view.reports.some(report => report.logins !== null)),
    tickets: view.tickets.length + view.sentTickets.length > 0 || canDo(view, 'ticketsOf'),
    events: view.events.length > 0 || (access === null && canDo(view, 'events')),
    raw: true,
  }
  return lineTabs.filter(tab => shown[tab])
}
