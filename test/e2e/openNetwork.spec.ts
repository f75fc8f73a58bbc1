import type { Locator, Page } from '@playwright/test'
import { dhcpOf } from '../../electron/lab/on-api/dhcp.ts'
import { onApiShowcase, showcaseAccess, showcaseAccesses } from '../../electron/lab/on-api/showcase.ts'
import { expect, expectAccessible, say, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Open', kind: 'onApi' } })

const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: say('find.searchBox') })
const rows = (page: Page): Locator => page.getByRole('list', { name: say('find.lines') }).getByRole('listitem')
const line = (page: Page): Locator => page.getByRole('region', { name: say('room.line') })
const part = (page: Page, kind: 'accessHardware' | 'portStatus' | 'macTable' | 'leases' | 'igmpGroups' | 'cpeStatus'): Locator =>
  page.getByRole('region', { name: say(`check.${kind}`), exact: true })
const address = (name: string): string => onApiShowcase.find(each => each.name === name)?.address.split(',')[0] ?? ''

/** A named access of the lab, through the search box. */
async function openAccess(page: Page, name: string): Promise<void> {
  await site.open(page)
  await searchBox(page).fill(showcaseAccess(name))
  await rows(page).first().getByRole('link').click()
  await expect(line(page).getByText(showcaseAccess(name), { exact: true }).first()).toBeVisible()
}

test.beforeEach(() => site.fault())

test('finds an access by everything one may know of it', async ({ page }) => {
  await openAccess(page, 'healthy')
  await page.getByRole('tab', { name: say('line.tab.services') }).click()
  const mac = await line(page).getByText(/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/).first().textContent() ?? ''
  const reference = await line(page).getByText(/^[A-Z]{3}-\d{6}$/).first().textContent() ?? ''
  for (const [query, found] of [
    ['björkvägen 12 a', 'Björkvägen 12 A'], ['bjorkvagen 12a', 'Björkvägen 12 A'], ['352 34 björkvägen 2', 'Björkvägen 2'],
    [showcaseAccess('loop'), 'Björkvägen 12 A'], [mac, 'Björkvägen 2'], [mac.replaceAll(':', '').toLowerCase(), 'Björkvägen 2'], [reference, 'Björkvägen 2'],
    ['östra långgatan lgh 1202', 'Östra Långgatan 8 B'], ['2 tr vänster', 'Östra Långgatan 8 C'], ['KGXF49861', 'Björkvägen 28'], ['203.0.113.7', 'Björkvägen 30'],
  ] as const) {
    await test.step(query, async () => {
      await searchBox(page).fill(query)
      await expect.soft(rows(page).first().getByRole('link'), query).toContainText(found)
      await expect.soft(rows(page).first().locator('mark').first(), `${query}: the mark`).toBeVisible()
    })
  }
  await expectAccessible(page, 'found accesses')
})

test('finds an access by a value of a DHCP log, decoded here', async ({ page }) => {
  const binary = showcaseAccesses(1).find(({ accessId }) => accessId === showcaseAccess('binaryOption82'))
  const hex = binary === undefined ? '' : dhcpOf(binary).option82 ?? ''
  await site.open(page)
  await expect(page.getByRole('button', { name: say('dhcp.open') })).toBeVisible()
  await page.keyboard.press('Alt+o')
  const dialog = page.getByRole('dialog', { name: say('dhcp.title') })
  const value = dialog.getByRole('textbox', { name: say('dhcp.value') })
  await expect(value).toBeFocused()

  await test.step('cut off: says where', async () => {
    await dialog.getByRole('combobox', { name: say('dhcp.field') }).selectOption('ipv4option82')
    await value.fill(hex.slice(0, -2))
    await expect(dialog.getByRole('alert')).toContainText('Cut off: part 2')
    await expect(dialog.getByRole('button', { name: say('dhcp.ask') })).toBeDisabled()
    await expectAccessible(page, 'a value that is cut off')
  })
  await test.step('whole, with 0x and colons', async () => {
    await value.fill(`0x${hex.replaceAll(/(..)(?=.)/g, '$1:')}`)
    await expect(dialog.getByRole('region', { name: say('dhcp.decoded') })).toContainText(/(?:[0-9A-F]{2}:){5}[0-9A-F]{2}/)
    await value.press('Enter')
    await expect(dialog.getByRole('link')).toContainText(address('binaryOption82'))
    await expect(dialog.getByRole('link')).toBeFocused()
    await expectAccessible(page, 'found by DHCP')
    await page.keyboard.press('Enter')
    await expect(line(page).getByRole('heading', { level: 1 })).toHaveText(address('binaryOption82'))
    await expect(dialog).toHaveCount(0)
  })
  await test.step('from the search box, and not found', async () => {
    await searchBox(page).fill('circuit-id sw-nowhere ge-0/0/99')
    await expect(page.getByText(say('dhcp.looks'))).toBeVisible()
    await page.getByRole('button', { name: say('dhcp.open') }).first().click()
    await expect(value).toHaveValue('circuit-id sw-nowhere ge-0/0/99')
    await dialog.getByRole('button', { name: say('dhcp.ask') }).click()
    await expect(dialog.getByRole('status')).toContainText(say('dhcp.none', { field: say('dhcp.field.ipv4CircuitId'), count: 1 }))
  })
})

