import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LineId, ReportId } from '../../shared/model/common.ts'
import { plainJpeg } from '../../test/fakes/photos.ts'
import { report } from '../../test/fakes/triageInputs.ts'
import { visitSite, type VisitSite } from '../../test/fakes/visitSite.ts'
import { createOutboxRepo } from '../outbox/outboxRepo.ts'
import { namesIn } from '../storage/testDatabases.ts'
import { createKeepPeriod } from './keepPeriod.ts'

const day = 86_400
function setUp(keepDays = 180) {
  const site = visitSite()
  const period = createKeepPeriod({ db: site.db, files: site.files, purgeOutbox: createOutboxRepo(site.db).purge, keepDays: () => keepDays, now: () => site.clock.at })
  const count = (table: string) => site.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()
  return { site, period, count }
}
/** A write made on a visit, in a state since now. */
function write(site: VisitSite, state: string, visitId: string | null, body = '{}'): string {
  const id = randomUUID()
  const at = site.clock.at.toISOString()
  site.db.prepare(`INSERT INTO outbox (id, kind, account_id, line_id, thread, position, state, unsure, body, attempts, visit_id, created_at, changed_at, words, snapshot)
    VALUES (?, 'tags', 'account', ?, 'thread', 1, ?, 0, ?, 0, ?, ?, ?, '', '{}')`).run(id, site.line.id, state, body, visitId, at, at)
  return id
}

describe('the keep period', () => {
  it('takes what was finished and sent longer ago, with its photos; nothing younger', async () => {
    const { site, period, count } = setUp()
    site.report(report('fibreCheck', { id: ReportId.parse('old') }))
    const { id } = site.visits.start(site.line.id)
    await site.visits.addFile(id, { fileName: 'a.jpg', mediaType: 'image/jpeg', base64: plainJpeg.toString('base64'), caption: '' })
    site.observe({ note: 'x' })
    site.actions.begin({ id: 'a', kind: 'forceDisconnect', lineId: site.line.id, accountId: site.line.accountId, at: site.clock.at.toISOString(), outcome: 'back', body: {} }, '{}')
    site.visits.finish(id)
    write(site, 'sent', id)
    write(site, 'discarded', null)
    for (const days of [0, 29, 29, 29, 29, 29, 34]) {
      site.tick(days * day)
      expect(await period.look()).toBe(0)
    }
    site.report(report('fibreCheck', { id: ReportId.parse('young') }))
    site.tick(2 * day)
    expect(await period.look()).toBeGreaterThan(5)
    for (const table of ['visit', 'visit_item', 'visit_report', 'file', 'outbox', 'observation', 'action']) expect([table, count(table)]).toEqual([table, 0])
    expect(count('report')).toBe(1)
    expect(namesIn(join(site.dir, 'files'))).toEqual([])
  })

  it('never takes unsent work, what unsent work names, its visit, open visits, drafts or pinned lines', async () => {
    const { site, period, count } = setUp(7)
    await period.look()
    const attachment = write(site, 'sent', null)
    const other = site.addLine({ id: LineId.parse('nextpertise:https://api.example|2') })
    const open = site.visits.start(other.id)
    const { id } = site.visits.start(site.line.id)
    write(site, 'needsYou', id, JSON.stringify({ attachmentIds: [attachment] }))
    site.visits.finish(id)
    site.db.exec(`INSERT INTO draft VALUES ('ticket', 'x', '{}', '2020-01-01T00:00:00.000Z')`)
    site.db.exec(`INSERT INTO work_item VALUES ('open', NULL, 'open', 1, '{}', '2020-01-01T00:00:00.000Z', '{}'), ('done', NULL, 'done', 2, '{}', '2020-01-01T00:00:00.000Z', '{}')`)
    site.db.exec(`INSERT INTO line_mark VALUES ('pinned', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '{}'), ('opened', NULL, '2020-01-01T00:00:00.000Z', '{}')`)
    for (let month = 0; month < 12; month += 1) {
      site.tick(29 * day)
      await period.look()
    }
    expect([site.repo.head(id)?.id, site.repo.head(open.id)?.id]).toEqual([id, open.id])
    expect([count('outbox'), count('draft'), count('line_mark'), count('work_item')]).toEqual([2, 1, 1, 1])
  })

  it('is not fooled by a clock that jumps years ahead, nor by one that goes back', async () => {
    const { site, period, count } = setUp()
    site.report(report('fibreCheck'))
    await period.look()
    const right = site.clock.at
    site.tick(4000 * day)
    expect(await period.look()).toBe(0)
    site.clock.at = right
    expect(await period.look()).toBe(0)
    site.tick(100 * day)
    await period.look()
    expect(count('report')).toBe(1)
  })
})
