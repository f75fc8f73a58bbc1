import { app, type BrowserWindow } from 'electron'
import type { Note } from './guards.ts'

/** A page that dies at once after each reload is left alone. */
const reloadsPerMinute = 3

/** Writes crashes to the log and brings the page back; nothing is ever sent anywhere. */
export function logCrashes(note: Note, nowMs: () => number): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => note('desktop.childGone', { type, reason, exitCode, name }))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('preload-error', (_preloadEvent, _path, error) => note('desktop.preloadError', { error }))
  })
  process.on('unhandledRejection', error => note('desktop.unhandledRejection', { error }))
  process.on('uncaughtException', error => note('desktop.uncaughtException', { error }))
  const reloads: number[] = []
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    note('desktop.pageGone', { reason, exitCode })
    const recent = reloads.filter(at => at > nowMs() - 60_000)
    if (reason === 'clean-exit' || recent.length >= reloadsPerMinute || contents.isDestroyed()) return
    reloads.splice(0, reloads.length, ...recent, nowMs())
    contents.reload()
  })
}

/** Notes a page that hangs, and that it is back. */
export function logHangs(window: BrowserWindow, note: Note): void {
  window.on('unresponsive', () => note('desktop.unresponsive', {}))
  window.on('responsive', () => note('desktop.responsive', {}))
}
