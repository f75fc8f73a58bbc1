import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { ReportId } from '../../shared/model/common.ts'
import type { Visit } from '../../shared/model/visit.ts'
import { plainJpeg, plainPng } from '../../test/fakes/photos.ts'
import { joined, ontRx } from '../../test/fakes/triageReports.ts'
import { visitSite, type VisitSite } from '../../test/fakes/visitSite.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import { namesIn } from '../storage/testDatabases.ts'
import { seal, unseal } from './sealedFile.ts'
import { createTravel } from './travel.ts'

const passphrase = 'a long enough passphrase'
const cost = { N: 2, r: 8, p: 1 }
const travelOf = ({ repo, files, visits }: VisitSite) => createTravel({ repo, files, visitOf: id => visits.get(id).visit, changed: visits.changed, cost })
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** A finished visit with a report, a photo, a file, a signature, a sent and an unsent write. */
async function visited() {
  const site = visitSite()
  const { id } = site.visits.start(site.line.id)
  site.tick(60)
  site.report({ ...joined(ontRx(-18)), id: ReportId.parse('lit') })
  site.visits.addNote(id, null, 'Cleaned the connector')
  await site.visits.addFile(id, { fileName: 'outlet.jpg', mediaType: 'image/jpeg', base64: b64(plainJpeg), caption: 'The outlet' })
  await site.visits.addFile(id, { fileName: 'meter.txt', mediaType: 'text/plain', base64: b64(Buffer.from('−18 dBm')), caption: '' })
  await site.visits.confirm(id, 'De Vries', b64(plainPng))
  site.writes.set(id, [
    { entryId: 'e1', at: site.tick(1), what: 'ticket', state: 'sent', remoteId: '1001' }, { entryId: 'e2', at: site.tick(1), what: 'tags', state: 'waiting', remoteId: null },
  ])
  site.visits.finish(id)
  return { site, id, travel: travelOf(site) }
}
/** All of a visit but where its files are. */
const told = (visit: Visit) => JSON.parse(JSON.stringify({ ...visit, state: '' }, (key, value: unknown) => (key === 'fileId' || key === 'signatureFileId' ? '' : value))) as unknown

type Manifest = Record<string, unknown> & { visit: Record<string, unknown> }

/** The file with its manifest changed, and cut off at its end, under a whole seal. */
async function resealed(file: Buffer, change: (manifest: Manifest) => void, cut = 0): Promise<Buffer> {
  const content = await unseal(file, passphrase)
  const manifestEnd = 4 + content.readUInt32BE(0)
  const manifest = JSON.parse(content.subarray(4, manifestEnd).toString()) as Manifest
  change(manifest)
  const text = Buffer.from(JSON.stringify(manifest))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return seal(Buffer.concat([length, text, content.subarray(manifestEnd, content.length - cut)]), passphrase, cost)
}

