import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHost } from '../fakes/processes.ts'
import { expect, expectAccessible, openTab, say, test } from './app.ts'

test('four systems lie in one search; a request, a service, an access and a connection each open with what their system has', async ({ page }) => {
  test.setTimeout(180_000)
  const directory = await mkdtemp(path.join(tmpdir(), 'lineside-e2e-four-'))
  const host = await startHost(['--data-dir', directory, '--demo'])
  try {
    await page.goto(host.address)
    const search = page.getByRole('searchbox', { name: 'Find a line' })
    const lines = page.getByRole('list', { name: 'Lines' })
    const line = page.getByRole('region', { name: 'Line', exact: true })
    const open = async (typed: string, seen: string | RegExp): Promise<void> => {
      await search.fill(typed)
      await lines.getByRole('link').filter({ hasText: seen }).first().click()
    }
    // Danish letters are found by plain ones, and lists stand in their order.
    await open('aeroevej', /Processing.*Lab TelecomX/)
    await expect(line.getByRole('heading', { level: 1 })).toContainText('Ærøvej')
    await expect(page.getByRole('tabpanel', { name: say('line.tab.request') }).getByRole('region', { name: say('request.offers') })).toBeVisible()
    await expect(line.getByRole('link', { name: /^Call \+45/ })).toHaveAttribute('href', /^tel:\+45/)
    await expectAccessible(page, 'a request')

    await open('5020', 'Lab reseller')
    await expect(line.getByText('certain', { exact: true })).toBeVisible()
    await expect(page.getByRole('tabpanel', { name: say('line.tab.service') })).toContainText('CGR88011')
    await openTab(page, /^Orders/)
    await expectAccessible(page, 'orders of a customer')

    await open('VXO1000000', 'Lab open network')
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The customer has an address')
    await open('lijnzichtlaan 3', '2405 LZ')
    await expect(line.getByRole('button', { name: 'Line check' })).toBeVisible()

    await page.getByRole('link', { name: say('room.settings') }).first().click()
    await page.getByRole('link', { name: say('settings.systems') }).click()
    await expect(page.getByText('4 of 4 without trouble')).toBeVisible()
    await expectAccessible(page, 'all systems')
  } finally {
    await host.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
})