test('shows what the network sees of an access, each part on its own, and nothing of other systems', async ({ page }) => {
  await openAccess(page, 'healthy')
  for (const kind of ['accessHardware', 'portStatus', 'cpeStatus', 'macTable', 'leases', 'igmpGroups'] as const) await expect(part(page, kind)).toContainText('just now')
  await expect(part(page, 'accessHardware')).toContainText(say('access.hardware.up'))
  await expect(part(page, 'portStatus')).toContainText('1 Gbit/s')
  await expect(part(page, 'portStatus').getByRole('table', { name: say('access.flow') })).toContainText(say('access.flow.crc'))
  await expect(part(page, 'macTable').getByRole('table')).toContainText(/(?:[0-9A-F]{2}:){5}[0-9A-F]{2}/)
  await expect(page.getByRole('tab')).toHaveText([/Live state/, /Services/, /Details/, /Observations/, /History/, /Neighbours/, /Tickets/, /Raw/])
  await expect(page.getByRole('button', { name: say('line.actions.forceDisconnect') })).toHaveCount(0)
  await expectAccessible(page, 'live state')

  await test.step('a part fails alone, and is asked again alone', async () => {
    await site.fault('GET /tech/cpe/{accessId}/status', { kind: 'serverError', status: 500 })
    await part(page, 'cpeStatus').getByRole('button', { name: say('access.refreshPart', { part: say('check.cpeStatus') }) }).click()
    await expect(part(page, 'cpeStatus').getByRole('alert')).toContainText(say('failure.serverError.title'))
    await expect(part(page, 'cpeStatus').getByRole('radiogroup')).toBeVisible()
    await expect(part(page, 'portStatus').getByRole('alert')).toHaveCount(0)
    await expectAccessible(page, 'a part that failed')
    await site.fault()
    await part(page, 'cpeStatus').getByRole('button', { name: say('failure.retry') }).click()
    await expect(part(page, 'cpeStatus').getByRole('alert')).toHaveCount(0)
  })
  await test.step('sorts a table', async () => {
    const header = part(page, 'macTable').getByRole('columnheader').first()
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
  })
  await test.step('services and details by digits', async () => {
    await page.keyboard.press('2')
    await expect(page.getByRole('region', { name: say('access.subscriptions') })).toContainText(say('access.subscription.active'))
    await expectAccessible(page, 'services')
    await page.keyboard.press('3')
    await expect(page.getByRole('region', { name: say('access.details') })).toContainText('RESIDENTIAL_HOUSE')
    await expectAccessible(page, 'details of an access')
  })
})

test('draws the box with its ports, walked by keyboard, and says what is wrong', async ({ page }) => {
  await openAccess(page, 'loop')
  await expect(page.getByRole('region', { name: say('line.verdict.region') })).toContainText('loop')
  const box = part(page, 'cpeStatus').getByRole('radiogroup', { name: say('access.box.ports') })
  const looped = box.getByRole('radio', { name: new RegExp(say('access.box.loop')) }).first()
  await expect(looped).toBeChecked()
  await looped.focus()
  await page.keyboard.press('Home')
  const first = box.getByRole('radio').first()
  await expect(first).toBeFocused()
  await expect(first).toBeChecked()
  await expect(part(page, 'cpeStatus').getByText(say('access.port.module'))).toBeVisible()
  await page.keyboard.press('End')
  await expect(box.getByRole('radio').last()).toBeChecked()
  await part(page, 'cpeStatus').getByText(say('access.box.table')).click()
  await expect(part(page, 'cpeStatus').getByRole('table', { name: say('access.box.table') }).getByRole('row')).toHaveCount(await box.getByRole('radio').count() + 1)
  await expectAccessible(page, 'the box')
})

test('runs all live queries as checks', async ({ page }) => {
  await openAccess(page, 'noLease')
  await page.getByRole('button', { name: say('line.actions.checkNow') }).click()
  await page.getByRole('tab', { name: say('line.tab.history') }).click()
  await expect(page.getByRole('tabpanel').getByText(say('check.leases')).first()).toBeVisible()
  await expect(page.getByRole('tabpanel').getByText(say('check.cpeStatus')).first()).toBeVisible()
})

test('says of what is not told that it is not told', async ({ page }) => {
  await openAccess(page, 'empty')
  await expect(part(page, 'accessHardware')).toContainText(say('access.notGiven'))
  await expect(part(page, 'macTable')).toContainText(say('access.noTable'))
  await expectAccessible(page, 'an access of which little is told')
})

test('adds an open network as an account, and shows what it offers', async ({ page }) => {
  await site.open(page, '#/settings/accounts/new')
  await page.getByRole('radio', { name: say('system.onApi') }).check()
  await page.getByRole('textbox', { name: say('account.form.address') }).fill(site.lab.baseUrls['onApi'] ?? '')
  await page.getByRole('textbox', { name: say('account.form.username') }).fill('engineer')
  await page.getByRole('textbox', { name: say('account.form.password') }).fill('engineer-pass')
  await page.getByRole('textbox', { name: say('account.form.label') }).fill('Second')
  await page.getByRole('button', { name: say('account.form.test') }).click()
  await expect(page.getByText(say('account.test.ok.title'))).toBeVisible()
  await expectAccessible(page, 'the form of an open network')
  await page.getByRole('button', { name: say('account.form.save') }).click()
  const card = page.getByRole('article', { name: 'Second' })
  await card.getByText(say('account.offer')).click()
  await expect(card.getByRole('list', { name: say('account.offer') })).toContainText(say('feature.accesses'))
  await card.getByRole('button', { name: say('account.offer.askOf', { label: 'Second' }) }).click()
  await expect(card.getByRole('list', { name: say('account.offer') })).toContainText(say('feature.state.works'))
  await expectAccessible(page, 'what an operator offers')
})
