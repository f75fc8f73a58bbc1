import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rememberBounds, rememberedBounds } from './windowBounds.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const bounds = { x: 100, y: 60, width: 1360, height: 880, maximized: false }

describe('the window\'s bounds', () => {
  let directory: string
  beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'lineside-bounds-')) })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('are remembered, maximised or not', () => {
    for (const maximized of [false, true]) {
      rememberBounds(directory, { ...bounds, maximized })
      expect(rememberedBounds(directory, [screen])).toEqual({ ...bounds, maximized })
    }
  })

  it.each([
    ['on the second screen', { x: 2500, y: 100 }, true],
    ['on a screen that is gone', { x: 4500, y: 100 }, false],
    ['just graspable at the right', { x: 1840, y: 100 }, true],
    ['not graspable at the right', { x: 1841, y: 100 }, false],
    ['just graspable at the left', { x: -1280, y: 100 }, true],
    ['not graspable at the left', { x: -1281, y: 100 }, false],
    ['with its title bar above the screen', { x: 100, y: -11 }, false],
    ['with its title bar below the screen', { x: 100, y: 961 }, false],
  ])('%s', (_where, at, kept) => {
    const screens = at.x === 2500 ? [screen, { x: 1920, y: 0, width: 1280, height: 1024 }] : [screen]
    rememberBounds(directory, { ...bounds, ...at })
    expect(rememberedBounds(directory, screens) !== undefined).toBe(kept)
  })

  it.each(['', 'not JSON', '{}', '{"x":1,"y":1,"width":10,"height":880,"maximized":false}', '{"x":1.5,"y":1,"width":900,"height":880,"maximized":false}'])(
    'are left alone where the file says %j', content => {
      writeFileSync(path.join(directory, 'window.json'), content)
      expect(rememberedBounds(directory, [screen])).toBeUndefined()
    })

  it('are unknown the first time', () => {
    expect(rememberedBounds(directory, [screen])).toBeUndefined()
  })
})
