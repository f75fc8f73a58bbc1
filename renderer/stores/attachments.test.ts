import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { DraftFile } from '../../shared/model/ticket.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createAttachmentsStore, mostBytes, refusedBecause, toBase64 } from './attachments.ts'
import type { AddedFile } from './attachments.ts'

const fileOf = (name: string, size = 5, type = 'image/jpeg'): AddedFile =>
  ({ name, size, type, arrayBuffer: async () => new ArrayBuffer(Math.min(size, 5)) })

function setUp(keep?: (file: { asIs?: boolean | undefined }) => Promise<{ fileId: string; bytes: number }>) {
  const dropped: string[] = []
  const told: DraftFile[][] = []
  let count = 0
  const client = createFakeClient({}, {
    outbox: {
      keepFile: keep ?? (async () => ({ fileId: `f${count += 1}`, bytes: 5 })),
      dropFile: async ({ fileId }) => void dropped.push(fileId),
    },
  })
  return { store: createAttachmentsStore(client, files => told.push(files)), dropped, told }
}

describe('files that go along', () => {
  it('are kept one after another, in order, and told to the draft', async () => {
    const { store, told } = setUp()
    await store.add([fileOf('a.jpg'), fileOf('b.pdf', 7, 'application/pdf')])
    expect(store.ids()).toEqual(['f1', 'f2'])
    expect(told.at(-1)).toEqual([{ fileId: 'f1', name: 'a.jpg', bytes: 5 }, { fileId: 'f2', name: 'b.pdf', bytes: 7 }])
  })

  it('are refused with a reason each, and the others go on', async () => {
    const { store } = setUp()
    await store.add([fileOf('empty.jpg', 0), fileOf('huge.jpg', 100_000_000), fileOf('Setup.EXE'), fileOf('good.jpg')])
    expect(store.getState().problems.map(({ name, why }) => `${name} ${why}`)).toEqual(['empty.jpg empty', 'huge.jpg tooBig',
      'Setup.EXE program'])
    expect(store.ids()).toEqual(['f1'])
  })

  it('at the limit of 25 MB still go, one byte more does not; programs are known by name or type', () => {
    expect([mostBytes, mostBytes + 1].map(size => refusedBecause({ name: 'a.jpg', size, type: '' }))).toEqual([null, 'tooBig'])
    expect(['a.ps1', 'b.jpg.bat ', 'c.lnk'].map(name => refusedBecause({ name, size: 1, type: '' }))).toEqual(['program',
      'program', 'program'])
    expect(refusedBecause({ name: 'c', size: 1, type: 'application/x-msdownload' })).toBe('program')
  })

  it('that cannot be read or kept are told, and nothing is left behind', async () => {
    const { store } = setUp(() => Promise.reject(new Error('full')))
    await store.add([fileOf('a.jpg'), { ...fileOf('folder'), arrayBuffer: () => Promise.reject(new Error('a folder')) }])
    expect(store.getState()).toMatchObject({ files: [], problems: [{ why: 'keep' }, { why: 'unreadable' }] })
  })

  it('removed while they are being kept are dropped; those of a thrown away draft too', async () => {
    const kept = Promise.withResolvers<{ fileId: string; bytes: number }>()
    const { store, dropped } = setUp(() => kept.promise)
    const adding = store.add([fileOf('a.jpg')])
    store.remove(store.getState().files[0]?.key ?? '')
    kept.resolve({ fileId: 'late', bytes: 5 })
    await adding
    store.begin([{ fileId: 'old', name: 'b.jpg', bytes: 3 }])
    store.dropAll()
    expect([dropped, store.getState().files]).toEqual([['late', 'old'], []])
  })

  it('come out as the base64 the core decodes, over part boundaries', () => {
    const bytes = Uint8Array.from({ length: 50_001 }, (_, index) => index % 251)
    expect(Buffer.from(toBase64(bytes), 'base64').equals(bytes)).toBe(true)
  })
})

it('a picture whose place cannot be taken out is told so, and goes as it is only when that is asked for', async () => {
  const { store, told } = setUp(async ({ asIs }) => {
    if (asIs !== true) throw new ORPCError('INVALID', { data: { field: 'file', reason: 'photoFormat' } })
    return { fileId: 'f1', bytes: 5 }
  })
  await store.add([fileOf('a.heic'), fileOf('b.webp')])
  expect(store.getState()).toMatchObject({ files: [], problems: [{ name: 'a.heic', why: 'photoFormat', failure: null }, { name: 'b.webp' }] })
  await store.addAsIs(store.getState().problems[0]?.key ?? '')
  expect(store.getState()).toMatchObject({ files: [{ name: 'a.heic', fileId: 'f1' }], problems: [{ name: 'b.webp' }] })
  expect(told).toEqual([[{ fileId: 'f1', name: 'a.heic', bytes: 5 }]])
})
