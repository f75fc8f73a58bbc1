import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import { experimental_ZodSmartCoercionPlugin as ZodSmartCoercionPlugin } from '@orpc/zod/zod4'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { failureInterceptor, type FailureLog } from './failures.ts'
import { router } from './router.ts'
import type { RpcContext } from './rpcContext.ts'

/** No input of the contract comes near it, but for those that carry files. */
const maxBodyBytes = 2 * 1024 * 1024
/** Inputs with files in them, by their end of the address on `/rpc` and on `/api`: the contract's own limit, with room for the rest. */
const fileBodies: readonly (readonly [addresses: readonly string[], bytes: number])[] = [
  [['/visits/addFile', '/visits/file', '/outbox/keepFile', '/outbox/file', '/visits/confirm'], 37_000_000],
  [['/visits/import'], 401_000_000],
]

/** Serves the contract over HTTP; false where the address is no procedure. Guards stand before it. */
export type HttpTransport = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** The contract as oRPC on `/rpc` and as plain JSON, described by `/openapi.json`, on `/api`. */
export function createHttpTransport(context: RpcContext, log: FailureLog): HttpTransport {
  // A list for each handler: plugins add to the one they are given.
  const clientInterceptors = () => [failureInterceptor(log)]
  const handlersUpTo = (maxBodySize: number) => ({
    rpc: new RPCHandler<RpcContext>(router, { clientInterceptors: clientInterceptors(), plugins: [new BodyLimitPlugin({ maxBodySize })] }),
    api: new OpenAPIHandler<RpcContext>(router, {
      clientInterceptors: clientInterceptors(),
      // Numbers and booleans arrive as text in a query string.
      plugins: [new BodyLimitPlugin({ maxBodySize }), new ZodSmartCoercionPlugin()],
    }),
  })
  const usual = handlersUpTo(maxBodyBytes)
  const withFiles = fileBodies.map(([addresses, bytes]) => ({ addresses, handlers: handlersUpTo(bytes) }))
  return async (request, response) => {
    const address = request.url ?? ''
    const { rpc, api } = withFiles.find(({ addresses }) => addresses.some(each => address.endsWith(each)))?.handlers ?? usual
    const handler = address.startsWith('/rpc/') ? rpc : api
    const { matched } = await handler.handle(request, response, { prefix: handler === rpc ? '/rpc' : '/api', context })
    return matched
  }
}
