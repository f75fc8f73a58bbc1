import type { OutboxBody, OutboxEntry, OutboxFailure, OutboxKind } from '../../../shared/model/outbox.ts'
import type { CallContext, Operator } from '../../operators/operator.ts'
import type { KeptEntry } from '../outboxRepo.ts'

export type BodyOf<Kind extends OutboxKind> = Extract<OutboxBody, { kind: Kind }>

/** What a look at the system says of a write. */
export type Sight =
  /** It is there. */
  | { readonly is: 'there'; readonly remoteId: string | null }
  /** It is not there, and nothing stands against sending it. */
  | { readonly is: 'absent' }
  /** What it would change is no longer what it was based on: the engineer decides. `present` is JSON, the texts are for the screen. */
  | { readonly is: 'moved'; readonly present: string; readonly conflict: OutboxEntry['conflict']; readonly failure: OutboxFailure }
  /** It cannot be sent as it is, or not be recognised: the engineer decides. */
  | { readonly is: 'refused'; readonly failure: OutboxFailure }

/** One entry at work. */
export type Work<Kind extends OutboxKind> = {
  readonly entry: KeptEntry
  readonly body: BodyOf<Kind>
  readonly operator: Operator
  readonly context: CallContext
  /** Log-in of the account: the author of what it writes, where the system names log-ins. */
  readonly username: string | null
  /** Id of the ticket it is for. */
  readonly ticketId: string | null
  /** Ids at the system of the attachments it carries. */
  readonly attachmentIds: readonly string[]
}

/**
 * A kind of write: how it is sent and how its presence at the system is recognised. All methods throw OperatorFailure.
 * docs/outbox.md says the same in words.
 */
export type KindHandler<Kind extends OutboxKind> = {
  /**
   * Before each attempt: a look where this kind needs one (`absent` where it does not), and the mark to keep with the attempt, by
   * which later looks tell this write from what was there before.
   */
  before(work: Work<Kind>): Promise<{ readonly sight: Sight; readonly mark: string | null }>
  /** Whether a write that may have arrived is there. Null for kinds that are simply sent again. */
  readonly look: ((work: Work<Kind>) => Promise<Sight>) | null
  /** Sends it once; gives its id at the system where it has one. */
  send(work: Work<Kind>): Promise<string | null>
}

export const absent: Sight = { is: 'absent' }
export const there = (remoteId: string | null = null): Sight => ({ is: 'there', remoteId })
export const because = (code: string, detail: string | null = null): OutboxFailure => ({ code, detail, correlationId: null })
export const refused = (code: string, detail: string | null = null): Sight => ({ is: 'refused', failure: because(code, detail) })
