import type { CheckKind, LoginAttempt } from '../../../shared/model/report.ts'
import type { ListedReport, RemoteReport } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { expectedList } from './expectedList.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, foldKey, isObject, list, text, texts, wholeNumber } from '../readValue.ts'

/** Values of `diagnose.type` (document, Diagnostics); the authentication log is a method of its own. */
const TEST_TYPES = {
  fibreCheck: 'fiber-check', ontCheck: 'ont-check', ontLanCheck: 'ont-lan-check', delt: 'delt', selt: 'selt',
} as const satisfies Partial<Record<CheckKind, string>>
const testTypes: Readonly<Partial<Record<CheckKind, (typeof TEST_TYPES)[keyof typeof TEST_TYPES]>>> = TEST_TYPES

/** Type of a diagnostic as requests want it; null for what this system does not run. */
export function testTypeOf(kind: CheckKind): (typeof TEST_TYPES)[keyof typeof TEST_TYPES] | null {
  return testTypes[kind] ?? null
}

const KINDS = new Map<string, CheckKind>([
  ['fibercheck', 'fibreCheck'], ['fibrecheck', 'fibreCheck'], ['ontcheck', 'ontCheck'], ['ontlancheck', 'ontLanCheck'], ['delt', 'delt'],
  ['selt', 'selt'], ['authenticationlog', 'authenticationLog'], ['authlog', 'authenticationLog'],
])

/** Kind of check that a system's word means; `-` and `_` make no difference (domain.md section 4). */
export function checkKindOf(word: string): CheckKind | null {
  return KINDS.get(foldKey(word)) ?? null
}

/** Throws OperatorFailure `badReply` where the list is missing or none. */
export function readAvailableChecks(result: unknown): {
  provider: string | null; kinds: readonly CheckKind[]; unknownKinds: readonly string[]; numberOfTests: number | null
} {
  const fields = fieldsOf(result)
  const kinds = new Set<CheckKind>()
  const unknownKinds = new Set<string>()
  for (const word of texts(expectedList(result, 'available_diagnostics'))) {
    const kind = checkKindOf(word)
    if (kind === null) unknownKinds.add(word)
    else kinds.add(kind)
  }
  return {
    provider: text(fields['provider']), kinds: [...kinds], unknownKinds: [...unknownKinds],
    numberOfTests: wholeNumber(fields['numberoftests']),
  }
}

/** Whether a report carries a result, whatever its status says: a `…_details` key that holds something. */
function hasDetails(report: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(report).some(([key, held]) =>
    foldKey(key).endsWith('details') && foldKey(key) !== 'errordetails' && typeof held === 'object' && held !== null)
}

/**
 * State of a report (document, get_report, which names no pending state: a missing report, null and a status that is neither
 * `complete` nor `error` mean that it still runs). The body is the report itself, taken out of the reply.
 */
export function readRemoteReport(result: unknown): RemoteReport {
  const outer = fieldsOf(result)
  const report = 'report' in outer ? outer['report'] : result
  if (!isObject(report)) return { state: 'running' }
  const fields = fieldsOf(report)
  const status = text(fields['status'])?.toLowerCase()
  const here = status === 'complete' || status === 'error' || (status === undefined && hasDetails(report))
  return here ? { state: 'here', body: report, provider: text(fields['provider']) } : { state: 'running' }
}

/** Listed reports by time; those without one last. */
export function newestFirst(reports: readonly ListedReport[]): ListedReport[] {
  return reports.toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
}

/** Stored reports, newest first: the document's own example comes back in the wrong order. */
export function readReportList(result: unknown): ListedReport[] {
  return newestFirst(list(fieldsOf(result)['list']).flatMap(value => {
    const row = fieldsOf(value)
    const remoteId = text(row['uuid'])
    if (remoteId === null) return []
    const type = text(row['type'])
    return [{
      remoteId, kind: type === null ? null : checkKindOf(type), status: text(row['status']) ?? 'unknown',
      updatedAt: readTime(row['updated'])?.utc ?? null,
    }]
  }))
}

/**
 * Attempts to log in after a moment, newest first; the system also gives earlier ones (domain.md section 4). Throws
 * OperatorFailure `badReply` where there is no list, or no entry of it has a time.
 */
export function readLoginAttempts(result: unknown, after: string): LoginAttempt[] {
  const entries = expectedList(result, 'log_entries')
  const attempts = entries.flatMap((value): LoginAttempt[] => {
    const entry = fieldsOf(value)
    const at = readTime(entry['datetime'])
    if (at === null) return []
    const rawStatus = text(entry['loginstatus']) ?? ''
    const status = rawStatus.toLowerCase()
    return [{ at, status: status === 'ok' || status === 'incorrect' ? status : 'unknown', rawStatus, username: text(entry['username']) }]
  })
  if (attempts.length === 0 && entries.length > 0) throw new OperatorFailure({ kind: 'badReply', code: 'datetime' })
  return attempts.filter(({ at }) => Date.parse(at.utc) >= Date.parse(after))
    .toSorted((a, b) => Date.parse(b.at.utc) - Date.parse(a.at.utc))
}
