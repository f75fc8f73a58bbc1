import { expect, openLine, showcase, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' } })

const office = '2408ZE000100100'
const line = (page: Page): Locator => page.getByRole('region', { name: 'Line' })
const tab = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole('tab', { name }).click()
  return page.getByRole('tabpanel', { name })
}

test.beforeEach(() => site.fault())

test('shows which line it is, with a map, and how old that is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await site.open(page)
  await openLine(page, office)
  await expect(line(page).getByRole('heading', { level: 1 })).toHaveText('Zuidpoolsingel 10')
  await expect(line(page).getByText('2408 ZE Alphen aan den Rijn')).toBeVisible()
  await expect(line(page).getByRole('link', { name: 'Map' })).toHaveAttribute('href', /^https:\/\/www\.openstreetmap\.org\/\?mlat=52\.1266/)
  await line(page).getByRole('button', { name: 'Copy NID', exact: true }).click()
  await expect(line(page).getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(office)
})

test('draws the path, and shows the readings of a part', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('healthyFibre').nid)
  const path = page.getByRole('region', { name: 'The path' })
  await expect(path.getByRole('listitem')).toHaveCount(6)
  for (const part of ['Operator’s network', 'Access node', 'Line', 'Box or modem', 'Router', 'Home']) {
    await expect(path.getByRole('button', { name: new RegExp(`^${part}`) })).toBeVisible()
  }
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
  await path.getByRole('button', { name: /^Home/ }).click()
  await expect(path.getByRole('heading', { name: 'Readings: Home' })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(path.getByRole('button', { name: /^Router/ })).toBeFocused()
  await path.getByRole('button', { name: 'Close the readings' }).click()
  await expect(path.getByRole('heading', { name: 'Readings: Home' })).toHaveCount(0)
})

test('shows circuits, and credentials only on request, masked, revealed, copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await site.open(page)
  await openLine(page, office)
  const circuits = page.getByRole('tabpanel', { name: 'Circuits' })
  await expect(circuits.getByText('2408ZE000100101').first()).toBeVisible()
  await expect(circuits.getByText('10.2 Mbit/s down, 10.2 Mbit/s up').first()).toBeVisible()
  await expect(circuits.getByText('2408ZE10-0101@nextpertise.nl').first()).toBeVisible()
  await expect(page.locator('body')).not.toContainText('k3r9v2m8q1')

  await circuits.getByRole('button', { name: 'Show credentials' }).first().click()
  const credentials = circuits.getByRole('group', { name: 'Credentials' })
  await expect(credentials).toContainText('••••••••••')
  await expect(page.locator('body')).not.toContainText('k3r9v2m8q1')
  await credentials.getByRole('button', { name: 'Copy password' }).click()
  await expect(credentials.getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('k3r9v2m8q1')
  await expect(page.locator('body')).not.toContainText('k3r9v2m8q1')
  await credentials.getByRole('button', { name: 'Reveal the password' }).click()
  await expect(credentials).toContainText('k3r9v2m8q1')
  await credentials.getByRole('button', { name: 'Forget the credentials' }).click()
  await expect(page.locator('body')).not.toContainText('k3r9v2m8q1')
})

test('shows contract, contacts with call links, end user and the running transaction', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('inOrder').nid)
  const details = await tab(page, 'Details')
  const running = details.getByRole('region', { name: 'Running order or change' })
  await expect(running).toContainText('Migration')
  await expect(running.getByText(/^\d{1,2} \w{3} 20\d\d$/).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The service is being ordered or changed')

  await openLine(page, office)
  await page.getByRole('tab', { name: 'Details' }).click()
  const contacts = details.getByRole('region', { name: 'Contacts at the location' })
  await expect(contacts.getByRole('link').first()).toHaveAttribute('href', /^tel:/)
  await expect(details.getByRole('region', { name: 'End user' })).toContainText('Nextpertise Office')
  const carrier = details.getByRole('region', { name: 'Line, SLA and contract' })
  await expect(carrier).toContainText('Gold')
  await expect(carrier).toContainText('VDSL2')
})

