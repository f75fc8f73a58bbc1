import { SECOND_MS } from '../clock.ts'
import { jsonReply } from '../labSystem.ts'
import { secondOf } from './network.ts'
import type { LabReply, LabTwist } from '../labSystem.ts'
import type { OnApiSettings } from './settings.ts'

const PIECE_CHARACTERS = 64 * 1024

/** What is asked of a list: its records, all or since a second. */
export type Listed = { all: () => Iterable<unknown>; since: (ms: number) => Iterable<unknown> }

/**
 * A list that knows what changed: whole, or since `If-Modified-Since`, 304 where nothing did. Last-Modified is the second before the
 * one that runs, so that nothing of this second is lost, and may come twice.
 */
export function versionedReply(
  list: Listed, ifModifiedSince: string | undefined, { heed }: OnApiSettings, nowMs: number, twist: LabTwist,
): LabReply {
  const headers: Record<string, string> = heed === 'never' ? {} : { 'last-modified': new Date(secondOf(nowMs) - SECOND_MS).toUTCString() }
  const sinceMs = heed === 'heeded' && ifModifiedSince !== undefined ? Date.parse(ifModifiedSince) : Number.NaN
  const whole = Number.isNaN(sinceMs)
  const pieces = piecesOf(whole ? list.all() : list.since(sinceMs))
  const first = pieces.next()
  if (first.done === true) return whole ? jsonReply(404, { cause: 'Nothing found' }, headers) : { status: 304, headers, body: '' }
  if (twist.value) return jsonReply(200, JSON.parse([...joined(first.value, pieces)].join('')), headers, twist)
  return { status: 200, headers: { ...JSON_TYPE, ...headers }, body: joined(first.value, pieces) }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

function* joined(first: string, rest: Iterable<string>): Generator<string> {
  yield `[${first}`
  for (const piece of rest) yield `,${piece}`
  yield ']'
}

/** Records as JSON, many to a piece. */
function* piecesOf(records: Iterable<unknown>): Generator<string> {
  let piece = ''
  for (const record of records) {
    const text = JSON.stringify(record)
    piece = piece === '' ? text : `${piece},${text}`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
