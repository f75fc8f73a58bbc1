import { implement } from '@orpc/server'
import { checksContract, type CheckEvent } from '../../shared/contract/checks.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(checksContract).$context<RpcContext>()

/** A report and a verdict come once, so that their events are never dropped. */
const carriesResult = { keep: (event: CheckEvent) => event.report !== null || event.verdict !== null }

export const checksHandlers = os.router({
  run: os.run.handler(({ context, input, signal }) => {
    const { checks } = context.core.services()
    return coalesce(left => checks.run(input.lineId, input.circuitNid, input.kinds, left), signal, carriesResult)
  }),
  follow: os.follow.handler(({ context, input, signal }) => {
    const { checks } = context.core.services()
    return coalesce(left => checks.follow(input.lineId, left), signal, carriesResult)
  }),
  stopWaiting: os.stopWaiting.handler(({ context, input }) => context.core.services().checks.stopWaiting(input.checkId)),
})
