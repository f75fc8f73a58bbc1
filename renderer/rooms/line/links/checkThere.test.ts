import { expect, it } from 'vitest'
import { LineId } from '../../../../shared/model/common.ts'
import { dropWantedCheck, takeWantedCheck, wantCheck } from './checkThere.ts'

const [here, there] = [LineId.parse('a|1'), LineId.parse('b|2')]

it('starts a check once, on the line it was asked for, and not when that comes too late', () => {
  wantCheck(there, 1000)
  expect(takeWantedCheck(here, 1000)).toBe(false)
  expect(takeWantedCheck(there, 2000)).toBe(true)
  expect(takeWantedCheck(there, 2000)).toBe(false)
  wantCheck(there, 1000)
  expect(takeWantedCheck(there, 62_000)).toBe(false)
  wantCheck(there, 1000)
  dropWantedCheck(here)
  expect(takeWantedCheck(there, 1500)).toBe(false)
})
