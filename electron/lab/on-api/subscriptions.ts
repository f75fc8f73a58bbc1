import { DAY_MS } from '../clock.ts'
import { Dice } from '../random.ts'
import { isConnected } from './access.ts'
import { deviceMac } from './equipment.ts'
import type { LabAccess } from './access.ts'

export type LabSubscription = {
  subscriptionId: string
  service: string
  serviceType: 'bb' | 'iptv' | 'voip'
  state: 'ACTIVATED' | 'SUSPENDED'
  connectedMs: number
  spReference: string
  spSubscriptionId: string
  fixedIps: readonly string[]
  sla: string | null
  equipment: readonly { vendorId: string; macAddress: string }[]
}

/** A service that may be ordered on an access; `takenBy` names who delivers it today. */
export type LabService = { service: string; sinceMs: number; endsMs: number | null; takenBy: 'nobody' | 'us' | 'another' }

const BROADBAND = ['BB-100-10', 'BB-100-100', 'BB-250-250', 'BB-500-500', 'BB-1000-1000']
/** Service providers whose references the subscriptions carry. */
const PROVIDERS = ['NLN', 'FJB', 'BKO']
const SALT = { has: 501, bb: 502, tv: 503, phone: 504, since: 505, provider: 506, sla: 507, other: 508, end: 509 }
/** The day the network's books begin. */
const EPOCH_MS = Date.parse('2019-01-03T00:00:00Z')

/** Subscriptions of an access; none where it is not connected. */
export function subscriptionsOf(access: LabAccess): LabSubscription[] {
  const { index, services, suspended, fixedIps } = access
  const dice = new Dice(23, index)
  if (!isConnected(access)) return []
  if (services === null && dice.perMille(SALT.has, 180)) return []
  const kinds: LabSubscription['serviceType'][] = ['bb']
  if ((services ?? 0) > 1 || (services === null && dice.perMille(SALT.tv, 300))) kinds.push('iptv')
  if ((services ?? 0) > 2 || (services === null && dice.perMille(SALT.phone, 120))) kinds.push('voip')
  const provider = dice.pick(SALT.provider, PROVIDERS)
  return kinds.map((serviceType, nth) => ({
    subscriptionId: `SUB-${1_000_000 + index}-${nth + 1}`,
    service: serviceType === 'bb' ? dice.pick(SALT.bb, BROADBAND) : serviceType.toUpperCase(),
    serviceType,
    state: suspended ? 'SUSPENDED' : 'ACTIVATED',
    connectedMs: EPOCH_MS + dice.int(SALT.since + nth, 2500) * DAY_MS,
    spReference: `${provider}-${100_000 + index}`,
    spSubscriptionId: `${provider}${nth}${dice.hex(SALT.since + 10 + nth, 8)}`,
    fixedIps: serviceType === 'bb' ? fixedIps : [],
    sla: dice.perMille(SALT.sla, 100) ? `SLA-${dice.between(SALT.sla + 100, 1, 3)}` : null,
    equipment: equipmentOf(index, serviceType),
  }))
}

function equipmentOf(index: number, serviceType: LabSubscription['serviceType']): LabSubscription['equipment'] {
  if (serviceType === 'iptv') return [{ vendorId: 'AMINO-IPTV', macAddress: deviceMac(index, 'television') }]
  if (serviceType === 'voip') return [{ vendorId: 'HT802', macAddress: deviceMac(index, 'telephone') }]
  return new Dice(23, index).perMille(SALT.other, 250) ? [{ vendorId: '', macAddress: deviceMac(index, 'router') }] : []
}

/** Megabits per second a broadband service is shaped to, down and up as the customer sees it. */
export function speedOf(service: string): { down: number; up: number } {
  const [, down = '10', up = '10'] = service.split('-')
  return { down: Number(down) || 10, up: Number(up) || 10 }
}

/** Services that may be ordered on an access. */
export function servicesOf(access: LabAccess): LabService[] {
  if (access.state === 'PLANNED') return []
  const dice = new Dice(29, access.index)
  const ours = new Set(subscriptionsOf(access).map(({ service }) => service))
  const since = EPOCH_MS - dice.int(SALT.since, 1500) * DAY_MS
  const offered = dice.perMille(SALT.bb, 200) ? BROADBAND : dice.perMille(SALT.bb + 100, 500) ? BROADBAND.slice(1, 3) : BROADBAND.slice(2, 4)
  const other = ours.size === 0 && dice.perMille(SALT.other, 300) ? dice.pick(SALT.provider, offered) : null
  return [...offered, 'IPTV', 'VOIP'].map((service) => ({
    service,
    sinceMs: since,
    endsMs: service === 'BB-100-10' && dice.perMille(SALT.end, 300) ? EPOCH_MS + 3000 * DAY_MS : null,
    takenBy: ours.has(service) ? 'us' : service === other ? 'another' : 'nobody',
  }))
}
