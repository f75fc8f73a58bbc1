import { implement } from '@orpc/server'
import { historyContract } from '../../shared/contract/history.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(historyContract).$context<RpcContext>()

const fetchTimeoutMs = 60_000

export const historyHandlers = os.router({
  page: os.page.handler(({ context, input }) => context.core.services().history.page(input)),
  report: os.report.handler(({ context, input }) => context.core.services().history.report(input.lineId, input.reportId)),
  fetch: os.fetch.handler(({ context, input, signal }) => withDeadline(signal, fetchTimeoutMs, left =>
    context.core.services().history.fetch(input.lineId, input.remoteId, left))),
  trends: os.trends.handler(({ context, input }) => context.core.services().history.trends(input.lineId)),
})
