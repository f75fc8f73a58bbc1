import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createText } from '../../shared/text/text.ts'
import { labShowcase, type LabShowcase } from '../../electron/lab/nextpertise/showcase.ts'
import { labEngineer, startApp, startLabProcess, type RunningApp, type RunningLab } from '../fakes/processes.ts'

export { expect, test } from '@playwright/test'

/** Words of the catalogue, where the words are not what a test is about. */
export const say = createText('en')

/** Calls the host as its own page does: with the session's cookie and the page's key. */
type Session = { readonly cookie: { readonly name: string; readonly value: string }; readonly headers: Readonly<Record<string, string>> }

export async function openSession({ address, origin }: RunningApp): Promise<Session> {
  const exchanged = await fetch(address, { redirect: 'manual' })
  const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? ''
  const html = await (await fetch(`${origin}/`, { headers: { cookie } })).text()
  const key = /<meta name="lineside-page" content="([^"]+)">/.exec(html)?.[1] ?? ''
  const [name = '', value = ''] = cookie.split('=')
  return { cookie: { name, value }, headers: { cookie, 'x-lineside-page': key } }
}

/** What the tests of one file work on: a lab and the built browser host, on a data directory and ports of their own. */
export type Site = {
  readonly dir: string
  readonly lab: RunningLab
  readonly app: RunningApp
  /** Opens a room in a page that has the session. */
  open(page: Page, hash?: string): Promise<void>
  /** Calls the contract over HTTP. */
  call(method: string, route: string, body?: unknown): Promise<unknown>
  /** Ends the host and starts it again on the same data. */
  restart(): Promise<void>
  /** Cuts the lab's network, or joins it again. */
  cut(down: boolean): Promise<void>
  /** Sets a fault at the lab for one method; without a fault clears them all. */
  fault(method?: string, fault?: Readonly<Record<string, unknown>>, times?: number): Promise<void>
}

export type SiteOptions = {
  readonly lines?: number
  readonly checkMs?: number
  /** Of the lab's open network: as the document has it, or as the public specification. */
  readonly dialect?: 'document' | 'public'
  /** An account at the lab, synchronised before the first test; the user names one of the lab's (electron/lab/<system>/users.ts). */
  readonly account?: { readonly label: string; readonly user?: string; readonly kind?: 'nextpertise' | 'onApi' }
}

/** Sets up a site for the tests of the file that calls this, and takes it down after them. */
export function useSite(options: SiteOptions = {}): Site {
  let parent = ''
  let lab: RunningLab | undefined
  let app: RunningApp | undefined
  let session: Session | undefined

  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the site is not there yet')
    return value
  }
  const site: Site = {
    get dir() { return path.join(parent, 'data') },
    get lab() { return started(lab) },
    get app() { return started(app) },
    async open(page, hash = '#/find') {
      await page.context().addCookies([{ ...started(session).cookie, url: site.app.origin, httpOnly: true, sameSite: 'Strict' }])
      await page.goto(`${site.app.origin}/${hash}`)
    },
    async call(method, route, body) {
      const reply = await fetch(`${site.app.origin}/api${route}`, {
        method, headers: { ...started(session).headers, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!reply.ok) throw new Error(`${method} ${route}: ${reply.status} ${await reply.text()}`)
      const text = await reply.text()
      return text === '' ? undefined : JSON.parse(text) as unknown
    },
    async restart() {
      await site.app.stop()
      app = await startApp(site.dir)
      session = await openSession(app)
    },
    async cut(down) {
      // Cutting closes every connection, that of this request too.
      await site.lab.control('/lab/faults', { cut: down }).catch((error: unknown) => { if (!down) throw error })
    },
    async fault(method, fault, times) {
      await site.lab.control('/lab/faults', { ...(method === undefined ? {} : { method }), ...(fault === undefined ? {} : { fault }), ...(times === undefined ? {} : { times }) })
    },
  }

  async function addAccount({ label, user = labEngineer.username, kind = 'nextpertise' }: NonNullable<SiteOptions['account']>): Promise<void> {
    await site.call('POST', '/accounts', {
      account: {
        kind, label, colour: 'blue', baseUrl: site.lab.baseUrls[kind], username: user, authentication: kind === 'onApi' ? 'basic' : 'jwt',
        scope: { states: ['active', 'processing'], cities: [], postcodePrefixes: [], tags: [] },
      },
      secrets: { password: `${user}-pass` },
    })
    const stream = await fetch(`${site.app.origin}/api/accounts/sync`, { headers: started(session).headers })
    let seen = ''
    for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += chunk
      if (/"completedAt":"/.test(seen)) return
    }
    throw new Error(`the synchronisation did not complete: ${seen}`)
  }

  test.beforeAll(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'lineside-e2e-'))
    lab = await startLabProcess({ lines: options.lines ?? 200, checkMs: options.checkMs ?? 300, dialect: options.dialect ?? 'document' })
    app = await startApp(site.dir)
    session = await openSession(app)
    if (options.account !== undefined) await addAccount(options.account)
  })
  test.afterAll(async () => {
    await app?.stop()
    await lab?.stop()
    await rm(parent, { recursive: true, force: true, maxRetries: 5 })
  })
  return site
}

/** A line of the lab with a known condition (electron/lab/nextpertise/showcase.ts). */
export function showcase(key: string): LabShowcase {
  const found = labShowcase.find(each => each.key === key)
  if (found === undefined) throw new Error(`the lab has no line ${key}`)
  return found
}

/** Everything axe knows: no violation on what the page shows now. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  expect(passes.length, `${where}: rules that found something to look at`).toBeGreaterThan(10)
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any[0]?.message ?? ''}`).join(' | ')}`)
  expect.soft(told, where).toEqual([])
}

/** Opens the line with a full NID through the search box, as an engineer does. */
export async function openLine(page: Page, nid: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a line' }).fill(nid)
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').filter({ hasText: nid }).click()
  await expect(page.getByRole('region', { name: 'Line' }).getByText(nid, { exact: true }).first()).toBeVisible()
}

/** Opens a tab of the line. A part that arrives may move it away from under the click: then it is clicked again. */
export async function openTab(page: Page, name: string | RegExp): Promise<Locator> {
  const tab = page.getByRole('tab', { name })
  await expect(async () => {
    await tab.click()
    await expect(tab).toHaveAttribute('aria-selected', 'true', { timeout: 1000 })
  }).toPass()
  return page.getByRole('tabpanel', { name })
}
