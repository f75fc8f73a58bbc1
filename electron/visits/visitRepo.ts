import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { VisitSummary } from '../../shared/contract/visits.ts'
import type { LineId } from '../../shared/model/common.ts'
import { Visit, VisitItem } from '../../shared/model/visit.ts'
import { readRow } from '../checks/readRow.ts'
import { fold } from '../lines/fold.ts'
import { onSiteMinutes } from '../../shared/visits/onSite.ts'

/** How far what is collected from the journal by itself has come; each is empty or null where there was nothing. */
const Collected = z.object({
  /** When the line's newest report came before the visit began: only later ones belong to it. */
  reportsAfter: z.string(),
  /** Actions of the line from before the visit. */
  actionsBefore: z.array(z.string()),
  /** When the observations were saved that the visit has, or that were there before it. */
  observationsAt: z.string().nullable(),
})

/** A visit without what happened on it. */
const VisitHead = Visit.omit({ items: true, snapshot: true }).extend({ collected: Collected })
export type VisitHead = z.infer<typeof VisitHead>

export type VisitQuery = {
  readonly search: string; readonly states: readonly Visit['state'][]; readonly lineId: LineId | null
  readonly offset: number; readonly limit: number
}

type Row = { readonly body: string; readonly snapshot: string }
type ListRow = { readonly body: string; readonly item_count: number; readonly unsent: number }
type ItemRow = { readonly id: string; readonly at: string; readonly kind: string; readonly body: string }

/** An item's report is kept once per visit, however many items show it. */
const KeptVerdict = z.object({ reportIds: z.array(z.string()) })
const KeptReport = z.object({ reportId: z.string() })
const finalStates = `'sent', 'discarded'`

