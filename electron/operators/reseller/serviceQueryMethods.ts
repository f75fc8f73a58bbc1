import type { Clock } from '../clock.ts'
import type { CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { DetailFetcher } from './detailMethods.ts'
import { readOrder } from './readOrder.ts'
import type { OrderContext } from './readOrder.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'

/** What a service's live queries are asked with. */
type Handles = { readonly voipId: string | null; readonly numbers: readonly string[] }

const HANDLES_MS = 600_000
const HANDLES_MOST = 500
/** Numbers of one mobile service that are asked for in one query. */
const NUMBERS_MOST = 10
const NUMBER = /^\+?\d{4,15}$/

/** SIP registration and data usage (document, Order Details: X2VoIP and X2Mobile), by the order's id. */
export function createServiceQueryMethods(rest: Rest, details: DetailFetcher, clock: Pick<Clock, 'now'>,
  context: Omit<OrderContext, 'seenAt'>):
  Pick<OperatorMethods, 'serviceQuery'> {
  const held = new Map<string, { readonly handles: Handles; readonly until: number }>()

  const handlesOf = async (orderId: string, call: CallContext): Promise<Handles> => {
    const known = held.get(orderId)
    if (known !== undefined && known.until > clock.now()) return known.handles
    const seenAt = new Date(clock.now()).toISOString()
    const record = await unlessNotThere(rest.get('order', { path: { id: orderId } }, call))
    const bare = readOrder(record, { ...context, seenAt })
    if (bare === null) throw new OperatorFailure({ kind: 'rejected', code: 'HTTP 404' })
    const { sections } = await details(bare.line, ['mobile', 'phoneNumbers'], call)
    const read = readOrder(record, { ...context, seenAt },
      Object.fromEntries(sections.map(({ section, raw }) => [section, JSON.parse(raw ?? 'null') as unknown])))
    const service = read?.line.service ?? null
    const voip = service?.references.find(({ section }) => section === 'voip')?.path.split('/')[1] ?? service?.voip?.detailId
      ?? null
    const mobile = service?.sections.some(({ section }) => section === 'mobile') === true
    const numbers = mobile ? [...service?.sims.flatMap(({ phoneNumber }) => phoneNumber ?? []) ?? [],
      ...service?.phoneNumbers.map(({ number }) => number) ?? []] : []
    const handles = { voipId: voip, numbers: [...new Set(numbers.map(number => number.replaceAll(/[\s()-]/g,
      '')).filter(number => NUMBER.test(number)))] }
    held.set(orderId, { handles, until: clock.now() + HANDLES_MS })
    const oldest = held.size > HANDLES_MOST ? held.keys().next().value : undefined
    if (oldest !== undefined) held.delete(oldest)
    return handles
  }

  return {
    async serviceQuery(kind, orderId, call) {
      if (!/^\d{1,18}$/.test(orderId)) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: 'order' })
      const { voipId, numbers } = await handlesOf(orderId, call)
      if (kind === 'sipRegistration') {
        if (voipId === null) throw new OperatorFailure({ kind: 'notOffered', code: kind })
        return { raw: { sipRegistration: await rest.get('sipRegistration', { path: { id: voipId } }, call) } }
      }
      if (numbers.length === 0) throw new OperatorFailure({ kind: 'notOffered', code: kind })
      const usage: { phoneNumber: string; usage: unknown }[] = []
      for (const phoneNumber of numbers.slice(0, NUMBERS_MOST)) {
        usage.push({ phoneNumber, usage: await unlessNotThere(rest.get('dataUsage', { path: { id: phoneNumber } }, call)) })
      }
      return { raw: { mobileDataUsage: usage } }
    },
  }
}
