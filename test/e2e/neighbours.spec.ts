import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, openTab, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' }, checkMs: 200 })

/** Each test finds what the one before it left known of the neighbours. */
test.describe.configure({ mode: 'serial' })

const lines = ['areaOutage1', 'areaOutage2', 'areaOutage3', 'areaOutage4'].map(showcase)
const [first, second] = lines
if (first === undefined || second === undefined) throw new Error('the lab has no neighbours')

const verdict = (page: Page): Locator => page.getByRole('region', { name: 'Verdict' })
const tab = (page: Page): Locator => page.getByRole('tabpanel', { name: say('line.tab.neighbours') })
const list = (page: Page): Locator => tab(page).getByRole('list', { name: say('neighbours.title') })
const street = (address: string): string => address.split(',')[0] ?? ''
const become = (condition: string) =>
  Promise.all(lines.map(line => site.lab.control('/lab/world', { do: 'changeLine', nid: line.nid, patch: { condition } })))

async function check(page: Page, nid: string): Promise<void> {
  await openLine(page, nid)
  await page.getByRole('button', { name: 'ONT check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Readings' })).toContainText('ONT check')
  await expect(page.getByRole('button', { name: /^Stop waiting for/ })).toHaveCount(0)
}

test('a line nobody was tested around says what would tell, and is not taken for alone', async ({ page }) => {
  await site.open(page)
  await openLine(page, first.nid)
  await openTab(page, say('line.tab.neighbours'))
  await expect(tab(page)).toContainText(say('neighbours.none.noPort'))
  await expect(page.getByRole('button', { name: say('neighbours.check') })).toHaveCount(0)
})

test('three neighbours are checked after asking, and the verdict knows at once that several are down', async ({ page }) => {
  test.slow()
  await become('healthy')
  await site.open(page)
  for (const line of lines.toReversed()) await check(page, line.nid)
  await openTab(page, say('line.tab.neighbours'))
  await expect(list(page).getByRole('listitem')).toHaveCount(3)
  await expect(list(page).getByRole('listitem').first()).toContainText(say('neighbours.closeness.ponPort'))
  await expect(tab(page)).toContainText('vri-poc-olt01')

  await become('areaOutage')
  await page.getByRole('button', { name: 'ONT check', exact: true }).click()
  await expect(verdict(page)).toContainText('Fault')
  await expect(verdict(page)).not.toContainText('Several customers have it')

  await tab(page).getByRole('button', { name: say('neighbours.check') }).click()
  const dialog = page.getByRole('dialog', { name: say('neighbours.ask.title') })
  await expect(dialog.getByRole('button', { name: say('neighbours.ask.leave') })).toBeFocused()
  await expect(dialog).toContainText(say('neighbours.ask.effect'))
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  for (const box of await dialog.getByRole('checkbox').all()) await expect(box).toBeChecked()
  await expectAccessible(page, 'the dialog')
  await dialog.getByRole('button', { name: say('neighbours.ask.start', { count: 3 }) }).click()

  const run = page.getByRole('region', { name: say('neighbours.run.title') })
  await expect(run).toContainText(say('neighbours.run.done'))
  await expect(verdict(page)).toContainText('Several customers have it: 4 addresses')
  await expect(page.getByText('3 of the 3 lines nearby are down: 3 on the same PON port.')).toBeVisible()
  await run.getByRole('button', { name: say('neighbours.run.close') }).click()
  await expect(run).toHaveCount(0)
  await expectAccessible(page, 'the tab')
})

test('the list is filtered and ordered, remembers it, and opens a neighbour', async ({ page }) => {
  await site.open(page)
  await openLine(page, first.nid)
  await openTab(page, say('line.tab.neighbours'))
  await tab(page).getByRole('checkbox', { name: say('neighbours.onlyBad') }).check()
  await tab(page).getByRole('combobox', { name: say('neighbours.sort') }).selectOption(say('neighbours.sort.newest'))
  await expect(list(page).getByRole('listitem')).toHaveCount(3)
  await page.reload()
  await openTab(page, say('line.tab.neighbours'))
  await expect(tab(page).getByRole('checkbox', { name: say('neighbours.onlyBad') })).toBeChecked()
  await list(page).getByRole('link').filter({ hasText: second.nid }).click()
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('heading', { level: 1 })).toHaveText(street(second.address))
})

test('waiting for neighbours can be given up, and what failed is said in words', async ({ page }) => {
  await site.open(page)
  await openLine(page, first.nid)
  await openTab(page, say('line.tab.neighbours'))
  const start = async (): Promise<void> => {
    await tab(page).getByRole('button', { name: say('neighbours.check') }).click()
    await page.getByRole('dialog').getByRole('checkbox', { checked: true }).first().uncheck()
    await page.getByRole('dialog').getByRole('button', { name: say('neighbours.ask.start', { count: 2 }) }).click()
  }
  const run = page.getByRole('region', { name: say('neighbours.run.title') })
  await site.fault('diagnose', { kind: 'latency', ms: 20_000 })
  await start()
  await expect(run).toContainText(say('neighbours.run.progress', { done: 0, all: 2 }))
  await run.getByRole('button', { name: say('neighbours.run.stop') }).click()
  await expect(run).toContainText(say('neighbours.run.left'))
  await run.getByRole('button', { name: say('neighbours.run.close') }).click()
  await site.fault()

  await openLine(page, second.nid)
  await openTab(page, say('line.tab.neighbours'))
  for (const method of ['diagnose', 'get_authlog']) await site.fault(method, { kind: 'refusal', code: '017', message: 'Tests are closed tonight' })
  await start()
  await expect(run).toContainText(/neighbours? brought no result/, { timeout: 60_000 })
  await expect(run).toContainText(say('failure.rejected.title'))
  await site.fault()
})
