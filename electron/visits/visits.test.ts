import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LineId, ReportId } from '../../shared/model/common.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { exif, jpegOf, jpegWith, plainJpeg, plainPng } from '../../test/fakes/photos.ts'
import { report } from '../../test/fakes/triageInputs.ts'
import { joined, ont, ontRx } from '../../test/fakes/triageReports.ts'
import { visitSite } from '../../test/fakes/visitSite.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import { namesIn } from '../storage/testDatabases.ts'

const kinds = ({ items }: Visit): string => items.map(item => item.kind === 'verdict' ? item.when : item.kind).join(' ')
const itemOf = <Kind extends VisitItem['kind']>(visit: Visit, kind: Kind): Extract<VisitItem, { kind: Kind }> => {
  const found = visit.items.findLast((item): item is Extract<VisitItem, { kind: Kind }> => item.kind === kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const photo = { fileName: 'IMG_1.jpg', mediaType: 'image/jpeg', base64: b64(jpegWith([exif(1)])), caption: 'The outlet' }

const darkReport = () => ({ ...ont('up', 'down', 'notRanged', [], [ontRx(-34)]), id: ReportId.parse('dark') })
const litReport = () => ({ ...joined(ontRx(-18)), id: ReportId.parse('lit') })

describe('a visit', () => {
  it('begins with the verdict and what it rests on, and what was seen before', () => {
    const site = visitSite()
    site.report(darkReport())
    site.observe({ modemPowered: 'yes' })
    site.tick(60)
    const visit = site.visits.start(site.line.id)
    expect(visit).toMatchObject({
      label: 'Zuidpoolsingel 10, 2408ZE Alphen aan den Rijn', nativeId: '2408ZE000100100', state: 'open', timeZone: 'Europe/Amsterdam', engineer: 'j.jansen',
      onSite: [{ from: visit.startedAt, to: null }], finishedAt: null, leftOpen: '', confirmation: null,
    })
    expect(kinds(visit)).toBe('before observations')
    expect(itemOf(visit, 'verdict').reports.map(({ id }) => id)).toEqual(['dark'])
    expect(JSON.parse(visit.snapshot)).toMatchObject({ nativeId: '2408ZE000100100' })
  })

  it('collects reports, verdicts that change, observations, actions with their outcome and writes with their state', () => {
    const site = visitSite()
    site.report(darkReport())
    const { id } = site.visits.start(site.line.id)
    site.tick(60)
    site.observe({ modemPowered: 'yes' })
    site.tick(5)
    site.observe({ modemPowered: 'yes', note: 'Connector was dirty' })
    site.tick(60)
    site.actions.begin({ id: 'a1', kind: 'forceDisconnect', lineId: site.line.id, accountId: site.line.accountId, at: site.tick(1), outcome: 'sending', body: { circuit: '2408ZE000100102' } }, '{}')
    site.visits.happened(site.line.id)
    expect(itemOf(site.visits.get(id).visit, 'action')).toMatchObject({ action: 'forceDisconnect', outcome: 'sending', detail: '2408ZE000100102' })
    site.actions.end('a1', 'back', { circuit: '2408ZE000100102' })
    site.visits.happened(site.line.id)
    site.writes.set(id, [{ entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'waiting', remoteId: null }])
    site.visits.writeChanged(id)
    expect(site.visits.page({ search: '', states: [], lineId: null, offset: 0, limit: 10 }).visits).toMatchObject([{ unsentWrites: 1 }])
    site.tick(60)
    site.report(litReport())
    const { visit } = site.visits.get(id)
    expect(kinds(visit)).toMatch(/^before (during )?observations (during )?action write (report during|during report)$/)
    expect(itemOf(visit, 'observations').observations.note).toBe('Connector was dirty')
    expect(itemOf(visit, 'action').outcome).toBe('back')
    expect(itemOf(visit, 'report').report.id).toBe('lit')
    expect(site.unexpected).toEqual([])
  })

  it('finds at the next look what it was not told of, and takes nothing in twice', () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    site.tick(60)
    site.report(litReport(), false)
    const first = site.visits.get(id).visit
    site.visits.happened(site.line.id)
    expect(site.visits.get(id).visit).toEqual(first)
    expect(first.items.filter(({ kind }) => kind === 'report')).toHaveLength(1)
    site.visits.finish(id)
    site.writes.set(id, [{ entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'waiting', remoteId: null }])
    site.visits.writeChanged(id)
    // Sent, and the app ended before the visit was told.
    site.writes.set(id, [{ entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'sent', remoteId: '1001' }])
    const unsent = () => site.visits.page({ search: '', states: [], lineId: null, offset: 0, limit: 1 }).visits[0]?.unsentWrites
    expect(unsent()).toBe(1)
    site.visits.resume()
    expect(unsent()).toBe(0)
  })

  it('is told in the zone of the screen that began it, over a journey too; in this machine’s where that is no zone', () => {
    const site = visitSite()
    const begin = (zone?: string) => site.visits.start(site.addLine({ id: LineId.parse(`nextpertise:https://api.example|${zone ?? ''}`) }).id, zone)
    expect([begin('America/New_York'), begin('Mars/Olympus'), begin()].map(({ timeZone }) => timeZone))
      .toEqual(['America/New_York', 'Europe/Amsterdam', 'Europe/Amsterdam'])
    const { id, lineId } = begin('Asia/Tokyo')
    site.visits.finish(id)
    site.visits.reopen(id)
    expect(site.visits.start(lineId, 'Europe/Amsterdam').timeZone).toBe('Asia/Tokyo')
  })

  it('takes in what comes while the clock is set back, and nothing from before when it was wrong at the start', () => {
    const site = visitSite()
    site.report(darkReport())
    site.clock.at = new Date('2020-01-01T00:00:00.000Z')
    const { id } = site.visits.start(site.line.id)
    expect(site.visits.get(id).visit.items.filter(({ kind }) => kind === 'report')).toEqual([])
    site.report(litReport())
    expect(itemOf(site.visits.get(id).visit, 'report').reportId).toBe('lit')
    site.tick(-3600)
    const { visit } = site.visits.finish(id)
    expect(visit.finishedAt).toBe(visit.startedAt)
    expect(visit.onSite).toEqual([{ from: visit.startedAt, to: visit.startedAt }])
  })

  it('is resumed by starting again, several may be open, and a second one on its line may not', () => {
    const site = visitSite()
    const other = site.addLine({ id: LineId.parse('nextpertise:https://api.example|2408ZE000100200') })
    const { id } = site.visits.start(site.line.id)
    site.tick(600)
    site.visits.setOnSite(id, false)
    site.tick(600)
    const resumed = site.visits.start(site.line.id)
    expect([resumed.id, resumed.onSite.length]).toEqual([id, 2])
    expect(site.visits.start(other.id).id).not.toBe(id)
    expect(site.visits.page({ search: '', states: ['open'], lineId: null, offset: 0, limit: 10 })).toMatchObject({ total: 2 })
    site.tick(300)
    site.visits.finish(id)
    expect(site.visits.page({ search: '', states: [], lineId: site.line.id, offset: 0, limit: 10 }).visits).toMatchObject([{ onSiteMinutes: 15, state: 'finished' }])
    const second = site.visits.start(site.line.id)
    expect(() => site.visits.reopen(id)).toThrow('visitOpen')
    site.visits.finish(second.id)
    expect(site.visits.reopen(id)).toMatchObject({ state: 'open', finishedAt: null })
    expect(site.visits.openVisitOf(site.line.id)).toBe(id)
  })

  it('ends with the verdict after, sums up, and is closed to more', async () => {
    const site = visitSite()
    site.report(darkReport())
    const { id } = site.visits.start(site.line.id)
    site.tick(60)
    site.visits.addNote(id, null, 'Cleaned the connector\nand checked the patch')
    site.report(litReport())
    await site.visits.addFile(id, photo)
    site.visits.leftOpen(id, 'Outlet is loose\n')
    site.tick(60)
    const { visit, summing } = site.visits.finish(id)
    expect(visit).toMatchObject({ state: 'finished', finishedAt: site.clock.at.toISOString() })
    expect(visit.items.at(-1)).toMatchObject({ kind: 'verdict', when: 'after' })
    expect(summing.done).toEqual(['ONT check', 'Cleaned the connector', '1 photo'])
    expect(summing.proven).toContainEqual({ name: 'Light at the ONT', before: '−34 dBm', after: '−18 dBm', verdict: 'better' })
    expect(summing.proven[0]?.name).toBe('Verdict')
    expect(summing.leftOpen[0]).toBe('Outlet is loose')
    expect(summing.found.length).toBeGreaterThan(0)
    expect(() => site.visits.addNote(id, null, 'late')).toThrow('visitFinished')
    await expect(site.visits.addFile(id, photo)).rejects.toThrow('visitFinished')
    site.tick(60)
    site.report(report('delt'))
    expect(site.visits.get(id).visit).toEqual(visit)
    expect(site.visits.finish(id).visit).toEqual(visit)
    site.visits.reopen(id)
    expect(kinds(site.visits.finish(id).visit)).not.toContain('after after')
  })

  it('goes on where the line has vanished', () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    site.lines.clear()
    site.report(litReport())
    const { visit } = site.visits.finish(id)
    expect(kinds(visit)).toBe('before report')
    expect(() => site.visits.start(site.line.id)).toThrow('line')
  })

  it('is never in the way of what it collects: a journal that cannot be written is told of', () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    site.repo.update = () => { throw new StorageFailure('diskFull', 'journal.db') }
    site.tick(60)
    site.report(litReport())
    expect(site.unexpected).toMatchObject([{ code: 'diskFull' }])
    expect(site.repo.get(id)?.items.map(({ kind }) => kind)).toEqual(['verdict'])
  })

  it('tells of each visit that changed', async () => {
    const site = visitSite()
    const stop = new AbortController()
    const events = site.visits.changes(stop.signal)[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ open: [], changed: null })
    const { id } = site.visits.start(site.line.id)
    site.visits.addNote(id, null, 'x')
    expect((await events.next()).value).toMatchObject({ open: [{ id, itemCount: 2 }], changed: id })
    stop.abort()
    expect((await events.next()).done).toBe(true)
  })
})

