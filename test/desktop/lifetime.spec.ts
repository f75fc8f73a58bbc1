import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { root } from '../fakes/processes.ts'
import { electronPath, inMain, startDesktop, testDirectory } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

test('frees its data when it quits, remembers its window, and starts again', async () => {
  await using place = await testDirectory()
  const first = await startDesktop(place.directory)
  await expect(first.page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  const instance = path.join(place.directory, 'data', 'instance.json')
  await expect.poll(() => existsSync(instance)).toBe(true)
  const bounds = await inMain(first.app, ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 40, y: 50, width: 1000, height: 700 })
    return window?.getNormalBounds()
  })
  await first.quit()
  expect(existsSync(instance)).toBe(false)

  const second = await startDesktop(place.directory)
  await expect(second.page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  expect(await inMain(second.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(bounds)
  await second.quit()
})

test('quits when its window is closed', async () => {
  await using place = await testDirectory()
  const { app, page } = await startDesktop(place.directory)
  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  const ended = once(app.process(), 'exit')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {})
  const [code] = await ended as [number | null]
  expect(code).toBe(0)
})

test('tells the browser host, started on the same data, that its window is open', async () => {
  await using place = await testDirectory()
  const { page, quit } = await startDesktop(place.directory)
  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  await expect.poll(() => existsSync(path.join(place.directory, 'data', 'instance.json'))).toBe(true)
  const child = spawn(process.execPath, [path.join(root, 'dist/electron/host.js'), '--no-open', '--data-dir', path.join(place.directory, 'data')],
    { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString() })
  const [code] = await once(child, 'close') as [number | null]
  expect(code).toBe(1)
  expect(complaint).toContain('already open in its own window')
  await quit()
})
