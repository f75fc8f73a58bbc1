import { app, Notification } from 'electron'
import type { Host } from '../services.ts'

/** As electron-builder.yml has it: Windows shows notifications only of an app it can name. */
const appId = 'nl.lineside.app'

/**
 * Shows a notification of the system with just the words it is given; `chosen` follows a click on it. Without a sound of its own:
 * whether there is one is the engineer's setting, and the page's to play. False where the system shows none.
 */
export function createNotifier(chosen: (lineId: Parameters<Host['notify']>[0]['lineId']) => void): Host['notify'] {
  /** Held until they are gone: one that is collected can no longer be clicked. */
  const shown = new Set<Notification>()
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  return ({ title, body, lineId }) => {
    if (!Notification.isSupported()) return false
    const notification = new Notification({ title, body, silent: true })
    const gone = () => { shown.delete(notification) }
    notification.on('click', () => {
      gone()
      chosen(lineId)
    })
    notification.on('close', gone)
    notification.on('failed', gone)
    // What nobody closes must not pile up.
    if (shown.size >= mostHeld) for (const oldest of shown) { shown.delete(oldest); break }
    shown.add(notification)
    notification.show()
    return true
  }
}
const mostHeld = 50
