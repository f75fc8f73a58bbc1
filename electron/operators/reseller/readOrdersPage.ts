import type { LinePageContext, LinePageReader, ReadLine, ReadLinePage } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, foldKey, isObject, list } from '../readValue.ts'
import { parseBody, readPage } from './hydra.ts'
import { idOf } from './iri.ts'
import { textOf } from '../openValues.ts'
import { readOrder } from './readOrder.ts'
import type { OrderContext } from './readOrder.ts'

/**
 * What `fetchLinePage` hands to the writer: the system's own pages (the one before too where the collection shrank meanwhile), and
 * the names that its records give as IRIs only.
 */
export type Names = {
  readonly suppliers: Readonly<Record<string, string>>
  readonly serviceTypes: Readonly<Record<string, string>>
}
export const noNames: Names = { suppliers: {}, serviceTypes: {} }

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

/** Pages and names as one body, without parsing any of them. */
export function packPages(pages: readonly Uint8Array[], names: Names): Uint8Array {
  const parts = [text(`{"lineside":${JSON.stringify(names)},"pages":[`),
    ...pages.flatMap((page, at) => (at === 0 ? [page] : [text(','), page])), text(']}')]
  return Buffer.concat(parts)
}

/** The record with names in the place of IRIs: an embedded object, which is what the system itself gives in other replies. */
export function withNames(record: unknown, names: Names): unknown {
  if (!isObject(record)) return record
  let named: Record<string, unknown> | null = null
  for (const key in record) {
    const fold = foldKey(key)
    const known = fold === 'supplier' ? names.suppliers : fold === 'servicetype' ? names.serviceTypes : null
    const value = record[key]
    const id = known !== null && typeof value === 'string' && value.includes('/') ? idOf(value) : null
    const name = id === null ? undefined : known?.[id]
    if (name !== undefined) (named ??= { ...record })[key] = { '@id': value, name }
  }
  return named ?? record
}

/** Names by id of a list of suppliers or service types. */
export function namesOf(members: readonly unknown[]): Record<string, string> {
  return Object.fromEntries(members.flatMap(member => {
    const id = idOf(member)
    const name = textOf(fieldsOf(member), 'name', 'label')
    return id === null || name === null ? [] : [[id, name] as const]
  }))
}

/** Orders of a page; records that are no orders are named and skipped. */
export function readOrders(
  members: readonly unknown[], names: Names, context: OrderContext,
): Pick<ReadLinePage, 'lines' | 'bad'> {
  const lines: ReadLine[] = []
  const bad: { index: number; reason: string }[] = []
  members.forEach((member, index) => {
    try {
      const line = readOrder(withNames(member, names), context)
      if (line === null) bad.push({ index, reason: 'has no id' })
      else lines.push(line)
    } catch (error) {
      bad.push({ index, reason: error instanceof Error ? error.name : 'unreadable' })
    }
  })
  return { lines, bad }
}

function stringsOf(value: unknown): Record<string, string> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string,
    string] => typeof entry[1] === 'string')) : {}
}

/** Page reader for the writer worker (document, Orders). Throws OperatorFailure where it is no page. */
export const readOrdersPage: LinePageReader = (body: Uint8Array, context: LinePageContext): ReadLinePage => {
  const value = parseBody(body)
  const baseUrl = context.system.slice(context.system.indexOf(':') + 1)
  const isPacked = isObject(value) && 'lineside' in value && Array.isArray(value['pages'])
  const names: Names = isPacked && isObject(value['lineside'])
    ? { suppliers: stringsOf(value['lineside']['suppliers']), serviceTypes: stringsOf(value['lineside']['serviceTypes']) }
      : noNames
  const pages = (isPacked ? list(value['pages']) : [value]).map(page => readPage(page, baseUrl))
  const last = pages.at(-1)
  if (last === undefined) throw new OperatorFailure({ kind: 'badReply', code: 'pages' })
  const read = readOrders(pages.flatMap(page => page.members), names, context)
  // A record on both pages, which moved while they were read, is one line.
  const lines = [...new Map(read.lines.map(line => [line.line.id, line])).values()]
  return { lines, bad: read.bad, nextPage: last.nextPage, total: last.total }
}
