import { implement } from '@orpc/server'
import { verdictsContract } from '../../shared/contract/verdicts.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(verdictsContract).$context<RpcContext>()

export const verdictsHandlers = os.router({
  mark: os.mark.handler(({ context, input }) => context.core.services().verdicts.mark(input)),
  unmark: os.unmark.handler(({ context, input }) => context.core.services().verdicts.unmark(input.id)),
  counts: os.counts.handler(({ context }) => context.core.services().verdicts.counts()),
  export: os.export.handler(({ context }) => context.core.services().verdicts.export()),
})
