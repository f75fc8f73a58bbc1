import type { OperatorMethods } from './operator.ts'

/** What in an adapter sends: its methods, its log-in, and the calm probe of whether the account can be reached. */
export type Caller = keyof OperatorMethods | 'logIn' | 'probe'

/**
 * What becomes of one method or endpoint that a system's document names: which parts of the adapter send it, or why none does.
 * Written out as docs/coverage.md; a test holds it against the adapter's requests and the document's own list.
 */
export type Covered = { readonly endpoint: string; readonly note?: string } & (
  | { readonly usedBy: readonly [Caller, ...Caller[]]; readonly notUsed?: never }
  | { readonly usedBy: readonly []; readonly notUsed: string }
)
