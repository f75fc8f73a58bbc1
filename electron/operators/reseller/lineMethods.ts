import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { CallContext, OperatorMethods, ReadLine, Walk } from '../operator.ts'
import { isObject } from '../readValue.ts'
import type { Directory } from './directory.ts'
import { endUserKey } from './readCustomer.ts'
import { readOrder } from './readOrder.ts'
import { packPages, withNames } from './readOrdersPage.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'
import { createWalkedPages } from './walkedPages.ts'

/** `/orders/5678`, `order 5678`, `#5678`, or five digits and more: fewer are a house number or half a postcode. */
const NATIVE_ID = /^(?:(?:\/?orders\/|order\s*#?\s*|#)(\d{1,18})|(\d{5,18}))$/i
const TREE = 'inTreeOfCustomerId'

/** An order's id in a typed text, or null. */
export function orderIdIn(text: string): string | null {
  const found = NATIVE_ID.exec(text.trim())
  return found?.[1] ?? found?.[2] ?? null
}

export type LineContext = { readonly system: SystemKey; readonly accountId: AccountId; readonly now: () => string; readonly customerIds: readonly string[] }

/** Orders and customers. */
export function createLineMethods(rest: Rest, directory: Directory, { system, accountId, now, customerIds }: LineContext):
Pick<OperatorMethods, 'walksOf' | 'fetchLinePage' | 'lineByNid' | 'endUsers'> {
  const pages = createWalkedPages()
  const treeName = (id: string): string => {
    // The topmost that is known is the reseller itself, above everybody: it tells no customer from another.
    const above = directory.pathOf(id).flatMap(({ name }) => (name === null ? [] : [name])).slice(1)
    return above.length === 0 ? '' : ` (${above.join(' › ')})`
  }
  return {
    /** The platform filters by customer, supplier and type only: states and places of the scope cannot narrow what is asked. */
    walksOf(): readonly Walk[] {
      const trees = [...new Set(customerIds)]
      if (trees.length === 0) return [{ key: 'orders', state: 'active', filter: {} }]
      return trees.map(id => ({ key: `orders|${TREE}=${id}`, state: 'active', filter: { [TREE]: id } }))
    },
    async fetchLinePage(walk, page, context) {
      const names = await directory.names(context)
      return packPages(await pages(walk.key, nth => rest.fetchPage('orders', { query: walk.filter }, nth, context), page), names)
    },
    /** The order alone: its details cost a call each, and are asked for as such (`lineDetails`). */
    async lineByNid(typed, context: CallContext): Promise<ReadLine | null> {
      const id = orderIdIn(typed) ?? (/^\d{1,18}$/.test(typed) ? typed : null)
      if (id === null) return null
      const record = await unlessNotThere(rest.get('order', { path: { id } }, context))
      if (record === null || !isObject(record)) return null
      const names = await directory.names(context)
      const read = readOrder(withNames(record, names), { system, accountId, seenAt: now() })
      // Where the system answers with another order than the one asked for, that is not the line.
      return read?.line.nativeId === id ? read : null
    },
    async endUsers(context) {
      const customers = await directory.customers(context)
      return [...customers.values()].map(({ id, name }) => ({
        uuid: endUserKey(system, id), companyName: name === null ? null : `${name}${treeName(id)}`, phoneNumber: null,
        address: null,
      }))
    },
  }
}
