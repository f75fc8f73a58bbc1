import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, foldKey } from '../readValue.ts'

/**
 * The list a reply must have (documented under `key`). Where it is missing or none, the reply is refused instead of being read
 * as "there are none": that would hide open tickets, or call a login log empty. Throws OperatorFailure `badReply`.
 */
export function expectedList(result: unknown, key: string): readonly unknown[] {
  const held = fieldsOf(result)[foldKey(key)]
  if (!Array.isArray(held)) throw new OperatorFailure({ kind: 'badReply', code: key })
  return held
}
