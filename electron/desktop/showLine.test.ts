import { expect, it, vi } from 'vitest'
import { LineId } from '../../shared/model/common.ts'

vi.mock('electron', () => ({ protocol: {} }))

const { showLine } = await import('./showLine.ts')
const lineId = LineId.parse('nextpertise:https://api.example/x|2408ZE000100100')
const there = 'app://lineside/#/line/nextpertise%3Ahttps%3A%2F%2Fapi.example%2Fx%7C2408ZE000100100'

/** A window at an address, and what it was asked to load. */
function windowAt(url: string, loadURL = vi.fn(async (_url: string) => undefined as void)) {
  return { loadURL, webContents: { getURL: () => url } }
}

it('goes to the line by the page\'s own route', () => {
  const window = windowAt('app://lineside/#/find')
  showLine(window, lineId)
  expect(window.loadURL.mock.calls).toEqual([[there]])
})

it('leaves a page alone that is there already', () => {
  const window = windowAt(there)
  showLine(window, lineId)
  expect(window.loadURL).not.toHaveBeenCalled()
})

it('is no failure while the window closes', async () => {
  const window = windowAt('app://lineside/', vi.fn(async () => { throw new Error('ERR_FAILED') }))
  expect(() => showLine(window, lineId)).not.toThrow()
  await Promise.resolve()
})
