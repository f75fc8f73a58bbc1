import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' }, checkMs: 200 })

const limits = (page: Page): Locator => page.getByRole('list', { name: say('limits.list') })
const field = (page: Page, name: 'lower' | 'warnLower' | 'warnUpper' | 'upper', unit: string): Locator =>
  page.getByRole('textbox', { name: say('limits.inUnit', { limit: say(`limits.${name}`), unit }) })
const readings = (page: Page): Locator => page.getByRole('region', { name: 'Readings' })

async function add(page: Page, reading: string): Promise<void> {
  await page.getByRole('button', { name: say('limits.add') }).click()
  await page.getByRole('combobox', { name: say('limits.reading') }).selectOption({ label: reading })
}

test('a limit of one\'s own grades a reading at once, names itself as the source, and goes with its removal', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('deltaHealthy').nid)
  await page.getByRole('button', { name: 'ONT check', exact: true }).click()
  const light = readings(page).getByRole('listitem').filter({ hasText: 'Light at the ONT' })
  await expect(light).toContainText('OK')
  const { hash } = new URL(page.url())

  await page.goto(`${site.app.origin}/#/settings/limits`)
  await expect(page.getByText(say('limits.none'))).toBeVisible()
  await add(page, 'Light at the ONT (dBm)')
  await expect(page.getByText(/Without yours: XGS-PON: fault below −28 dBm/)).toBeVisible()
  await page.getByRole('combobox', { name: say('limits.supplier') }).selectOption('DELTA')
  await field(page, 'lower', 'dBm').fill('-5,5')
  await expectAccessible(page, 'the form')
  await page.getByRole('button', { name: say('limits.save') }).click()
  await expect(limits(page).getByRole('listitem')).toContainText('fault below −5.5 dBm')
  await expectAccessible(page, 'the list')

  await page.goto(`${site.app.origin}/${hash}`)
  await expect(light).toContainText('Fault')
  await expect(light).toContainText('limits: your own')

  await page.goto(`${site.app.origin}/#/settings/limits`)
  await page.getByRole('button', { name: /^Remove the limit/ }).click()
  await page.getByRole('button', { name: say('limits.undo') }).click()
  await expect(limits(page).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: /^Remove the limit/ }).click()
  await expect(page.getByText(say('limits.none'))).toBeVisible()
  await page.goto(`${site.app.origin}/${hash}`)
  await expect(light).toContainText('OK')
})

test('the limits of a report win over one\'s own', async ({ page }) => {
  await site.call('POST', '/app/settings', { limits: [
    { key: 'rxPowerAtOperatorModuleDbm', supplier: null, technology: null, lower: -1, warnLower: null, warnUpper: null, upper: null },
  ] })
  await site.open(page)
  await openLine(page, showcase('healthyFibre').nid)
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  const light = readings(page).getByRole('listitem').filter({ hasText: 'Light from the house' })
  await expect(light).toContainText('OK')
  await expect(light).toContainText('limits: from the report itself')
  await site.call('POST', '/app/settings', { limits: [] })
})

test('what is wrong with a limit is said beside it, and what was typed stays over a visit elsewhere', async ({ page }) => {
  await site.open(page, '#/settings/limits')
  await add(page, 'Noise margin down (dB)')
  await page.getByRole('button', { name: say('limits.save') }).click()
  await expect(page.getByRole('alert')).toHaveText(say('limits.problem.none'))
  await field(page, 'lower', 'dB').fill('6')
  await field(page, 'warnLower', 'dB').fill('3.5')
  await field(page, 'upper', 'dB').fill('many')
  await page.getByRole('button', { name: say('limits.save') }).click()
  await expect(page.getByText(say('limits.problem.rise'))).toBeVisible()
  await expect(page.getByText(say('limits.problem.number'))).toBeVisible()
  await expect(field(page, 'warnLower', 'dB')).toBeFocused()
  await page.getByRole('link', { name: say('settings.log') }).click()
  await page.getByRole('link', { name: say('settings.limits') }).click()
  await expect(field(page, 'warnLower', 'dB')).toHaveValue('3.5')
  await field(page, 'warnLower', 'dB').fill('7,5')
  await field(page, 'upper', 'dB').fill('')
  await page.keyboard.press('Enter')
  await expect(limits(page)).toContainText('fault below 6 dB, warning below 7.5 dB')
  await page.getByRole('button', { name: /^Edit the limit/ }).click()
  await expect(field(page, 'warnLower', 'dB')).toHaveValue('7.5')
  await page.getByRole('button', { name: say('limits.cancel') }).click()
})

test('marked verdicts are counted and exported as a file without anything of a customer', async ({ page }) => {
  const { nid } = showcase('fibreWeak')
  await site.open(page, '#/settings/verdicts')
  await expect(page.getByText(say('verdicts.none'))).toBeVisible()
  await page.goto(`${site.app.origin}/#/find`)
  await openLine(page, nid)
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The light from the house is too weak')
  const lineId = decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '')
  await site.call('POST', '/verdicts/mark', { mark: 'wrong', lineId, was: 'wiring', note: 'mevrouw De Vries had the plug out' })

  await page.goto(`${site.app.origin}/#/settings/verdicts`)
  await expect(page.getByText(say('verdicts.wrong', { count: 1 }))).toBeVisible()
  await expect(page.getByText(say('verdicts.export.out'))).toBeVisible()
  await expectAccessible(page, 'marked verdicts')
  const [download] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('button', { name: say('verdicts.export') }).click(),
  ])
  await expect(page.getByRole('status').filter({ hasText: download.suggestedFilename() })).toBeVisible()
  const json = await readFile(await download.path(), 'utf8')
  expect(JSON.stringify(JSON.parse(json))).toContain('"wiring"')
  for (const secret of [nid, nid.slice(0, 6), 'Lijnzichtlaan', 'De Vries', lineId]) expect(json).not.toContain(secret)
})
