import { z } from 'zod'
import { UtcTime } from './common.ts'

/** One thing a system may or may not offer to an account: an endpoint, a method, an area of rights. */
export const Feature = z.object({
  name: z.string(),
  state: z.enum(['works', 'notOffered', 'refused', 'unknown']),
  /** A code of the screen's words: `notListed`, `http501`, `rightMissing`, `whitelist`. */
  reason: z.string().nullable(),
  at: UtcTime.nullable(),
})
export type Feature = z.infer<typeof Feature>

/** A window of a system's rate limit: how many calls it allows, and how many are left. */
export const RateWindow = z.object({
  window: z.string(), limit: z.number(), left: z.number(), resetAt: UtcTime.nullable(),
})
export type RateWindow = z.infer<typeof RateWindow>

/** What is known of an account's system: what it offers to this account, what it never fills, how much may still be asked. */
export const AccountHealth = z.object({
  features: z.array(Feature),
  /** Fields the operator says it never fills (ON-API `unsupportedFields`). */
  unsupportedFields: z.array(z.string()),
  /** The shortest window first. */
  rate: z.array(RateWindow),
})
export type AccountHealth = z.infer<typeof AccountHealth>
