import { z } from 'zod'
import { NamedValue } from './access.ts'

/** A carrier that reaches an address, or could (Nextpertise API, `carriercheck`). */
export const CarrierAtAddress = z.object({
  kind: z.enum(['fibre', 'copper']),
  vendor: z.string().nullable(),
  /** Area (`al-3c`) or connection point (`Al-C`). */
  point: z.string().nullable(),
  isra: z.string().nullable(),
  ftuType: z.string().nullable(),
  nlsType: z.string().nullable(),
  /** The system's own word, `O`. */
  status: z.string().nullable(),
  /** Metres of copper from the access node, where given; 0 is no length. */
  cableLengthM: z.number().nullable(),
  /** Pairs at the address that no service uses. */
  freePairs: z.number().nullable(),
  plannedAt: z.string().nullable(),
  /** Date on which the fibre was handed over, `YYYY-MM-DD`. */
  handedOverAt: z.string().nullable(),
  nids: z.array(z.string()),
  /** Distribution points of the access network, where given (reseller API, ISRA Lookup: FPI, SDF, MDF). */
  fpi: z.string().nullable().optional(),
  sdf: z.string().nullable().optional(),
  mdf: z.string().nullable().optional(),
  /** What else the system says of it. */
  others: z.array(NamedValue).optional(),
})
export type CarrierAtAddress = z.infer<typeof CarrierAtAddress>

/** A product that can be had at an address (reseller API, KPN products). Speeds in kbit/s. */
export const ProductAtAddress = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  supplier: z.string().nullable(),
  technology: z.string().nullable(),
  downloadKbps: z.number().nullable(),
  uploadKbps: z.number().nullable(),
  /** Whether it can be ordered, where the system says; and why not. */
  available: z.boolean().nullable(),
  reason: z.string().nullable(),
  others: z.array(NamedValue),
})
export type ProductAtAddress = z.infer<typeof ProductAtAddress>

/** A part of an address check that a system can fail to answer while the rest is there. */
export const AddressCheckPart = z.enum(['fibre', 'copper', 'zipcode', 'extensions', 'isra', 'kpnProducts'])
export type AddressCheckPart = z.infer<typeof AddressCheckPart>

/** What reaches an address. A part that the system could not answer for is named in `failed`, and why in `failures`. */
export const AddressCheck = z.object({
  carriers: z.array(CarrierAtAddress),
  products: z.array(ProductAtAddress).optional(),
  /** What may follow the house number, by who says so; empty text: the house as such. (Nextpertise, get_housenrext) */
  extensions: z.array(z.object({ source: z.string(), values: z.array(z.string()) })).optional(),
  /** House numbers of the postcode, where the one that was asked for is not there. */
  houseNumbers: z.array(z.number()).optional(),
  failed: z.array(AddressCheckPart),
  /** One for each failed part, and one for each supplier that answered with an error of its own within the answer. */
  failures: z.array(z.object({ part: AddressCheckPart, supplier: z.string().nullable(), code: z.string().nullable(),
    text: z.string().nullable() })).optional(),
})
export type AddressCheck = z.infer<typeof AddressCheck>
