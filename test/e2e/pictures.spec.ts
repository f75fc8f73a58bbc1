import path from 'node:path'
import { expect, openLine, openTab, showcase, test, useSite } from './app.ts'
import type { Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' }, checkMs: 300 })
const root = path.resolve(import.meta.dirname, '../..')

/** A line of each kind of verdict; `check` first where the kind comes of a test. */
const verdicts: readonly { readonly kind: string; readonly key: string; readonly check: boolean; readonly says: string }[] = [
  { kind: 'fault', key: 'copperModemOff', check: true, says: 'The modem is silent' },
  { kind: 'warn', key: 'copperFading', check: true, says: 'Little reserve against noise' },
  { kind: 'unknown', key: 'testFails', check: true, says: 'The test did not finish' },
  { kind: 'note', key: 'inOrder', check: false, says: 'being ordered or changed' },
  { kind: 'ok', key: 'healthyFibre', check: true, says: 'is fine' },
]
const verdictOf = (page: Page) => page.getByRole('region', { name: 'Verdict' })
const waiting = (page: Page) => page.getByRole('button', { name: /^Stop waiting for/ })

/** On copper it proposes DELT, which disturbs. */
async function lineCheck(page: Page, copper: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Line check', exact: true }).click()
  if (copper) await page.getByRole('dialog').getByRole('button', { name: /^Start/ }).click()
  await expect(waiting(page).first()).toBeVisible()
  await expect(waiting(page)).toHaveCount(0)
}

for (const scheme of ['light', 'dark'] as const) {
  test(`each kind of verdict, the history and the log-ins in pictures: ${scheme}`, async ({ page }) => {
    test.skip(process.env.LINESIDE_SCREENSHOTS !== '1', 'only with LINESIDE_SCREENSHOTS=1')
    test.slow()
    await page.setViewportSize({ width: 1280, height: 1000 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await site.open(page)
    const picture = (name: string) => page.screenshot({ path: path.join(root, 'docs/screenshots', `${name}-${scheme}.png`) })
    const showTab = async (name: RegExp) => {
      await openTab(page, name)
      await page.getByRole('tab', { name }).evaluate(tab => tab.scrollIntoView())
    }
    for (const { kind, key, check, says } of verdicts) {
      await openLine(page, showcase(key).nid)
      if (check) await lineCheck(page, key.startsWith('copper'))
      await expect(verdictOf(page)).toContainText(says)
      await picture(`verdict-${kind}`)
    }
    await openLine(page, showcase('fibreFading').nid)
    await showTab(/^History/)
    const fetch = page.getByRole('tabpanel').getByRole('button', { name: /^Fetch/ })
    for (let left = 8; left > 0; left -= 1) {
      await expect(fetch.first()).toBeVisible()
      const before = await fetch.count()
      await fetch.first().click()
      await expect(fetch).toHaveCount(before - 1)
    }
    await picture('history')
    await page.getByRole('tabpanel').getByText('Trends', { exact: true }).click()
    await expect(page.getByRole('tabpanel').getByRole('button', { name: 'Open this report' }).first()).toBeVisible()
    await picture('history-trends')
    await openLine(page, showcase('flapping').nid)
    await showTab(/^Log-ins/)
    await expect(page.getByRole('tabpanel')).toContainText('logs in again and again')
    await picture('log-ins')
  })
}
