import type { Clock } from '../clock.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readCustomerName } from './readCustomer.ts'
import type { CustomerName } from './readCustomer.ts'
import { namesOf, noNames } from './readOrdersPage.ts'
import type { Names } from './readOrdersPage.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'

const NAMES_MS = 24 * 3_600_000
/** Names are worth having, but nothing waits for them where they cannot be had. */
const NAMES_AGAIN_MS = 600_000
const CUSTOMERS_MS = 6 * 3_600_000
/** A walk over customers that stopped longer ago begins anew. */
const RESUMABLE_MS = 12 * 3_600_000
const CUSTOMERS_MOST = 300_000
const DEPTH_MOST = 12
const RECORD_MS = 600_000
const RECORDS_MOST = 1000

export type Directory = {
  /** Suppliers and service types by id, kept for a day; empty where the system does not give them. */
  names(context: CallContext): Promise<Names>
  /**
   * All customers of the account's tree. A walk that a rate limit stopped goes on where it was, so that even a small limit is enough.
   * Throws OperatorFailure.
   */
  customers(context: CallContext): Promise<ReadonlyMap<string, CustomerName>>
  /** One customer's record and the names above it, topmost first; null where the system knows none. */
  customer(id: string, context: CallContext): Promise<{ readonly customer: unknown; readonly path: readonly { readonly id: string; readonly name: string | null }[] } | null>
  /** Names above a customer as far as they are known here, topmost first. */
  pathOf(id: string): readonly { readonly id: string; readonly name: string | null }[]
  /** A customer of the account to ask prices for, where no other is named. */
  someCustomer(context: CallContext): Promise<string | null>
}

/** What the platform's records only refer to: kept here, so that an IRI is followed once and not for every line. */
export function createDirectory(rest: Rest, clock: Pick<Clock, 'now'>, customerIds: readonly string[]): Directory {
  let names: { readonly value: Names; readonly until: number } | null = null
  let fetchingNames: Promise<Names> | null = null
  let known: ReadonlyMap<string, CustomerName> = new Map()
  let knownUntil = 0
  let walk: { customers: Map<string, CustomerName>; root: number; page: number; beganAt: number } | null = null
  const records = new Map<string, { readonly value: Promise<unknown>; readonly until: number }>()

  const fetchNames = async (context: CallContext): Promise<Names> => {
    const one = async (route: 'suppliers' | 'serviceTypes'): Promise<Record<string, string> | null> => {
      try {
        return namesOf((await rest.all(route, {}, 5000, context)).members)
      } catch (error) {
        if (!(error instanceof OperatorFailure) || ['cancelled', 'tooBusy', 'unreachable',
          'timeout'].includes(error.data.kind)) throw error
        return null
      }
    }
    const suppliers = await one('suppliers')
    const serviceTypes = await one('serviceTypes')
    const value = { suppliers: suppliers ?? names?.value.suppliers ?? {}, serviceTypes: serviceTypes ?? names?.value.serviceTypes
      ?? {} }
    names = { value, until: clock.now() + (suppliers === null || serviceTypes === null ? NAMES_AGAIN_MS : NAMES_MS) }
    return value
  }

  const record = (id: string, context: CallContext): Promise<unknown> => {
    const held = records.get(id)
    if (held !== undefined && held.until > clock.now()) return held.value
    const value = unlessNotThere(rest.get('customer', { path: { id } }, context))
    records.delete(id)
    records.set(id, { value, until: clock.now() + RECORD_MS })
    const oldest = records.size > RECORDS_MOST ? records.keys().next().value : undefined
    if (oldest !== undefined) records.delete(oldest)
    // A failure is nobody else's: the next who asks tries again.
    value.catch(() => { if (records.get(id)?.value === value) records.delete(id) })
    return value
  }

  const pathOf = (id: string): { id: string; name: string | null }[] => {
    const path: { id: string; name: string | null }[] = []
    for (let parent = known.get(id)?.parentId ?? null; parent !== null && path.length < DEPTH_MOST;) {
      if (parent === id || path.some(step => step.id === parent)) break
      path.unshift({ id: parent, name: known.get(parent)?.name ?? null })
      parent = known.get(parent)?.parentId ?? null
    }
    return path
  }

  return {
    pathOf,
    names(context) {
      if (names !== null && names.until > clock.now()) return Promise.resolve(names.value)
      fetchingNames ??= fetchNames(context).finally(() => { fetchingNames = null })
      // Stale names are better than none for as long as new ones cannot be had.
      return fetchingNames.catch((error: unknown) => {
        if (names !== null || (error instanceof OperatorFailure && error.data.kind === 'cancelled'
          && !context.signal.aborted)) return names?.value ?? noNames
        throw error
      })
    },
    async customers(context) {
      if (knownUntil > clock.now()) return known
      const roots = customerIds.length === 0 ? [{}] : customerIds.map(id => ({ inTreeOfCustomerId: id }))
      if (walk === null || clock.now() - walk.beganAt > RESUMABLE_MS) walk = { customers: new Map(), root: 0, page: 1,
        beganAt: clock.now() }
      const mine = walk
      for (let query = roots[mine.root]; query !== undefined && mine.customers.size < CUSTOMERS_MOST; query = roots[mine.root]) {
        const page = await rest.page('customers', { query }, mine.page, context)
        for (const member of page.members) {
          const customer = readCustomerName(member)
          if (customer !== null) mine.customers.set(customer.id, customer)
        }
        if (page.nextPage === null || page.nextPage <= mine.page) Object.assign(mine, { root: mine.root + 1, page: 1 })
        else mine.page = page.nextPage
      }
      known = mine.customers
      knownUntil = clock.now() + CUSTOMERS_MS
      if (walk === mine) walk = null
      return known
    },
    async customer(id, context) {
      const customer = await record(id, context)
      if (customer === null) return null
      const path: { id: string; name: string | null }[] = []
      let parent = readCustomerName(customer)?.parentId ?? null
      while (parent !== null && path.length < DEPTH_MOST && parent !== id && !path.some(step => step.id === parent)) {
        const step: string = parent
        const here = known.get(step)
        // Above the account's own tree nothing may be read: there the path ends, and the customer is still one.
        const above: CustomerName | null = here ?? await record(step, context).then(readCustomerName, (error: unknown) => {
          if (error instanceof OperatorFailure && (error.data.kind === 'refused' || error.data.kind === 'rejected')) return null
          throw error
        })
        path.unshift({ id: step, name: above?.name ?? null })
        parent = above?.parentId ?? null
      }
      return { customer, path }
    },
    async someCustomer(context) {
      const [own] = customerIds
      if (own !== undefined) return own
      const root = [...known.values()].find(({ parentId }) => parentId === null || !known.has(parentId))
      if (root !== undefined) return root.id
      const page = await rest.page('customers', {}, 1, context)
      return page.members.map(readCustomerName).find(customer => customer !== null)?.id ?? null
    },
  }
}
