import type { LivePartName } from '../../shared/contract/lines.ts'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AccountId, LineId, SystemKey, SystemKind } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import type { RebuildReason } from '../storage/cache.ts'
import type { StorageFailureCode } from '../storage/storageFailure.ts'
import type { LineHint, LineList, ReadLine, ReadSection } from '../operators/operator.ts'
import type { ListScope } from './inScope.ts'

/** Where a pass over a walk stands. `nextPage` counts from 1. */
export type WalkPass = {
  readonly walkId: number; readonly generation: number; readonly nextPage: number; readonly linesDone: number
  readonly changed: number; readonly bad: number; readonly linesTotal: number | null
  /** Whether it goes on where an earlier run stopped. */
  readonly resumed: boolean
  readonly startedAt: string
}

/** What one page did to the cache; `nextPage` is null at the end of the walk. Counts are of this page. */
export type IngestedPage = {
  readonly nextPage: number | null; readonly total: number | null
  readonly lines: number; readonly changed: number; readonly bad: number
  /** As the page says it (`ReadLinePage`); absent: true. */
  readonly settled?: boolean
}

/** A line absent from two complete passes: to be asked for by its NID. */
export type MissingLine = { readonly id: LineId; readonly nativeId: string | null }

export type FoundBy = { readonly accountId: AccountId; readonly system: SystemKey; readonly at: string }

/** What is known of a list that comes whole; all null where it was never asked for. */
export type ListState = {
  /** What to ask for its changes with. */
  readonly version: string | null
  /** The scope it was read with (`scopeKeyOf`). */
  readonly scope: string | null
  readonly wholeAt: string | null; readonly askedAt: string | null
  /** Whether the system gives only changes when asked for those; null while not known. */
  readonly heeds: boolean | null
}

/** What to remember of an answer. `heeds` null leaves what is known. */
export type ListNote = {
  readonly listKey: string; readonly version: string | null; readonly scope: string; readonly askedAt: string; readonly isWhole: boolean
  readonly heeds: boolean | null
}

/** What some pieces of a list did to the cache. */
export type IngestedPieces = { readonly lines: number; readonly sections: number; readonly hints: number; readonly changed: number; readonly bad: number }

/** How a list ended. */
export type EndedList = {
  readonly missing: readonly MissingLine[]
  /** Of a list of hints: the newest of each line that could matter here; null where they are too many to be told. */
  readonly hints: readonly LineHint[] | null
  /** What the answer shows of whether the system gives only changes when asked for those; null where it shows nothing. */
  readonly heeds: boolean | null
}

/** Everything the writer does, each call in one transaction of its own. */
export type WriterCalls = {
  /** Begins a pass over a walk, or goes on with the one under way. */
  beginWalk: { input: FoundBy & { readonly walkKey: string }; output: WalkPass }
  /** Reads an unparsed page and keeps its lines; those that did not change are left alone. Throws OperatorFailure of the reader. */
  ingestPage: {
    input: FoundBy & { readonly walkId: number; readonly page: number; readonly kind: SystemKind; readonly state: LineState; readonly body: Uint8Array }
    output: IngestedPage
  }
  /**
   * Ends a complete pass. Gives the lines that were absent from this one and the one before, at most `limit`; none where the pass was
   * not `settled`, which says nothing of lines it did not bring.
   */
  finishWalk: { input: { readonly walkId: number; readonly at: string; readonly limit: number; readonly settled?: boolean }; output: { readonly missing: readonly MissingLine[] } }
  /** Drops the pass under way, so that the next one begins at page 1. */
  restartWalk: { input: { readonly walkId: number }; output: void }
  /** Forgets walks that the scope no longer has, and the lines only they brought. */
  keepWalks: { input: { readonly accountId: AccountId; readonly keys: readonly string[] }; output: { readonly removed: number } }
  listState: { input: FoundBy & { readonly listKey: string }; output: ListState }
  /**
   * Begins to read a list; one that is still being read for this account and key is given up. `leaveUnknown`: sections of lines that
   * are not here do not wait for them.
   */
  beginList: {
    input: FoundBy & {
      readonly list: LineList; readonly kind: SystemKind; readonly scope: ListScope; readonly isWhole: boolean; readonly leaveUnknown: boolean
    }
    output: { readonly passId: number }
  }
  /** Reads further pieces of its body. Throws OperatorFailure of the reader; the list is given up then. */
  ingestPieces: { input: { readonly passId: number; readonly at: string; readonly pieces: Uint8Array }; output: IngestedPieces }
  /**
   * The body has ended. Throws OperatorFailure where it ended too early. A whole list of lines counts absences and gives at most
   * `limit` lines that were absent from this one and the one before; a whole list of sections drops what it did not bring.
   */
  endList: { input: { readonly passId: number; readonly at: string; readonly limit: number }; output: EndedList }
  dropList: { input: { readonly passId: number }; output: void }
  noteList: { input: FoundBy & ListNote; output: void }
  /** Keeps lines that were asked for one by one. */
  saveLines: { input: FoundBy & { readonly lines: readonly ReadLine[] }; output: { readonly changed: number } }
  /** Keeps sections of a line that were asked for by themselves; false where the line is not here. */
  saveSections: { input: FoundBy & { readonly lineId: LineId; readonly sections: readonly ReadSection[] }; output: boolean }
  savePart: { input: { readonly lineId: LineId; readonly part: LivePartName; readonly body: string; readonly at: string }; output: void }
  /** The system was asked for these by NID and knows them no more. */
  markGone: { input: { readonly ids: readonly LineId[]; readonly at: string }; output: { readonly gone: number } }
  /** Some names of end users; with the last of them, those that changed are joined to the lines that have them. */
  saveEndUsers: {
    input: { readonly endUsers: readonly { readonly uuid: string; readonly name: string }[]; readonly last: boolean }
    output: { readonly linesChanged: number }
  }
  /** Removes an account's walks and lines; lines another account sees stay, as that account's. */
  removeAccount: { input: { readonly accountId: AccountId }; output: { readonly removed: number } }
  /** Copies the log into the file and empties it. False when a reader was in the way. */
  truncateLog: { input: Record<never, never>; output: boolean }
}

export type CallName = keyof WriterCalls

/** The writer as plain functions: what the worker runs, and what tests may run without one. */
export type CacheWriter = { readonly [Name in CallName]: (input: WriterCalls[Name]['input']) => WriterCalls[Name]['output'] }

export type WriterStart = { readonly dir: string; readonly key: Uint8Array }

/** What went wrong in the worker, in a form that survives the way between threads. */
export type WriterFailure =
  | { readonly type: 'operator'; readonly data: OperatorFailureData }
  | { readonly type: 'storage'; readonly code: StorageFailureCode; readonly path: string }
  | { readonly type: 'bug'; readonly message: string; readonly stack: string | undefined }

export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly input: unknown }
  | { readonly type: 'close' }

export type FromWorker =
  | { readonly type: 'ready'; readonly rebuilt: { readonly reason: RebuildReason; readonly aside: string } | null }
  | { readonly type: 'cannotOpen'; readonly failure: WriterFailure }
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly failure: WriterFailure }
  | { readonly type: 'closed' }
