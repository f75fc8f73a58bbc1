import { createText } from '../../shared/text/text.ts'
import type { Language } from '../../shared/model/settings.ts'
import { expect, openTab, showcase, test, useSite } from './app.ts'
import { expectScreensAccessible, takePictures, type Screen } from './screens.ts'
import type { Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' } })

/** The longest file: its tests may run beside each other, each with a site of its own. */
test.describe.configure({ mode: 'parallel' })


/** Every room and dialog, in an order in which each is reached from the one before. */
function screens(language: Language): readonly Screen[] {
  const say = createText(language)
  const toLine = (key: string) => async (page: Page): Promise<void> => {
    await page.goto(`${site.app.origin}/#/find`)
    await page.getByRole('searchbox', { name: say('find.searchBox') }).fill(showcase(key).nid)
    await page.getByRole('list', { name: say('find.lines') }).getByRole('link').filter({ hasText: showcase(key).nid }).click()
    await expect(page.getByRole('group', { name: say('line.actions.title') })).toBeVisible()
    await expect(page.getByText(say('line.refreshing'), { exact: true })).toHaveCount(0)
  }
  const settings = (section: 'accounts' | 'preferences' | 'limits' | 'watch' | 'verdicts' | 'log' | 'about') => async (page: Page): Promise<void> => {
    await page.goto(`${site.app.origin}/#/settings/${section}`)
    await expect(page.getByRole('heading', { name: say(`settings.${section}`), exact: true })).toBeVisible()
  }
  return [
    { name: 'find', async show(page) {
      await page.goto(`${site.app.origin}/#/find`)
      await page.getByRole('searchbox', { name: say('find.searchBox') }).fill('lijnzichtlaan')
      await expect(page.getByRole('list', { name: say('find.lines') }).getByRole('listitem').nth(3)).toBeVisible()
    } },
    { name: 'line', async show(page) {
      await toLine('fibreWeak')(page)
      await page.getByRole('button', { name: say('line.actions.lineCheck') }).click()
      await expect(page.getByRole('region', { name: say('line.verdict.region') })).toContainText(say('finding.F2.title'))
      await expect(page.getByRole('button', { name: /^(Stop waiting|Stop met wachten|Niet meer wachten)/ })).toHaveCount(0)
    } },
    ...(['details', 'observations', 'history', 'neighbours', 'log', 'tickets', 'events', 'raw'] as const).map((tab): Screen => ({
      name: `line-${tab}`, async show(page) {
        await openTab(page, say(`line.tab.${tab}`))
        await expect(page.getByRole('tabpanel', { name: say(`line.tab.${tab}`) })).toBeVisible()
      },
    })),
    { name: 'ticket-dialog', async show(page) {
      await page.getByRole('button', { name: say('line.actions.createTicket') }).click()
      await expect(page.getByRole('dialog').getByRole('textbox', { name: say('tickets.form.specifications') })).toHaveValue(/F2/)
    } },
    { name: 'disconnect-dialog', async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say('line.actions.forceDisconnect') }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    } },
    { name: 'line-copper', async show(page) {
      await page.keyboard.press('Escape')
      await toLine('copperCut')(page)
    } },
    { name: 'tickets', async show(page) {
      await page.goto(`${site.app.origin}/#/tickets`)
      await page.getByRole('list', { name: say('tickets.title') }).getByRole('link').first().click()
      await expect(page.getByRole('region', { name: /^Ticket \d+/ })).toBeInViewport()
    } },
    { name: 'settings', show: settings('accounts') },
    { name: 'remove-dialog', async show(page) {
      await page.getByRole('article', { name: 'Lab' }).getByRole('button').nth(1).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    } },
    { name: 'account-form', async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say('account.add') }).click()
      await expect(page.getByRole('heading', { name: say('account.form.add') })).toBeVisible()
    } },
    { name: 'preferences', show: settings('preferences') },
    { name: 'limits', async show(page) {
      await settings('limits')(page)
      await page.getByRole('button', { name: say('limits.add') }).click()
      await expect(page.getByRole('textbox', { name: say('limits.inUnit', { limit: say('limits.lower'), unit: 'dB' }) })).toBeVisible()
    } },
    { name: 'limits-list', async show(page) {
      await page.getByRole('textbox', { name: say('limits.inUnit', { limit: say('limits.lower'), unit: 'dB' }) }).fill('4')
      await page.getByRole('button', { name: say('limits.save') }).click()
      await expect(page.getByRole('list', { name: say('limits.list') }).getByRole('listitem')).toHaveCount(1)
      await expect(page.getByRole('button', { name: say('limits.add') })).toBeFocused()
    } },
    { name: 'limits-removed', async show(page) {
      await page.getByRole('list', { name: say('limits.list') }).getByRole('button', { name: new RegExp(say('limits.remove'), 'i') }).click()
      await expect(page.getByRole('button', { name: say('limits.undo') })).toBeVisible()
    } },
    { name: 'watch-settings', show: settings('watch') },
    { name: 'verdicts', show: settings('verdicts') },
    { name: 'watched-line', async show(page) {
      await toLine('restless')(page)
      await page.getByRole('button', { name: say('watch.start') }).click()
      await expect(page.getByRole('region', { name: say('watch.title') })).toBeVisible()
      await expect(page.getByText(say('line.refreshing'), { exact: true })).toHaveCount(0)
      // The button that was off fades to its own colour.
      await expect.poll(() => page.evaluate(() => document.getAnimations().filter(each => each instanceof CSSTransition).length)).toBe(0)
    } },
    { name: 'watch-elsewhere', show: settings('log') },
    { name: 'watch-stopped', async show(page) {
      await page.getByRole('region', { name: say('watch.bar') }).getByRole('button').click()
      await expect(page.getByRole('region', { name: say('watch.bar') })).toHaveCount(0)
    } },
    { name: 'log', show: settings('log') },
    { name: 'about', show: settings('about') },
    { name: 'filters', async show(page) {
      await page.goto(`${site.app.origin}/#/find`)
      await page.getByRole('button', { name: say('find.filters') }).click()
      await expect(page.getByRole('group', { name: say('find.filters.technology') })).toBeVisible()
      await expect(page.getByText(say('line.refreshing'), { exact: true })).toHaveCount(0)
    } },
  ]
}

const views = [
  { scheme: 'light', width: 1440, height: 900, language: 'en' }, { scheme: 'dark', width: 1440, height: 900, language: 'nl' },
  { scheme: 'dark', width: 900, height: 1200, language: 'en' }, { scheme: 'light', width: 480, height: 900, language: 'nl' },
] as const

for (const view of views) {
  test(`every room and dialog is accessible: ${view.scheme}, ${view.width} wide, ${view.language}`, async ({ page }) => {
    test.slow()
    await expectScreensAccessible(page, site, view, screens(view.language))
  })
}

const pictured = new Set([
  'find', 'line', 'line-observations', 'ticket-dialog', 'tickets', 'settings', 'account-form', 'preferences', 'limits', 'watched-line', 'verdicts', 'log', 'about',
])

for (const scheme of ['light', 'dark'] as const) {
  test(`pictures of every room for the docs: ${scheme}`, async ({ page }) => {
    test.skip(process.env.LINESIDE_SCREENSHOTS !== '1', 'only with LINESIDE_SCREENSHOTS=1')
    test.slow()
    await takePictures(page, site, { scheme, width: 1280, height: 800, language: 'en' }, screens('en'), pictured)
  })
}