test('keeps the engineer’s observations over a reload', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('ontNotRanged').nid)
  const observed = await tab(page, 'Observations')
  await observed.getByRole('radiogroup', { name: 'Light at the outlet' }).getByText('No light').click()
  await observed.getByRole('textbox', { name: 'Light at the outlet, measured (dBm)' }).fill('-90')
  await expect(observed.getByText('A number from -60 to 15 dBm. Not kept yet.')).toBeVisible()
  await observed.getByRole('textbox', { name: 'Light at the outlet, measured (dBm)' }).fill('-32,5')
  await observed.getByRole('textbox', { name: 'Serial number on the label' }).fill('GNXSDBAB1F47')
  await observed.getByRole('textbox', { name: 'Note' }).fill('Box hangs in the attic')
  await expect(observed.getByRole('status')).toHaveText('Saved')
  await page.reload()
  await expect(line(page).getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('3')
  await expect(observed.getByRole('radiogroup', { name: 'Light at the outlet' }).getByRole('radio', { name: 'No light' })).toBeChecked()
  await expect(observed.getByRole('textbox', { name: 'Light at the outlet, measured (dBm)' })).toHaveValue('-32.5')
  await expect(observed.getByRole('textbox', { name: 'Serial number on the label' })).toHaveValue('GNXSDBAB1F47')
  await expect(observed.getByRole('textbox', { name: 'Note' })).toHaveValue('Box hangs in the attic')
})

test('shows events, open tickets and the raw reply', async ({ page }) => {
  await site.open(page)
  await openLine(page, office)
  const events = await tab(page, 'Events')
  await expect(events.getByRole('listitem').first()).toBeVisible()
  const tickets = await tab(page, 'Tickets')
  await expect(tickets.getByText('Connection down for Nextpertise Office')).toBeVisible()
  await expect(tickets.getByText('Ticket 12345')).toBeVisible()
  const raw = await tab(page, 'Raw')
  await raw.getByRole('textbox', { name: 'Search in the raw data' }).fill('Gold SLA')
  await expect(raw.getByRole('status').filter({ hasText: '1 place' })).toBeVisible()
  await expect(raw).not.toContainText('k3r9v2m8q1')
})

test('lets each part fail on its own, with another try', async ({ page }) => {
  await site.fault('list_events', { kind: 'html' })
  await site.fault('get_enduser', { kind: 'serverError', status: 500 })
  await site.open(page)
  await openLine(page, showcase('copperHealthy').nid)
  const events = await tab(page, 'Events')
  await expect(events.getByRole('alert')).toContainText('The answer is not what the operator’s system normally sends')
  const details = await tab(page, 'Details')
  await expect(details.getByRole('region', { name: 'End user' }).getByRole('alert')).toContainText('The operator’s system has a fault of its own')
  await expect(details.getByRole('region', { name: 'Running order or change' }).getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Line check' })).toBeEnabled()

  await site.fault()
  await details.getByRole('region', { name: 'End user' }).getByRole('button', { name: 'Try again' }).click()
  await expect(details.getByRole('alert')).toHaveCount(0)
  await page.getByRole('tab', { name: 'Events' }).click()
  await expect(events.getByRole('alert')).toHaveCount(0)
  await expect(events.getByRole('listitem').first()).toBeVisible()
})

test('says which record or reply it could not read', async ({ page }) => {
  await site.fault('list_available_diagnostics', { kind: 'wrongShape' })
  await site.open(page)
  await openLine(page, showcase('transmitterFault').nid)
  await expect(line(page).getByRole('alert').filter({ hasText: 'in a shape Lineside does not know' })).toBeVisible()
  await site.fault()
  await line(page).getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Fibre check', exact: true })).toBeEnabled()
})

test('opens tabs by digit, goes back by Esc', async ({ page }) => {
  await site.open(page)
  await openLine(page, office)
  await line(page).getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('9')
  await expect(page.getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox', { name: 'Find a line' })).toBeFocused()
})
