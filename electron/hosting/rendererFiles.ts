import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { contentSecurityPolicy, safeHeaders } from './contentSecurityPolicy.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2',
}

export type RendererFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

/** Serves the built renderer: `undefined` where there is no such file. `meta` goes into the page's head, by name. */
export type RendererFiles = (pathname: string, meta?: Readonly<Record<string, string>>) => Promise<RendererFile | undefined>

/** The files below `root` and no others; the page gets a fresh style nonce and its policy with every load. */
export function createRendererFiles(root: string): RendererFiles {
  return async (pathname, meta = {}) => {
    const file = fileInside(root, pathname)
    const type = file === undefined ? undefined : types[path.extname(file)]
    if (file === undefined || type === undefined) return undefined
    const body = await readFile(file).catch(() => undefined)
    if (body === undefined) return undefined
    if (path.extname(file) === '.html') return page(body.toString(), type, meta)
    // Vite puts a hash of the content into the names below assets/.
    const immutable = path.dirname(file) === path.join(root, 'assets')
    return {
      body,
      headers: { ...safeHeaders, 'content-type': type, 'cache-control': immutable ? 'private, max-age=31536000, immutable' : 'no-store' },
    }
  }
}

/** The file a URL path names, kept inside `root`: no `..`, drive, backslash or NUL gets out, encoded or not. */
export function fileInside(root: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.includes(':')) return undefined
  const file = path.resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`)
  return file.startsWith(root + path.sep) ? file : undefined
}

function page(html: string, type: string, meta: Readonly<Record<string, string>>): RendererFile {
  const nonce = randomBytes(16).toString('base64')
  const tags = Object.entries(meta).map(([name, content]) => `<meta name="${name}" content="${content}">`).join('')
  const body = html.replaceAll('__CSP_NONCE__', nonce).replace('<head>', () => `<head>${tags}`)
  return {
    body: Buffer.from(body),
    headers: { ...safeHeaders, 'content-type': type, 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) },
  }
}
