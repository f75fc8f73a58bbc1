import type { LinePageContext, LinePageReader, ReadLine, ReadLinePage, ReadSection } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject, wholeNumber } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'
import { parsedOrUndefined } from './errorWords.ts'
import { nativeIdOf } from './nativeId.ts'
import type { Kind } from './nativeId.ts'
import { readRecord, recordId } from './readRecord.ts'

/** Section under which the condensed form of a record is kept. */
export const CONDENSED = 'condensed'

/** What the list itself says: its records as they are, and `total`; null where it did not say. */
export type ListPage = { readonly records: readonly unknown[]; readonly total: number | null; readonly limit: number | null }

/** Keys of the lists (document, Response; README of the systems). */
const LIST_KEY = { request: 'requests', account: 'accounts' } as const

/** Reads a page of a list. Throws OperatorFailure `notJson`, or `badReply` where there is no list in it. */
export function readList(kind: Kind, value: unknown): ListPage {
  if (Array.isArray(value)) return { records: value, total: value.length, limit: null }
  const fields = fieldsOf(value)
  const records = fields[LIST_KEY[kind]]
  if (!Array.isArray(records)) throw new OperatorFailure({ kind: 'badReply', code: LIST_KEY[kind] })
  const total = wholeNumber(fields['total'])
  return { records, total: total !== null && total >= 0 ? total : null, limit: wholeNumber(fields['limit']) }
}

/** What `fetchLinePage` hands to the writer beside the system's own pages. */
export type PageNotes = {
  readonly kind: Kind
  readonly nextPage: number | null
  readonly total: number | null
  /** Ids that the page before brought already. */
  readonly brought: readonly string[]
  /** False where the list changed while it was walked: absence from it says nothing. */
  readonly settled: boolean
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const joined = (pages: readonly Uint8Array[]): Uint8Array[] => pages.flatMap((page, at) => (at === 0 ? [page] : [text(','), page]))

/** Notes and pages of both forms as one body, none of them parsed. */
export function packPage(notes: PageNotes, full: readonly Uint8Array[], condensed: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([
    text(`{"lineside":${JSON.stringify(notes)},"full":[`), ...joined(full), text('],"condensed":['), ...joined(condensed), text(']}'),
  ])
}

function unpacked(value: unknown): { notes: PageNotes; full: readonly unknown[]; condensed: readonly unknown[] } {
  const packed = isObject(value) ? value : {}
  const notes = packed['lineside']
  const { full, condensed } = packed
  if (!isObject(notes) || !Array.isArray(full) || !Array.isArray(condensed)) throw new OperatorFailure({ kind: 'badReply', code: 'page' })
  return {
    notes: {
      kind: notes['kind'] === 'account' ? 'account' : 'request', nextPage: wholeNumber(notes['nextPage']), total: wholeNumber(notes['total']),
      brought: Array.isArray(notes['brought']) ? notes['brought'].filter(each => typeof each === 'string') : [], settled: notes['settled'] !== false,
    },
    full, condensed,
  }
}

/** Page reader for the writer worker: the full form is a line's record, the condensed one a section of it. */
export const readRequestsPage: LinePageReader = (body: Uint8Array, context: LinePageContext): ReadLinePage => {
  const { notes, full, condensed } = unpacked(parsedOrUndefined(body))
  const { kind } = notes
  const short = new Map<string, unknown>()
  for (const record of condensed.flatMap(page => readList(kind, page).records)) {
    const id = recordId(record)
    if (id !== null) short.set(id, record)
  }
  const bad: { index: number; reason: string }[] = []
  const lines = new Map<string, ReadLine>()
  const brought = new Set(notes.brought)
  full.flatMap(page => readList(kind, page).records).forEach((record, index) => {
    const id = recordId(record)
    if (id !== null && brought.has(id)) return
    try {
      const other = id === null ? undefined : short.get(id)
      const read = readRecord({ [kind]: record }, context, other === undefined ? {} : { [CONDENSED]: withoutSecrets(other) })
      if (read === null || id === null) bad.push({ index, reason: 'has no id' })
      else lines.set(id, other === undefined ? read : { ...read, sections: [sectionOf(kind, id, other)] })
    } catch (error) {
      bad.push({ index, reason: error instanceof Error ? error.name : 'unreadable' })
    }
  })
  // The two passes saw the list at different moments: a form whose other one lies on another page is kept beside its line all the same.
  const sections = [...short].filter(([id]) => !lines.has(id) && !brought.has(id)).map(([id, record]) => sectionOf(kind, id, record))
  return {
    lines: [...lines.values()], ...(sections.length === 0 ? {} : { sections }), bad, nextPage: notes.nextPage, total: notes.total,
    ...(notes.settled ? {} : { settled: false }),
  }
}

function sectionOf(kind: Kind, id: string, record: unknown): ReadSection {
  return { nativeId: nativeIdOf(kind, id), section: CONDENSED, raw: JSON.stringify(withoutSecrets(record)) }
}
