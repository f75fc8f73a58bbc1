import type { LinePageContext, LinePageReader, ReadLine, ReadLinePage } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { openEnvelope, parseBody, readPagination } from './envelope.ts'
import type { Envelope } from './envelope.ts'
import { readLine } from './readLine.ts'
import type { LineContext } from './readLine.ts'
import { fieldsOf } from '../readValue.ts'

/** The connections of a reply. @throws OperatorFailure `badReply` where it holds no list of them */
function recordsOf({ result }: Envelope): readonly unknown[] {
  const records = Array.isArray(result) ? result : fieldsOf(result)['connections']
  if (Array.isArray(records)) return records
  if (records === null) return []
  throw new OperatorFailure({ kind: 'badReply', code: 'connections' })
}

/** Reads what a `list_connections` reply holds; records that are no lines are named and skipped. */
export function readRecords(envelope: Envelope, context: LineContext): Pick<ReadLinePage, 'lines' | 'bad'> {
  const lines: ReadLine[] = []
  const bad: { index: number; reason: string }[] = []
  const records = recordsOf(envelope)
  for (let index = 0; index < records.length; index++) {
    try {
      const line = readLine(records[index], context)
      if (line === null) bad.push({ index, reason: 'names neither a line nor a place' })
      else lines.push(line)
    } catch (error) {
      bad.push({ index, reason: error instanceof Error ? error.name : 'unreadable' })
    }
  }
  return { lines, bad }
}

/** Page reader for the writer worker (document, Broadband, list_connections). Pure, and free of heavy imports. */
export const readConnectionsPage: LinePageReader = (body: Uint8Array, context: LinePageContext): ReadLinePage => {
  const envelope = openEnvelope(parseBody(body))
  const { nextPage, count } = readPagination(envelope)
  return { ...readRecords(envelope, context), nextPage, total: count }
}
