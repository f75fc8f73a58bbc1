import { implement } from '@orpc/server'
import { addressesContract } from '../../shared/contract/addresses.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(addressesContract).$context<RpcContext>()

export const addressesHandlers = os.router({
  check: os.check.handler(({ context, input, signal }) => {
    const { addresses } = context.core.services()
    return coalesce(left => addresses.check(input, left), signal)
  }),
})
