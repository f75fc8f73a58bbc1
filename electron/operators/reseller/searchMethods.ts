import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { LiveHit } from '../../../shared/model/liveSearch.ts'
import type { CallContext, OperatorMethods, ReadLine } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject } from '../readValue.ts'
import type { Directory } from './directory.ts'
import { idOf } from './iri.ts'
import { textOf } from '../openValues.ts'
import { readCustomerName } from './readCustomer.ts'
import { readOrders } from './readOrdersPage.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'

const PHONE = /^(?:\+|00)?\d{6,15}$/
/**
 * Customers whose services are fetched, orders that are fetched one by one, and hits in all: a search is one click, not a walk.
 */
const CUSTOMERS_MOST = 5
const ORDERS_MOST = 8
const HITS_MOST = 50

type Result = { readonly entity: 'order' | 'customer' | 'other'; readonly id: string; readonly label: string | null; readonly customerName: string | null }

function entityOf(word: string | null): Result['entity'] {
  const fold = word?.toLowerCase().replaceAll(/[^a-z]/g, '') ?? ''
  return /^orders?$|^services?$/.test(fold) ? 'order' : /^customers?$/.test(fold) ? 'customer' : 'other'
}

/**
 * Results of `search/getResults`: a list, or lists under the names of their entities ("Returns results grouped by entity type";
 * fields `id`, `entity`, `customerName`, `keyword`, `esScore`).
 */
export function readSearchResults(value: unknown, group: string | null = null, depth = 0): Result[] {
  if (depth > 4) return []
  if (Array.isArray(value)) return value.flatMap(each => readSearchResults(each, group, depth + 1))
  if (!isObject(value)) return []
  const fields = fieldsOf(value)
  const entity = textOf(fields, 'entity', 'entitytype', 'type') ?? group
  const id = idOf(fields['id'] ?? fields['entityid'] ?? fields['orderid'])
  if (id !== null && entity !== null) {
    return [{ entity: entityOf(entity), id, label: textOf(fields, 'label', 'keyword', 'description', 'name'),
      customerName: textOf(fields, 'customername') }]
  }
  return Object.entries(value).flatMap(([key, each]) => (key.startsWith('@') ? []
    : readSearchResults(each, /member|results?|data/i.test(key) ? group : key, depth + 1)))
}

/** The platform's own search, for what the lists do not bring (document, Search; Customers, `phonenumberAnywhere`). */
export function createSearchMethods(rest: Rest, directory: Directory, { system, accountId, now }: {
  readonly system: SystemKey; readonly accountId: AccountId; readonly now: () => string
}): Pick<OperatorMethods, 'liveSearch'> {
  const read = async (members: readonly unknown[], context: CallContext): Promise<readonly ReadLine[]> =>
    readOrders(members, await directory.names(context), { system, accountId, seenAt: now() }).lines

  const ofCustomer = async (id: string, by: LiveHit['by'], name: string | null, context: CallContext) => {
    const page = await rest.page('orders', { query: { 'customer.id': id, includeTree: '1' } }, 1, context)
    const lines = await read(page.members, context)
    const hits = lines.map(({ line }): LiveHit => ({ nativeId: line.nativeId ?? '', label: line.service?.label ?? null,
      customerName: name, by }))
    return { lines, hits, complete: page.nextPage === null }
  }

  return {
    async liveSearch(text, context) {
      const words = text.trim().slice(0, 200)
      if (words.length < 3) return { hits: [], lines: [], complete: true }
      const phone = words.replaceAll(/[\s().-]/g, '')
      const found: { lines: readonly ReadLine[]; hits: readonly LiveHit[]; complete: boolean }[] = []

      const byPhone = async (): Promise<void> => {
        const { members, nextPage } = await rest.page('customers', { query: { phonenumberAnywhere: phone } }, 1, context)
        const customers = members.map(readCustomerName).filter(customer => customer !== null)
        for (const { id, name } of customers.slice(0, CUSTOMERS_MOST)) found.push(await ofCustomer(id, 'phoneNumber', name,
          context))
        if (nextPage !== null || customers.length > CUSTOMERS_MOST) found.push({ lines: [], hits: [], complete: false })
      }
      const byText = async (): Promise<void> => {
        const results = readSearchResults(await rest.get('search', { query: { query: words } }, context))
        const orders = results.filter(({ entity }) => entity === 'order')
        const customers = results.filter(({ entity }) => entity === 'customer')
        const records: unknown[] = []
        for (const { id } of orders.slice(0, ORDERS_MOST)) {
          const record = await unlessNotThere(rest.get('order', { path: { id } }, context))
          if (record !== null) records.push(record)
        }
        found.push({
          lines: await read(records, context), complete: customers.length <= CUSTOMERS_MOST,
          hits: orders.map(({ id, label, customerName }) => ({ nativeId: id, label, customerName, by: 'text' })),
        })
        for (const { id, label, customerName } of customers.slice(0, CUSTOMERS_MOST)) found.push(await ofCustomer(id, 'text',
          customerName ?? label, context))
      }
      const asked = await Promise.allSettled([...(PHONE.test(phone) ? [byPhone()] : []), byText()])
      const failures = asked.flatMap(answer => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
      const bug = failures.find(failure => !(failure instanceof OperatorFailure))
      // One way that failed does not hide what the other found.
      if (bug !== undefined || failures.length === asked.length) throw bug ?? failures[0]
      const hits = [...new Map(found.flatMap(each => [...each.hits]).map(hit => [hit.nativeId, hit])).values()]
      const lines = [...new Map(found.flatMap(each => [...each.lines]).map(line => [line.line.id, line])).values()]
      return { hits: hits.slice(0, HITS_MOST), lines: lines.slice(0, HITS_MOST), complete: failures.length === 0
        && hits.length <= HITS_MOST && found.every(each => each.complete) }
    },
  }
}
