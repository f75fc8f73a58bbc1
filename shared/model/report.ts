import { z } from 'zod'
import { LiveState } from './liveState.ts'
import { AccountId, CheckId, LineId, ReportId, SourceTime, SystemKey, UtcTime } from './common.ts'

/** Live queries of an open access network (ON-API 2.6, `/tech/`): answered at once, and felt by nobody. */
export const LiveKind = z.enum(['accessHardware', 'portStatus', 'macTable', 'leases', 'igmpGroups', 'cpeStatus'])
export type LiveKind = z.infer<typeof LiveKind>
/** Live queries of a service (reseller API, X2VoIP registration and X2Mobile data usage): answered at once, and felt by nobody. */
export const ServiceKind = z.enum(['sipRegistration', 'mobileDataUsage'])
export type ServiceKind = z.infer<typeof ServiceKind>
/** The diagnostics of the field. `unknown` is a report whose content no reader knows. */
export const CheckKind = z.enum(['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt', 'authenticationLog', ...LiveKind.options, ...ServiceKind.options])
export type CheckKind = z.infer<typeof CheckKind>
export const ReportKind = z.enum([...CheckKind.options, 'unknown'])
export type ReportKind = z.infer<typeof ReportKind>

/** What a check runs on; `nid` is the system's own id of it (ON-API: accessId; reseller platform: the order's). */
export const CheckTarget = z.object({ kind: z.enum(['circuit', 'carrier', 'access', 'service']), nid: z.string() })
export type CheckTarget = z.infer<typeof CheckTarget>

export const CheckState = z.enum(['requested', 'running', 'complete', 'failed', 'unknown'])
export type CheckState = z.infer<typeof CheckState>

/** One diagnostic run. Its intent is in the journal before the request leaves. */
export const Check = z.object({
  id: CheckId,
  lineId: LineId,
  accountId: AccountId,
  kind: CheckKind,
  target: CheckTarget,
  state: CheckState,
  /** The system's own id of the report (`diagnose` reply `uuid`). */
  remoteId: z.string().nullable(),
  requestedAt: UtcTime,
  endedAt: UtcTime.nullable(),
  /** False after *stop waiting*: the system may still finish it; the result is fetched at the next opening. */
  waiting: z.boolean(),
  reportId: ReportId.nullable(),
  /** Why it failed or is unknown, a code of the contract's failures. */
  failure: z.object({ code: z.string(), detail: z.string().nullable(), correlationId: z.string().nullable() }).nullable(),
})
export type Check = z.infer<typeof Check>

/** Five levels, worst first: fault, warn, unknown, note, ok. */
export const Level = z.enum(['fault', 'warn', 'unknown', 'note', 'ok'])
export type Level = z.infer<typeof Level>

/** Where a limit comes from; `reference` names the document, standard or setting (domain.md, key idea for all bands). */
export const BandSource = z.object({
  kind: z.enum(['report', 'engineer', 'operator', 'standard', 'community', 'assumption']),
  reference: z.string(),
})
export type BandSource = z.infer<typeof BandSource>

/** Norm band: outside lower..upper is a fault; between a warn limit and the outer limit is a warning. */
export const NormBand = z.object({
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  warnLower: z.number().nullable(),
  warnUpper: z.number().nullable(),
  source: BandSource,
})
export type NormBand = z.infer<typeof NormBand>

export const Unit = z.enum(['dBm', 'dB', 'kbit/s', 'm', '°C', 'V', 'mA', '%', 'bit/s', 'dBm/Hz', 'ppm', ''])
export type Unit = z.infer<typeof Unit>

/** Where a value was measured. */
export const Place = z.enum(['operatorModule', 'olt', 'ont', 'ontLanPort', 'dslam', 'modem', 'outlet', 'radius', 'system', 'accessSwitch', 'accessPort', 'cpe', 'cpePort'])
export type Place = z.infer<typeof Place>

/** A value with unit, place and norm. `value` null means not measured, never zero. */
export const Measurement = z.object({
  /** Stable name with its unit, e.g. `rxPowerAtOntDbm`; the text catalogue has its words under `reading.<key>`. */
  key: z.string(),
  place: Place,
  /** Which of several (copper pair 2 of a bonded line); empty where there is one. */
  instance: z.string().default(''),
  direction: z.enum(['received', 'transmitted', 'downstream', 'upstream', 'none']),
  value: z.number().nullable(),
  unit: Unit,
  /** The system's own words for the value; also where it was converted or refused as implausible. */
  raw: z.string().nullable(),
  conversion: z.enum(['none', 'scaled', 'implausible', 'sentinel']),
  band: NormBand.nullable(),
  grade: z.enum(['ok', 'warn', 'fault', 'none']),
})
export type Measurement = z.infer<typeof Measurement>

/** A named state (`ontOperational: down`), normalised where known, with the system's own word beside it. */
export const StateReading = z.object({
  key: z.string(),
  place: Place,
  /** Which of several (LAN port 1, VLAN 6); empty where there is one. */
  instance: z.string(),
  value: z.string().nullable(),
  raw: z.string().nullable(),
  level: Level.nullable(),
})
export type StateReading = z.infer<typeof StateReading>

/** One attempt to log in (`get_authlog`). */
export const LoginAttempt = z.object({ at: SourceTime, status: z.enum(['ok', 'incorrect', 'unknown']), rawStatus: z.string(), username: z.string().nullable() })
export type LoginAttempt = z.infer<typeof LoginAttempt>

/**
 * Where on the premises the line ends during a test. `isra`: modem straight on the network's hand-over point, inside wiring
 * taken off; `firstSocket` and `otherSocket`: behind inside wiring (domain.md rules S3, D4, D8).
 */
export const TestPoint = z.enum(['isra', 'firstSocket', 'otherSocket'])
export type TestPoint = z.infer<typeof TestPoint>

/** What a check returned, read into measurements and states, with the raw body kept (secrets replaced). */
export const Report = z.object({
  id: ReportId,
  lineId: LineId,
  system: SystemKey,
  checkId: CheckId.nullable(),
  kind: ReportKind,
  /** What was asked for; differs from `kind` where the system answered something else (rule G3). */
  requestedKind: CheckKind.nullable(),
  target: CheckTarget,
  provider: z.string().nullable(),
  remoteId: z.string().nullable(),
  status: z.enum(['complete', 'error']),
  /** The system's own words where it reports an error. */
  errorText: z.string().nullable(),
  /** When the system says it was measured; absent in most Nextpertise reports. */
  measuredAt: SourceTime.nullable(),
  receivedAt: UtcTime,
  /** Where the line was connected while it ran, as the engineer had said then; null where nothing was said. */
  testPoint: TestPoint.nullable().default(null),
  /** The system's last change of the line's or ONT's state, where it says. */
  lastStatusChange: SourceTime.nullable(),
  measurements: z.array(Measurement),
  states: z.array(StateReading),
  /** Authentication log only: newest first, and the window asked for. */
  logins: z.object({ attempts: z.array(LoginAttempt), after: UtcTime }).nullable(),
  /** Live queries only: the tables and counters behind the readings. */
  live: LiveState.nullable().default(null),
  /** Operator's own texts worth reading: advice, result message, remark, log. */
  remarks: z.array(z.object({ key: z.string(), text: z.string() })),
  /** The body as received, secrets replaced, as JSON text. */
  raw: z.string(),
})
export type Report = z.infer<typeof Report>