/** Visits in the journal tables `visit`, `visit_item` and `visit_report`. Rows that cannot be read are left alone. */
export function createVisitRepo(db: Database.Database, now: () => Date) {
  const insert = db.prepare<[Record<string, string>]>(`INSERT INTO visit
    (id, line_id, account_id, state, started_at, changed_at, item_count, search, body, snapshot)
    VALUES (@id, @lineId, @accountId, @state, @startedAt, @changedAt, 0, '', @body, @snapshot)`)
  const update = db.prepare<[Record<string, string>]>(`UPDATE visit SET state = @state, changed_at = @changedAt, search = @search, body = @body,
    item_count = (SELECT count(*) FROM visit_item WHERE visit_id = @id) WHERE id = @id`)
  const one = db.prepare<[string], Row>('SELECT body, snapshot FROM visit WHERE id = ?')
  const openOfLine = db.prepare<[string], { id: string }>(
    `SELECT id FROM visit WHERE line_id = ? AND state = 'open' ORDER BY started_at DESC LIMIT 1`)
  const items = db.prepare<[string], ItemRow>('SELECT id, at, kind, body FROM visit_item WHERE visit_id = ? ORDER BY at, position')
  const item = db.prepare<[string, string], ItemRow>('SELECT id, at, kind, body FROM visit_item WHERE visit_id = ? AND id = ?')
  const itemIds = db.prepare<[string], string>('SELECT id FROM visit_item WHERE visit_id = ?').pluck()
  const lastOfKind = db.prepare<[string, string], ItemRow>(
    'SELECT id, at, kind, body FROM visit_item WHERE visit_id = ? AND kind = ? ORDER BY position DESC LIMIT 1')
  const lastItem = db.prepare<[string], { id: string; kind: string }>(
    'SELECT id, kind FROM visit_item WHERE visit_id = ? ORDER BY position DESC LIMIT 1')
  const putItem = db.prepare<[Record<string, string>]>(`INSERT INTO visit_item (visit_id, id, at, position, kind, body)
    VALUES (@visitId, @id, @at, (SELECT coalesce(max(position), 0) + 1 FROM visit_item WHERE visit_id = @visitId), @kind, @body)
    ON CONFLICT (visit_id, id) DO UPDATE SET at = excluded.at, body = excluded.body`)
  const removeItem = db.prepare<[string, string]>('DELETE FROM visit_item WHERE visit_id = ? AND id = ?')
  const putReport = db.prepare<[string, string, string]>('INSERT OR IGNORE INTO visit_report (visit_id, report_id, body) VALUES (?, ?, ?)')
  const reports = db.prepare<[string], [string, string]>('SELECT report_id, body FROM visit_report WHERE visit_id = ?').raw()
  const words = db.prepare<[string], string>(`SELECT concat_ws(' ', json_extract(body, '$.text'), json_extract(body, '$.caption'),
    json_extract(body, '$.fileName')) FROM visit_item WHERE visit_id = ? AND kind IN ('note', 'photo', 'file')`).pluck()
  const removals = ['visit_item WHERE visit_id', 'visit_report WHERE visit_id', 'visit WHERE id']
    .map(where => db.prepare<[string]>(`DELETE FROM ${where} = ?`))

  /** Of received visits the writes are records: none of them waits here. */
  const listColumns = `body, item_count, CASE state WHEN 'received' THEN 0 ELSE (SELECT count(*) FROM visit_item WHERE visit_id = visit.id
    AND kind = 'write' AND json_extract(body, '$.state') NOT IN (${finalStates})) END AS unsent`
  const listed = db.prepare<[string], ListRow>(`SELECT ${listColumns} FROM visit WHERE id = ?`)
  const open = db.prepare<[], ListRow>(`SELECT ${listColumns} FROM visit WHERE state = 'open' ORDER BY started_at DESC, id`)

  const unsettled = db.prepare<[], string>(`SELECT id FROM visit WHERE state = 'open' OR (state = 'finished' AND EXISTS (
    SELECT 1 FROM visit_item WHERE visit_id = visit.id AND kind = 'write' AND json_extract(body, '$.state') NOT IN (${finalStates})))`).pluck()

  const head = (id: string): VisitHead | null => readRow(VisitHead, one.get(id))
  const restored = (row: ItemRow, reportOf: (id: string) => unknown): VisitItem[] => {
    const body = JSON.parse(row.body) as Record<string, unknown>
    if (row.kind === 'verdict') body.reports = KeptVerdict.parse(body).reportIds.map(reportOf)
    if (row.kind === 'report') body.report = reportOf(KeptReport.parse(body).reportId)
    const read = VisitItem.safeParse({ ...body, id: row.id, at: row.at, kind: row.kind })
    return read.success ? [read.data] : []
  }
  const reportsOf = (id: string): ((reportId: string) => unknown) => {
    const bodies = new Map(reports.all(id))
    const parsed = new Map<string, unknown>()
    return reportId => {
      if (!parsed.has(reportId)) parsed.set(reportId, JSON.parse(bodies.get(reportId) ?? 'null'))
      return parsed.get(reportId)
    }
  }
  const bodyOf = (visit: VisitHead): string => JSON.stringify(visit)
  const searchOf = (visit: VisitHead): string =>
    fold([visit.label, visit.nativeId ?? '', visit.leftOpen, visit.confirmation?.name ?? '', ...words.all(visit.id)].join('\n'))

  return {
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
    add(visit: VisitHead, snapshot: string): void {
      const { id, lineId, accountId, state, startedAt, changedAt } = visit
      insert.run({ id, lineId, accountId, state, startedAt, changedAt, body: bodyOf(visit), snapshot })
    },
    /** Keeps a changed head, and what lists and the search need of the items: to be called after items change too. */
    update: (visit: VisitHead): void =>
      void update.run({ id: visit.id, state: visit.state, changedAt: visit.changedAt, search: searchOf(visit), body: bodyOf(visit) }),
    head,
    openOfLine: (id: LineId): VisitHead | null => {
      const found = openOfLine.get(id)
      return found === undefined ? null : head(found.id)
    },
    /** The whole visit; items in the order they happened. */
    get(id: string): Visit | null {
      const row = one.get(id)
      const read = readRow(VisitHead, row)
      if (row === undefined || read === null) return null
      const { collected: _, ...visit } = read
      const reportOf = reportsOf(id)
      return { ...visit, snapshot: row.snapshot, items: items.all(id).flatMap(each => restored(each, reportOf)) }
    },
    item(visitId: string, id: string): VisitItem | null {
      const row = item.get(visitId, id)
      return row === undefined ? null : restored(row, reportsOf(visitId))[0] ?? null
    },
    lastOfKind<Kind extends VisitItem['kind']>(visitId: string, kind: Kind): Extract<VisitItem, { kind: Kind }> | null {
      const row = lastOfKind.get(visitId, kind)
      const found = row === undefined ? undefined : restored(row, reportsOf(visitId))[0]
      return found !== undefined && isOfKind(found, kind) ? found : null
    },
    lastItem: (visitId: string): { id: string; kind: string } | null => lastItem.get(visitId) ?? null,
    /** Adds an item, or puts it in the place of the one with its id. */
    put(visitId: string, { id, at, kind, ...body }: VisitItem): void {
      const kept: Record<string, unknown> = { ...body }
      const shown = 'reports' in body ? body.reports : 'report' in body ? [body.report] : []
      for (const report of shown) putReport.run(visitId, report.id, JSON.stringify(report))
      if ('reports' in body) kept.reportIds = body.reports.map(report => report.id)
      delete kept.reports
      delete kept.report
      putItem.run({ visitId, id, at, kind, body: JSON.stringify(kept) })
    },
    itemIds: (visitId: string): ReadonlySet<string> => new Set(itemIds.all(visitId)),
    removeItem: (visitId: string, id: string): void => void removeItem.run(visitId, id),
    remove: (id: string): void => removals.forEach(each => each.run(id)),
    /** One page, newest first. A search takes visits that have all its words, anywhere. */
    page({ search, states, lineId, offset, limit }: VisitQuery): { visits: VisitSummary[]; total: number } {
      const wanted = fold(search).split(/\s+/).filter(word => word !== '')
      const parts = [
        ...wanted.map(() => 'instr(search, ?) > 0'), ...(lineId === null ? [] : ['line_id = ?']),
        ...(states.length === 0 ? [] : [`state IN (${states.map(() => '?').join(', ')})`]),
      ]
      const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`
      const given = [...wanted, ...(lineId === null ? [] : [lineId]), ...states]
      // One look through the visits gives both the number and the page; what a list shows is read for the page's rows only. The `+`
      // keeps texts from being looked up one by one in the order of the index, which takes four times as long as reading the table.
      const order = wanted.length === 0 ? 'started_at' : '+started_at'
      const found = db.prepare<string[], string>(`SELECT id FROM visit ${where} ORDER BY ${order} DESC, id`).pluck().all(...given)
      const rows = found.slice(offset, offset + limit).flatMap(id => listed.all(id))
      return { visits: rows.flatMap(row => summaryOf(row, now())), total: found.length }
    },
    /** Visits that are open, or of which something was not sent yet when it was last looked at. */
    unsettled: (): VisitHead[] => unsettled.all().flatMap(id => head(id) ?? []),
    open: (): VisitSummary[] => open.all().flatMap(row => summaryOf(row, now())),
  }
}
export type VisitRepo = ReturnType<typeof createVisitRepo>

const isOfKind = <Kind extends VisitItem['kind']>(item: VisitItem, kind: Kind): item is Extract<VisitItem, { kind: Kind }> =>
  item.kind === kind

function summaryOf(row: ListRow, now: Date): VisitSummary[] {
  const head = readRow(VisitHead, row)
  if (head === null) return []
  const { id, lineId, label, nativeId, state, startedAt, finishedAt, changedAt, onSite } = head
  return [{
    id, lineId, label, nativeId, state, startedAt, finishedAt, changedAt, onSite, itemCount: row.item_count, unsentWrites: row.unsent,
    onSiteMinutes: onSiteMinutes(head, state === 'open' ? now.toISOString() : changedAt),
  }]
}
