// Finds the Electron program, fetching it once where it is missing and can be had.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './prepare.mjs'

const folder = path.join(root, 'node_modules', 'electron')
const fetchTimeoutMs = 180_000
/** After a fetch that failed, the next starts do not wait for another for a while. */
const retryAfterMs = 60 * 60_000

/** The installed Electron's program, or undefined. */
export function installedElectron() {
  const named = path.join(folder, 'path.txt')
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist')
  const program = existsSync(named) ? readFileSync(named, 'utf8').trim() : { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'
  const file = path.join(dist, program)
  return existsSync(file) ? file : undefined
}

/** The Electron program, fetched if need be; undefined where none can be had. */
export function electronOrFetch(node, say) {
  const there = installedElectron()
  if (there !== undefined || !existsSync(path.join(folder, 'install.js'))) return there
  const failed = path.join(folder, '.fetch-failed')
  if (existsSync(failed) && Date.now() - Number(readFileSync(failed, 'utf8')) < retryAfterMs) return undefined
  say('Fetching Electron once (about 110 MB) ...')
  const { status } = spawnSync(node, [path.join(folder, 'install.js')], { cwd: folder, stdio: 'ignore', timeout: fetchTimeoutMs, killSignal: 'SIGKILL' })
  const fetched = status === 0 ? installedElectron() : undefined
  if (fetched === undefined) writeFileSync(failed, String(Date.now()))
  return fetched
}

/** Whether a window can be shown: on Linux that needs a display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}
