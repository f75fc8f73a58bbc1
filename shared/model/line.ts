import { z } from 'zod'
import { Access } from './access.ts'
import { Address } from './address.ts'
import { AccountId, CalendarDate, LineId, SystemKey, UtcTime } from './common.ts'
import { InternetRequest } from './internetRequest.ts'
import { ResellerService } from './resellerService.ts'

/** State of a line at its system; Nextpertise knows the first four (`list_connections`, filter.state). */
export const LineState = z.enum(['processing', 'active', 'terminated', 'cancelled'])
export type LineState = z.infer<typeof LineState>

/** Whether a session is up, as the system says; Nextpertise: circuit key `online`. */
export const OnlineState = z.enum(['online', 'offline', 'unknown'])
export type OnlineState = z.infer<typeof OnlineState>

/** The physical medium, which decides which checks and rules make sense. */
export const Medium = z.enum(['copper', 'fibrePointToPoint', 'pon', 'coax', 'radio', 'unknown'])
export type Medium = z.infer<typeof Medium>

export { Address }

export const Contact = z.object({
  uuid: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  primary: z.boolean(),
})
export type Contact = z.infer<typeof Contact>

/** A product as sold; speeds in kbit/s. */
export const Product = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  supplier: z.string().nullable(),
  quality: z.string().nullable(),
  downloadKbps: z.number().nullable(),
  uploadKbps: z.number().nullable(),
})
export type Product = z.infer<typeof Product>

/** How a circuit gets its addresses and log-in. The password itself is never part of a line. */
export const Provisioning = z.object({
  type: z.enum(['ppp', 'vlan', 'l2tp', 'static', 'unknown']),
  rawType: z.string().nullable(),
  enabled: z.boolean().nullable(),
  blocked: z.boolean().nullable(),
  ipvpn: z.string().nullable(),
  authentication: z.boolean().nullable(),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
  primaryIpv4: z.string().nullable(),
  routedIpv4: z.array(z.string()),
})
export type Provisioning = z.infer<typeof Provisioning>

/** A service on a carrier (data, voice), with its own NID where the system gave one. */
export const Circuit = z.object({
  nid: z.string().nullable(),
  vlan: z.string().nullable(),
  qInQ: z.boolean().nullable(),
  port: z.string().nullable(),
  portSpeed: z.string().nullable(),
  portDuplex: z.string().nullable(),
  product: Product.nullable(),
  provisioning: Provisioning.nullable(),
  online: OnlineState,
  lastIpv4: z.string().nullable(),
  lastUsername: z.string().nullable(),
  tags: z.array(z.string()),
})
export type Circuit = z.infer<typeof Circuit>

/** The physical line. `technology` is the field's name for it (`VDSL2`, `GoF`, `GPON`), as given by the system. */
export const Carrier = z.object({
  nid: z.string().nullable(),
  productName: z.string().nullable(),
  network: z.string().nullable(),
  carrierType: z.string().nullable(),
  baseTechnology: z.string().nullable(),
  dataTechnology: z.string().nullable(),
  nlsType: z.string().nullable(),
  copperPairs: z.number().nullable(),
  downloadKbps: z.number().nullable(),
  uploadKbps: z.number().nullable(),
  serviceIds: z.array(z.string()),
  ontNumber: z.string().nullable(),
  israSpecs: z.string().nullable(),
  ftuType: z.string().nullable(),
  fibreTerminationPointId: z.string().nullable(),
  distributionFrame: z.string().nullable(),
  tags: z.array(z.string()),
})
export type Carrier = z.infer<typeof Carrier>

/** Anything an engineer can be sent to. Its identity is system and native id; the account is an attribute. */
export const Line = z.object({
  id: LineId,
  system: SystemKey,
  accountId: AccountId,
  /** The carrier's NID. Null where the system gave none: then nothing that needs it is offered. */
  nativeId: z.string().nullable(),
  address: Address,
  medium: Medium,
  technology: z.string().nullable(),
  supplier: z.string().nullable(),
  state: LineState.nullable(),
  active: z.boolean().nullable(),
  online: OnlineState,
  carrier: Carrier,
  circuits: z.array(Circuit),
  contacts: z.array(Contact),
  tags: z.array(z.string()),
  sla: z.object({ name: z.string().nullable(), description: z.string().nullable(), orderDate: CalendarDate.nullable() }).nullable(),
  contract: z.object({
    from: CalendarDate.nullable(), to: CalendarDate.nullable(), lastChange: CalendarDate.nullable(),
    durationMonths: z.number().nullable(), endOfLifeDate: CalendarDate.nullable(), endOfLifeReason: z.string().nullable(),
  }).nullable(),
  transaction: z.object({ uuid: z.string().nullable(), action: z.string().nullable(), state: z.string().nullable() }).nullable(),
  endUser: z.object({ uuid: z.string(), name: z.string().nullable() }).nullable(),
  /** What an open access network (ON-API) says of it; null at other systems. */
  access: Access.nullable().default(null),
  /** What a reseller platform says of it; null at other systems. */
  service: ResellerService.nullable().default(null),
  /** What TelecomX says of a request or a delivered line; null at other systems. */
  request: InternetRequest.nullable().default(null),
  /** When the system last gave us this line. */
  seenAt: UtcTime,
})
export type Line = z.infer<typeof Line>

/** Dates and steps of a running order, change or termination (`get_recent_transaction`). */
export const Transaction = z.object({
  uuid: z.string().nullable(),
  action: z.string().nullable(),
  state: z.string().nullable(),
  open: z.boolean().nullable(),
  /** Every date the system names, in its own order: `key` is the system's field without `_date`. */
  dates: z.array(z.object({ key: z.string(), date: z.string() })),
  appointmentUrl: z.string().nullable(),
  /** Delivered when the engineer asks for it, and whether that was asked; null or absent where the system does not say. */
  onDemand: z.boolean().nullable().optional(),
  onDemandRequested: z.boolean().nullable().optional(),
  /** Whether the number of the ONT is to be registered for it. */
  ontRegistration: z.boolean().nullable().optional(),
  /** Whether another date may be asked for. */
  replanPossible: z.boolean().nullable().optional(),
})
export type Transaction = z.infer<typeof Transaction>

export const LineEvent = z.object({
  uuid: z.string().nullable(),
  at: z.object({ utc: UtcTime, zone: z.enum(['given', 'assumed']), text: z.string() }).nullable(),
  type: z.string().nullable(),
  method: z.string().nullable(),
  username: z.string().nullable(),
  correlationId: z.string().nullable(),
  /** What was asked and answered, secrets replaced, as JSON text. */
  detail: z.string(),
})
export type LineEvent = z.infer<typeof LineEvent>

export const EndUser = z.object({
  uuid: z.string(),
  companyName: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  address: Address.nullable(),
})
export type EndUser = z.infer<typeof EndUser>
