import { showcaseAccess } from '../../electron/lab/on-api/showcase.ts'
import type { Language } from '../../shared/model/settings.ts'
import { createText } from '../../shared/text/text.ts'
import { expect, openTab, test, useSite } from './app.ts'
import { expectScreensAccessible, takePictures, type Screen } from './screens.ts'
import type { Page } from '@playwright/test'

const site = useSite({ account: { label: 'Stadsnät', kind: 'onApi' } })

test.describe.configure({ mode: 'parallel' })


/** Every room in which an access shows, each reached from the one before. */
function screens(language: Language): readonly Screen[] {
  const say = createText(language)
  const tabs = ['live', 'services', 'details', 'history'] as const
  const toAccess = (key: string) => async (page: Page): Promise<void> => {
    await page.goto(`${site.app.origin}/#/find`)
    await page.getByRole('searchbox', { name: say('find.searchBox') }).fill(showcaseAccess(key))
    await page.getByRole('list', { name: say('find.lines') }).getByRole('link').filter({ hasText: showcaseAccess(key) }).click()
    await expect(page.getByRole('button', { name: say('line.actions.checkNow') })).toBeVisible()
    await expect(page.getByText(say('line.refreshing'), { exact: true })).toHaveCount(0)
  }
  return [
    { name: 'find', async show(page) {
      await page.goto(`${site.app.origin}/#/find`)
      await page.getByRole('searchbox', { name: say('find.searchBox') }).fill('björkvägen')
      await expect(page.getByRole('list', { name: say('find.lines') }).getByRole('listitem').nth(3)).toBeVisible()
    } },
    { name: 'find-by-dhcp', async show(page) {
      await page.getByRole('button', { name: say('dhcp.open') }).first().click()
      await expect(page.getByRole('dialog', { name: say('dhcp.title') })).toBeVisible()
    } },
    { name: 'access-fault', async show(page) {
      await page.keyboard.press('Escape')
      await toAccess('dirtyOptics')(page)
      await expect(page.getByRole('region', { name: say('line.verdict.region') })).toContainText(say('finding.F2.title', { end: 'accessPort' }))
    } },
    { name: 'access-box', async show(page) {
      await toAccess('loop')(page)
      const box = page.getByRole('radiogroup', { name: say('access.box.ports') })
      await expect(box.getByRole('radio', { checked: true })).toHaveAccessibleName(new RegExp(say('access.box.loop')))
      await box.evaluate(element => { element.scrollIntoView({ block: 'center' }) })
    } },
    ...tabs.map((tab): Screen => ({ name: `access-${tab}`, async show(page) {
      if (tab === 'live') {
        await toAccess('healthy')(page)
        await page.getByRole('button', { name: say('line.actions.checkNow') }).click()
      }
      const panel = await openTab(page, new RegExp(say(`line.tab.${tab}`)))
      await page.getByRole('tab', { name: new RegExp(say(`line.tab.${tab}`)) }).evaluate(element => { element.scrollIntoView() })
      if (tab === 'history') await expect(panel.getByText(say('check.cpeStatus')).first()).toBeVisible()
    } })),
    { name: 'access-neighbours', async show(page) {
      for (const key of ['switchDown1', 'switchDown2']) await toAccess(key)(page)
      const panel = await openTab(page, new RegExp(say('line.tab.neighbours')))
      await expect(panel.getByRole('link').filter({ hasText: showcaseAccess('switchDown1') })).toBeVisible()
    } },
    { name: 'access-ticket', async show(page) {
      await toAccess('noLease')(page)
      await page.getByRole('button', { name: say('line.actions.createTicket') }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    } },
    { name: 'access-offers', async show(page) {
      await page.keyboard.press('Escape')
      await page.goto(`${site.app.origin}/#/settings/accounts`)
      await page.getByText(say('account.offer'), { exact: true }).click()
      await expect(page.getByRole('list', { name: say('account.offer') })).toContainText(say('feature.accesses'))
    } },
  ]
}

const views = [
  { scheme: 'light', width: 1440, height: 900, language: 'en' }, { scheme: 'dark', width: 900, height: 1200, language: 'nl' },
  { scheme: 'light', width: 480, height: 900, language: 'nl' },
] as const

for (const view of views) {
  test(`every room of an access is accessible: ${view.scheme}, ${view.width} wide, ${view.language}`, async ({ page }) => {
    test.slow()
    await expectScreensAccessible(page, site, view, screens(view.language))
  })
}

const pictured: ReadonlySet<string> = new Set(['find-by-dhcp', 'access-fault', 'access-box', 'access-live', 'access-services', 'access-neighbours', 'access-offers'])

for (const scheme of ['light', 'dark'] as const) {
  test(`pictures of an access for the docs: ${scheme}`, async ({ page }) => {
    test.skip(process.env.LINESIDE_SCREENSHOTS !== '1', 'only with LINESIDE_SCREENSHOTS=1')
    test.slow()
    await takePictures(page, site, { scheme, width: 1280, height: 1000, language: 'en' }, screens('en'), pictured)
  })
}
