import type { Rest } from './rest.ts'

/** Pages whose totals are remembered: more than are ever asked for at once. */
const REMEMBERED = 12
/** Each key comes in both casings, as everything does here. */
const TOTAL_KEYS = ['"hydra:totalItems"', '"hydra:total_items"', '"totalItems"', '"total_items"']

/** `hydra:totalItems` of a page, found without parsing it: that is the writer's work. Null where it is not there. */
export function totalIn(body: Uint8Array): number | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  for (const key of TOTAL_KEYS) {
    for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + key.length)) {
      const found = /^\s*:\s*(\d{1,12})/.exec(bytes.toString('latin1', at + key.length, at + key.length + 40))?.[1]
      if (found !== undefined) return Number(found)
    }
  }
  return null
}

/**
 * Pages of a collection that may change while it is walked, read in their order however many are asked for at once. Records that
 * come while walking show up twice, which costs nothing. Where one goes, those behind it move up, and the first of the next page slips into the page that was read already: the collection's total
 * shrank, so that the page before is read once more and given with this one. A page whose forerunner was read before a restart is
 * treated the same.
 */
export function createWalkedPages() {
  const totals = new Map<string, Map<number, Promise<number | null>>>()
  return async (walkKey: string, fetch: (page: number) => ReturnType<Rest['fetchPage']>, page: number): Promise<Uint8Array[]> => {
    if (page === 1) totals.set(walkKey, new Map())
    const known = totals.get(walkKey) ?? new Map<number, Promise<number | null>>()
    totals.set(walkKey, known)
    const before = known.get(page - 1)
    // One after the other: what comes in between two would push records from a page read late into one that was read already.
    const fetching = before === undefined ? fetch(page) : before.then(() => fetch(page))
    known.set(page, fetching.then(totalIn, () => null))
    for (const old of known.keys()) if (old < page - REMEMBERED) known.delete(old)
    const body = await fetching
    if (page === 1) return [body]
    const total = totalIn(body)
    const totalBefore = before === undefined ? undefined : await before
    const shrank = totalBefore === undefined || (totalBefore !== null && total !== null && total < totalBefore)
    return shrank ? [await fetch(page - 1), body] : [body]
  }
}
