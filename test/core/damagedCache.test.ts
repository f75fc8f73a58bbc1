import { randomBytes } from 'node:crypto'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { noFilters } from '../../shared/model/search.ts'
import { lastOf, lineOf, openOnLab, statusOf, syncState, unhurried } from './coreOnLab.ts'

const show = labShowcase.find(({ key }) => key === 'fibreNoLight') ?? labShowcase[0] as typeof labShowcase[number]

/** Overwrites the file all but its first page while it is in use. */
function damage(path: string): void {
  const file = openSync(path, 'r+')
  const junk = randomBytes(statSync(path).size - 8192)
  writeSync(file, junk, 0, junk.length, 8192)
  closeSync(file)
}

test('a cache damaged while in use is begun anew and filled again, without a restart', async () => {
  await using on = await openOnLab({ lines: 1500 })
  const core = await on.open()
  const services = core.services()
  const { id } = await on.signOn(services)
  const before = services.lines.facets().lineCount
  const line = lineOf(services, show.nid)
  services.lines.open(line.id)
  damage(join(on.dir, 'cache.db'))

  // Whatever is still in memory may be read; in the end something is not.
  for (let nth = 0; nth < 200 && services.lines.facets().lineCount > 0; nth++) services.lines.search(`straat ${nth}`, noFilters, 50)
  expect(services.lines.facets().lineCount).toBe(0)
  expect(services.lines.search('straat', noFilters, 5).hits).toEqual([])

  const again = await syncState(services, id, ({ phase, lineCount }) => phase === 'idle' && lineCount > 0)
  expect(again).toMatchObject({ failure: null, lineCount: before })
  expect((await statusOf(core)).notices).toMatchObject([{ kind: 'cacheRebuilt', detail: 'corrupt' }])
  expect(lineOf(services, show.nid).id).toBe(line.id)
  await lastOf(services.lines.refresh(line.id, unhurried()))
  expect(services.lines.open(line.id).line.nativeId).toBe(show.nid)
})

test('a cache damaged during a synchronisation is begun anew, with nothing of the old run in it', async () => {
  await using on = await openOnLab({ lines: 3000 })
  const core = await on.open()
  const services = core.services()
  const { id } = await on.signOn(services)
  const before = services.lines.facets().lineCount
  on.lab.faults.set('list_connections', { kind: 'latency', ms: 100 })
  services.sync.start(id)
  await syncState(services, id, ({ phase, linesDone }) => phase === 'running' && linesDone > 0)
  damage(join(on.dir, 'cache.db'))
  for (let nth = 0; nth < 200 && services.lines.facets().lineCount > 0; nth++) services.lines.search(`straat ${nth}`, noFilters, 50)
  on.lab.faults.clear()
  const again = await syncState(services, id, ({ phase, lineCount }) => phase === 'idle' && lineCount > 0)
  expect(again).toMatchObject({ lineCount: before, linesDone: before, changed: before, failure: null })
  expect(services.lines.facets().lineCount).toBe(before)
})
