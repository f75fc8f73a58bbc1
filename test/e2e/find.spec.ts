import { expect, openLine, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' } })

const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find a line' })
const rows = (page: Page): Locator => page.getByRole('list', { name: 'Lines' }).getByRole('listitem')

const queries: readonly (readonly [what: string, query: string, line: string, mark: string])[] = [
  ['street and number', 'lijnzichtlaan 15', 'Lijnzichtlaan 15', '15'],
  ['number and street', '15 Lijnzicht', 'Lijnzichtlaan 15', 'Lijnzicht'],
  ['postcode and number', '2408ze 10a', 'Zuidpoolsingel 10 A', '10 A'],
  ['postcode with a space', '2408 ZE 10a', 'Zuidpoolsingel 10 A', '2408 ZE'],
  ['full NID', '2405LZ000150100', 'Lijnzichtlaan 15', '2405LZ000150100'],
  ['partial NID', '2405lz00015', 'Lijnzichtlaan 15', '2405LZ00015'],
  ['RADIUS user', '2405LZ15-0101@dsl.example.nl', 'Lijnzichtlaan 15', '2405LZ15-0101@dsl.example.nl'],
  ['IP address', '212.57.50.11', 'Zuidpoolsingel 10', '212.57.50.11'],
  ['IP address inside a routed subnet', '10.0.0.66', 'Lijnzichtlaan 17', '10.0.0.64/29'],
  ['tag', 'company=next-office', '', 'company=next-office'],
  ['supplier', 'odido', '', 'ODIDO'],
  ['service id', 'REF0009985224', 'Lijnzichtlaan 15', 'REF0009985224'],
  ['ONT number', 'gnxs054cfcc8', 'Lijnzichtlaan 15', 'GNXS054CFCC8'],
  ['end user', 'nextpertise office', 'Zuidpoolsingel 10', 'Nextpertise'],
]

test('finds a line by everything one may know of it, and marks what matched', async ({ page }) => {
  await site.open(page)
  for (const [what, query, line, mark] of queries) {
    await test.step(what, async () => {
      await searchBox(page).fill(query)
      const first = rows(page).first()
      await expect.soft(first.locator('mark').filter({ hasText: mark }).first(), `${query}: the mark`).toBeVisible()
      await expect.soft(first.getByRole('link'), `${query}: the first line`).toContainText(line)
    })
  }
})

test('shows of each result what it is, how it is, whose and how old', async ({ page }) => {
  await site.open(page)
  await searchBox(page).fill('2405LZ000150100')
  const link = rows(page).first().getByRole('link')
  for (const part of ['Lijnzichtlaan 15', '2405 LZ Alphen aan den Rijn', 'GPON', 'KPNWBA', 'Active', 'Offline', 'Lab', 'just now']) await expect(link).toContainText(part)
})

test('says so where nothing matches, and looks a full NID up live', async ({ page }) => {
  await site.open(page)
  await searchBox(page).fill('xyzzy nowhere 999')
  await expect(page.getByText('No line here matches')).toBeVisible()

  // Terminated lines are outside what is synchronised.
  await searchBox(page).fill('3522HC000590100')
  await expect(page.getByText('3522HC000590100 is not kept here')).toBeVisible()
  await page.getByRole('button', { name: 'Look it up live' }).click()
  await expect(rows(page).first().getByRole('link')).toContainText('IJsselstraat 59')
  await rows(page).first().getByRole('link').click()
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('heading', { level: 1 })).toHaveText('IJsselstraat 59')

  await searchBox(page).fill('9999XX000010100')
  await page.getByRole('button', { name: 'Look it up live' }).click()
  await expect(page.getByText('No operator knows 9999XX000010100.')).toBeVisible()
})

test('takes a malformed NID for words, without a look-up', async ({ page }) => {
  await site.open(page)
  await searchBox(page).fill('9999XX0000A0100')
  await expect(page.getByText('No line here matches')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look it up live' })).toHaveCount(0)
})

test('filters by state, technology, supplier and online state', async ({ page }) => {
  await site.open(page)
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('group', { name: 'Technology' }).getByRole('checkbox', { name: /^XGS-PON/ }).first().check()
  await expect(rows(page).first().getByRole('link')).toContainText('XGS-PON')
  await page.getByRole('group', { name: 'Online' }).getByRole('checkbox', { name: 'Offline' }).check()
  await expect(rows(page).first().getByRole('link')).toContainText('Offline')
  await page.getByRole('group', { name: 'State' }).getByRole('checkbox', { name: 'Active' }).check()
  await page.getByRole('group', { name: 'Supplier' }).getByRole('checkbox', { name: /KPNWBA/ }).check()
  await searchBox(page).fill('lijnzicht')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).first().getByRole('link')).toContainText('Lijnzichtlaan 3')

  await page.getByRole('button', { name: 'Filters, 4 on' }).click()
  await page.getByRole('button', { name: /^Remove filter XGS-PON/ }).click()
  await expect(page.getByRole('button', { name: 'Filters, 3 on' })).toBeVisible()
  await expect(rows(page).nth(1)).toBeVisible()

  await searchBox(page).fill('westlandgracht 61')
  await expect(page.getByText('Filters are on: without them there may be one.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(rows(page).first().getByRole('link')).toContainText('Westlandgracht 61')
})

test('is worked by keyboard alone', async ({ page }) => {
  await site.open(page)
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('lijnzichtlaan')
  await expect(rows(page).nth(3).locator('mark').first()).toHaveText('Lijnzichtlaan')
  await page.keyboard.press('ArrowDown')
  const second = await rows(page).nth(1).getByRole('link').getAttribute('href')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).hash).toBe(second)
  await expect(page.getByRole('region', { name: 'Line' })).toBeFocused()
  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
})

test('keeps recent and pinned lines, and takes the pinned ones along', async ({ page }) => {
  await site.open(page)
  for (const nid of ['2405LZ000010100', '2408ZE000020100', '2405LZ000150100']) {
    await openLine(page, nid)
  }
  await page.getByRole('region', { name: 'Line' }).getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pinned', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await searchBox(page).fill('2405LZ000010100')
  await page.getByRole('button', { name: 'Pin Lijnzichtlaan 1', exact: true }).click()
  await page.reload()
  const pinned = page.getByRole('list', { name: 'Pinned' })
  await expect(pinned.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Recent' }).getByRole('listitem').first()).toContainText('Zuidpoolsingel 2')

  await site.fault('list_tickets', { kind: 'serverError', status: 503 })
  await page.getByRole('button', { name: 'Take along' }).click()
  const along = page.getByRole('region', { name: 'Take along' })
  await expect(along.getByRole('status')).toHaveText('0 lines are complete of 2')
  await expect(along.getByRole('listitem').first()).toContainText('Missing: tickets')
  await site.fault()
  await along.getByRole('button', { name: 'Fetch the rest again' }).click()
  await expect(along.getByRole('status')).toHaveText('2 lines are complete of 2')
  await along.getByRole('button', { name: 'Close' }).click()
  await expect(along).toHaveCount(0)

  await page.getByRole('button', { name: 'Unpin Lijnzichtlaan 15' }).first().click()
  await expect(pinned.getByRole('listitem')).toHaveCount(1)
})
