import { mapEventIterator, ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { randomUUID } from 'node:crypto'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, Invalid, NotFound, NotReady } from '../services.ts'
import { FileRefusal } from '../storage/fileStore.ts'
import { asStorageFailure } from '../storage/storageFailure.ts'

/** Where masked failures are written; the log redacts. */
export type FailureLog = (level: 'warn' | 'error', event: string, detail: Readonly<Record<string, unknown>>) => void

type Call = { readonly path: readonly string[]; readonly signal?: AbortSignal | undefined }

/**
 * Makes the interceptor that turns expected failures into the errors the contract declares, once for every transport and for
 * streams too. Anything else is a bug: the page learns only a request id, under which the log has the rest.
 */
export function failureInterceptor(log: FailureLog, requestId: () => string = randomUUID) {
  return async <O extends Call & { next(): Promise<unknown> }>(options: O): Promise<unknown> => {
    const translate = (error: unknown) => toWireError(error, options, log, requestId)
    try {
      const output = await options.next()
      if (!isAsyncIterator(output)) return output
      return mapEventIterator(output, { value: async value => value, error: async error => translate(error) })
    } catch (error) {
      throw translate(error)
    }
  }
}

function toWireError(error: unknown, call: Call, log: FailureLog, requestId: () => string): unknown {
  const declared = toDeclaredError(error)
  if (declared !== undefined) return declared
  // The caller went away: nobody is there to be told, and it is no failure.
  if (call.signal?.aborted === true) return new ORPCError('CLIENT_CLOSED_REQUEST', { status: 499 })
  const id = requestId()
  const procedure = call.path.join('.')
  if (error instanceof ORPCError && error.cause instanceof ValidationError) {
    // Paths only: the values are the customer's.
    const refused = error.cause.issues.map(issue => `${formatPath(issue.path)}: ${issue.message}`).slice(0, 20)
    if (error.code === 'BAD_REQUEST') {
      log('warn', 'rpc.badRequest', { requestId: id, procedure, refused })
      return new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { requestId: id, refused } })
    }
    log('error', 'rpc.badOutput', { requestId: id, procedure, refused })
  } else {
    log('error', 'rpc.failed', { requestId: id, procedure, error })
  }
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: 'Something went wrong inside Lineside', data: { requestId: id }, cause: error })
}

function toDeclaredError(error: unknown): ORPCError<string, unknown> | undefined {
  if (error instanceof OperatorFailure) return new ORPCError('OPERATOR_FAILURE', { status: 502, data: error.data, cause: error })
  if (error instanceof NotReady) return new ORPCError('NOT_READY', { status: 503, data: { state: error.state }, cause: error })
  if (error instanceof NotFound) return new ORPCError('NOT_FOUND', { status: 404, data: { what: error.what }, cause: error })
  if (error instanceof Conflict) {
    const data = { reason: error.reason, ...(error.count === undefined ? {} : { count: error.count }) }
    return new ORPCError('CONFLICT', { status: 409, data, cause: error })
  }
  if (error instanceof Invalid) {
    return new ORPCError('INVALID', { status: 422, data: { field: error.field, reason: error.reason }, cause: error })
  }
  if (error instanceof FileRefusal) return new ORPCError('INVALID', { status: 422, data: { field: 'file', reason: error.code }, cause: error })
  const storage = asStorageFailure(error)
  return storage && new ORPCError('STORAGE_FAILURE', { status: 507, data: { code: storage.code }, cause: storage })
}

function formatPath(path: ValidationError['issues'][number]['path']): string {
  return path?.map(part => String(typeof part === 'object' ? part.key : part)).join('.') ?? ''
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value
}
