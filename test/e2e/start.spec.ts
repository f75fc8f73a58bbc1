import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHost, type RunningApp } from '../fakes/processes.ts'
import { expect, say, test } from './app.ts'

/** Hosts started by hand, each on a directory of its own: nothing is unlocked, and no keychain is there. */
const hosts: RunningApp[] = []
let parent = ''

test.beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'lineside-e2e-start-'))
})
test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop()
  await rm(parent, { recursive: true, force: true, maxRetries: 5 })
})

async function start(...args: string[]): Promise<RunningApp> {
  const host = await startHost(['--data-dir', path.join(parent, 'data'), ...args])
  hosts.push(host)
  return host
}

test('starts the demo, and leads to a line and its verdict', async ({ page }) => {
  const { address } = await start('--demo')
  await page.goto(address)
  await expect(page.getByText('Demo', { exact: true })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('lijnzichtlaan 3')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').filter({ hasText: '2405 LZ' }).first().click()
  await page.getByRole('button', { name: 'Line check' }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The network expects the box but does not hear it', { timeout: 30_000 })
})

test('asks how to protect the data where there is no keychain, and keeps them under a passphrase', async ({ page }) => {
  const first = await start()
  await page.goto(first.address)
  await expect(page.getByRole('heading', { name: 'How should your data be protected?' })).toBeVisible()
  const passphrase = page.getByRole('textbox', { name: 'Passphrase', exact: true })
  await passphrase.fill('short')
  await page.getByRole('button', { name: 'Use this passphrase' }).click()
  await expect(page.getByText('At least 8 characters.', { exact: true })).toBeVisible()
  await passphrase.fill('a cupboard full of fibre')
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill('a cupboard full of copper')
  await page.getByRole('button', { name: 'Use this passphrase' }).click()
  await expect(page.getByText('The two are not the same.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill('a cupboard full of fibre')
  await page.getByRole('button', { name: 'Use this passphrase' }).click()

  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add an operator' })).toBeVisible()
  await first.stop()

  const second = await start()
  await page.goto(second.address)
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('not the right one')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText('This is not the passphrase.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('a cupboard full of fibre')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Add an operator' })).toBeVisible()
})

test('keeps nothing where that is chosen, says so, and shows the lab network', async ({ page }) => {
  const { address } = await start()
  await page.goto(address)
  await page.getByRole('button', { name: 'Continue, keep nothing' }).click()
  await expect(page.getByRole('link', { name: 'Nothing is kept' })).toBeVisible()
  await page.getByRole('button', { name: 'Try it with the built-in lab network' }).click()
  await expect(page.getByText('Demo', { exact: true })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('lijnzichtlaan')
  await expect(page.getByRole('list', { name: 'Lines' }).getByRole('listitem').first()).toBeVisible()
  await page.getByRole('button', { name: say('app.demo.leave') }).click()
  await expect(page.getByText('Demo', { exact: true })).toHaveCount(0)
  // Asked once, it holds until the app ends.
  await expect(page.getByRole('link', { name: 'Nothing is kept' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add an operator' })).toBeVisible()
})

test('gives a second start a fresh address of the first, and refuses an address used twice', async ({ page, browser }) => {
  const first = await start()
  const second = await start()
  expect(second.origin).toBe(first.origin)
  expect(second.address).not.toBe(first.address)
  expect(second.output()).toContain('Lineside is already running on this data.')
  await page.goto(second.address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(page.url()).not.toContain('token')

  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  const reply = await other.goto(second.address)
  expect(reply?.status()).toBe(403)
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(other.getByRole('searchbox')).toHaveCount(0)
  await stranger.close()
})

test('quits from Settings, and says that the tab may be closed', async ({ page }) => {
  const { address, process: child } = await start()
  await page.goto(address)
  await page.getByRole('button', { name: 'Continue, keep nothing' }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About and data' }).click()
  const ended = new Promise(resolve => child.once('exit', resolve))
  await page.getByRole('button', { name: 'Quit Lineside' }).click()
  await expect(page.getByRole('heading', { name: 'Lineside is closed' })).toBeVisible()
  expect(await ended).toBe(0)
})
