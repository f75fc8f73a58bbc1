import type { Lease, LiveState, MacEntry } from '../model/liveState.ts'
import type { Report } from '../model/report.ts'
import type { Finding, Verdict } from '../model/verdict.ts'
import { reportMs } from './evidence.ts'

/** What a ticket of an open access network is about (ON-API 2.6, `problemType`). */
export type OnApiProblem = 'NO_LINK' | 'NO_ACCESS' | 'QUALITY' | 'OTHER'

const rulesOf: Readonly<Record<Exclude<OnApiProblem, 'OTHER'>, readonly string[]>> = {
  NO_LINK: ['L10', 'L12', 'F1', 'F5', 'F7', 'P1', 'P2', 'P3', 'P10', 'D1', 'D2', 'D3', 'S1', 'S2', 'S4', 'S5', 'L1'],
  NO_ACCESS: ['G5', 'L3', 'L7', 'L8', 'L9', 'L11', 'F8', 'F9', 'A1', 'A2', 'A4', 'A7', 'noSession'],
  QUALITY: ['L4', 'L5', 'L6', 'F2', 'F3', 'F4', 'F6', 'P6', 'P7', 'P8', 'P9', 'H1', 'D4', 'D5', 'D8', 'D11', 'A3'],
}
const problems = ['NO_LINK', 'NO_ACCESS', 'QUALITY'] as const

function problemOf({ ruleId, level }: Finding): OnApiProblem {
  const isWrong = level === 'fault' || level === 'warn' || ruleId === 'noSession'
  return (isWrong ? problems.find(problem => rulesOf[problem].includes(ruleId)) : undefined) ?? 'OTHER'
}

/**
 * What kind of trouble to report: no link, link but no address or log-in, speed and errors, else other (domain.md section 3, end).
 * A port without link is NO_LINK whatever leads, but for a service that is switched off on purpose. Of several customers' trouble
 * (X3) it is what each of them has.
 */
export function problemTypeOf(verdict: Verdict, evidence: { readonly reports: readonly Report[] }): OnApiProblem {
  const { lead } = verdict
  if (lead?.ruleId === 'G5') return 'NO_ACCESS'
  if (liveFacts(evidence.reports).link === false) return 'NO_LINK'
  const told = verdict.findings.map(problemOf)
  return told.find(problem => problem !== 'OTHER') ?? 'OTHER'
}

/** What a ticket's `additionalInfo` takes from live data; null for what is not known. */
export type LiveFacts = { readonly ip: string | null; readonly mac: string | null; readonly link: boolean | null }

/** The newest live answer of each kind. Reports in any order. */
export function liveStates(reports: readonly Report[]): { readonly [Kind in LiveState['kind']]?: Extract<LiveState, { kind: Kind }> } {
  const newest = new Map<LiveState['kind'], LiveState>()
  for (const { live, status } of reports.toSorted((a, b) => reportMs(b) - reportMs(a))) {
    if (live !== null && live !== undefined && status === 'complete' && !newest.has(live.kind)) newest.set(live.kind, live)
  }
  return Object.fromEntries(newest)
}

/** Address and MAC address of the customer's device, and the link of the access port, by the newest live answers. */
export function liveFacts(reports: readonly Report[]): LiveFacts {
  const { portStatus, leases, macTable, cpeStatus } = liveStates(reports)
  const lease = bestLease(leases?.entries ?? []) ?? bestLease(cpeStatus?.leases ?? [])
  const entries = [...macTable?.entries ?? [], ...cpeStatus?.macTable ?? []]
  return {
    ip: lease?.address ?? null, link: portStatus?.port.link ?? null,
    mac: lease?.mac ?? deviceMac(entries, cpeStatus?.mac ?? null),
  }
}

/** An IPv4 address where there is one, of those the one that lasts longest. */
function bestLease(entries: readonly Lease[]): Lease | null {
  const order: readonly Lease['family'][] = ['ipv4', 'ipv6', 'prefix', 'unknown']
  return entries.filter(({ address }) => address !== null)
    .toSorted((a, b) => order.indexOf(a.family) - order.indexOf(b.family) || (b.endsAt?.utc ?? '').localeCompare(a.endsAt?.utc ?? ''))[0] ?? null
}

/** The customer's device rather than the operator's box. */
const deviceMac = (entries: readonly MacEntry[], cpe: string | null): string | null =>
  (entries.find(({ mac }) => mac !== cpe) ?? entries[0])?.mac ?? null
