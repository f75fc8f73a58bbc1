import { z } from 'zod'
import { LineId, UtcTime } from './common.ts'
import { TestPoint } from './report.ts'

/** What the engineer saw or measured at the site: input to triage like a report. Absent or null means not looked. */
export const Observations = z.object({
  lineId: LineId,
  modemPowered: z.enum(['yes', 'no']).nullable(),
  /** Where the line is connected now; checks that are run from here on carry it. */
  testPoint: TestPoint.nullable().default(null),
  /** Light at the fibre outlet (FTU), by power meter. */
  lightAtOutlet: z.enum(['present', 'none']).nullable(),
  lightAtOutletDbm: z.number().min(-60).max(15).nullable(),
  serialOnLabel: z.string().trim().max(40).nullable(),
  /** Known length of the copper loop from the street cabinet or exchange, metres. */
  loopLengthM: z.number().int().min(0).max(16_383).nullable(),
  /** IPv4 or IPv6 address that a PC at the line shows. */
  pcAddress: z.string().trim().max(60).nullable(),
  /** The customer still complains although all looks well (rule X2). */
  customerComplains: z.boolean().nullable(),
  speedTestDownKbps: z.number().min(0).max(100_000_000).nullable(),
  speedTestUpKbps: z.number().min(0).max(100_000_000).nullable(),
  note: z.string().max(4000).nullable(),
  updatedAt: UtcTime.nullable(),
})
export type Observations = z.infer<typeof Observations>
/** Observations as entered: everything but the moment, which the core sets. */
export const ObservationsInput = Observations.omit({ updatedAt: true })
export type ObservationsInput = z.infer<typeof ObservationsInput>

/** Nothing observed yet. */
export function noObservations(lineId: LineId): Observations {
  return {
    lineId, modemPowered: null, testPoint: null, lightAtOutlet: null, lightAtOutletDbm: null, serialOnLabel: null, loopLengthM: null,
    pcAddress: null, customerComplains: null, speedTestDownKbps: null, speedTestUpKbps: null, note: null, updatedAt: null,
  }
}
