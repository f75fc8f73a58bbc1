import { app, type Session, type WebContents } from 'electron'
import { guardDownloads } from './downloads.ts'
import { openExternalSafely } from './externalLinks.ts'
import { appOrigin } from './scheme.ts'

/** What a guard stopped, for the log. Never the address: it may carry a customer's data. */
export type Note = (event: string, detail: Readonly<Record<string, unknown>>) => void

/** Keeps every web contents on our own page, whatever made it. */
export function guardContents(note: Note): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }) => {
      if (isOwnPage(event.url)) return
      note('guard.navigation', { scheme: schemeOf(event.url) })
      event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', event => {
      note('guard.webview', {})
      event.preventDefault()
    })
    openLinksOutside(contents, note)
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault()
    callback(false)
  })
  app.on('select-client-certificate', event => event.preventDefault())
  app.on('login', event => event.preventDefault())
}

function openLinksOutside(contents: WebContents, note: Note): void {
  contents.setWindowOpenHandler(({ url }) => {
    void openExternalSafely(url).then(opened => {
      if (!opened) note('guard.windowOpen', { scheme: schemeOf(url) })
    })
    return { action: 'deny' }
  })
}

/** The page needs no permission but to copy to the clipboard, and no network of its own. */
export function guardSession(session: Session, note: Note): void {
  // Before the first window: the spell checker would fetch a dictionary from the internet, whatever else is switched off.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  const allowed = new Set(['clipboard-sanitized-write'])
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    if (!allowed.has(permission)) note('guard.permission', { permission })
    decide(allowed.has(permission))
  })
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  guardDownloads(session, url => note('guard.download', { scheme: schemeOf(url) }))
  session.webRequest.onBeforeRequest((details, decide) => {
    const own = isOwnPage(details.url) || /^(devtools|data|blob):/.test(details.url)
    if (!own) note('guard.request', { scheme: schemeOf(details.url) })
    decide({ cancel: !own })
  })
}

function isOwnPage(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`)
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'none'
}
