import type { Locator, Page } from '@playwright/test'
import { labDeliveries } from '../../electron/lab/nextpertise/showcase.ts'
import { expect, expectAccessible, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' }, checkMs: 100 })
test.beforeEach(() => site.fault())

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const street = (key: string): string => showcase(key).address.split(',')[0] ?? ''

test('a planning is pasted, a CSV imported, and taken along: what is planned first comes first', async ({ page }) => {
  test.slow()
  await site.open(page, '#/work')
  await expect(page.getByText(say('work.none.title'))).toBeVisible()
  await expectAccessible(page, 'no work yet')
  await page.getByRole('button', { name: say('work.add') }).click()
  const form = page.getByRole('form', { name: say('work.add') })
  await form.getByRole('button', { name: say('work.add.go') }).click()
  await expect(form.getByText(say('work.add.empty'))).toBeVisible()
  await form.getByRole('textbox').fill(
    `Monday ${showcase('healthyFibre').nid.toLowerCase()} (light?)\n${labDeliveries.planned}\n1234AB000010100\n2405LZ 20 A\nlunch at twelve`)
  await form.getByRole('button', { name: say('work.add.go') }).click()
  await expect(form.getByRole('status')).toContainText('3 lines added, 1 is not known here.')
  await expect(form).toContainText('lunch at twelve')

  await form.locator('input[type=file]').setInputFiles({ name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004\u0000') })
  await expect(form.getByText(say('work.add.file.sheet'))).toBeVisible()
  const csv = `\uFEFFklant;postcode;huisnr;toevoeging\n"Jansen; P.";2405 LZ;20;b\n"x";2405LZ;20;\n`
  await form.locator('input[type=file]').setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await expect(form.getByRole('status')).toContainText('1 line added, 1 is not known here.')
  await expect(section(page, say('work.unknown'))).toContainText(say('work.unknown.several'))
  await expectAccessible(page, 'work that was pasted')
  await form.getByRole('button', { name: say('work.add.cancel') }).click()

  await page.getByRole('button', { name: say('work.unknown.lookUpOf', { text: '1234AB000010100' }) }).click()
  await expect(section(page, say('work.unknown'))).toContainText(say('work.unknown.nobody'))
  await page.getByRole('button', { name: say('work.unknown.dropOf', { text: '1234AB000010100' }) }).click()
  await expect(section(page, say('work.unknown'))).not.toContainText('1234AB000010100')

  await expect(section(page, say('work.when.none'))).toContainText(say('work.order.unknown'))
  await page.getByRole('button', { name: say('work.along') }).click()
  await expect(page.getByText(say('work.along.rest', { count: 0 }))).toBeVisible({ timeout: 60_000 })
  await expect(section(page, say('work.when.none'))).not.toContainText('Zuidpoolsingel 9')
  const planned = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Zuidpoolsingel 9' }).filter({ has: page.getByRole('checkbox') })
  await expect(planned).toContainText(say('line.transaction.action.new'))
  await expectAccessible(page, 'work that is taken along')

  await page.getByRole('checkbox', { name: say('work.done', { line: street('healthyFibre') }), exact: true }).click()
  await expect(section(page, say('work.when.done'))).toContainText(street('healthyFibre'))
  await page.getByRole('button', { name: say('work.remove', { line: `${street('copperModemOff').replace('B', ' B')}` }) }).click()
  await page.reload()
  await expect(section(page, say('work.when.done'))).toContainText(street('healthyFibre'))
  await expect(page.getByRole('main')).not.toContainText('Lijnzichtlaan 20 B')
})

test('a search of Find is saved and is work from then on; a pinned line is work too', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox').fill('Lijnzichtlaan 2')
  await expect(page.getByRole('button', { name: say('work.save') })).toBeVisible()
  await page.getByRole('button', { name: say('work.save') }).click()
  await page.getByRole('button', { name: say('work.save.go') }).click()
  await expect(page.getByText(say('work.save.empty'))).toBeVisible()
  await page.getByRole('textbox', { name: say('work.save.name') }).fill('House 2')
  await expectAccessible(page, 'saving a search')
  await page.getByRole('button', { name: say('work.save.go') }).click()
  await expect(page.getByText(say('work.saved', { name: 'House 2' }))).toBeVisible()
  await page.getByRole('searchbox').fill(showcase('fibreWeak').nid)
  await page.getByRole('button', { name: say('find.pin', { line: street('fibreWeak') }) }).click()

  await page.getByRole('link', { name: say('room.work'), exact: true }).click()
  const row = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text }).first()
  await expect(row(street('fibreWeak'))).toContainText(say('work.pinned'))
  await expect(row(say('work.filter.of', { name: 'House 2' }))).toBeVisible()
  await page.getByRole('switch', { name: say('work.filter.on', { name: 'House 2' }) }).click()
  await expect(page.getByRole('main').getByText(say('work.filter.of', { name: 'House 2' }))).toHaveCount(0)
  await page.getByRole('button', { name: say('work.remove', { line: street('fibreWeak') }) }).click()
  await expect(page.getByRole('main')).not.toContainText(street('fibreWeak'))
  await page.getByRole('button', { name: say('work.filter.showOf', { name: 'House 2' }) }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('Lijnzichtlaan 2')
})

test('without network nothing can be looked up, which is said before it is tried', async ({ page }) => {
  test.slow()
  await site.open(page, '#/work')
  await page.getByRole('button', { name: say('work.add') }).click()
  await page.getByRole('form', { name: say('work.add') }).getByRole('textbox').fill('4321BA000010100')
  await page.getByRole('button', { name: say('work.add.go') }).click()
  const lookUp = page.getByRole('button', { name: say('work.unknown.lookUpOf', { text: '4321BA000010100' }) })
  await expect(lookUp).toBeEnabled()
  await site.cut(true)
  await lookUp.click()
  await expect(page.getByText(say('work.unknown.offline'))).toBeVisible({ timeout: 60_000 })
  await expect(lookUp).toBeDisabled()
  await site.cut(false)
})
