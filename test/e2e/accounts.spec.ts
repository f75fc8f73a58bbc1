import { totpCode } from '../../electron/lab/nextpertise/users.ts'
import type { Locator, Page } from '@playwright/test'
import { expect, say, test, useSite } from './app.ts'

const site = useSite()

const outcome = (page: Page): Locator => page.getByRole('status', { name: 'Test connection' }).or(page.getByRole('region', { name: 'Test connection' })).first()
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })

test.beforeEach(() => site.fault())

async function openForm(page: Page): Promise<void> {
  await site.open(page)
  await page.getByRole('button', { name: 'Add an operator' }).click()
  await expect(page.getByRole('heading', { name: 'Add an operator' })).toBeVisible()
  for (const offered of ['Nextpertise · Production', 'Nextpertise test · Test']) await expect(page.getByRole('radio', { name: offered })).toBeVisible()
  await page.getByRole('radio', { name: 'Another address' }).check()
}

async function fill(page: Page, username: string, password: string, baseUrl = site.lab.baseUrl): Promise<void> {
  await field(page, 'Base address').fill(baseUrl)
  await field(page, 'User name').fill(username)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
}

async function testConnection(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Test connection' }).click()
  return outcome(page)
}

test('tests a connection and says in words what is wrong', async ({ page }) => {
  await openForm(page)
  await field(page, 'Name on screen').fill('Lab')

  await test.step('all is well', async () => {
    await fill(page, 'engineer', 'engineer-pass')
    await expect(await testConnection(page)).toContainText('The connection works')
    await expect(outcome(page)).toContainText('Esmée Lab')
    await expect(outcome(page)).toContainText('broadband/diagnostics allowed')
  })
  await test.step('wrong password', async () => {
    await fill(page, 'engineer', 'wrong')
    await expect(await testConnection(page)).toContainText('The system refused the log-in')
  })
  await test.step('not whitelisted', async () => {
    await fill(page, 'elsewhere', 'elsewhere-pass')
    await expect(await testConnection(page)).toContainText('The system refused the log-in')
    await expect(outcome(page)).toContainText('whitelist')
  })
  await test.step('one-time code', async () => {
    await fill(page, 'totp', 'totp-pass')
    await expect(await testConnection(page)).toContainText('one-time code')
    await field(page, 'One-time code').fill(totpCode('JBSWY3DPEHPK3PXP', Date.now()))
    await expect(await testConnection(page)).toContainText('The connection works')
    await expect(outcome(page)).toContainText('Asked for at log-in')
    await field(page, 'One-time code').fill('')
  })
  await test.step('without the right to diagnostics', async () => {
    await fill(page, 'nodiagnostics', 'nodiagnostics-pass')
    await expect(await testConnection(page)).toContainText('broadband/diagnostics refused')
  })
  await test.step('cannot be reached', async () => {
    await fill(page, 'engineer', 'engineer-pass', 'http://127.0.0.1:1/nextpertise')
    await expect(await testConnection(page)).toContainText('The system cannot be reached')
  })
  await test.step('not JSON', async () => {
    await fill(page, 'engineer', 'engineer-pass')
    await site.fault('*', { kind: 'html' })
    await expect(await testConnection(page)).toContainText('What answered is not the operator’s system')
    await site.fault()
  })
  await test.step('wrong address', async () => {
    await fill(page, 'engineer', 'engineer-pass', `${site.lab.baseUrl}/elsewhere`)
    await expect(await testConnection(page)).toContainText('There is no such service at this address')
  })
})

test('refuses what cannot be right before anything is sent', async ({ page }) => {
  await openForm(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter the user name of the account.')).toBeVisible()
  await expect(field(page, 'User name')).toBeFocused()
  await field(page, 'Base address').fill('http://api.example.nl')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('An address beginning with https://')).toBeVisible()
})

test('adds an account, synchronises it, edits it and removes it after asking', async ({ page }) => {
  await openForm(page)
  await fill(page, 'engineer', 'engineer-pass')
  await field(page, 'Name on screen').fill('Region west')
  await page.getByRole('radio', { name: 'Orange' }).check()
  await page.getByRole('radio', { name: 'Basic' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  const card = page.getByRole('article', { name: 'Region west' })
  await expect(card).toContainText('Reachable')
  await expect(card).toContainText(/Last completed just now: \d+ lines kept/)
  await page.getByRole('link', { name: 'Find' }).click()
  await expect(page.getByText(/Synchronised just now · \d+ lines/)).toBeVisible()

  await page.getByRole('link', { name: 'Settings' }).click()
  await card.getByRole('button', { name: /^Edit/ }).click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('')
  await field(page, 'Name on screen').fill('Region east')
  await page.getByRole('textbox', { name: 'Postcodes beginning with' }).fill('2405')
  await page.getByRole('button', { name: 'Save' }).click()
  const edited = page.getByRole('article', { name: 'Region east' })
  await expect(edited).toContainText(/Last completed just now: \d\d lines kept/)
  await site.fault('list_connections', { kind: 'latency', ms: 700 })
  await edited.getByRole('button', { name: /^Synchronise/ }).click()
  await expect(edited).toContainText('Synchronising Region east')
  await expect(edited.getByRole('button', { name: /^Stop/ })).toBeVisible()
  await expect(edited).toContainText(/Last completed just now: \d+ lines kept/)
  await site.fault()

  await edited.getByRole('button', { name: /^Remove/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove Region east?' })
  await expect(dialog).toContainText('Your reports, notes and drafts stay')
  await expect(dialog.getByRole('button', { name: say('account.removal.cancel') })).toBeFocused()
  await dialog.getByRole('button', { name: say('account.removal.cancel') }).click()
  await expect(edited).toBeVisible()
  await edited.getByRole('button', { name: /^Remove/ }).click()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(edited).toHaveCount(0)
  await page.getByRole('link', { name: 'Find' }).click()
  await expect(page.getByRole('button', { name: 'Try it with the built-in lab network' })).toBeVisible()
})

test('keeps what was typed in the form while one looks elsewhere, and discards it on request', async ({ page }) => {
  await openForm(page)
  await field(page, 'Name on screen').fill('Half typed')
  await page.getByRole('link', { name: 'Tickets' }).click()
  await page.goBack()
  await expect(field(page, 'Name on screen')).toHaveValue('Half typed')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('button', { name: 'Add an operator' }).click()
  await expect(field(page, 'Name on screen')).toHaveValue('')
})
