import { OperatorFailure } from '../operators/operatorFailure.ts'
import { asStorageFailure, StorageFailure } from '../storage/storageFailure.ts'
import type { WriterFailure } from './writerMessages.ts'

/** An error in a form that survives the way between threads. */
export function packFailure(error: unknown): WriterFailure {
  if (error instanceof OperatorFailure) return { type: 'operator', data: error.data }
  const storage = asStorageFailure(error, 'cache.db')
  if (storage !== undefined) return { type: 'storage', code: storage.code, path: storage.path }
  return error instanceof Error ? { type: 'bug', message: error.message, stack: error.stack } : { type: 'bug', message: String(error), stack: undefined }
}

/** The error again, of the class it had. */
export function unpackFailure(failure: WriterFailure): Error {
  switch (failure.type) {
    case 'operator': return new OperatorFailure(failure.data)
    case 'storage': return new StorageFailure(failure.code, failure.path)
    case 'bug': {
      const error = new Error(failure.message)
      if (failure.stack !== undefined) error.stack = failure.stack
      return error
    }
  }
}
