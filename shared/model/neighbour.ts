import { z } from 'zod'
import { LineId, UtcTime } from './common.ts'
import { OnlineState } from './line.ts'
import { Level } from './report.ts'
import { FaultDomain } from './verdict.ts'

/** What two lines share, nearest first. */
export const Closeness = z.enum(['ponPort', 'lineCard', 'accessNode', 'building'])
export type Closeness = z.infer<typeof Closeness>

/** Another line nearby, as it stood when it was last judged here. */
export const Neighbour = z.object({
  lineId: LineId,
  nativeId: z.string().nullable(),
  /** `Zuidpoolsingel 10 A` */
  street: z.string(),
  place: z.string(),
  closeness: Closeness,
  online: OnlineState,
  /** Of the verdict; null where it was never judged here. */
  level: Level.nullable(),
  ruleId: z.string().nullable(),
  domains: z.array(FaultDomain),
  /** When the evidence of that verdict was taken. */
  at: UtcTime.nullable(),
})
export type Neighbour = z.infer<typeof Neighbour>
