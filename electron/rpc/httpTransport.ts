import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import { experimental_ZodSmartCoercionPlugin as ZodSmartCoercionPlugin } from '@orpc/zod/zod4'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { failureInterceptor, type FailureLog } from './failures.ts'
import { router } from './router.ts'
import type { RpcContext } from './rpcContext.ts'

/** No input of the contract comes near it. */
const maxBodyBytes = 2 * 1024 * 1024

/** Serves the contract over HTTP; false where the address is no procedure. Guards stand before it. */
export type HttpTransport = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** The contract as oRPC on `/rpc` and as plain JSON, described by `/openapi.json`, on `/api`. */
export function createHttpTransport(context: RpcContext, log: FailureLog): HttpTransport {
  // A list for each handler: plugins add to the one they are given.
  const clientInterceptors = () => [failureInterceptor(log)]
  const rpc = new RPCHandler<RpcContext>(router, { clientInterceptors: clientInterceptors(), plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })] })
  const api = new OpenAPIHandler<RpcContext>(router, {
    clientInterceptors: clientInterceptors(),
    // Numbers and booleans arrive as text in a query string.
    plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes }), new ZodSmartCoercionPlugin()],
  })
  return async (request, response) => {
    const handler = request.url?.startsWith('/rpc/') === true ? rpc : api
    const { matched } = await handler.handle(request, response, { prefix: handler === rpc ? '/rpc' : '/api', context })
    return matched
  }
}
