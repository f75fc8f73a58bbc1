import { implement } from '@orpc/server'
import { workContract } from '../../shared/contract/work.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(workContract).$context<RpcContext>()

const lookUpTimeoutMs = 25_000

export const workHandlers = os.router({
  list: os.list.handler(({ context }) => context.core.services().work.list()),
  add: os.add.handler(({ context, input }) => context.core.services().work.add(input.text)),
  addLine: os.addLine.handler(({ context, input }) => context.core.services().work.addLine(input.lineId)),
  holds: os.holds.handler(({ context, input }) => ({ holds: context.core.services().work.holds(input.lineId) })),
  lookUp: os.lookUp.handler(({ context, input, signal }) => withDeadline(signal, lookUpTimeoutMs, left =>
    context.core.services().work.lookUp(input.key, left))),
  setDone: os.setDone.handler(({ context, input }) => context.core.services().work.setDone(input.lineId, input.done)),
  removeLine: os.removeLine.handler(({ context, input }) => context.core.services().work.removeLine(input.lineId)),
  dropUnknown: os.dropUnknown.handler(({ context, input }) => context.core.services().work.dropUnknown(input.key)),
  saveFilter: os.saveFilter.handler(({ context, input }) => context.core.services().work.saveFilter(input.name, input.query, input.filters)),
  switchFilter: os.switchFilter.handler(({ context, input }) => context.core.services().work.switchFilter(input.id, input.on)),
  dropFilter: os.dropFilter.handler(({ context, input }) => context.core.services().work.dropFilter(input.id)),
})
