import { z } from 'zod'
import { AccountId, LineId, UtcTime } from './common.ts'

/** Something that is not as it was at the look before. */
export const WatchChange = z.object({
  id: z.string(),
  at: UtcTime,
  kind: z.enum(['session', 'login', 'port', 'box', 'light', 'reading']),
  /** Key of the reading (`ontLanOperational`, `rxPowerAtOntDbm`), or `online`, `login`. */
  key: z.string(),
  instance: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  direction: z.enum(['better', 'worse', 'neutral']),
})
export type WatchChange = z.infer<typeof WatchChange>

/** A line that is being watched. */
export const WatchState = z.object({
  lineId: LineId,
  accountId: AccountId,
  /** `Lijnzichtlaan 10` */
  label: z.string(),
  nativeId: z.string().nullable(),
  startedAt: UtcTime,
  intervalSeconds: z.number(),
  /** `waiting`: the system cannot be reached, the watch goes on when it is back. `ended`: it was stopped, or its time is over. */
  state: z.enum(['looking', 'resting', 'waiting', 'ended']),
  looks: z.number().int(),
  lastAt: UtcTime.nullable(),
  nextAt: UtcTime.nullable(),
  /** Why the last look failed: a code of the contract's failures. */
  failure: z.string().nullable(),
  /** Newest first, at most 100. */
  changes: z.array(WatchChange),
})
export type WatchState = z.infer<typeof WatchState>
