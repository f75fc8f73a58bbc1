import { z } from 'zod'

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
})
export type CarrierAtAddress = z.infer<typeof CarrierAtAddress>

/** What reaches the address of a line. A kind that the system could not answer for is named in `failed`. */
export const AddressCheck = z.object({
  carriers: z.array(CarrierAtAddress),
  failed: z.array(z.enum(['fibre', 'copper'])),
})
export type AddressCheck = z.infer<typeof AddressCheck>