describe('a visit that travels', () => {
  it('arrives whole at a colleague, as received, with photos and the state of its writes', async () => {
    const { site, id, travel } = await visited()
    const file = await travel.export(id, passphrase)
    expect(file.fileName).toBe('2026-11-21 Zuidpoolsingel 10.lineside-visit')
    const there = visitSite()
    const received = await travelOf(there).import(file.base64, passphrase)
    expect(received.state).toBe('received')
    expect(told(received)).toEqual(told(site.visits.get(id).visit))
    const photo = received.items.find(({ kind }) => kind === 'photo')
    expect(await there.visits.file(id, photo?.id ?? '')).toMatchObject({ fileName: 'outlet.jpg', base64: b64(plainJpeg) })
    expect((await there.visits.file(id, 'signature')).base64).toBe(b64(plainPng))
    expect(there.visits.page({ search: 'connector', states: ['received'], lineId: null, offset: 0, limit: 10 }).visits).toMatchObject([{ id, unsentWrites: 0 }])
    // Nothing of it is ever sent from here, and nothing that happens here goes into it.
    expect(there.db.prepare('SELECT * FROM outbox').all()).toEqual([])
    there.report({ ...joined(ontRx(-19)), id: ReportId.parse('other') })
    expect(there.visits.get(id).visit).toEqual(received)
    for (const change of [() => there.visits.addNote(id, null, 'x'), () => there.visits.finish(id), () => there.visits.reopen(id), () => there.visits.leftOpen(id, 'x')]) {
      expect(change).toThrow('visitReceived')
    }
    await there.visits.remove(id)
    expect(namesIn(join(there.dir, 'files'))).toEqual([])
  })

  it('is brought up to date by a newer file, not doubled; an older file changes nothing', async () => {
    const { site, id, travel } = await visited()
    const first = await travel.export(id, passphrase)
    site.tick(60)
    site.writes.set(id, site.writes.get(id)?.map(write => ({ ...write, state: 'sent' })) ?? [])
    site.visits.writeChanged(id)
    const second = await travel.export(id, passphrase)
    const there = visitSite()
    const travelThere = travelOf(there)
    await travelThere.import(first.base64, passphrase)
    const stateOf = (visit: Visit) => visit.items.flatMap(item => item.kind === 'write' ? item.state : [])
    expect(stateOf(await travelThere.import(second.base64, passphrase))).toEqual(['sent', 'sent'])
    expect(stateOf(await travelThere.import(first.base64, passphrase))).toEqual(['sent', 'sent'])
    await travelThere.import(second.base64, passphrase)
    expect(there.visits.page({ search: '', states: [], lineId: null, offset: 0, limit: 10 }).total).toBe(1)
    expect(namesIn(join(there.dir, 'files'))).toHaveLength(3)
    expect((await there.visits.file(id, 'signature')).base64).toBe(b64(plainPng))
  })

  it('never takes the place of the engineer\'s own', async () => {
    const { site, id, travel } = await visited()
    const file = await travel.export(id, passphrase)
    await expect(travel.import(file.base64, passphrase)).rejects.toMatchObject({ reason: 'ownVisit' })
    expect(site.visits.get(id).visit.state).toBe('finished')
  })

  it('may pass through several hands', async () => {
    const { site, id, travel } = await visited()
    const [second, third] = [visitSite(), visitSite()]
    await travelOf(second).import((await travel.export(id, passphrase)).base64, passphrase)
    const received = await travelOf(third).import((await travelOf(second).export(id, 'another passphrase')).base64, 'another passphrase')
    expect(told(received)).toEqual(told(site.visits.get(id).visit))
  })

  it('from a place whose time zone is not known here is told in UTC', async () => {
    const { id, travel } = await visited()
    const file = Buffer.from((await travel.export(id, passphrase)).base64, 'base64')
    const moved = await resealed(file, manifest => { manifest.visit.timeZone = 'Mars/Olympus' })
    expect((await travelOf(visitSite()).import(b64(moved), passphrase)).timeZone).toBe('UTC')
  })

  it('is refused in words where it cannot be opened, and nothing is kept of it', async () => {
    const { id, travel } = await visited()
    const { base64 } = await travel.export(id, passphrase)
    const file = Buffer.from(base64, 'base64')
    const there = visitSite()
    const taken = (bytes: Buffer, secret = passphrase) => travelOf(there).import(b64(bytes), secret)
    await expect(taken(file, 'wrong')).rejects.toMatchObject({ field: 'passphrase', reason: 'wrongPassphrase' })
    await expect(taken(file.subarray(0, -100))).rejects.toMatchObject({ field: 'file', reason: 'damaged' })
    await expect(taken(plainJpeg)).rejects.toMatchObject({ field: 'file', reason: 'notAVisit' })
    const reseal = (change: (manifest: Manifest) => void, cut = 0) => resealed(file, change, cut)
    await expect(taken(await reseal(manifest => { manifest.version = 2 }))).rejects.toMatchObject({ reason: 'newer' })
    await expect(taken(await reseal(manifest => { manifest.visit = { id } }))).rejects.toMatchObject({ reason: 'damaged' })
    await expect(taken(await reseal(manifest => { manifest.files = [] }))).rejects.toMatchObject({ reason: 'damaged' })
    await expect(taken(await reseal(() => {}, 5))).rejects.toMatchObject({ reason: 'damaged' })
    await expect(taken(await seal(Buffer.from('x'), passphrase, cost))).rejects.toMatchObject({ reason: 'damaged' })
    expect([there.db.prepare('SELECT * FROM visit').all(), namesIn(join(there.dir, 'files'))]).toEqual([[], []])
  })

  it('is kept whole or not at all on a full disk', async () => {
    const { id, travel } = await visited()
    const { base64 } = await travel.export(id, passphrase)
    const there = visitSite()
    let room = 2
    const files = { ...there.files, keep: (...given: Parameters<typeof there.files.keep>) => (room-- > 0 ? there.files.keep(...given) : Promise.reject(new StorageFailure('diskFull', 'x'))) }
    const full = createTravel({ repo: there.repo, files, visitOf: each => there.visits.get(each).visit, changed: () => {}, cost })
    await expect(full.import(base64, passphrase)).rejects.toMatchObject({ code: 'diskFull' })
    expect([there.db.prepare('SELECT * FROM visit').all(), there.db.prepare('SELECT * FROM file').all(), namesIn(join(there.dir, 'files'))]).toEqual([[], [], []])
  })
})
