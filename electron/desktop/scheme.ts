import { protocol, type Session } from 'electron'
import { createRendererFiles } from '../hosting/rendererFiles.ts'

/** The page's origin. A scheme of our own has no access to files and shares nothing with the web. */
export const appOrigin = 'app://lineside'

/** Before the app is ready, as Electron demands. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built renderer at `app://lineside`, and nothing at any other host of the scheme. */
export function serveRenderer(session: Session, rendererRoot: string): void {
  const files = createRendererFiles(rendererRoot)
  session.protocol.handle('app', async request => {
    const url = new URL(request.url)
    const allowed = url.origin === appOrigin || `${url.protocol}//${url.host}` === appOrigin
    const file = allowed && request.method === 'GET' ? await files(url.pathname) : undefined
    if (file === undefined) return new Response('', { status: 404, headers: { 'content-security-policy': "default-src 'none'" } })
    return new Response(new Uint8Array(file.body), { headers: { ...file.headers } })
  })
}
