import { expect, test } from 'vitest'
import { lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { placeMatches } from './placeMatches.ts'

const line = lineFixtures('2026-11-21T18:00:00.000Z').healthyFibre.summary

test('marks street, postcode and city where the row shows them', () => {
  const placed = placeMatches(line, [
    { field: 'address', text: 'Zuidpoolsingel 10 A', ranges: [[0, 6], [15, 19]] },
    { field: 'city', text: 'Alphen aan den Rijn', ranges: [[0, 6]] },
    { field: 'postcode', text: '2408 ZE', ranges: [[0, 7]] },
  ])
  expect(placed.street).toEqual([[0, 6], [15, 19]])
  expect(placed.place).toEqual([[0, 7], [8, 14]])
  expect(placed.extra).toEqual([])
})

test('shows what matched beside the row where the row does not show it', () => {
  const match = { field: 'ip' as const, text: '212.57.50.8/29', ranges: [[0, 14]] as [number, number][] }
  expect(placeMatches(line, [match]).extra).toEqual([match])
  const municipality = { field: 'city' as const, text: 'Nieuwkoop', ranges: [[0, 5]] as [number, number][] }
  expect(placeMatches(line, [municipality]).extra).toEqual([municipality])
})
