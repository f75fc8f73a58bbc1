import type Database from 'better-sqlite3'
import { afterEach } from 'vitest'
import { createCheckRepo } from '../../electron/checks/checkRepo.ts'
import { createReportRepo } from '../../electron/checks/reportRepo.ts'
import { createChecks } from '../../electron/checks/runChecks.ts'
import type { Checks } from '../../electron/checks/runChecks.ts'
import type { OperatorMethods, RemoteReport } from '../../electron/operators/operator.ts'
import type { AvailableChecks } from '../../shared/contract/lines.ts'
import type { CheckKind, TestPoint } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { withLimits } from '../../shared/triage/limits.ts'
import { triage } from '../../shared/triage/triage.ts'
import examples from '../data/nextpertise-examples.json' with { type: 'json' }
import { fakeOperator, fakeTime, idsInOrder } from './fakeOperator.ts'
import { memoryJournal } from './memoryJournal.ts'
import { input, line, now } from './triageInputs.ts'

/** The line that checks run on, and its circuit. */
export const lineId = line().id
export const nid = '2408ZE000100102'
export const anySignal = () => new AbortController().signal
const fibreBody = examples.find(({ method, reply }) => method === 'get_report' && JSON.stringify(reply).includes('fiber_check_details'))?.reply.result
export const here = (body: unknown = fibreBody): RemoteReport => ({ state: 'here', body, provider: 'KPNWBA' })

const opened: Checks[] = []
afterEach(async () => { for (const checks of opened.splice(0)) await checks.close() })

type Setup = {
  readonly db?: Database.Database; readonly reachable?: boolean; readonly kinds?: readonly CheckKind[]; readonly numberOfTests?: number; readonly start?: string
  readonly newId?: () => string; readonly testPoint?: TestPoint | null; readonly clockOffsetMs?: number; readonly limits?: readonly EngineerLimit[]
}

/** Checks over an operator with just these methods, in time that passes by sleeping only. Closed after the test. */
export function setUp(methods: Partial<OperatorMethods>, { db = memoryJournal(), reachable = true, kinds, numberOfTests = 1, start = now, newId = idsInOrder(), testPoint = null, clockOffsetMs = 0, limits = [] }: Setup = {}) {
  const time = fakeTime(start)
  const offered: AvailableChecks = {
    nid, provider: 'KPNWBA', kinds: [...kinds ?? ['authenticationLog', 'fibreCheck', 'ontCheck', 'ontLanCheck'] as const], unknownKinds: [], numberOfTests, at: start,
  }
  const unexpected: unknown[] = []
  const reports = createReportRepo(db)
  const checks = createChecks({
    db, operatorFor: () => fakeOperator(methods), lineOf: id => id === lineId ? line() : null, isReachable: () => reachable, offeredAt: () => offered,
    judge: id => triage(input({ reports: reports.newest(id), now: time.now().toISOString() })), now: time.now, newId, sleep: time.sleep,
    limited: report => withLimits(report, limits, line()), kept: () => {}, testPointOf: () => testPoint, clockOffsetMs: () => clockOffsetMs, previousLive: () => null, onUnexpected: error => unexpected.push(error),
  })
  opened.push(checks)
  return { db, checks, reports, time, unexpected, repo: createCheckRepo(db) }
}

/** A report that is there after so many polls. */
export function after(polls: number, answer: RemoteReport = here()): () => Promise<RemoteReport> {
  let count = 0
  return async () => ++count > polls ? answer : { state: 'running' }
}
export const turn = () => new Promise(resolve => { setImmediate(resolve) })
