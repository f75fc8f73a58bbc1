import { DAY_MS, HOUR_MS, utc } from '../clock.ts'
import { Dice } from '../random.ts'
import { onApiShowcase } from './showcase.ts'
import { servicesOf, subscriptionsOf } from './subscriptions.ts'
import type { LabAccess } from './access.ts'
import type { Network } from './network.ts'
import type { Dialect } from './wire.ts'

export const ORDER_STATES = ['RECEIVED', 'IN_PROGRESS', 'DONE_SUCCESS', 'DONE_FAILED'] as const
export type OrderState = (typeof ORDER_STATES)[number]
type Operation = 'ACTIVATE' | 'DEACTIVATE' | 'SUSPEND' | 'RESUME' | 'MODIFY' | 'CHANGE'
export type LabOrder = {
  orderId: string
  accessId: string
  service: string
  operation: Operation
  state: OrderState
  requestedMs: number
  subscriptionId: string | null
  spReference: string
  externalNote: string | null
  message: string
}

const OPERATIONS: readonly Operation[] = ['ACTIVATE', 'CHANGE', 'MODIFY', 'SUSPEND', 'RESUME', 'DEACTIVATE']
const SALT = { has: 801, state: 802, operation: 803, at: 804 }
/** Named accesses with an order in each state. */
const NAMED: Readonly<Record<string, readonly [Operation, OrderState]>> = {
  healthy: ['CHANGE', 'IN_PROGRESS'],
  suspended: ['SUSPEND', 'DONE_SUCCESS'],
  homesPassed: ['ACTIVATE', 'RECEIVED'],
  disconnected: ['ACTIVATE', 'DONE_FAILED'],
  fixedIp: ['MODIFY', 'DONE_SUCCESS'],
}
const NAMED_ORDERS = new Map(onApiShowcase.flatMap(({ name, accessId }) => {
  const named = NAMED[name]
  return named ? [[accessId, named] as const] : []
}))

/** Orders of a network: read only, but that tests move their states. */
export class Orders {
  readonly #network: Network
  readonly #states = new Map<string, OrderState>()

  constructor(network: Network) {
    this.#network = network
  }

  /** The order on an access, or null. */
  of(access: LabAccess): LabOrder | null {
    const { index, accessId } = access
    const dice = new Dice(61, index)
    const named = NAMED_ORDERS.get(accessId)
    if (named === undefined && (index < onApiShowcase.length || !dice.perMille(SALT.has, 60))) return null
    const orderId = `ORD-${1_000_000 + index}`
    const [subscription] = subscriptionsOf(access)
    const operation = named?.[0] ?? (subscription === undefined ? 'ACTIVATE' : dice.pick(SALT.operation, OPERATIONS.slice(1)))
    const state = this.#states.get(orderId) ?? named?.[1] ?? dice.pick(SALT.state, ORDER_STATES)
    return {
      orderId, accessId, operation, state,
      service: subscription?.service ?? servicesOf(access)[0]?.service ?? 'BB-100-100',
      requestedMs: this.#network.startedMs - dice.between(SALT.at, 1, 20) * DAY_MS,
      subscriptionId: operation === 'ACTIVATE' ? null : (subscription?.subscriptionId ?? null),
      spReference: `NLN-${100_000 + index}`,
      externalNote: operation === 'SUSPEND' ? 'Tjänsten är spärrad på grund av obetald faktura' : null,
      message: state === 'DONE_FAILED' ? 'Fibern är inte indragen i fastigheten' : '',
    }
  }

  byId(orderId: string): LabOrder | null {
    const index = Number(/^ORD-([0-9]{7,8})$/.exec(orderId)?.[1] ?? Number.NaN) - 1_000_000
    const access = index >= 0 && index < this.#network.size ? this.#network.at(index) : null
    const order = access === null ? null : this.of(access)
    return order?.orderId === orderId ? order : null
  }

  /** Orders of an access or in a state; all that are not done where neither is told. */
  select(accessId: string | null, state: string | null): LabOrder[] {
    const access = accessId === null ? null : this.#network.byId(accessId)
    if (accessId !== null && access === null) return []
    const found: LabOrder[] = []
    for (const each of access === null ? this.#network.all() : [access]) {
      const order = this.of(each)
      const fits = state === null ? accessId !== null || order?.state === 'RECEIVED' || order?.state === 'IN_PROGRESS' : order?.state === state
      if (order !== null && fits) found.push(order)
    }
    return found
  }

  setState(orderId: string, state: OrderState): LabOrder | null {
    if (this.byId(orderId) === null) return null
    this.#states.set(orderId, state)
    return this.byId(orderId)
  }
}

export function orderWire(order: LabOrder, base: string, dialect: Dialect): Record<string, unknown> {
  const { orderId, accessId, service, operation, state, requestedMs, subscriptionId, spReference, externalNote, message } = order
  return {
    path: `${base}/orders/${orderId}`, orderId, accessId, service, operation, state,
    requestedDateTime: utc(requestedMs),
    expectedCompletionDate: utc(requestedMs + 2 * DAY_MS + HOUR_MS),
    ...(subscriptionId === null ? {} : { subscriptionId }),
    spReference, spSubscriptionId: `${spReference}-1`,
    ...(externalNote === null ? {} : { externalNote }),
    forcedTakeover: false,
    characteristics: { fixedIp: false },
    equipment: dialect === 'public' ? [] : {},
    message,
  }
}
