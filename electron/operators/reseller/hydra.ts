import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, foldKey, isObject, text, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { nextPageOf } from './iri.ts'

/** One page of a collection (document, Collection). */
export type HydraPage = { readonly members: readonly unknown[]; readonly nextPage: number | null; readonly total: number | null }

const DETAIL_MOST = 500

/** JSON of a body. Throws OperatorFailure `notJson`. */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  } catch {
    throw new OperatorFailure({ kind: 'notJson' })
  }
}

/** A key of the Hydra vocabulary, with its prefix (document) or without (newer servers of the same kind). */
function hydra(fields: Fields, name: string): unknown {
  return fields[foldKey(`hydra:${name}`)] ?? fields[foldKey(name)]
}

/**
 * Reads a collection. A bare list, as the document's own samples take some replies, is a page without a next one. Throws
 * OperatorFailure `badReply` where there is no list in it, or its next page lies elsewhere.
 */
export function readPage(value: unknown, baseUrl: string): HydraPage {
  if (Array.isArray(value)) return { members: value, nextPage: null, total: value.length }
  const fields = fieldsOf(value)
  const members = hydra(fields, 'member')
  if (!Array.isArray(members)) throw new OperatorFailure({ kind: 'badReply', code: 'hydra:member' })
  const view = fieldsOf(hydra(fields, 'view'))
  const total = wholeNumber(hydra(fields, 'totalitems'))
  return { members, nextPage: nextPageOf(hydra(view, 'next'), view['@id'], baseUrl), total: total !== null && total >= 0 ? total
    : null }
}

/** The system's own words in a reply that is an error (document, Error Codes: RFC 7807; API Platform's own keys too), or null. */
export function problemOf(body: Uint8Array): string | null {
  if (body.byteLength > 100_000) return null
  try {
    const value = parseBody(body)
    if (!isObject(value)) return null
    const fields = fieldsOf(value)
    const words = text(fields['detail']) ?? text(hydra(fields, 'description')) ?? text(fields['message'])
      ?? text(fields['error']) ?? text(hydra(fields, 'title'))
    return words?.slice(0, DETAIL_MOST) ?? null
  } catch {
    return null
  }
}
