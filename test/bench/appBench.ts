import { chromium } from '@playwright/test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import { openCore } from '../../electron/core.ts'
import { defaultScope } from '../../shared/model/account.ts'
import { labEngineer, passphrase, root, startApp, startHost, startLabProcess, temporaryDirectory } from '../fakes/processes.ts'
import type { RunningApp } from '../fakes/processes.ts'
import { percentile, times } from './benchResult.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'

const bench = 'app'
const keychain = process.env.LINESIDE_IN_BUS === undefined ? undefined : process.env.DBUS_SESSION_BUS_ADDRESS
const start = (dir: string): Promise<RunningApp> =>
  keychain === undefined ? startApp(dir) : startHost(['--data-dir', dir], { DBUS_SESSION_BUS_ADDRESS: keychain })
const starts = 7
/** Typed letter by letter: every kind of query, some met by thousands of lines, some by one. */
const typedWords = [
  'lijnzichtlaan 31', '31 lijnzichtlaan', '2405lz 31', '2405 LZ 9', '2405LZ000310100', 'zuidpoolsingel 10a', 'kerkstraat 12 utrecht', 'amsterdam',
  'stationsweg 11', 'jansen', 'company=next-office', '100.64.3.12', 'kpnwba', 'hyacntstraat 33', 'de vries rotterdam', '7337kn 21',
]

/**
 * The built browser host on a synchronised cache: process start to ready, keystroke to painted results in Chromium, and the
 * renderer's first load. Keys come from the keychain where the bench runs beside one (scripts/bench.mjs), else from a
 * passphrase vault, whose scrypt makes a start almost half a second longer.
 */
export async function benchApp({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  if (!existsSync(path.join(root, 'dist/electron/host.js'))) throw new Error('nothing is built: run `npm run build` first')
  await using directory = await temporaryDirectory('bench-app')
  const lab = await startLabProcess({ lines, seed })
  try {
    await synchronised(directory.dir, lab.baseUrl)
    const startMs: number[] = []
    for (let at = 0; at < starts; at += 1) {
      const from = performance.now()
      const app = await start(directory.dir)
      startMs.push(performance.now() - from)
      await app.stop()
    }
    const paint = await paintTimes(directory.dir)
    const load = firstLoadKB()
    return [
      { bench, name: 'process start to ready, median', value: percentile(startMs, 50) / 1000, unit: 's', limit: { kind: 'most', value: 1 }, note: `${starts} starts, ${keychain === undefined ? 'passphrase' : 'keychain'}` },
      ...times(bench, 'keystroke to painted results in Chromium', paint, lines <= 100_000 ? 50 : undefined),
      { bench, name: 'first load of the renderer, gzipped', value: load, unit: 'kB', limit: { kind: 'most', value: 350 } },
    ]
  } finally {
    await lab.stop()
  }
}

/** Adds an account at the lab and waits until all its lines are in the cache. */
async function synchronised(dir: string, baseUrl: string): Promise<void> {
  const core = await openCore({
    dataDirectory: dir, host: 'browser', version: 'bench', ...(keychain === undefined ? { passphrase } : {}), startedAtMs: Date.now(),
    writerWorkerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url),
  })
  const { accounts, sync } = core.services()
  await accounts.add({
    label: 'Bench', colour: 'teal', kind: 'nextpertise', baseUrl, username: labEngineer.username, authentication: 'jwt',
    scope: { ...defaultScope, states: ['active', 'processing', 'terminated', 'cancelled'] }, customerIds: [], resellerIds: [],
  }, { password: labEngineer.password })
  const done = new AbortController()
  for await (const [state] of sync.states(done.signal)) {
    if (state?.failure) throw new Error(`synchronisation failed: ${state.failure}`)
    if (state?.phase === 'idle' && state.completedAt !== null) break
  }
  done.abort()
  await core.close()
}

/** For each keystroke, ms from the input event until the frame that shows the answer to exactly what stands in the box. */
async function paintTimes(dir: string): Promise<number[]> {
  const app = await start(dir)
  const browser = await chromium.launch({
    ...(existsSync('/usr/bin/chromium') ? { executablePath: '/usr/bin/chromium' } : {}), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(app.address)
    const box = page.getByLabel('Find a line').first()
    await box.waitFor()
    await page.evaluate(() => {
      const figures: number[] = []
      Object.assign(globalThis, { paintFigures: figures })
      let typedAt = 0
      let wanted = ''
      document.addEventListener('input', event => {
        if (!(event.target instanceof HTMLInputElement)) return
        typedAt = performance.now()
        wanted = event.target.value
      }, { capture: true })
      new MutationObserver(() => {
        const shown = document.querySelector('[data-query]')?.getAttribute('data-query')
        if (typedAt === 0 || shown !== wanted || wanted === '') return
        const from = typedAt
        typedAt = 0
        // A message sent from a frame's callback arrives when that frame has been painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => { figures.push(performance.now() - from) }, { once: true })
          port1.start()
          port2.postMessage(null)
        })
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
    let typed = 0
    for (const word of typedWords) {
      await box.fill('')
      for (const letter of word) {
        await page.keyboard.type(letter)
        typed += 1
        await page.waitForFunction(count => (globalThis as { paintFigures?: number[] }).paintFigures?.length === count, typed, { timeout: 10_000 })
      }
    }
    return await page.evaluate(() => (globalThis as { paintFigures?: number[] }).paintFigures ?? [])
  } finally {
    await browser.close()
    await app.stop()
  }
}

/** What the page loads before a room is chosen: the script and style that index.html names. */
function firstLoadKB(): number {
  const folder = path.join(root, 'dist/renderer')
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
  const assets = readdirSync(path.join(folder, 'assets')).filter(name => html.includes(name))
  return [Buffer.from(html), ...assets.map(name => readFileSync(path.join(folder, 'assets', name)))]
    .reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0) / 1000
}