describe('notes, photos and files', () => {
  it('are put in, changed and taken out; what was collected is not', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    const note = itemOf(site.visits.addNote(id, null, 'first'), 'note')
    expect(itemOf(site.visits.addNote(id, note.id, 'second'), 'note')).toMatchObject({ id: note.id, text: 'second' })
    expect(() => site.visits.addNote(id, null, '  ')).toThrow('empty')
    expect(() => site.visits.addNote(id, 'none', 'x')).toThrow('item')
    const taken = itemOf(await site.visits.addFile(id, photo), 'photo')
    expect(taken).toMatchObject({ fileName: 'IMG_1.jpg', mediaType: 'image/jpeg', widthPx: 16, heightPx: 8, bytes: plainJpeg.length, caption: 'The outlet' })
    expect(await site.visits.file(id, taken.id)).toEqual({ fileName: 'IMG_1.jpg', mediaType: 'image/jpeg', base64: b64(plainJpeg) })
    expect(itemOf(site.visits.caption(id, taken.id, 'The fibre outlet'), 'photo').caption).toBe('The fibre outlet')
    expect(kinds(await site.visits.removeItem(id, taken.id))).toBe('before note')
    expect([namesIn(join(site.dir, 'files')), site.db.prepare('SELECT * FROM file').all()]).toEqual([[], []])
    await expect(site.visits.removeItem(id, itemOf(site.visits.get(id).visit, 'verdict').id)).rejects.toThrow('collected')
    await expect(site.visits.file(id, taken.id)).rejects.toThrow('item')
  })

  it('are what their content says, under a name that is safe', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    const add = (fileName: string, mediaType: string, bytes: Uint8Array) => site.visits.addFile(id, { fileName, mediaType, base64: b64(bytes), caption: '' })
    expect(itemOf(await add('C:\\temp\\..\\plan.pdf', 'application/pdf', plainPng), 'photo')).toMatchObject({ fileName: 'plan.png', mediaType: 'image/png' })
    expect(itemOf(await add('../../etc/pass\u202Ewd.txt', 'text/plain; x', Buffer.from('x')), 'file')).toMatchObject({ fileName: 'passwd.txt', mediaType: 'application/octet-stream', bytes: 1 })
    expect(itemOf(await add('photo.jpg', 'image/jpeg', Buffer.from('no photo')), 'file')).toMatchObject({ fileName: 'photo.jpg', mediaType: 'image/jpeg' })
    expect(itemOf(await add('con.txt', 'text/plain', Buffer.from('x')), 'file').fileName).toBe('_con.txt')
    expect(itemOf(await add(`${'n'.repeat(250)}.pdf`, 'application/pdf', Buffer.from('x')), 'file').fileName).toMatch(/^n{116}\.pdf$/)
  })

  it('are refused with what is wrong, and then nothing is kept', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    const add = (base64: string) => site.visits.addFile(id, { fileName: 'x', mediaType: 'image/jpeg', base64, caption: '' })
    await expect(add('')).rejects.toMatchObject({ field: 'file', reason: 'empty' })
    await expect(add('not base64!')).rejects.toMatchObject({ reason: 'notBase64' })
    await expect(add(b64(new Uint8Array(25_000_001)))).rejects.toMatchObject({ reason: 'tooBig' })
    await expect(add(b64(jpegOf(8000, 6000)))).rejects.toMatchObject({ reason: 'photoTooLarge' })
    await expect(add(b64(plainJpeg.subarray(0, 100)))).rejects.toMatchObject({ reason: 'photoDamaged' })
    await expect(add(b64(Buffer.from('GIF89a')))).rejects.toMatchObject({ reason: 'photoFormat' })
    expect(kinds(site.visits.get(id).visit)).toBe('before')
    expect(namesIn(join(site.dir, 'files'))).toEqual([])
    await expect(site.visits.addFile('none', photo)).rejects.toThrow('visit')
  })

  it('go with a visit that is removed; one with unsent writes stays', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    await site.visits.addFile(id, photo)
    site.writes.set(id, [{ entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'needsYou', remoteId: null }])
    await expect(site.visits.remove(id)).rejects.toMatchObject({ reason: 'unsent', count: 1 })
    site.writes.set(id, [{ entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'sent', remoteId: '1001' }])
    await site.visits.remove(id)
    for (const table of ['visit', 'visit_item', 'visit_report', 'file']) expect(site.db.prepare(`SELECT * FROM ${table}`).all()).toEqual([])
    expect(namesIn(join(site.dir, 'files'))).toEqual([])
    expect(() => site.visits.get(id)).toThrow('visit')
  })
})

