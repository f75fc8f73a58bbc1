import { expect, test } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../fakes/processes.ts'
import { electronPath, inMain, startDesktop, testDirectory, type DesktopApp } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

test.describe.configure({ mode: 'serial' })

let place: Awaited<ReturnType<typeof testDirectory>>
let desktop: DesktopApp

test.beforeAll(async () => {
  expect(existsSync(path.join(root, 'dist/electron/main.js')), 'build first: npm run build').toBe(true)
  place = await testDirectory()
  desktop = await startDesktop(place.directory)
  await expect(desktop.page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
})

test.afterAll(async () => {
  await desktop?.quit()
  await place?.[Symbol.asyncDispose]()
})

test('shows the page of the app scheme in a sandboxed window', async () => {
  const { app, page } = desktop
  await expect(page).toHaveURL(/^app:\/\/lineside\//)
  expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process'), window.isSecureContext]))
    .toEqual(['undefined', 'undefined', true])
  const preferences = await inMain(app, ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents as { getLastWebPreferences?(): Record<string, unknown> } | undefined
    return contents?.getLastWebPreferences?.()
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true })
  expect(await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('offers the page one function and a port, nothing else', async () => {
  const offered = await desktop.page.evaluate(() => {
    const bridge: unknown = Reflect.get(window, 'lineside')
    return Object.entries(bridge as object).map(([name, value]) => `${name}: ${typeof value}`)
  })
  expect(offered).toEqual(['connect: function'])
})

test('serves the page with its policy, and nothing outside its folder', async () => {
  const { page } = desktop
  const answer = await page.evaluate(async () => {
    const reply = await fetch('/')
    const outside = await Promise.all(['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json', 'app://other/']
      .map(async url => fetch(url).then(({ status }) => status, () => 'refused')))
    return { policy: reply.headers.get('content-security-policy'), cache: reply.headers.get('cache-control'), sniff: reply.headers.get('x-content-type-options'), outside }
  })
  expect(answer.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
  expect(answer.policy).toContain("frame-ancestors 'none'")
  expect(answer).toMatchObject({ cache: 'no-store', sniff: 'nosniff' })
  expect(answer.outside.every(status => status === 404 || status === 'refused')).toBe(true)
})

test('runs no inline script, no eval and no script from elsewhere', async () => {
  const blocked = await desktop.page.evaluate(async () => {
    const violations: string[] = []
    const connectionBlocked = new Promise<void>(resolve => {
      document.addEventListener('securitypolicyviolation', event => {
        violations.push(event.effectiveDirective)
        if (event.effectiveDirective === 'connect-src') resolve()
      })
    })
    const inline = document.createElement('script')
    inline.textContent = 'window.planted = 1'
    const foreign = document.createElement('script')
    foreign.src = 'https://example.invalid/x.js'
    const failed = new Promise(resolve => { foreign.addEventListener('error', resolve) })
    document.head.append(inline, foreign)
    await failed
    await fetch('https://example.invalid/').catch(() => {})
    await connectionBlocked
    return { violations, planted: Reflect.get(window, 'planted') as unknown }
  })
  expect(blocked.planted).toBeUndefined()
  expect(blocked.violations).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']))
})

test('stays on its page, opens no window and grants no permission', async () => {
  const { app, page } = desktop
  const opened = await page.evaluate(() => window.open('file:///etc/passwd') === null && window.open('app://lineside/') === null)
  expect(opened).toBe(true)
  await page.evaluate(() => { window.location.href = 'https://example.invalid/' })
  await page.evaluate(() => { window.location.href = 'file:///etc/passwd' })
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://example.invalid/'
    document.body.append(frame)
  })
  // Asked of the window itself: Playwright goes on waiting for the navigations that were stopped.
  expect(await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => window.webContents.getURL()))).toEqual([expect.stringMatching(/^app:\/\/lineside\//)])
  const permissions = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', () => 'denied'),
    position: await new Promise(resolve => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied'))),
  }))
  expect(permissions).toEqual({ notifications: 'denied', camera: 'denied', position: 'denied' })
})

test('gives no port to a page that is not ours', async () => {
  const { app } = desktop
  const got = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await other.loadURL('app://lineside/')
    // Long enough for our own page to get its port many times over.
    const result: unknown = await other.webContents.executeJavaScript(`new Promise(resolve => {
      window.addEventListener('message', event => { if (event.data?.type === 'rpc:port') resolve('port') })
      window.lineside.connect()
      setTimeout(() => resolve('nothing'), 1000)
    })`)
    other.destroy()
    return result
  }, path.join(root, 'dist/electron/preload.cjs'))
  expect(got).toBe('nothing')
})

test('has no spell checker to download a dictionary for', async () => {
  const languages = await inMain(desktop.app, ({ session }) => session.defaultSession.getSpellCheckerLanguages())
  expect(languages).toEqual([])
})

test('gets a new port after a reload', async () => {
  const { page } = desktop
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
})

test('asked for nothing outside of the app', () => {
  // What the tests above planted was refused before it left.
  const outside = desktop.requests().filter(url => !/^(app:\/\/(lineside|other)\/|data:|blob:|https:\/\/example\.invalid\/)/.test(url))
  expect(outside).toEqual([])
})
