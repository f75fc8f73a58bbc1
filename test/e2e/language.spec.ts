import { createText } from '../../shared/text/text.ts'
import { expect, openLine, openTab, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' } })
const nl = createText('nl')

test('speaks Dutch in every room, in the dark, and stays so', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('lanDown').nid)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Preferences' }).click()
  await page.getByRole('radio', { name: 'Nederlands' }).check()
  await page.getByRole('radio', { name: nl('pref.theme.dark') }).check()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  for (const section of ['accounts', 'preferences', 'log', 'about'] as const) {
    await page.getByRole('link', { name: nl(`settings.${section}`) }).click()
    await expect(page.getByRole('heading', { name: nl(`settings.${section}`) })).toBeVisible()
  }

  await page.getByRole('link', { name: nl('room.find'), exact: true }).click()
  await expect(page.getByText(/^Gesynchroniseerd/)).toBeVisible()
  await page.getByRole('searchbox', { name: nl('find.searchBox') }).fill(showcase('lanDown').nid)
  await page.getByRole('list', { name: nl('find.lines') }).getByRole('link').click()
  await page.getByRole('button', { name: nl('line.actions.lineCheck') }).click()
  const verdict = page.getByRole('region', { name: nl('line.verdict.region') })
  await expect(verdict).toContainText(nl('finding.L1.title'))
  await expect(verdict).toContainText(nl('line.verdict.next'))
  await expect(page.getByRole('region', { name: nl('line.path.title') })).toBeVisible()
  for (const tab of ['details', 'observations', 'history', 'log', 'tickets', 'events', 'raw', 'circuits'] as const) {
    await openTab(page, nl(`line.tab.${tab}`))
    await expect(page.getByRole('tabpanel', { name: nl(`line.tab.${tab}`) })).toBeVisible()
  }
  await page.getByRole('button', { name: nl('line.actions.createTicket') }).click()
  await expect(page.getByRole('dialog', { name: nl('tickets.form.title') }).getByRole('textbox', { name: nl('tickets.form.specifications') })).toHaveValue(/L1/)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: nl('room.tickets') }).click()
  await expect(page.getByRole('heading', { name: nl('tickets.title') })).toBeVisible()
})
