import type { CallContext, Walk } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { walkParts } from './owners.ts'
import { packPage } from './readPage.ts'
import { recordId } from './readRecord.ts'
import type { FetchedSlice, Rest } from './rest.ts'

/** Most records of a page (document, `limit`). */
export const LIMIT = 500
/** Each page begins with the last record of the one before: where it does not, the list has moved. */
export const STEP = LIMIT - 1
/** Pages that are remembered: more than are ever asked for at once. */
const REMEMBERED = 12
/** So many pages before are read again at most where the list has moved up. */
const BACK_MOST = 5
/** A page comes in so many pieces at most, where the system gives fewer records than asked for. */
const PIECES_MOST = 100
/** How much further back a piece is asked for where the list has moved up since the one before. */
const WIDER = 8

/** A page of one form as it came: its pieces, ids in their order, how many records of the list it covers, and the total of the last piece. */
type Range = {
  readonly bodies: readonly Uint8Array[]; readonly ids: readonly (string | null)[]; readonly length: number; readonly total: number | null
}
type Seen = { readonly ids: ReadonlySet<string>; readonly last: string | null; readonly total: number | null }

/**
 * Pages of a list that may change while it is walked. What comes in while walking shows up twice, which costs nothing. Where something
 * goes, what is behind it moves up, and the first of the next page slips into the page that was read already: that page no longer begins
 * where the one before ended, and as much as needed of what was read is read once more and given with this page. A page is as long as
 * `total` says, however few records a reply has. A page whose forerunner was read before a restart is treated as moved.
 */
export function createWalkedPages(rest: Rest) {
  const walks = new Map<string, Map<number, Promise<Seen | null>>>()

  const rangeOf = async (walk: Walk, offset: number, full: boolean, context: CallContext): Promise<Range> => {
    const { kind, owner } = walkParts(walk)
    const { customer: _customer, reseller: _reseller, ...filter } = walk.filter
    const bodies: Uint8Array[] = []
    const ids: (string | null)[] = []
    let total: number | null = null
    let length = 0
    let overlap = 1
    for (let pieces = 0; length < LIMIT; pieces += 1) {
      if (pieces === PIECES_MOST) throw new OperatorFailure({ kind: 'badReply', code: 'limit' })
      // A further piece begins with the last record of the one before: where it does not have it, the list moved between them.
      const from = Math.max(0, length - overlap)
      const piece: FetchedSlice = await rest.list(kind, owner, { offset: offset + from, limit: LIMIT - from, full, filter }, context)
      const found = piece.records.map(recordId)
      const joins = from === 0 || found.includes(ids.at(-1) ?? null)
      bodies.push(piece.body)
      total = piece.total ?? total
      if (!joins && total !== null && offset + from < total && pieces < PIECES_MOST - 1) {
        overlap *= WIDER
        continue
      }
      overlap = 1
      ids.push(...found)
      length = from + found.length
      // Without a total a short reply is the only sign of the end.
      if (total === null ? found.length < LIMIT - from : offset + length >= total) break
      // Going on from here would leave lines out, ending here would make them seem gone.
      if (found.length === 0) throw new OperatorFailure({ kind: 'badReply', code: 'total' })
    }
    return { bodies, ids, length, total }
  }

  const seenIn = ({ ids, total }: Range): Seen => ({ ids: new Set(ids.filter(id => id !== null)), last: ids.at(-1) ?? null, total })

  /** What was read before, again, until it reaches what is known to have been read. */
  const again = async (walk: Walk, page: number, before: Seen | null, context: CallContext): Promise<Range[]> => {
    const ranges: Range[] = []
    for (let back = 1; back <= BACK_MOST && page - back >= 1; back += 1) {
      const range = await rangeOf(walk, (page - back - 1) * STEP, true, context)
      ranges.push(range)
      if (before === null || range.ids.some(id => id !== null && before.ids.has(id))) break
    }
    return ranges
  }

  return async (walk: Walk, page: number, context: CallContext): Promise<Uint8Array> => {
    if (page === 1) walks.set(walk.key, new Map())
    const known = walks.get(walk.key) ?? new Map<number, Promise<Seen | null>>()
    walks.set(walk.key, known)
    const offset = (page - 1) * STEP
    const fetching = rangeOf(walk, offset, true, context)
    const before = known.get(page - 1)
    known.set(page, fetching.then(seenIn, () => null))
    for (const old of known.keys()) if (old < page - REMEMBERED) known.delete(old)
    const full = await fetching
    const condensed = await rangeOf(walk, offset, false, context)
    const seenBefore = page === 1 ? null : await before ?? null
    const fits = page === 1 || (seenBefore !== null && seenBefore.last !== null && full.ids.includes(seenBefore.last))
    const earlier = fits ? [] : await again(walk, page, seenBefore, context)
    // Where much came in while both were on their way, this page was read too far down: what lies between is read now.
    const [first = null] = full.ids
    if (!fits && !earlier.some(({ ids }) => ids.includes(first))) earlier.push(await rangeOf(walk, offset, true, context))
    const { total } = full
    const end = offset + full.length
    const more = total === null ? full.length >= LIMIT : end < total
    const settled = page === 1 || (seenBefore !== null && seenBefore.total === total && full.ids[0] === seenBefore.last)
    const { kind } = walkParts(walk)
    const brought = earlier.length > 0 ? [] : full.ids.filter(id => id !== null).filter(id => seenBefore?.ids.has(id) === true)
    const bodies = [...earlier.flatMap(range => range.bodies), ...full.bodies]
    return packPage({ kind, nextPage: more ? page + 1 : null, total, brought, settled }, bodies, condensed.bodies)
  }
}
