import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { labEngineer, passphrase, root, type RunningLab } from '../fakes/processes.ts'

/** The Electron to test in: the one named by the environment, else the installed one; undefined where none can be had. */
export function electronPath(): string | undefined {
  const named = process.env.LINESIDE_ELECTRON_PATH
  if (named !== undefined && named !== '') return named
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as Partial<Record<NodeJS.Platform, string>>
  const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'), names[process.platform] ?? 'electron')
  return existsSync(binary) ? binary : undefined
}

export type DesktopApp = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly directory: string
  /** Addresses any web contents asked for, since the window opened. */
  requests(): string[]
  /** Ends the app as the user would, keeping its directory. Gives how to ask for the kinds of its processes that still run. */
  quit(): Promise<() => string[]>
}

/** A directory of its own for a test; data, profile and passphrase are below it. */
export async function testDirectory(): Promise<{ readonly directory: string; [Symbol.asyncDispose](): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lineside-desktop-'))
  await writeFile(path.join(directory, 'passphrase'), `${passphrase}\n`, { mode: 0o600 })
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Starts the built app in a real Electron on a directory. */
export async function startDesktop(directory: string, args: readonly string[] = []): Promise<DesktopApp> {
  // Not as `executablePath`: with one, Playwright does not hold back the app's start until it is attached. Attaching while the
  // window's first page replaces the empty one now and then misses that, and launching never ends (playwright issue 17765).
  const named = process.env.LINESIDE_ELECTRON_PATH
  if (named !== undefined && named !== '') process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(named)
  const app = await _electron.launch({
    args: [
      '-r', path.join(import.meta.dirname, 'recordConnections.cjs'), root, `--log-net-log=${netLog(directory)}`,
      `--user-data-dir=${path.join(directory, 'profile')}`, `--data-dir=${path.join(directory, 'data')}`,
      `--passphrase-file=${path.join(directory, 'passphrase')}`, ...args,
    ],
    env: { ...environment(), LANG: 'en_US.UTF-8', TZ: 'Europe/Amsterdam', DBUS_SESSION_BUS_ADDRESS: 'disabled:', LINESIDE_CONNECTIONS: connections(directory) },
    timeout: 30_000,
  })
  const seen: string[] = []
  app.context().on('request', request => { seen.push(request.url()) })
  const page = await app.firstWindow()
  page.setDefaultTimeout(20_000)
  return {
    app, page, directory, requests: () => seen,
    async quit() {
      const processes = await inMain(app, electron => electron.app.getAppMetrics().map(({ pid, type }) => ({ pid, type })))
      await app.close()
      return () => processes.filter(({ pid }) => isAlive(pid)).map(({ type }) => type)
    },
  }
}

/** Adds the lab's engineer in the settings, and goes back to find lines. */
export async function addAccount({ page }: DesktopApp, lab: RunningLab): Promise<void> {
  await page.getByRole('button', { name: 'Add an operator' }).click()
  await page.getByRole('radio', { name: 'Another address' }).check()
  await page.getByRole('textbox', { name: 'Name on screen', exact: true }).fill('Lab')
  await page.getByRole('textbox', { name: 'Base address', exact: true }).fill(lab.baseUrl)
  await page.getByRole('textbox', { name: 'User name', exact: true }).fill(labEngineer.username)
  await page.getByRole('textbox', { name: 'Password' }).fill(labEngineer.password)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('article', { name: 'Lab' })).toContainText(/Last completed just now: \d+ lines kept/)
  await page.getByRole('link', { name: 'Find', exact: true }).click()
}

type Electron = Parameters<Extract<Parameters<ElectronApplication['evaluate']>[0], (electron: never) => unknown>>[0]

/** Asks Electron's main process something that may be asked twice: V8 at times collects an answer before it is read (playwright issue 33737). */
export async function inMain<T>(app: ElectronApplication, ask: (electron: Electron) => T): Promise<T> {
  try {
    return await app.evaluate(ask) as T
  } catch (error) {
    if (error instanceof Error && error.message.includes('garbage collected')) return inMain(app, ask)
    throw error
  }
}

/** Where the apps that ran on a directory connected to (`host:port`), once each. Ask after they have quit. */
export async function contacted(directory: string): Promise<string[]> {
  const byNode = (await readFile(connections(directory), 'utf8')).trim().split('\n')
  const byChromium = [...(await readFile(netLog(directory), 'utf8')).matchAll(/"(?:host|url)":"([^"]+)"/g)].map(([, address = '']) => address)
  return [...new Set([...byNode, ...byChromium])]
}

const connections = (directory: string): string => path.join(directory, 'connections')
const netLog = (directory: string): string => path.join(directory, 'netLog.json')

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]))
}
