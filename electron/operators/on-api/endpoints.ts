import { LiveKind } from '../../../shared/model/report.ts'

/** What of ON-API the app asks, each with a right of its own. `endpoints` is the list of what is offered, `GET /`. */
export const FEATURES = ['accesses', 'subscriptions', 'services', 'events', 'orders', 'dhcpLookup', 'option82', 'tickets', ...LiveKind.options] as const
export type FeatureName = (typeof FEATURES)[number]
/** Tickets are read and written at one endpoint, under two rights. */
export const TICKET_WRITING = 'ticketWriting'
export type Area = FeatureName | 'endpoints'

export type Endpoint = {
  /** Path under the base, with `{id}` where one object is meant; lists end in a slash as the specification writes them. */
  readonly path: string
  /** Until the head of the answer; network elements are asked while one waits. */
  readonly deadlineMs: number
}

const LIST_DEADLINE_MS = 120_000
const ONE_DEADLINE_MS = 20_000
const DEVICE_DEADLINE_MS = 45_000

const list = (path: string): Endpoint => ({ path, deadlineMs: LIST_DEADLINE_MS })
const one = (path: string): Endpoint => ({ path, deadlineMs: ONE_DEADLINE_MS })
const device = (path: string): Endpoint => ({ path, deadlineMs: DEVICE_DEADLINE_MS })

/** Lists that the synchronisation fetches whole. */
export const listEndpoints = {
  subscriptions: list('subscriptions/'), services: list('services/'), accesses: list('accesses/'), events: list('events/'),
} as const satisfies Partial<Record<FeatureName, Endpoint>>

/** One object of an access, by its id. */
export const objectEndpoints = {
  accesses: one('accesses/{id}'), subscriptions: one('subscriptions/{id}'), services: one('services/{id}'),
  accessHardware: device('tech/access/{id}/hardware'), portStatus: device('tech/access/{id}/link/status'),
  macTable: device('tech/access/{id}/link/macaddresstable'), leases: device('tech/access/{id}/link/leaseinfo'),
  igmpGroups: device('tech/access/{id}/link/igmpsnooping'), cpeStatus: device('tech/cpe/{id}/status'),
} as const satisfies Record<LiveKind | 'accesses' | 'subscriptions' | 'services', Endpoint>

/** An id as part of a path. Dots alone would lead elsewhere: null. */
export function inPath(id: string): string | null {
  return id === '' || /^\.+$/.test(id) ? null : encodeURIComponent(id)
}
