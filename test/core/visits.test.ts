import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Visit } from '../../shared/model/visit.ts'
import { exif, jpegWith, plainJpeg } from '../fakes/photos.ts'
import { temporaryDirectory } from '../fakes/processes.ts'
import { check, lastOf, lineOf, openOnLab, until, unhurried } from './coreOnLab.ts'

const dark = labShowcase.find(({ key }) => key === 'fibreNoLight') ?? labShowcase[0] as typeof labShowcase[number]
const passphrase = 'cellar without coverage'
const photo = { fileName: 'IMG_1.jpg', mediaType: 'image/jpeg', base64: jpegWith([exif(6)]).toString('base64'), caption: 'The outlet' }
const kindsOf = ({ items }: Visit) => items.map(item => item.kind === 'verdict' ? item.when : item.kind)
const textIn = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1')

/** The visit once its first write is in a state. */
async function withWrite(services: Services, id: string, state: string): Promise<Visit> {
  const stop = new AbortController()
  const isSo = () => services.visits.get(id).visit.items.some(item => item.kind === 'write' && item.state === state)
  await until(services.visits.changes(stop.signal), isSo)
  stop.abort()
  return services.visits.get(id).visit
}

test('a visit collects what is done at its line, over a restart, becomes evidence, and travels to a colleague', async () => {
  await using on = await openOnLab()
  const first = await on.open()
  await on.signOn(first.services())
  const { id: lineId } = lineOf(first.services(), dark.nid)
  await lastOf(first.services().lines.refresh(lineId, unhurried()))
  await check(first.services(), lineId, dark.circuitNid, ['fibreCheck'])
  const { id } = first.services().visits.start(lineId)
  await first.services().visits.addFile(id, photo)
  first.services().lines.saveObservations({ ...noObservations(lineId), lightAtOutlet: 'none' })
  await first.close()

  const core = await on.open()
  const services = core.services()
  expect(services.visits.page({ search: '', states: ['open'], lineId: null, offset: 0, limit: 10 }).visits).toMatchObject([{ id, lineId }])
  expect(services.visits.start(lineId).id).toBe(id)
  await until(services.accounts.reachability(unhurried()), all => all.some(({ state }) => state === 'reachable'))
  await check(services, lineId, dark.circuitNid, ['fibreCheck'])
  await lastOf(services.lines.forceDisconnect(lineId, dark.circuitNid, AbortSignal.timeout(500)))
  services.visits.addNote(id, null, 'The outlet is dark')
  await services.outbox.setTags({ lineId, nid: dark.circuitNid, base: services.lines.open(lineId).line.circuits[0]?.tags ?? [], wanted: ['visited'] })
  const sent = await withWrite(services, id, 'sent')
  const { visit, summing } = services.visits.finish(id)
  expect(kindsOf(visit)).toEqual(expect.arrayContaining(['before', 'photo', 'observations', 'report', 'action', 'note', 'write', 'after']))
  expect(visit.items.filter(({ kind }) => kind === 'report')).toHaveLength(1)
  expect(kindsOf(visit).at(-1)).toBe('after')
  expect(sent.items.find(({ kind }) => kind === 'write')).toMatchObject({ what: 'tags', state: 'sent' })
  expect(summing.done).toEqual(expect.arrayContaining(['Fibre check', 'The outlet is dark', '1 photo']))
  expect(summing.leftOpen.length).toBeGreaterThan(0)

  expect(textIn((await services.visits.pdf(id, 'nl')).base64)).toMatch(/^%PDF-1\.7/)
  expect(textIn(services.visits.json(id).base64)).toContain('lineside.visit')
  expect(textIn(services.visits.csv(id).base64).length).toBeGreaterThan(100)
  const reportId = visit.items.flatMap(item => item.kind === 'report' ? item.reportId : [])[0]
  expect(reportId === undefined ? '' : textIn((await services.visits.reportPdf(lineId, reportId, undefined)).base64)).toMatch(/^%PDF/)
  const attached = await services.visits.attachPdf(id)
  expect(attached.fileName).toMatch(/^\d{4}-\d\d-\d\d .+\.pdf$/)
  await services.outbox.dropFile(attached.fileId)

  await using elsewhere = await temporaryDirectory('colleague')
  const file = await services.visits.export(id, passphrase)
  const colleague = (await on.open({ dir: elsewhere.dir })).services()
  await expect(colleague.visits.import(file.base64, 'another passphrase')).rejects.toMatchObject({ reason: 'wrongPassphrase' })
  const received = await colleague.visits.import(file.base64, passphrase)
  expect([received.state, kindsOf(received)]).toEqual(['received', kindsOf(visit)])
  const picture = received.items.find(({ kind }) => kind === 'photo')
  expect((await colleague.visits.file(id, picture?.id ?? '')).base64.length).toBeGreaterThan(plainJpeg.length)
  expect(colleague.outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 10 }).total).toBe(0)
  expect(on.lab.requests.count('set_tags')).toBe(1)
})

test('where nothing is kept, photos end with the session', async () => {
  await using on = await openOnLab()
  const core = await on.open({ passphrase: null, demo: true })
  const services = core.services()
  const account = services.accounts.list()[0]
  if (account === undefined) throw new Error('no account')
  await until(services.sync.states(unhurried()), states => states.some(({ phase, lineCount }) => phase === 'idle' && lineCount > 0))
  const { id } = services.visits.start(lineOf(services, dark.nid).id)
  await services.visits.addFile(id, photo)
  const [session = ''] = readdirSync(on.dir).filter(name => name.startsWith('session-'))
  expect(readdirSync(join(on.dir, session, 'files'))).toHaveLength(1)
  await core.close()
  expect(existsSync(join(on.dir, session))).toBe(false)
  expect(existsSync(join(on.dir, 'files'))).toBe(false)
})
