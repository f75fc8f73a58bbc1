import type { ServiceOrderProduct } from '../../../shared/model/serviceOrder.ts'
import type { CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject } from '../readValue.ts'
import { productIdsIn, readServiceOrder, readServiceOrderProduct, readServiceOrderTask } from './readServiceOrder.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'

const ID = /^[1-9]\d{0,17}$/
const ORDERS_MOST = 1000
const TASKS_MOST = 500
const PRODUCTS_MOST = 50

/** An id as it may leave. Throws OperatorFailure `rejected`. */
export function checkedId(id: string, what: string): string {
  if (!ID.test(id)) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: what })
  return id
}

/** Service orders with their tasks and products (document, Service Orders). */
export function createServiceOrderMethods(
  rest: Rest,
): Pick<OperatorMethods, 'serviceOrders' | 'serviceOrder' | 'cancelServiceOrder'> {
  /** The part's content, or null where it alone failed: the order is worth showing without. */
  const part = async <T>(call: Promise<T>): Promise<T | null> => {
    try {
      return await call
    } catch (error) {
      if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
      return null
    }
  }
  const products = async (order: unknown, context: CallContext): Promise<ServiceOrderProduct[]> => {
    const found: ServiceOrderProduct[] = []
    const listed = fieldsOf(order)['serviceorderproducts'] ?? fieldsOf(order)['products']
    const embedded = new Map((Array.isArray(listed) ? listed : []).flatMap(each => {
      const product = isObject(each) && Object.keys(each).length > 3 ? readServiceOrderProduct(each) : null
      return product === null ? [] : [[product.id, product] as const]
    }))
    for (const id of productIdsIn(order).slice(0, PRODUCTS_MOST)) {
      const product = embedded.get(id) ?? readServiceOrderProduct(await unlessNotThere(rest.get('serviceOrderProduct',
        { path: { id } }, context)))
      if (product !== null) found.push(product)
    }
    return found
  }

  return {
    async serviceOrders(customerId, context) {
      const { members } = await rest.all('serviceOrders', { query: { 'customer.id': checkedId(customerId, 'customer') } },
        ORDERS_MOST, context)
      const orders = members.map(readServiceOrder).filter(order => order !== null)
      return orders.toSorted((a, b) => (b.createdAt?.utc ?? '').localeCompare(a.createdAt?.utc ?? '')
        || Number(b.id) - Number(a.id))
    },
    async serviceOrder(id, context) {
      const record = await unlessNotThere(rest.get('serviceOrder', { path: { id: checkedId(id, 'serviceOrder') } }, context))
      const order = readServiceOrder(record)
      if (order === null) return null
      const [tasks, ordered] = await Promise.all([
        part(rest.all('serviceOrderTasks', { query: { serviceOrder: `/service-orders/${order.id}` } }, TASKS_MOST, context)),
        part(products(record, context)),
      ])
      return {
        order, tasks: (tasks?.members ?? []).map(readServiceOrderTask).filter(task => task !== null), products: ordered ?? [],
        failed: [...(tasks === null ? ['tasks' as const] : []), ...(ordered === null ? ['products' as const] : [])],
      }
    },
    async cancelServiceOrder(id, context) {
      await rest.post('cancelServiceOrder', { path: { id: checkedId(id, 'serviceOrder') } }, context)
    },
  }
}
