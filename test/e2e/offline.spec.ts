import { expect, openLine, say, showcase, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' }, checkMs: 600 })

const verdict = (page: Page): Locator => page.getByRole('region', { name: 'Verdict' })
const banner = (page: Page): Locator => page.getByText(/^Lab unreachable since/)

test.describe.configure({ mode: 'serial' })

test('goes on calmly when the network is cut half-way, and takes up what was running when it is back', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('deltaTooWeak').nid)
  await site.fault('get_report', { kind: 'latency', ms: 30_000 }, 1)
  await page.getByRole('button', { name: 'ONT check', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop waiting for ONT check' })).toBeVisible()
  await site.cut(true)
  await expect(banner(page)).toBeVisible()
  await expect(page.getByText(say('offline.next'))).toBeVisible()

  // Checks say that they cannot be started; the rest works with what is kept.
  for (const name of ['Line check', 'Force disconnect']) await expect(page.getByRole('button', { name, exact: true })).toBeDisabled()
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('2408ze 10')
  await expect(page.getByRole('list', { name: 'Lines' }).getByRole('listitem').first()).toContainText('Zuidpoolsingel 10')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('heading', { level: 1 })).toContainText('Zuidpoolsingel 10')
  await expect(page.getByRole('group', { name: 'Actions' })).toContainText(say('line.actions.blocked.offline'))
  await expect(page.getByRole('tabpanel', { name: 'Circuits' })).toContainText('2408ZE0001')

  // A full NID that is not kept cannot be looked up, and says so before it is tried.
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('3522HC000590100')
  await expect(page.getByText(say('find.live.offline'))).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look it up live' })).toBeDisabled()

  await openLine(page, showcase('deltaTooWeak').nid)
  await site.cut(false)
  await site.fault()
  await expect(banner(page)).toHaveCount(0, { timeout: 30_000 })
  await expect(verdict(page)).toContainText('The light at the box is too weak')
  await expect(page.getByRole('button', { name: 'Line check' })).toBeEnabled()
})

test('keeps what was typed of a ticket over an outage and a reload', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('deltaTooStrong').nid)
  await site.cut(true)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(banner(page)).toBeVisible()
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Written in the cellar.')
  await expect(dialog.getByRole('status').filter({ hasText: 'Draft kept on this device' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('Written in the cellar.')
  await site.cut(false)
})

test('reads a kept report the same after a restart without any network', async ({ page }) => {
  const { nid } = showcase('fibreWeak')
  await site.open(page)
  await openLine(page, nid)
  await expect(banner(page)).toHaveCount(0, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(verdict(page)).toContainText('The light from the house is too weak')
  await expect(page.getByRole('button', { name: /^Stop waiting/ })).toHaveCount(0)
  const told = async (): Promise<string[]> => [await verdict(page).innerText(), await page.getByRole('region', { name: 'Readings' }).innerText()].map(withoutAge)
  const before = await told()
  const { hash } = new URL(page.url())

  await site.lab.kill()
  await site.restart()
  await site.open(page, hash)
  await expect(banner(page)).toBeVisible()
  await expect(verdict(page)).toContainText('The light from the house is too weak')
  expect(await told()).toEqual(before)
})

/** Ages go on while the host restarts, and buttons that need the network go away. */
function withoutAge(text: string): string {
  return text.replaceAll(/just now|\d+ min ago/g, 'AGE').split('\n').filter(part => !/^Run .* now$/.test(part) && !/^\s*$/.test(part)).join('\n')
}
