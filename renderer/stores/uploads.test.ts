import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createUploadsStore, FileTrouble } from './uploads.ts'
import type { PrepareFile } from './uploads.ts'

const settled = () => new Promise(resolve => setTimeout(resolve, 0))
const file = (name: string) => new File(['x'], name)
const content = (name: string) => ({ fileName: name, mediaType: 'text/plain', base64: btoa('x') })

async function started(prepare: PrepareFile = async given => content(given.name), fails: Error | null = null) {
  const client = createFakeClient()
  const kept: string[] = []
  const addFile = async ({ fileName }: { fileName: string }) => {
    if (fails !== null) throw fails
    kept.push(fileName)
  }
  const store = createUploadsStore({ visits: new Proxy(client.visits, { get: (target, key) => key === 'addFile' ? addFile : Reflect.get(target, key) }) }, prepare)
  return { store, kept, states: () => store.getState().uploads.map(({ name, state, trouble }) => [name, state, trouble]) }
}

test('files go one after the other, and what is kept leaves the list', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let at = 0
  const { store, kept, states } = await started(async given => {
    await gates[at++]?.promise
    return content(given.name)
  })
  store.add('visit', [file('a.txt'), file('b.txt')])
  await settled()
  expect(states()).toEqual([['a.txt', 'preparing', null], ['b.txt', 'waiting', null]])
  gates[0]?.resolve()
  await settled()
  expect([kept, states()]).toEqual([['a.txt'], [['b.txt', 'preparing', null]]])
  gates[1]?.resolve()
  await settled()
  expect([kept, states(), store.getState().kept]).toEqual([['a.txt', 'b.txt'], [], { visit: 2 }])
})

test('a file that cannot be added says why and holds back no other', async () => {
  const { store, kept, states } = await started(async given => {
    if (given.name === 'a.heic') throw new FileTrouble('heic')
    return content(given.name)
  })
  store.add('visit', [file('a.heic'), file('b.txt')])
  await settled()
  expect([kept, states()]).toEqual([['b.txt'], [['a.heic', 'failed', 'heic']]])
  store.cancel(store.getState().uploads[0]?.key ?? 0)
  expect(states()).toEqual([])
})

test('a cancelled file is never kept, even where it was ready too late to stop', async () => {
  const gate = Promise.withResolvers<void>()
  const { store, kept, states } = await started(async given => {
    await gate.promise
    return content(given.name)
  })
  store.add('visit', [file('large.jpg'), file('b.txt')])
  await settled()
  store.cancel(store.getState().uploads[0]?.key ?? 0)
  gate.resolve()
  await settled()
  expect([kept, states()]).toEqual([['b.txt'], []])
})

test('what the core did not keep can be tried again', async () => {
  const { store, states } = await started(undefined, new Error('disk full'))
  store.add('visit', [file('a.txt')])
  await settled()
  expect(states()).toEqual([['a.txt', 'failed', null]])
  store.again(store.getState().uploads[0]?.key ?? 0)
  expect(states()).toEqual([['a.txt', 'preparing', null]])
})
