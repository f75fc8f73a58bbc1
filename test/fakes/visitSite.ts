import { randomUUID } from 'node:crypto'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Observations } from '../../shared/model/observation.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import { createText } from '../../shared/text/text.ts'
import { triage } from '../../shared/triage/triage.ts'
import { summingOf } from '../../shared/visits/summing.ts'
import { createActionRepo } from '../../electron/checks/actionRepo.ts'
import { createObservationRepo } from '../../electron/checks/observationRepo.ts'
import { createReportRepo } from '../../electron/checks/reportRepo.ts'
import { snapshotOf } from '../../electron/lines/lineSnapshot.ts'
import { NotFound } from '../../electron/services.ts'
import { openFileStore } from '../../electron/storage/fileStore.ts'
import { createKeptFiles } from '../../electron/storage/keptFiles.ts'
import { newKey, temporaryDirectory } from '../../electron/storage/testDatabases.ts'
import type { VisitWrite } from '../../electron/visits/collect.ts'
import { createVisitRepo } from '../../electron/visits/visitRepo.ts'
import { createVisits } from '../../electron/visits/visits.ts'
import { memoryJournal } from './memoryJournal.ts'
import { line as lineBuilder, now } from './triageInputs.ts'

/** Visits over a journal in memory and files on disk, with a line that can be changed and a clock that is set. */
export function visitSite(db = memoryJournal()) {
  const dir = temporaryDirectory()
  const clock = { at: new Date(now) }
  const tick = (seconds: number): string => {
    clock.at = new Date(clock.at.getTime() + seconds * 1000)
    return clock.at.toISOString()
  }
  const lines = new Map<LineId, Line>()
  const addLine = (part: Partial<Line> = {}): Line => {
    const line = lineBuilder({ medium: 'pon', ...part })
    lines.set(line.id, line)
    return line
  }
  const line = addLine()
  const observations = createObservationRepo(db)
  const reports = createReportRepo(db)
  const actions = createActionRepo(db)
  const writes = new Map<string, VisitWrite[]>()
  const unexpected: unknown[] = []
  const files = createKeptFiles({ db, store: openFileStore({ dir, key: newKey() }), now: () => clock.at, newId: randomUUID })
  const repo = createVisitRepo(db, () => clock.at)

  const viewOf = (id: LineId): LineView => {
    const found = lines.get(id)
    if (found === undefined) throw new NotFound('line')
    const summary: LineSummary = {
      id, accountId: found.accountId, nativeId: found.nativeId, street: `${found.address.street} ${found.address.houseNumber}`,
      place: `${found.address.postcode} ${found.address.city}`, technology: null, medium: found.medium, supplier: null, state: null, online: 'unknown', pinned: false,
      gone: false, seenAt: found.seenAt,
    }
    const evidence = { line: found, reports: reports.newest(id), observations: observations.get(id), addressCheck: null, neighbours: [], transaction: null }
    const verdict = triage({ ...evidence, now: clock.at.toISOString(), online: found.online, clockOffsetMs: null, available: null })
    return { ...evidence, summary, raw: '{}', events: [], endUser: null, tickets: [], sentTickets: [], available: [], checks: [], mark: null, verdict, parts: [], accessOrders: [], offers: [], links: [], detailFailures: [] }
  }
  const after = db.prepare<[string, string], { body: string }>('SELECT body FROM report WHERE line_id = ? AND received_at > ?')
  const lastAt = db.prepare<[string], string | null>('SELECT max(received_at) FROM report WHERE line_id = ?').pluck()
  const visits = createVisits({
    repo, files, viewOf, snapshotOf, now: () => clock.at, newId: randomUUID, engineerOf: () => 'j.jansen', timeZone: () => 'Europe/Amsterdam',
    summing: visit => summingOf(visit, createText('en')),
    reportsAfter: (id, at) => after.all(id, at).map(({ body }) => JSON.parse(body) as Report), lastReportAt: id => lastAt.get(id) ?? '',
    actionsOf: id => actions.ofLine(id), observationsOf: id => observations.get(id), writesOf: id => writes.get(id) ?? [],
    onUnexpected: error => unexpected.push(error),
  })
  return {
    db, dir, clock, tick, line, lines, addLine, visits, repo, files, actions, writes, unexpected,
    /** Keeps a report as a check does, now. */
    report(report: Report, told = true): Report {
      const kept = { ...report, receivedAt: clock.at.toISOString() }
      reports.save(kept, '{}')
      if (told) visits.happened(report.lineId, kept)
      return kept
    },
    observe(part: Partial<Observations>): void {
      observations.save({ ...noObservations(line.id), ...part }, clock.at.toISOString(), '{}')
      visits.happened(line.id)
    },
  }
}
export type VisitSite = ReturnType<typeof visitSite>