describe('the customer\'s word', () => {
  it('is a name with a drawn signature where there is one; a new one takes its place', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    const first = await site.visits.confirm(id, ' De Vries ', b64(plainPng))
    expect(first.confirmation).toMatchObject({ name: 'De Vries', at: site.clock.at.toISOString() })
    expect(await site.visits.file(id, 'signature')).toMatchObject({ mediaType: 'image/png', base64: b64(plainPng) })
    site.visits.finish(id)
    expect((await site.visits.confirm(id, 'De Vries', null)).confirmation?.signatureFileId).toBeNull()
    expect(namesIn(join(site.dir, 'files'))).toEqual([])
    await expect(site.visits.confirm(id, '', null)).rejects.toMatchObject({ field: 'name' })
    await expect(site.visits.confirm(id, 'x', b64(plainJpeg))).rejects.toMatchObject({ field: 'signaturePng' })
    await expect(site.visits.confirm(id, 'x', b64(Buffer.from('text')))).rejects.toMatchObject({ field: 'signaturePng' })
  })
})

describe('visits', () => {
  it('are found by address, NID, notes, captions and what is left open, without minding accents', async () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    site.visits.addNote(id, null, 'Café next door sees it too')
    await site.visits.addFile(id, photo)
    site.visits.leftOpen(id, 'loose')
    const found = (search: string) => site.visits.page({ search, states: [], lineId: null, offset: 0, limit: 10 }).total
    for (const search of ['zuidpool', '2408ZE000100100', 'cafe', 'OUTLET', 'loose', 'singel cafe', 'img_1']) expect([search, found(search)]).toEqual([search, 1])
    expect([found('nowhere'), found('zuidpool nowhere'), found('100%')]).toEqual([0, 0, 0])
  })

  it('open in time when there are a thousand of them', () => {
    const site = visitSite()
    const { id } = site.visits.start(site.line.id)
    site.report(litReport())
    site.visits.addNote(id, null, 'x'.repeat(2000))
    site.visits.finish(id)
    site.db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO visit SELECT id || i, line_id, account_id, state, strftime('%Y-%m-%dT%H:%M:%fZ', started_at, i || ' minutes'), changed_at, item_count, search,
        json_set(body, '$.id', id || i), snapshot FROM visit, n WHERE id = '${id}'`)
    site.db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO visit_item SELECT visit_id || i, id, at, position, kind, body FROM visit_item, n WHERE visit_id = '${id}'`)
    const began = performance.now()
    const page = site.visits.page({ search: '', states: [], lineId: null, offset: 0, limit: 50 })
    const searched = site.visits.page({ search: 'alphen', states: ['finished'], lineId: null, offset: 950, limit: 50 })
    expect(performance.now() - began).toBeLessThan(200)
    expect([page.total, page.visits.length, searched.visits.length]).toEqual([1001, 50, 50])
  })
})
