import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

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
  /** Ends the app as the user would, keeping its directory. */
  quit(): Promise<void>
}

/** A directory of its own for a test; data, profile and passphrase are below it. */
export async function testDirectory(): Promise<{ readonly directory: string; [Symbol.asyncDispose](): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lineside-desktop-'))
  await writeFile(path.join(directory, 'passphrase'), 'correct horse battery staple\n', { mode: 0o600 })
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Starts the built app in a real Electron on a directory. */
export async function startDesktop(directory: string, args: readonly string[] = []): Promise<DesktopApp> {
  const executablePath = electronPath()
  const app = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      root, `--user-data-dir=${path.join(directory, 'profile')}`, `--data-dir=${path.join(directory, 'data')}`,
      `--passphrase-file=${path.join(directory, 'passphrase')}`, ...args,
    ],
    env: { ...environment(), LANG: 'en_US.UTF-8', TZ: 'Europe/Amsterdam', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  })
  const seen: string[] = []
  app.context().on('request', request => { seen.push(request.url()) })
  const page = await app.firstWindow()
  return { app, page, directory, requests: () => seen, quit: () => app.close() }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]))
}
