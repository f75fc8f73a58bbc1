import { z } from 'zod'
import { NamedValue } from './access.ts'
import { Address } from './address.ts'
import { CalendarDate } from './common.ts'

/**
 * Parts of a service's record that its order does not bring (reseller API, Order Details): fetched one by one when a line is
 * opened, pinned or taken along. `sim` and `location` are there where the order or its details name one.
 */
export const ServiceSection = z.enum([
  'customer', 'connection', 'kpnWba', 'generic', 'voip', 'mobile', 'phoneNumbers', 'sim', 'location', 'trackedObject',
])
export type ServiceSection = z.infer<typeof ServiceSection>

/** Where one section stands: `missing` was never fetched, `none`: the system has nothing under it. */
export const SectionState = z.object({ section: ServiceSection, state: z.enum(['here', 'missing', 'none']) })
export type SectionState = z.infer<typeof SectionState>

/** A customer and those above it, the topmost first and itself last. Names are null where only the id is known. */
export const CustomerInTree = z.object({
  id: z.string(),
  name: z.string().nullable(),
  path: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  reference: z.string().nullable(),
  debtorNumber: z.string().nullable(),
  isActive: z.boolean().nullable(),
  phoneNumber: z.string().nullable(),
  email: z.string().nullable(),
  visitAddress: Address.nullable(),
})
export type CustomerInTree = z.infer<typeof CustomerInTree>

/** Technical details as the system names them; what no reader knows stays in `others`, so that nothing given is hidden. */
export const ServiceConnection = z.object({
  circuitIds: z.array(z.string()),
  username: z.string().nullable(),
  ipAddresses: z.array(z.string()),
  vlan: z.string().nullable(),
  downloadKbps: z.number().nullable(),
  uploadKbps: z.number().nullable(),
  others: z.array(NamedValue),
})
export type ServiceConnection = z.infer<typeof ServiceConnection>

/** KPN WBA. The document names its contents ("line profile, connection status, and circuit information") and shows none. */
export const KpnWba = z.object({
  lineProfile: z.string().nullable(),
  connectionStatus: z.string().nullable(),
  circuitIds: z.array(z.string()),
  ontNumber: z.string().nullable(),
  others: z.array(NamedValue),
})
export type KpnWba = z.infer<typeof KpnWba>

export const ServicePhoneNumber = z.object({
  number: z.string(),
  description: z.string().nullable(),
  costCenter: z.string().nullable(),
  state: z.string().nullable(),
})
export type ServicePhoneNumber = z.infer<typeof ServicePhoneNumber>

/** A SIM card. PIN and PUK are never kept. */
export const SimCard = z.object({
  icc: z.string().nullable(),
  imsi: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  isEsim: z.boolean().nullable(),
  state: z.string().nullable(),
  others: z.array(NamedValue),
})
export type SimCard = z.infer<typeof SimCard>

/** A telephony account; its SIP password is never kept. */
export const VoipAccount = z.object({
  detailId: z.string().nullable(),
  username: z.string().nullable(),
  domain: z.string().nullable(),
  registration: z.string().nullable(),
  credit: z.string().nullable(),
  others: z.array(NamedValue),
})
export type VoipAccount = z.infer<typeof VoipAccount>

/** A service of the reseller platform (its "order"); null at other systems. Every field may be missing. */
export const ResellerService = z.object({
  orderId: z.string(),
  label: z.string().nullable(),
  description: z.string().nullable(),
  serviceType: z.object({ id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  supplier: z.object({ id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  customerId: z.string().nullable(),
  /** With its tree, once the section was fetched. */
  customer: CustomerInTree.nullable(),
  /** The order this one is grouped under, and those under this one (one level: document, Grouped services). */
  parentId: z.string().nullable(),
  childIds: z.array(z.string()),
  /** The system's own word, where it gives one. Line.state is read from it, from `isActive` and from the dates. */
  status: z.string().nullable(),
  isActive: z.boolean().nullable(),
  dateStart: CalendarDate.nullable(),
  dateEnd: CalendarDate.nullable(),
  costCenter: z.string().nullable(),
  contractId: z.string().nullable(),
  connection: ServiceConnection.nullable(),
  kpnWba: KpnWba.nullable(),
  generic: z.array(NamedValue),
  phoneNumbers: z.array(ServicePhoneNumber),
  sims: z.array(SimCard),
  voip: VoipAccount.nullable(),
  /** Mobile details beside SIM and numbers (Odido, X2Mobile, Youfone). */
  mobile: z.array(NamedValue),
  trackedObject: z.array(NamedValue),
  /** Files named in the record, by their id (`/uploads/789`). */
  uploads: z.array(z.object({ id: z.string(), fileName: z.string().nullable() })),
  /** Which sections this service has, and which of them are here: what search can find and the screen can show. */
  sections: z.array(SectionState),
  /** Where the details are, as the order names them: a path under the base address. Only the adapter follows it. */
  references: z.array(z.object({ section: ServiceSection, path: z.string() })),
})
export type ResellerService = z.infer<typeof ResellerService>
