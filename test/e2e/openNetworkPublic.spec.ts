import { showcaseAccess } from '../../electron/lab/on-api/showcase.ts'
import { expect, expectAccessible, say, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Open', kind: 'onApi' }, dialect: 'public' })

test('shows live state from an operator that speaks the public specification', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox', { name: say('find.searchBox') }).fill(showcaseAccess('expiredLease'))
  await page.getByRole('list', { name: say('find.lines') }).getByRole('link').first().click()
  const leases = page.getByRole('region', { name: say('check.leases'), exact: true })
  await expect(leases.getByRole('table')).toContainText(/expired 2 h/)
  await expect(leases.getByRole('table')).toContainText(/\d+\.\d+\.\d+\.\d+/)
  await expect(page.getByRole('region', { name: say('check.portStatus'), exact: true })).toContainText('1 Gbit/s')
  const box = page.getByRole('radiogroup', { name: say('access.box.ports') })
  await expect(box.getByRole('radio', { name: /1 Gbit\/s/ }).first()).toBeVisible()
  await expectAccessible(page, 'live state by the public specification')
})
