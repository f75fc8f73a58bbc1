import { z } from 'zod'
import { UtcTime } from './common.ts'

/** One named value of a system's open list (`characteristics`, `dhcpIdentifier`), as text. */
export const NamedValue = z.object({ name: z.string(), value: z.string() })
export type NamedValue = z.infer<typeof NamedValue>

/** A service that runs on an access, of one service provider (ON-API 2.6, `/subscriptions`). Every field may be missing. */
export const Subscription = z.object({
  subscriptionId: z.string().nullable(),
  service: z.string().nullable(),
  /** As the system says it: `ACTIVATED`, `SUSPENDED`. */
  operationalState: z.string().nullable(),
  /** Read from it: `other` is a word we do not know. */
  state: z.enum(['active', 'suspended', 'ended', 'planned', 'other']).nullable(),
  connectionDate: z.string().nullable(),
  disconnectionDate: z.string().nullable(),
  spReference: z.string().nullable(),
  spSubscriptionId: z.string().nullable(),
  /** Hex digits or text as the system gave it. */
  option82: z.string().nullable(),
  dhcpIdentifiers: z.array(NamedValue),
  fixedIp: z.boolean().nullable(),
  ipAddresses: z.array(z.string()),
  sla: z.string().nullable(),
  characteristics: z.array(NamedValue),
  /** What the system says of it in words. */
  note: z.string().nullable(),
  /** Devices the service is tied to; one in the document, a list in the public specification. */
  equipment: z.array(z.object({ vendorId: z.string().nullable(), macAddress: z.string().nullable() })),
})
export type Subscription = z.infer<typeof Subscription>

/** A service that can be ordered on an access (ON-API 2.6, `/services`). */
export const AvailableService = z.object({
  service: z.string().nullable(),
  connectionDate: z.string().nullable(),
  availableDate: z.string().nullable(),
  disconnectionDate: z.string().nullable(),
  forcedTakeoverPossible: z.boolean().nullable(),
  comments: z.array(z.string()),
  characteristics: z.array(z.object({ name: z.string(), required: z.boolean().nullable(), values: z.array(z.string()) })),
})
export type AvailableService = z.infer<typeof AvailableService>

/** What ON-API says of an access beside its address (ON-API 2.6, `/accesses`). */
export const Access = z.object({
  accessId: z.string(),
  legacyAccessId: z.string().nullable(),
  premisesType: z.string().nullable(),
  /** `mduApartmentNumber`: the registered number of the home, `1203`. */
  apartmentNumber: z.string().nullable(),
  /** `mduDistinguisher`: what else tells homes apart, `2 tr vänster`. */
  distinguisher: z.string().nullable(),
  outlet: z.string().nullable(),
  population: z.string().nullable(),
  priceGroup: z.string().nullable(),
  /** `accessState` as the system says it; Line.state is read from it. */
  accessState: z.string().nullable(),
  nationalAddressUuid: z.string().nullable(),
  subscriptions: z.array(Subscription),
  services: z.array(AvailableService),
})
export type Access = z.infer<typeof Access>

/** An order on an access, read only (ON-API 2.6, `/orders`). */
export const AccessOrder = z.object({
  orderId: z.string().nullable(),
  service: z.string().nullable(),
  operation: z.string().nullable(),
  /** As the system says it: `RECEIVED`, `IN_PROGRESS`, `DONE_SUCCESS`, `DONE_FAILED`. */
  state: z.string().nullable(),
  requestedAt: UtcTime.nullable(),
  expectedCompletionAt: UtcTime.nullable(),
  spReference: z.string().nullable(),
  spSubscriptionId: z.string().nullable(),
  subscriptionId: z.string().nullable(),
  externalNote: z.string().nullable(),
  forcedTakeover: z.boolean().nullable(),
  message: z.string().nullable(),
})
export type AccessOrder = z.infer<typeof AccessOrder>
