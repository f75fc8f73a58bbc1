import { startBrowserHost, type BrowserHost } from '../../electron/browser/browserHost.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createFakeCore, type FakeCore } from './fakeCore.ts'
import { writeFileSync, mkdirSync } from 'node:fs'

export type TestHost = {
  readonly host: Extract<BrowserHost, { state: 'ready' }>
  readonly address: string
  readonly origin: string
  /** The core in use, and those before it. */
  readonly cores: FakeCore[]
  readonly directory: string
  [Symbol.asyncDispose](): Promise<void>
}

const indexHtml = '<!doctype html><html><head><meta name="csp-nonce" content="__CSP_NONCE__"><title>Lineside</title></head>'
  + '<body><div id="root"></div><script type="module" src="/assets/main-1.js"></script></body></html>'

/** The browser host over fake cores, on a directory and a renderer of its own. */
export async function startTestHost(options: { nowMs?: () => number; idleMs?: number } = {}): Promise<TestHost> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lineside-host-'))
  const rendererRoot = path.join(directory, 'renderer')
  mkdirSync(path.join(rendererRoot, 'assets'), { recursive: true })
  writeFileSync(path.join(rendererRoot, 'index.html'), indexHtml)
  writeFileSync(path.join(rendererRoot, 'assets', 'main-1.js'), 'export {}\n')
  writeFileSync(path.join(directory, 'secret.txt'), 'not for the page')
  const cores: FakeCore[] = []
  const host = await startBrowserHost({
    core: {
      directories: { own: path.join(directory, 'own'), demo: path.join(directory, 'demo') },
      openCore: async (_directory, demo) => {
        const core = createFakeCore({ demo: demo !== undefined })
        cores.push(core)
        return core
      },
      startLab: async () => ({ accounts: [{ kind: 'nextpertise', baseUrl: 'http://127.0.0.1:1/', username: 'engineer', password: 'not-a-secret' }], close: async () => {} }),
    },
    demo: false, port: 0, rendererRoot, version: '0.0.0', idleMs: options.idleMs ?? 60_000, nowMs: options.nowMs ?? Date.now,
  })
  if (host.state !== 'ready') throw new Error('another host has a fresh directory')
  return {
    host, address: host.address, origin: new URL(host.address).origin, cores, directory,
    async [Symbol.asyncDispose]() {
      await host.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export type PageSession = { readonly origin: string; readonly headers: { readonly cookie: string; readonly 'x-lineside-page': string }; readonly page: Response; readonly html: string }

/** Does what a browser does with a fresh address: exchanges the token, loads the page, reads its key. */
export async function openPage(address: string): Promise<PageSession> {
  const { origin } = new URL(address)
  const exchanged = await fetch(address, { redirect: 'manual' })
  const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await fetch(`${origin}/`, { headers: { cookie } })
  const html = await page.text()
  const key = /<meta name="lineside-page" content="([^"]+)">/.exec(html)?.[1] ?? ''
  return { origin, headers: { cookie, 'x-lineside-page': key }, page, html }
}
