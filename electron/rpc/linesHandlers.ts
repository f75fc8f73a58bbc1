import { implement } from '@orpc/server'
import { linesContract } from '../../shared/contract/lines.ts'
import { coalesce } from './coalesce.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(linesContract).$context<RpcContext>()

const queryTimeoutMs = 25_000

export const linesHandlers = os.router({
  search: os.search.handler(({ context, input }) => context.core.services().lines.search(input.query, input.filters, input.limit)),
  facets: os.facets.handler(({ context }) => context.core.services().lines.facets()),
  lookUp: os.lookUp.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().lines.lookUp(input.nid, left))),
  findByDhcp: os.findByDhcp.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().lines.findByDhcp(input, left))),
  liveSearch: os.liveSearch.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().lines.liveSearch(input.text, left))),
  start: os.start.handler(({ context }) => context.core.services().lines.start()),
  pin: os.pin.handler(({ context, input }) => context.core.services().lines.pin(input.lineId, input.pinned)),
  open: os.open.handler(({ context, input }) => context.core.services().lines.open(input.lineId)),
  refresh: os.refresh.handler(({ context, input, signal }) => {
    const { lines } = context.core.services()
    return coalesce(left => lines.refresh(input.lineId, left), signal)
  }),
  refreshPart: os.refreshPart.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().lines.refreshPart(input.lineId, input.part, left))),
  takeAlong: os.takeAlong.handler(({ context, input, signal }) => {
    const { lines } = context.core.services()
    return coalesce(left => lines.takeAlong(input.lineIds, left), signal)
  }),
  saveObservations: os.saveObservations.handler(({ context, input }) => context.core.services().lines.saveObservations(input)),
  credentials: os.credentials.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().lines.credentials(input.lineId, input.circuitNid, left))),
  forceDisconnect: os.forceDisconnect.handler(({ context, input, signal }) => {
    const { lines } = context.core.services()
    return coalesce(left => lines.forceDisconnect(input.lineId, input.circuitNid, left), signal)
  }),
})
