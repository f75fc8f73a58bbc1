import { jsonReply } from '../labSystem.ts'
import type { LabReply } from '../labSystem.ts'
import type { Reseller, ResellerSettings } from './reseller.ts'

type Order =
  | { do: 'set'; settings: Partial<ResellerSettings> }
  | { do: 'limits'; perHour: number; perDay: number; clear?: boolean }
  | { do: 'remove'; id: number }
  | { do: 'add'; where: 'front' | 'back' }

/** `POST /world` of `/lab/reseller/world`: settings, rate limits, orders that go and come. */
export function controlReseller(system: Reseller, route: string, body: string): LabReply | null {
  if (route !== 'POST /world') return null
  const order = JSON.parse(body) as Order
  switch (order.do) {
    case 'set':
      system.settings = { ...system.settings, ...order.settings }
      return jsonReply(200, {})
    case 'limits':
      system.rates.limits = { perHour: order.perHour, perDay: order.perDay }
      if (order.clear === true) system.rates.clear()
      return jsonReply(200, {})
    case 'remove':
      return system.network.remove(order.id) ? jsonReply(200, {}) : jsonReply(404, { error: 'unknown order' })
    case 'add':
      return jsonReply(200, { id: system.network.add(order.where) })
    default:
      return jsonReply(404, { error: 'unknown order' })
  }
}
