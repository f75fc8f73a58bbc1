import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { failureInterceptor, type FailureLog } from './failures.ts'
import { router } from './router.ts'
import type { RpcContext } from './rpcContext.ts'

/**
 * Serves the contract on message ports: Electron's MessagePortMain, Node's MessagePort, or anything of their shape.
 * The caller starts the port afterwards; when it closes, running calls are aborted and streams ended.
 */
export function createPortTransport(context: RpcContext, log: FailureLog): (port: SupportedMessagePort) => void {
  const handler = new RPCHandler<RpcContext>(router, { clientInterceptors: [failureInterceptor(log)] })
  return port => handler.upgrade(port, { context })
}
