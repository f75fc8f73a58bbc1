import type { AccountId, SystemKey, SystemKind } from '../../shared/model/common.ts'
import { systemKindOf } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import { readConnectionsPage } from '../operators/nextpertise/readConnections.ts'
import { readLine } from '../operators/nextpertise/readLine.ts'
import { readOrder } from '../operators/reseller/readOrder.ts'
import { readOrdersPage } from '../operators/reseller/readOrdersPage.ts'
import { onApiReader } from '../operators/on-api/reader.ts'
import { readRecord as readTelecomx } from '../operators/telecomx/readRecord.ts'
import { readRequestsPage } from '../operators/telecomx/readPage.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LineListReaderOf, LinePageReader, ReadLine } from '../operators/operator.ts'

/** What a stored record does not say about itself. */
export type RecordContext = { readonly system: SystemKey; readonly accountId: AccountId; readonly state: LineState | null; readonly seenAt: string }

/** Parts of a line's record that came in lists of their own, parsed, by name (`ReadSection`). */
export type Sections = Readonly<Record<string, unknown>>

/**
 * How lines of one kind of system are read: an unparsed page, or the pieces of a list that comes whole, from the wire; and one
 * record with its sections from the cache (secrets replaced).
 */
export type Reader = {
  readonly page?: LinePageReader
  readonly list?: LineListReaderOf
  readonly record: (value: unknown, context: RecordContext, sections?: Sections) => ReadLine | null
}
/** By the kind of system; kinds that cannot be read yet are missing. */
export type Readers = { readonly nextpertise: Reader } & Readonly<Partial<Record<SystemKind, Reader>>>

/** Pure readers of all kinds of system, for the writer worker and for what is opened from the cache. */
export const readers: Readers = {
  nextpertise: { page: readConnectionsPage, record: readLine },
  reseller: { page: readOrdersPage, record: readOrder },
  onApi: onApiReader,
  telecomx: { page: readRequestsPage, record: readTelecomx },
}

/** The reader of a kind. @throws OperatorFailure `notOffered` where there is none. */
export function readerOf(from: Readers, kind: SystemKind): Reader {
  const reader = from[kind]
  if (reader === undefined) throw new OperatorFailure({ kind: 'notOffered', code: kind })
  return reader
}

/** A record as the cache has it. */
export type StoredRecord = {
  readonly system: SystemKey; readonly account_id: AccountId; readonly state: LineState | null; readonly seen_at: string; readonly raw: string
}

/** Reads a stored record again, with its sections; null where its reader no longer takes it. */
export function readRecord(from: Readers, stored: StoredRecord, sections: Sections = {}): ReadLine | null {
  const read = readerOf(from, systemKindOf(stored.system)).record(JSON.parse(stored.raw), {
    system: stored.system, accountId: stored.account_id, state: stored.state, seenAt: stored.seen_at,
  }, sections)
  return read === null ? null : { line: read.line, raw: stored.raw }
}
