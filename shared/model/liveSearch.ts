import { z } from 'zod'

/** What a system's own search found beyond what is kept here. */
export const LiveHit = z.object({
  nativeId: z.string(),
  label: z.string().nullable(),
  customerName: z.string().nullable(),
  /** `phoneNumber`: a service of a customer who has this number somewhere; which of them has it, the system does not say. */
  by: z.enum(['phoneNumber', 'text']),
})
export type LiveHit = z.infer<typeof LiveHit>
