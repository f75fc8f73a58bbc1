import { implement } from '@orpc/server'
import { privacyContract } from '../../shared/contract/privacy.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(privacyContract).$context<RpcContext>()

export const privacyHandlers = os.router({
  unsentWork: os.unsentWork.handler(({ context }) => context.core.services().unsentWork()),
  deleteCustomerData: os.deleteCustomerData.handler(({ context, input }) => context.core.deleteCustomerData(input)),
  lock: os.lock.handler(({ context }) => context.core.lock()),
  active: os.active.handler(({ context }) => context.core.active()),
})
