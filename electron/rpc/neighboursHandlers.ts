import { implement } from '@orpc/server'
import { neighboursContract } from '../../shared/contract/neighbours.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(neighboursContract).$context<RpcContext>()

export const neighboursHandlers = os.router({
  of: os.of.handler(({ context, input }) => context.core.services().neighbours.of(input.lineId)),
  check: os.check.handler(({ context, input, signal }) => {
    const { neighbours } = context.core.services()
    return coalesce(left => neighbours.check(input.lineId, input.neighbourIds, left), signal)
  }),
})
