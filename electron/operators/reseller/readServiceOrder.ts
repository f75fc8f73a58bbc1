import type { ServiceOrder, ServiceOrderProduct, ServiceOrderState,
  ServiceOrderTask } from '../../../shared/model/serviceOrder.ts'
import { readDate, readTime } from '../readTime.ts'
import { fieldsOf, isObject, list, number } from '../readValue.ts'
import { idOf } from './iri.ts'
import { otherValues, textOf } from '../openValues.ts'

const ORDER_READ = new Set([
  'id', 'type', 'serviceordertype', 'ordertype', 'action', 'status', 'state', 'label', 'description', 'name', 'customer',
  'customerid', 'order', 'orderid', 'createdat', 'datecreated',
  'created', 'creationdate', 'wishdate', 'desireddate', 'requesteddate', 'planneddate', 'plandate', 'dateplanned', 'reference',
  'yourreference', 'remark', 'remarks', 'comment', 'uploads',
  'tasks', 'serviceordertasks', 'products', 'serviceorderproducts',
])
const TASK_READ = new Set([
  'id', 'name', 'label', 'type', 'description', 'status', 'state', 'serviceorder', 'planneddate', 'plandate', 'duedate', 'doneat',
  'completedat', 'finishedat', 'datecompleted', 'remark',
  'comment', 'message',
])
const PRODUCT_READ = new Set(['id', 'name', 'label', 'product', 'description', 'amount', 'quantity', 'action', 'type',
  'serviceorder'])

const STATES: readonly (readonly [RegExp, ServiceOrderState])[] = [
  [/cancel|geannuleerd|withdrawn|ingetrokken/i, 'cancelled'], [/fail|error|reject|mislukt|afgewezen|denied/i, 'failed'],
  [/incomplete|not ?(?:done|completed|finished)/i, 'open'],
  [/complet|done|finish|delivered|closed|processed|gereed|afgerond|voltooid|success/i, 'done'],
  [/new|open|pending|wait|progress|process|planned|request|submit|accept|draft|nieuw|in behandeling|wacht|scheduled|provision/i,
    'open'],
]

export function serviceOrderState(word: string | null): ServiceOrderState {
  return STATES.find(([words]) => word !== null && words.test(word))?.[1] ?? 'other'
}

function filesIn(value: unknown): ServiceOrder['uploads'] {
  const found = list(value).length > 0 || !Array.isArray(value) ? (Array.isArray(value) ? value : [value]) : []
  return found.flatMap(each => {
    const id = idOf(each)
    return id === null || !/^\d{1,12}$/.test(id) ? [] : [{ id, fileName: isObject(each)
      ? textOf(fieldsOf(each), 'filename', 'originalname', 'name') : null }]
  })
}

/** One service order (document, Service Orders; typed details vary and stay in `others`); null where it has no id. */
export function readServiceOrder(value: unknown): ServiceOrder | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const id = idOf(value)
  if (id === null || !/^\d{1,18}$/.test(id)) return null
  const status = textOf(fields, 'status', 'state')
  return {
    id, type: textOf(fields, 'serviceordertype', 'ordertype', 'type', 'action'), status, state: serviceOrderState(status),
    label: textOf(fields, 'label', 'description', 'name'),
    customerId: idOf(fields['customer']) ?? idOf(fields['customerid']), orderId: idOf(fields['order']) ?? idOf(fields['orderid']),
    createdAt: readTime(fields['createdat'] ?? fields['datecreated'] ?? fields['created'] ?? fields['creationdate']),
    wishDate: readDate(fields['wishdate'] ?? fields['desireddate'] ?? fields['requesteddate']),
    plannedDate: readDate(fields['planneddate'] ?? fields['plandate'] ?? fields['dateplanned']),
    reference: textOf(fields, 'reference', 'yourreference'), remark: textOf(fields, 'remark', 'remarks', 'comment'),
    uploads: filesIn(fields['uploads']), others: otherValues(value, ORDER_READ),
  }
}

export function readServiceOrderTask(value: unknown): ServiceOrderTask | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const id = idOf(value)
  if (id === null) return null
  const status = textOf(fields, 'status', 'state')
  return {
    id, name: textOf(fields, 'name', 'label', 'description', 'type'), status, state: serviceOrderState(status),
    plannedOn: readDate(fields['planneddate'] ?? fields['plandate'] ?? fields['duedate']),
    doneAt: readTime(fields['doneat'] ?? fields['completedat'] ?? fields['finishedat'] ?? fields['datecompleted']),
    remark: textOf(fields, 'remark', 'comment', 'message'), others: otherValues(value, TASK_READ),
  }
}

export function readServiceOrderProduct(value: unknown): ServiceOrderProduct | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const id = idOf(value)
  if (id === null) return null
  return {
    id, name: textOf(fields, 'name', 'label', 'product', 'description'), amount: number(fields['amount'] ?? fields['quantity']),
    action: textOf(fields, 'action', 'type'), others: otherValues(value, PRODUCT_READ),
  }
}

/** Ids of a service order's products: IRIs or objects under the keys it may list them with. */
export function productIdsIn(value: unknown): string[] {
  const fields = fieldsOf(value)
  const listed = fields['serviceorderproducts'] ?? fields['products']
  return Array.isArray(listed) ? [...new Set(listed.map(idOf).filter(id => id !== null))] : []
}
