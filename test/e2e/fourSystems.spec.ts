import { expect, expectAccessible, openTab, say, test, useSite } from './app.ts'
import { labEngineer } from '../fakes/processes.ts'

/** A reseller platform beside Nextpertise, as the lab has them: its order 5020 stands on one of Nextpertise's circuits, 5281 is telephony. */
const site = useSite({ lines: 400, account: { label: 'Network' } })

test.beforeAll(async () => {
  await site.call('POST', '/accounts', {
    account: {
      kind: 'reseller', label: 'Platform', colour: 'violet', baseUrl: site.lab.baseUrls.reseller, username: 'engineer@reseller.example', clientId: 'client-engineer',
      authentication: 'jwt', scope: { states: ['active', 'processing', 'terminated', 'cancelled'], cities: [], postcodePrefixes: [], tags: [] },
    },
    secrets: { password: `${labEngineer.username}-pass` },
  })
  await expect.poll(async () => JSON.stringify(await site.call('POST', '/lines/search', { query: '5281', filters: { states: [], media: [], technologies: [], suppliers: [], online: [], accountIds: [] } }))).toContain('5281')
})

test('shows a service with its parts, asks what its system can tell, and promises no line test', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('5281')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').first().click()
  const line = page.getByRole('region', { name: 'Line', exact: true })
  await expect(line.getByRole('navigation', { name: say('service.customerPath') })).toBeVisible()
  await expect(line.getByRole('button', { name: 'Line check' })).toHaveCount(0)
  await expect(line.getByText('It has no line test', { exact: false })).toBeVisible()
  await expect(line.getByRole('region', { name: say('service.section.voip') }).getByText('sip5281')).toBeVisible()
  await expectAccessible(page, 'a service')
  await line.getByRole('button', { name: 'SIP registration' }).click()
  await expect(line.getByRole('heading', { name: say('line.readings') })).toBeVisible()
})

test('writes the note of a call through the outbox, and keeps it while it is typed', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('5281')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').first().click()
  await openTab(page, /^Calls/)
  await page.getByRole('button', { name: say('call.write') }).click()
  await page.getByLabel(say('call.subject')).fill('No dial tone')
  await expect(page.getByText(say('tickets.form.save.saved'))).toBeVisible()
  await page.reload()
  const calls = await openTab(page, /^Calls/)
  await expect(calls.getByLabel(say('call.subject'))).toHaveValue('No dial tone')
  await expectAccessible(page, 'calls')
  await calls.getByRole('button', { name: say('call.send') }).click()
  await expect(calls.getByRole('listitem').filter({ hasText: 'No dial tone' })).toBeVisible()
})

test('asks before an order is cancelled, naming it, whose it is and where', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('5281')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').first().click()
  const orders = await openTab(page, /^Orders/)
  await orders.locator('summary').first().click()
  await expect(orders.getByRole('list', { name: say('order.tasks') })).toBeVisible()
  await orders.getByRole('button', { name: say('order.cancel') }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('is withdrawn at Platform', { exact: false })).toBeVisible()
  await expect(dialog.getByRole('button', { name: say('order.cancel.keep') })).toBeFocused()
  await dialog.getByRole('button', { name: say('order.cancel.confirm') }).click()
  await expect(dialog).toHaveCount(0)
  await expect(orders.getByText(say('order.state.cancelled')).first()).toBeVisible()
})

test('leads from a service to the same place at Nextpertise and checks there', async ({ page }) => {
  await site.open(page)
  await page.getByRole('searchbox', { name: 'Find a line' }).fill('5020')
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').filter({ hasText: 'Platform' }).first().click()
  const places = page.getByRole('region', { name: say('place.list') })
  await expect(places.getByText(say('place.certain'))).toBeVisible()
  await expectAccessible(page, 'the same place')
  await places.getByRole('button', { name: /^Check there/ }).click()
  await expect(page.getByRole('region', { name: 'Line', exact: true }).getByText('Network').first()).toBeVisible()
  // What nobody feels was started by that one click.
  const lineId = decodeURIComponent(new URL(page.url()).hash.replace('#/line/', ''))
  await expect.poll(async () => JSON.stringify(await site.call('POST', '/lines/open', { lineId }))).toMatch(/"checks":\[\{/)
})

test('checks an address over both systems, and says how every system stands', async ({ page }) => {
  await site.open(page, '#/addresses')
  await page.getByLabel(say('addresses.postcode')).fill('2408ze 10 A')
  await page.keyboard.press('Enter')
  const answers = page.getByRole('region', { name: say('addresses.answers') })
  await expect(answers.getByRole('article', { name: 'Network' }).getByText('Answered in', { exact: false })).toBeVisible()
  await expect(answers.getByRole('article', { name: 'Platform' }).getByText('SDF', { exact: true }).first()).toBeVisible()
  await expectAccessible(page, 'the address check')
  await page.goto(`${site.app.origin}/#/settings/systems`)
  const platform = page.getByRole('article', { name: 'Platform' })
  await expect(platform.getByText('This hour:', { exact: false })).toBeVisible()
  await expect(platform.getByText(say('systems.search'))).toBeVisible()
  await expectAccessible(page, 'all systems')
})
