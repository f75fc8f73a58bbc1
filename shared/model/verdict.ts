import { z } from 'zod'
import { ReportId, UtcTime } from './common.ts'
import { CheckKind, Level } from './report.ts'

export const FaultDomain = z.enum(['home', 'wiring', 'access', 'operator', 'auth', 'data'])
export type FaultDomain = z.infer<typeof FaultDomain>

export const Confidence = z.enum(['high', 'medium', 'low'])
export type Confidence = z.infer<typeof Confidence>

/** The parts of the path, from the operator to the home (ui.md, the path). */
export const PathPartName = z.enum(['network', 'accessNode', 'line', 'terminal', 'router', 'home'])
export type PathPartName = z.infer<typeof PathPartName>

/** A reading a finding rests on: measurement or state key of a report, or what else was looked at. */
export const ReadingRef = z.object({
  source: z.enum(['report', 'line', 'transaction', 'observation', 'addressCheck', 'neighbours', 'clock']),
  reportId: ReportId.nullable(),
  key: z.string(),
})
export type ReadingRef = z.infer<typeof ReadingRef>

/** What makes a finding more or less sure, in the order in which it is said. */
export const Grounds = z.enum(['twoTests', 'oneTest', 'inferred', 'severalPlaces', 'doubtedByOperator', 'contradicted', 'old'])
export type Grounds = z.infer<typeof Grounds>

export const FindingParams = z.record(z.string(), z.union([z.string(), z.number()]))
export type FindingParams = z.infer<typeof FindingParams>

/** Where a rule comes from, in words for the engineer: `reference` names the standard, document or experience. */
export const RuleSource = z.object({
  kind: z.enum(['standard', 'systemDocument', 'vendor', 'operator', 'community', 'experience', 'assumption']),
  reference: z.string(),
})
export type RuleSource = z.infer<typeof RuleSource>

/** One triage result. Words are in the catalogue under `finding.<ruleId>.{title,reason,next}`. */
export const Finding = z.object({
  ruleId: z.string(),
  level: Level,
  /** Likeliest first. */
  domains: z.array(FaultDomain),
  confidence: Confidence,
  /** Why it is that sure and no surer. */
  grounds: z.array(Grounds),
  params: FindingParams,
  readings: z.array(ReadingRef),
  part: PathPartName,
  /** The finding that explains this one, by rule id. */
  explainedBy: z.string().nullable(),
  source: RuleSource,
})
export type Finding = z.infer<typeof Finding>

export const PathPart = z.object({
  part: PathPartName,
  state: Level,
  /** What stands here: catalogue key `path.kind.<kind>`, e.g. `olt`, `dslam`, `fibre`, `copper`, `ont`, `modem`. */
  kind: z.string(),
  /** The one most telling reading: catalogue key `path.reading.<key>` with parameters; null where nothing is known. */
  reading: z.object({ key: z.string(), params: FindingParams }).nullable(),
  /** When that was known. */
  at: UtcTime.nullable(),
  /** The check that would tell, where nothing is known. */
  wouldTell: CheckKind.nullable(),
  /** True where the part looks dead only because of a fault nearer to the operator. */
  beyondFault: z.boolean(),
})
export type PathPart = z.infer<typeof PathPart>

/** What the engineer can look at or do at the site: each has its field in the observations. */
export const Look = z.enum([
  'modemPowered', 'lightAtOutlet', 'serialOnLabel', 'loopLength', 'pcAddress', 'testPoint', 'speedTest',
])
export type Look = z.infer<typeof Look>

/** The one next step that would raise confidence most. */
export const Settling = z.discriminatedUnion('what', [
  z.object({ what: z.literal('check'), check: CheckKind }),
  z.object({ what: z.literal('look'), look: Look }),
  z.object({ what: z.literal('neighbours') }),
])
export type Settling = z.infer<typeof Settling>

/** What triage says of a line. `lead` is null only where nothing was looked at yet. */
export const Verdict = z.object({
  level: Level,
  lead: Finding.nullable(),
  /** The lead first. */
  findings: z.array(Finding),
  wouldSettle: Settling.nullable(),
  /** The check that the lead's own next step names, where it can be run and `wouldSettle` is another step. */
  nextCheck: CheckKind.nullable(),
  path: z.array(PathPart),
  /** Age of the oldest evidence the lead rests on. */
  evidenceAt: UtcTime.nullable(),
})
export type Verdict = z.infer<typeof Verdict>
