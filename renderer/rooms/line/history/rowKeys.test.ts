import { expect, it } from 'vitest'
import { rowAfterKey } from './rowKeys.ts'

it.each([
  ['ArrowDown', 0, 1], ['ArrowDown', 4, 4], ['ArrowUp', 4, 3], ['ArrowUp', 0, 0], ['Home', 3, 0], ['End', 1, 4], ['a', 2, null], ['Enter', 2, null],
])('%s from row %i of five leads to %s', (key, at, to) => {
  expect(rowAfterKey(key, at, 5)).toBe(to)
})
