import type { AccessOrder } from '../../../shared/model/access.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, flag, isObject, list, text } from '../readValue.ts'

/** An order (ON-API 2.6, `/orders`). */
export function readOrder(value: unknown): AccessOrder {
  const fields = fieldsOf(value)
  return {
    orderId: text(fields['orderid']) ?? text(fields['path'])?.split('/').findLast(part => part !== '') ?? null,
    service: text(fields['service']), operation: text(fields['operation']), state: text(fields['state']),
    requestedAt: readTime(fields['requesteddatetime'])?.utc ?? null,
    expectedCompletionAt: readTime(fields['expectedcompletiondate'])?.utc ?? readTime(fields['expectedcompletiondatetime'])?.utc ?? null,
    spReference: text(fields['spreference']), spSubscriptionId: text(fields['spsubscriptionid']), subscriptionId: text(fields['subscriptionid']),
    externalNote: text(fields['externalnote']), forcedTakeover: flag(fields['forcedtakeover']), message: text(fields['message']),
  }
}

/** Orders of one access in a reply: a list, or the one object the document shows. Those that name another access are left out. */
export function readOrders(reply: unknown, accessId: string): AccessOrder[] {
  return list(fieldsOf(reply)['orders'] ?? reply).filter(isObject).filter(order => {
    const named = text(fieldsOf(order)['accessid'])
    return named === null || named === accessId
  }).map(readOrder).filter(order => order.orderId !== null || order.service !== null || order.state !== null)
}
