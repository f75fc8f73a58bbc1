import { expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { readListFile } from '../rooms/work/readFile.ts'
import { createWorkStore, lacking } from './work.ts'

it('keeps what is typed where it could not be taken in, and forgets it where it was', async () => {
  const failing = createWorkStore(createFakeClient({}, { work: { add: () => Promise.reject(new Error('gone')) } }))
  failing.type('1234AB000010101')
  await failing.add('1234AB000010101')
  expect(failing.getState()).toMatchObject({ typed: '1234AB000010101', adding: false, addFailure: { kind: 'coreGone' } })

  const work = createWorkStore(createFakeClient())
  work.type('1234AB000010101\n1234AB000010102')
  await work.add(work.getState().typed)
  expect(work.getState()).toMatchObject({ typed: '', added: { unknown: 2 }, list: { unknown: [{ nid: '1234AB000010101' }, { nid: '1234AB000010102' }] } })
  await work.lookUpAll(['?1234AB000010101', '?1234AB000010102'])
  expect(work.getState().list?.unknown).toMatchObject([{ nid: '1234AB000010102' }])
  expect(work.getState().lookUps).toEqual({ '?1234AB000010102': { state: 'nobody', failures: [] } })
})

it('ticks, removes and lists what lacks something', async () => {
  const work = createWorkStore(createFakeClient())
  await work.load()
  const [first, second] = work.getState().list?.items ?? []
  if (first === undefined || second === undefined) throw new Error('no work')
  expect(lacking([first, second]).map(({ line }) => line.id)).toEqual([second.line.id])
  await work.setDone(second.line.id, true)
  expect(lacking(work.getState().list?.items ?? []).some(({ line }) => line.id === second.line.id)).toBe(false)
  await work.remove(first.line.id)
  expect(work.getState().list?.items.some(({ line }) => line.id === first.line.id)).toBe(false)
  await work.remove(first.line.id)
  expect(work.getState().changeFailure).toBeNull()
  const gone = createWorkStore(createFakeClient({}, { work: { setDone: () => Promise.reject(new Error('gone')) } }))
  await gone.setDone(first.line.id, true)
  expect(gone.getState()).toMatchObject({ changeFailure: { kind: 'coreGone' }, list: { items: expect.anything() } })
  expect(await work.saveFilter('refused', '', { states: [], media: [], technologies: [], suppliers: [], online: [], accountIds: [] })).not.toBeNull()
})

it('takes the line on screen in and off again', async () => {
  const client = createFakeClient()
  const work = createWorkStore(client)
  const listed = (await client.work.list()).items.map(({ line }) => line.id)
  const { hits } = await client.lines.search({ query: 'a', limit: 50, filters: { states: [], media: [], technologies: [], suppliers: [], online: [], accountIds: [] } })
  const id = hits.map(({ line }) => line.id).find(each => !listed.includes(each))
  if (id === undefined) throw new Error('every line is work')
  await work.look(id)
  expect(work.getState().holds[id]).toBe(false)
  await work.addLine(id)
  expect([work.getState().holds[id], work.getState().list?.items.some(({ line }) => line.id === id)]).toEqual([true, true])
  await work.remove(id)
  expect([work.getState().holds[id], work.getState().list?.items.some(({ line }) => line.id === id)]).toEqual([false, false])
})

it('reads a list in UTF-8 or as Windows writes it, and says what is no list', async () => {
  expect(await readListFile(new Blob(['Café 2408ZE 10']))).toEqual({ text: 'Café 2408ZE 10' })
  expect(await readListFile(new Blob([new Uint8Array([0x43, 0x61, 0x66, 0xe9])]))).toEqual({ text: 'Café' })
  expect(await readListFile(new Blob([]))).toEqual({ problem: 'empty' })
  expect(await readListFile(new Blob([' \n']))).toEqual({ problem: 'empty' })
  expect(await readListFile(new Blob(['PK\u0003\u0004']))).toEqual({ problem: 'sheet' })
  expect(await readListFile(new Blob([new Uint8Array(1_000_001)]))).toEqual({ problem: 'big' })
})
