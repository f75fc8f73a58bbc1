import { implement } from '@orpc/server'
import { actionsContract } from '../../shared/contract/actions.ts'
import { coalesce } from './coalesce.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(actionsContract).$context<RpcContext>()

const reportTimeoutMs = 60_000

export const actionsHandlers = os.router({
  // Every stage is told: one may stay on screen for as long as the system takes.
  run: os.run.handler(({ context, input, signal }) =>
    coalesce(left => context.core.services().actions.run(input, left), signal, { gapMs: 0, keep: () => true })),
  connectionReport: os.connectionReport.handler(({ context, input, signal }) => withDeadline(signal, reportTimeoutMs, left =>
    context.core.services().actions.connectionReport(input.lineId, left))),
  ofLine: os.ofLine.handler(({ context, input }) => context.core.services().actions.ofLine(input.lineId)),
})
