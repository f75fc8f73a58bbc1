import { z } from 'zod'

export const Address = z.object({
  street: z.string().nullable(),
  houseNumber: z.string().nullable(),
  /** `A`, `bis`; ON-API: littera. */
  houseNumberExtension: z.string().nullable(),
  /** Which home within the building: apartment number (ON-API `mduApartmentNumber`), floor and door. */
  unit: z.string().nullable().default(null),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  municipality: z.string().nullable(),
  province: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** ISO 3166-1 alpha-2 where the system says. */
  country: z.string().nullable().default(null),
})
export type Address = z.infer<typeof Address>
