import { expect, test } from 'vitest'
import { circuitNid } from '../../electron/lab/nextpertise/line.ts'
import type { Lab } from '../../electron/lab/lab.ts'
import { call } from '../../electron/lab/nextpertise/testClient.ts'
import { NotFound } from '../../electron/services.ts'
import type { Services } from '../../electron/services.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { LineId } from '../../shared/model/common.ts'
import { lastOf, lineOf, openOnLab, unhurried, wholePage } from './coreOnLab.ts'

type Row = { uuid: string; status: string; updated: string }

/** A cached line of which the system has several reports, and their rows. */
async function lineWithReports(lab: Lab, services: Services): Promise<{ id: LineId; nid: string; rows: Row[] }> {
  for (let index = 0; index < lab.world.size; index += 1) {
    const line = lab.world.line(index)
    const nid = circuitNid(line, 0)
    if (nid === null || line.state !== 'ACTIVE') continue
    const { body } = await call(lab, 'broadband/diagnostics/v1', 'list_reports', { nid })
    const rows = (body.result?.['list'] ?? []) as Row[]
    if (rows.filter(({ status }) => status === 'complete').length >= 2) return { id: lineOf(services, `${nid.slice(0, -2)}00`).id, nid, rows }
  }
  throw new Error('no line has reports')
}
const failed = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error)

test('reports that only the system has are listed, fetched once, and stay when the network is gone', async () => {
  await using on = await openOnLab({ lines: 100 })
  const core = await on.open()
  const services = core.services()
  await on.signOn(services)
  const { id, rows } = await lineWithReports(on.lab, services)
  expect(await services.history.page(wholePage(id))).toMatchObject({ entries: [], remoteAt: null })
  await lastOf(services.lines.refresh(id, unhurried()))
  const listed = await services.history.page(wholePage(id))
  expect(listed.entries.map(({ remoteId }) => remoteId).toSorted()).toEqual(rows.map(({ uuid }) => uuid).toSorted())
  expect(listed.entries.every(({ reportId, at, kind }) => reportId === null && at !== null && kind !== 'unknown')).toBe(true)
  expect(listed.entries.map(({ at }) => at)).toEqual(listed.entries.map(({ at }) => at).toSorted().toReversed())
  expect(listed.remoteAt).not.toBeNull()

  const [first, second] = listed.entries.filter(({ status }) => status === 'complete')
  const calls = () => on.lab.requests.count('get_report')
  const before = calls()
  const report = await services.history.fetch(id, first?.remoteId ?? '', unhurried())
  expect(await services.history.fetch(id, first?.remoteId ?? '', unhurried())).toEqual(report)
  expect(calls()).toBe(before + 1)
  expect(report).toMatchObject({ kind: first?.kind, remoteId: first?.remoteId, lineId: id, measuredAt: { utc: first?.at } })
  expect(services.history.report(id, report.id)).toEqual(report)
  expect(services.lines.open(id).reports).toContainEqual(report)
  expect(await failed(services.history.fetch(id, 'd36c1bc4-39ee-43d7-85a7-30a98ace2a52', unhurried()))).toBeInstanceOf(NotFound)
  expect(() => services.history.report(id, ReportId.parse('none'))).toThrow(NotFound)
  const online = await services.history.page(wholePage(id))
  expect(online.entries.filter(({ reportId }) => reportId !== null)).toMatchObject([{ reportId: report.id, at: first?.at }])
  await core.close()

  on.lab.faults.cut = true
  const offline = (await on.open()).services()
  expect(await offline.history.page(wholePage(id))).toEqual(online)
  expect(await failed(offline.history.fetch(id, second?.remoteId ?? '', unhurried()))).toMatchObject({ data: { kind: 'unreachable' } })
  expect(await offline.history.fetch(id, first?.remoteId ?? '', unhurried())).toEqual(report)
  const points = (await offline.history.trends(id)).flatMap(trend => trend.points)
  expect(points.every(({ reportId, at }) => reportId === report.id && at === first?.at)).toBe(true)
})

test('an old report that is fetched after a check is no new evidence', async () => {
  await using on = await openOnLab({ lines: 100 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id, nid } = await lineWithReports(on.lab, services)
  await lastOf(services.lines.refresh(id, unhurried()))
  const [old] = (await services.history.page(wholePage(id))).entries.filter(({ status, kind }) => status === 'complete' && kind !== 'authenticationLog')
  if (old?.requestedKind === undefined || old.requestedKind === null) throw new Error('no old report')
  await lastOf(services.checks.run(id, nid, [old.requestedKind], unhurried()))
  const { verdict, reports } = services.lines.open(id)
  await services.history.fetch(id, old.remoteId ?? '', unhurried())
  const after = services.lines.open(id)
  expect(after.reports).toHaveLength(reports.length + 1)
  expect(after.reports.filter(({ kind }) => kind === old.kind).map(({ remoteId }) => remoteId).at(-1)).toBe(old.remoteId)
  expect([after.verdict.lead?.ruleId, after.verdict.evidenceAt]).toEqual([verdict.lead?.ruleId, verdict.evidenceAt])
})

test('a verdict is marked, shown with the line again, counted and exported', async () => {
  await using on = await openOnLab({ lines: 60 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const line = on.lab.world.line(0)
  const { id, street } = lineOf(services, `${circuitNid(line, 0)?.slice(0, -2) ?? ''}00`)
  await lastOf(services.lines.refresh(id, unhurried()))
  expect(services.lines.open(id).mark).toBeNull()
  const mark = services.verdicts.mark({ mark: 'wrong', lineId: id, was: 'wiring', note: 'a nail' })
  expect(services.lines.open(id).mark).toEqual(mark)
  expect(services.verdicts.counts()).toEqual({ right: 0, wrong: 1 })
  const { json } = services.verdicts.export()
  expect(json).toContain('"was": "wiring"')
  for (const left of ['a nail', id, street, circuitNid(line, 0) ?? '']) expect(json).not.toContain(left)
  services.verdicts.unmark(mark.id)
  expect([services.lines.open(id).mark, services.verdicts.counts()]).toEqual([null, { right: 0, wrong: 0 }])
})
