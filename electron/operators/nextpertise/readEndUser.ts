import { setImmediate } from 'node:timers/promises'
import type { EndUser } from '../../../shared/model/line.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { openEnvelope, parseBody } from './envelope.ts'
import { readAddress } from './readLine.ts'
import { fieldsOf, isObject, list, text } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

/** An end user (document, get_enduser and list_endusers); null without a uuid, by which lines refer to it. */
export function readEndUser(value: unknown): EndUser | null {
  const endUser = fieldsOf(value)
  const uuid = text(endUser['uuid'])
  if (uuid === null) return null
  return {
    uuid, companyName: text(endUser['companyname']) ?? text(endUser['name']), phoneNumber: text(endUser['phonenumber']),
    address: isObject(endUser['address']) ? readAddress(endUser['address']) : null,
  }
}

function readRecords(records: readonly unknown[]): EndUser[] {
  return records.map(record => readEndUser(withoutSecrets(record))).filter(endUser => endUser !== null)
}

const KEY = '"endusers"'
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
/** About 80 kB of JSON at a time: a few milliseconds. */
const RECORDS_AT_ONCE = 256

/** Byte ranges of so many records each, of the list that begins at `from`; the records themselves are not looked into. */
function* partsOf(body: Uint8Array, from: number): Generator<readonly [from: number, to: number]> {
  let depth = 0
  let inText = false
  let records = 0
  let begin = from + 1
  for (let i = begin; i < body.length; i++) {
    const byte = body[i]
    if (inText) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
    else if (byte === CLOSE_LIST && depth === 0) {
      if (records > 0) yield [begin, i]
      return
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth--
      if (depth > 0 || ++records < RECORDS_AT_ONCE) continue
      yield [begin, i + 1]
      records = 0
      while (i + 1 < body.length && body[i + 1] !== QUOTE && body[i + 1] !== OPEN_OBJECT && body[i + 1] !== CLOSE_LIST) i++
      begin = i + 1
    }
  }
  throw new OperatorFailure({ kind: 'notJson' })
}

/**
 * All end users of a `list_endusers` reply. The method has no paging and its reply grows with the customers (tens of megabytes),
 * so it is read in parts, and the main process is free between them.
 * @throws OperatorFailure `rejected`, `notJson` or `badReply`
 */
export async function readEndUsers(body: Uint8Array): Promise<EndUser[]> {
  const key = Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf(KEY)
  const from = key < 0 ? -1 : body.indexOf(OPEN_LIST, key + KEY.length)
  if (from < 0 || from > key + KEY.length + 8) return readRecords(list(fieldsOf(openEnvelope(parseBody(body)).result)['endusers']))
  const endUsers: EndUser[] = []
  for (const [begin, end] of partsOf(body, from)) {
    const records = parseBody(Buffer.concat([Buffer.from('['), body.subarray(begin, end), Buffer.from(']')]))
    if (Array.isArray(records)) for (const endUser of readRecords(records)) endUsers.push(endUser)
    await setImmediate()
  }
  return endUsers
}
