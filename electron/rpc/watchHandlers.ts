import { implement } from '@orpc/server'
import { watchContract } from '../../shared/contract/watch.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(watchContract).$context<RpcContext>()

export const watchHandlers = os.router({
  start: os.start.handler(({ context, input }) => context.core.services().watch.start(input.lineId)),
  stop: os.stop.handler(({ context, input }) => context.core.services().watch.stop(input.lineId)),
  watching: os.watching.handler(({ context, signal }) => {
    const { watch } = context.core.services()
    return coalesce(left => watch.watching(left), signal)
  }),
})
