import { expect, test } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import type { Line } from '../../shared/model/line.ts'
import { Line as LineSchema } from '../../shared/model/line.ts'
import { createKeptLines } from './keptLines.ts'
import { createLineMarks } from './lineMarks.ts'
import { lineOfSnapshot } from './lineSnapshot.ts'
import type { LineStore } from './lineStore.ts'

const line = Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line
const emptyStore: LineStore = {
  get: () => undefined, summaries: () => [], atHouse: () => [], atAddress: () => [], identified: () => [], parts: () => [], facets: () => ({ technologies: [], suppliers: [], lineCount: 0 }), lineCountOf: () => 0,
  walksOf: () => [], detailsLeft: () => ({ lines: 0, calls: 0 }), withoutDetails: () => [], withoutDetailsAt: () => null,
}

test('a line that cache and account no longer have opens from what the journal kept', () => {
  const marks = createLineMarks(memoryJournal(), () => new Date('2026-11-21T18:00:00Z'))
  const kept = createKeptLines({ store: () => emptyStore, marks })
  expect(kept.get(line.id)).toBeUndefined()
  marks.opened(line)
  marks.pin(line, true)
  const found = kept.get(line.id)
  expect(LineSchema.parse(found?.line)).toMatchObject({ id: line.id, nativeId: line.nativeId, address: line.address, technology: line.technology })
  expect(found?.line.circuits.map(({ nid }) => nid)).toEqual(line.circuits.map(({ nid }) => nid))
  expect(kept.summaries([line.id])).toEqual([expect.objectContaining({ id: line.id, pinned: true, gone: true, street: expect.stringContaining(line.address.street ?? '') })])
})

test('text that is no snapshot gives no line', () => {
  for (const text of ['', 'null', '{}', '{"id":"x"}', '[1]']) expect(lineOfSnapshot(text, '2026-11-21T18:00:00.000Z')).toBeUndefined()
})
