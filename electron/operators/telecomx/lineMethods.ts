import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { CallContext, LineDetails, OperatorMethods, ReadLine } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Learnt } from './learnt.ts'
import { nativeIdOf, parseNativeId } from './nativeId.ts'
import { walkParts, walksOf } from './owners.ts'
import type { Owner } from './owners.ts'
import { CONDENSED, packPage } from './readPage.ts'
import { expandedSection, readRecord, recordId } from './readRecord.ts'
import type { Rest } from './rest.ts'
import { LIMIT, createWalkedPages } from './walkedPages.ts'

/** Section under which an account asked for alone is kept. */
export const EXPANDED = 'expanded'
/** No request can be asked for by its id: so many pages of each list are looked through for a click. */
const PAGES_FOR_A_CLICK = 10
/** ... and all of them in the background, at most so often. */
const INDEX_HOLDS_MS = 300_000
/** Beside a record that was found, in case the list moves meanwhile. */
const AROUND = 5

export type LineContext = { readonly system: SystemKey; readonly accountId: AccountId; readonly now: () => number }

/** Requests and accounts. */
export function createLineMethods(rest: Rest, learnt: Learnt, { system, accountId, now }: LineContext):
  Pick<OperatorMethods, 'walksOf' | 'fetchLinePage' | 'lineByNid' | 'missingDetails' | 'lineDetails'> {
  const pages = createWalkedPages(rest)
  const context = () => ({ system, accountId, seenAt: new Date(now()).toISOString() })
  let known: { readonly at: number; readonly ids: Promise<ReadonlySet<string>> } | null = null

  const account = async (id: string, call: CallContext): Promise<ReadLine | null> => {
    const record = await rest.account(id, call)
    if (recordId(record) !== id) return null
    const raw = expandedSection(record)
    const read = readRecord({ account: record }, context(), { [EXPANDED]: JSON.parse(raw) as unknown })
    return read === null ? null : { ...read, sections: [{ nativeId: nativeIdOf('account', id), section: EXPANDED, raw }] }
  }

  /** Ids of all requests of an owner, page by page. `page` hears each, and ends the walk by answering true. */
  const through = async (
    owner: Owner, { full, pagesMost }: { readonly full: boolean; readonly pagesMost: number }, call: CallContext,
    page: (records: readonly unknown[], offset: number) => boolean,
  ): Promise<boolean> => {
    for (let nth = 0, offset = 0; nth < pagesMost; nth += 1) {
      const { records, total } = await rest.list('request', owner, { offset, limit: LIMIT, full, filter: { state: 'ANY' } }, call)
      if (page(records, offset)) return true
      offset += records.length
      if (records.length === 0 || (total === null ? records.length < LIMIT : offset >= total)) return true
      // The next one begins with the last of this one, so that what moves up by one is not left out.
      offset -= 1
    }
    return false
  }

  const requestIds = async (call: CallContext): Promise<ReadonlySet<string>> => {
    const ids = new Set<string>()
    for (const owner of learnt.owners()) {
      await through(owner, { full: false, pagesMost: Number.POSITIVE_INFINITY }, call, records => {
        for (const record of records) {
          const id = recordId(record)
          if (id !== null) ids.add(id)
        }
        return false
      })
    }
    return ids
  }

  const allIds = (call: CallContext): Promise<ReadonlySet<string>> => {
    if (known === null || now() - known.at > INDEX_HOLDS_MS) {
      const ids = requestIds(call)
      const mine = { at: now(), ids }
      known = mine
      ids.catch(() => { if (known === mine) known = null })
    }
    return known.ids
  }

  const request = async (id: string, call: CallContext): Promise<ReadLine | null> => {
    // Many are asked for one after the other in the background: what is in none of the lists need not be looked for in each of them again.
    if (call.urgency === 'background' && !(await allIds(call)).has(id)) return null
    const pagesMost = call.urgency === 'background' ? Number.POSITIVE_INFINITY : PAGES_FOR_A_CLICK
    let complete = true
    for (const owner of learnt.owners()) {
      let at: { readonly record: unknown; readonly offset: number } | null = null
      const ended = await through(owner, { full: true, pagesMost }, call, (records, offset) => {
        const index = records.findIndex(record => recordId(record) === id)
        if (index >= 0) at = { record: records[index], offset: offset + index }
        return index >= 0
      })
      const found = at as { readonly record: unknown; readonly offset: number } | null
      if (found !== null) return withCondensed(owner, id, found.record, found.offset, call)
      complete &&= ended
    }
    // "Not among the first of them" is no "not there".
    if (!complete) throw new OperatorFailure({ kind: 'notOffered', code: 'requestById' })
    return null
  }

  const withCondensed = async (owner: Owner, id: string, record: unknown, offset: number, call: CallContext): Promise<ReadLine | null> => {
    const slice = { offset: Math.max(0, offset - AROUND), limit: 2 * AROUND + 1, full: false, filter: { state: 'ANY' } }
    const { records } = await rest.list('request', owner, slice, call)
    const short = records.find(each => recordId(each) === id)
    const raw = short === undefined ? null : expandedSection(short)
    const read = readRecord({ request: record }, context(), raw === null ? {} : { [CONDENSED]: JSON.parse(raw) as unknown })
    return read === null || raw === null ? read : { ...read, sections: [{ nativeId: nativeIdOf('request', id), section: CONDENSED, raw }] }
  }

  return {
    /** @throws OperatorFailure where nobody said yet whose lines there are. */
    walksOf: scope => walksOf(learnt.owners(), scope),
    /**
     * Where one list is refused for want of a right and another is not, the refused one ends without a line and without saying that its
     * lines are gone: the others are not held up, and `health` tells which it is.
     */
    async fetchLinePage(walk, page, call) {
      try {
        return await pages(walk, page, call)
      } catch (error) {
        if (!(error instanceof OperatorFailure) || error.data.refusal !== 'rightMissing') throw error
        if (!learnt.anythingAnswered()) await learnt.learn(rest, call)
        return packPage({ kind: walkParts(walk).kind, nextPage: null, total: null, brought: [], settled: false }, [], [])
      }
    },
    /**
     * An account is asked for by its id. For requests no such call is documented, and `filter` looks at addresses: they are looked for
     * in the list itself, for a click among its first 5,000. Throws `notOffered` (`requestById`) where there are more; null only where
     * the whole list was seen.
     */
    async lineByNid(typed, call) {
      const wanted = parseNativeId(typed)
      if (wanted === null) return null
      const { kind, id } = wanted
      const asAccount = kind === 'request' ? null : await account(id, call)
      return asAccount !== null || kind === 'account' ? asAccount : request(id, call)
    },
    missingDetails: ({ request: of }) => (of?.details === 'missing' ? [EXPANDED] : []),
    async lineDetails({ request: of }, wanted, call): Promise<LineDetails> {
      if (of?.of !== 'account' || (wanted !== null && !wanted.includes(EXPANDED))) return { sections: [], failed: [] }
      const record = await rest.account(of.id, call)
      const isIt = recordId(record) === of.id
      return { sections: [{ nativeId: nativeIdOf('account', of.id), section: EXPANDED, raw: isIt ? expandedSection(record) : null }], failed: [] }
    },
  }
}
