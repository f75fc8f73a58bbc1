import { describeError } from '../parts/describeError.ts'

/** Names this window to the core, so that two of them never overwrite one draft unnoticed. */
export const windowId: string = crypto.randomUUID()

/** Whether a draft could not be kept because another window opened it since. */
export function isElsewhere(failure: unknown): boolean {
  if (failure === null) return false
  const described = describeError(failure)
  return described.kind === 'conflict' && described.reason === 'draftElsewhere'
}
