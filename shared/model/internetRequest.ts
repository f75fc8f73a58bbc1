import { z } from 'zod'
import { NamedValue } from './access.ts'
import { Address } from './address.ts'
import { CalendarDate, UtcTime } from './common.ts'

/**
 * One offered solution of a request (TelecomX, Internet Request List). Prices are there only where the system gave them: they depend
 * on the role of whoever is logged in, and come without a currency.
 */
export const RequestOffer = z.object({
  id: z.string().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  initiationFeeProductId: z.string().nullable(),
  /** Once, and each month: what TelecomX, the reseller and the customer pay. */
  initiation: z.object({ cost: z.number().nullable(), wholesale: z.number().nullable(), customer: z.number().nullable() }),
  monthly: z.object({ cost: z.number().nullable(), wholesale: z.number().nullable(), customer: z.number().nullable() }),
  commitmentMonths: z.number().nullable(),
  providerName: z.string().nullable(),
  providerOfferId: z.string().nullable(),
})
export type RequestOffer = z.infer<typeof RequestOffer>

/** When the technician may come: `from` and `to` as `07:30` where the system's word is known, and the word itself. */
export const InstallWindow = z.object({ from: z.string().nullable(), to: z.string().nullable(), word: z.string() })
export type InstallWindow = z.infer<typeof InstallWindow>

/**
 * What TelecomX says of a request (an address that waits for an offer) or of an account (a delivered line); null at other systems.
 * Every field may be missing. The address, and the contact to call before the visit, are the line's own.
 */
export const InternetRequest = z.object({
  of: z.enum(['request', 'account']),
  /** At the system; the line's native id is `request:<id>` or `account:<id>`. */
  id: z.string(),
  /** As the system says it: `FIBER`, `DSL`. Line.medium is read from it. */
  type: z.string().nullable(),
  /** Accounts, as the system says it: `ORDERED`, `CONFIRMED`, `ACTIVE`, `CANCELLED`. Line.state is read from it. Null of requests. */
  status: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  resellerId: z.string().nullable(),
  resellerName: z.string().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  /** Accounts: the name of the connection. */
  name: z.string().nullable(),
  /** The customer's own words for it; two where the forms of the record differ (`reference`, `referenceId`). */
  references: z.array(z.string()),
  notes: z.string().nullable(),
  /** The other end of a point-to-point connection. */
  secondAddress: Address.nullable(),
  /** Requests: the wish date; null with `hasFullForm`: as soon as possible. Accounts: when it goes or went live. */
  startDate: CalendarDate.nullable(),
  terminationDate: CalendarDate.nullable(),
  /** Who the technician calls 30 minutes before arriving; in Line.contacts too. */
  installContact: z.object({ name: z.string().nullable(), phoneNumber: z.string().nullable() }).nullable(),
  installWindow: InstallWindow.nullable(),
  /** A line of another operator is taken over: its circuit, and the customer's number there. */
  takeover: z.object({ isTakeover: z.boolean().nullable(), circuit: z.string().nullable(), customerNumber: z.string().nullable() }).nullable(),
  /** How many addresses are wanted. */
  ipAddressCount: z.number().nullable(),
  /** Years of commitment an offer is wanted for, of 1, 2 and 3. */
  commitmentYears: z.array(z.number()),
  /** Whether there are offers; null where the system did not say. */
  hasOffers: z.boolean().nullable(),
  offers: z.array(RequestOffer),
  answeredAt: UtcTime.nullable(),
  /** 30 days after `answeredAt`: offers no longer hold (document, `answered`). Whether that is past is for whoever shows it. */
  offersExpireAt: UtcTime.nullable(),
  /** Requests: created. Accounts: ordered. */
  createdAt: UtcTime.nullable(),
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
  /** Ids of employees who are told by e-mail; names where the system gave them. */
  notify: z.array(z.string()),
  /** Accounts: id of the circuit. Also in Line.carrier.serviceIds. */
  circuit: z.string().nullable(),
  provider: z.object({ name: z.string().nullable(), orderId: z.string().nullable() }).nullable(),
  /** Accounts: addresses and other settings, by the system's names (`net.ipAddress` without `net.`); no passwords. */
  netSettings: z.array(NamedValue),
  /** What no field here knows, by the system's names. */
  others: z.array(NamedValue),
  /** Whether the complete form of the record is here: what the condensed one leaves out is unknown until then. */
  hasFullForm: z.boolean(),
  /** Accounts: whether the record with its names (`expand`) is here; `none` of requests, which have no such thing. */
  details: z.enum(['here', 'missing', 'none']),
})
export type InternetRequest = z.infer<typeof InternetRequest>
