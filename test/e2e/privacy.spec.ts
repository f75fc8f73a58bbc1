import type { Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { passphrase } from '../fakes/processes.ts'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ lines: 60, account: { label: 'Lab' } })
const line = showcase('transmitterFault')
const lockedHeading = (page: Page): Locator => page.getByRole('heading', { name: say('vault.locked.title') })
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: say('privacy.delete.title') })
/** As the idle lock does, whatever is on the page. */
const lock = (): Promise<unknown> => site.call('POST', '/privacy/lock', {})

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: say('vault.enter.open') }).click()
  await expect(lockedHeading(page)).toHaveCount(0)
}

test('keeps the keep period and the idle lock, and refuses what is out of range', async ({ page }) => {
  await site.open(page, '#/settings/privacy')
  const days = page.getByRole('textbox', { name: say('privacy.keep.days') })
  await expect(days).toHaveValue('180')
  const save = page.getByRole('button', { name: say('privacy.keep.save'), exact: true })
  for (const wrong of ['6', '3651', 'a year', '']) {
    await days.fill(wrong)
    await expect(page.getByText(say('privacy.keep.problem'))).toBeVisible()
    await expect(save).toBeDisabled()
  }
  await days.fill('90')
  await expect(page.getByText(say('privacy.keep.shorter', { days: 90 }))).toBeVisible()
  await days.press('Enter')
  await expect(save).toBeDisabled()
  await page.getByRole('combobox', { name: say('privacy.lock.idle') }).selectOption('15')
  await expect.poll(() => site.call('GET', '/app/settings')).toMatchObject({ keepDays: 90, idleLockMinutes: 15 })
  await page.reload()
  await expect(days).toHaveValue('90')
  await expect(page.getByRole('combobox', { name: say('privacy.lock.idle') })).toHaveValue('15')
  await expectAccessible(page, 'privacy')
})

test('tells the core that somebody is there, once for much input', async ({ page }) => {
  await site.open(page, '#/settings/limits')
  await expect(page.getByRole('main')).toBeVisible()
  let told = 0
  page.on('request', request => { if (request.url().endsWith('/privacy/active')) told += 1 })
  const told1 = page.waitForRequest(request => request.url().endsWith('/privacy/active'))
  await page.keyboard.type('many keys in a row')
  await told1
  await page.mouse.move(300, 300)
  await page.keyboard.type('and more')
  expect(told).toBe(1)
})

test('a lock takes everything from the page and gives back what was half typed, with the passphrase only', async ({ page }) => {
  await site.open(page)
  await openLine(page, line.nid)
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  const ticket = page.getByRole('dialog', { name: 'New ticket' })
  const comment = ticket.getByRole('textbox', { name: 'Comment' })
  await comment.fill('')
  await comment.pressSequentially('Half a sent')
  await lock()
  await expect(lockedHeading(page)).toBeVisible()
  await expect(page).toHaveTitle(`${say('vault.locked.documentTitle')} · ${say('app.name')}`)
  await expectAccessible(page, 'locked')
  const shown = await page.content()
  for (const secret of ['Half a sent', 'Lijnzichtlaan', line.nid]) expect(shown).not.toContain(secret)
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await page.keyboard.type('not the passphrase')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('vault.enter.wrong'))).toBeVisible()
  await expect(ticket).toHaveCount(0)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(comment).toHaveValue('Half a sent')
  await expect(comment).toBeFocused()
  // It goes on where it was, dialog and all.
  await page.keyboard.type('ence')
  await expect(comment).toHaveValue('Half a sentence')
  expect(await ticket.evaluate(each => each.matches(':modal'))).toBe(true)
  await expect(ticket.getByRole('status').filter({ hasText: 'Draft kept on this device' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(comment).toHaveValue('Half a sentence')
})

test('a form that is kept nowhere outlives a lock too, and Lock now locks', async ({ page }) => {
  await site.open(page, '#/settings/accounts/new')
  await page.getByRole('textbox', { name: say('account.form.username') }).fill('half-typed')
  await lock()
  await expect(lockedHeading(page)).toBeVisible()
  await unlock(page)
  await expect(page.getByRole('textbox', { name: say('account.form.username') })).toHaveValue('half-typed')
  await page.getByRole('link', { name: say('settings.privacy') }).click()
  await page.getByRole('button', { name: say('privacy.lock.now') }).click()
  await expect(lockedHeading(page)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: say('vault.enter.title') })).toBeVisible()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: say('vault.enter.open') }).click()
  await expect(page.getByRole('button', { name: say('privacy.lock.now') })).toBeVisible()
})

test('deleting customer data names what is lost, asks for a word, and leaves nothing', async ({ page }) => {
  await site.open(page)
  await openLine(page, line.nid)
  const lineId = decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '')
  await site.cut(true)
  await site.call('POST', '/outbox/ticket', {
    lineId, subject: 'Still in the outbox', comment: 'Written in the cellar', contactName: '', contactPhone: '', technicalSpecifications: '', fileIds: [],
  })
  const sealed = readFileSync(path.join(site.dir, 'vault.enc'))
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: say('settings.privacy') }).click()
  await page.getByRole('button', { name: say('privacy.delete.ask') }).click()
  await expect(dialog(page)).toContainText(say('privacy.delete.writes', { count: 1 }))
  await expect(dialog(page)).toContainText('Still in the outbox')
  await expect(dialog(page).getByRole('button', { name: say('privacy.delete.keep') })).toBeFocused()
  await expectAccessible(page, 'deleting customer data')
  const confirm = dialog(page).getByRole('button', { name: say('privacy.delete.confirm') })
  await expect(confirm).toBeDisabled()
  const word = dialog(page).getByRole('textbox', { name: say('privacy.delete.type', { word: 'DELETE' }) })
  await word.fill('DELET')
  await expect(confirm).toBeDisabled()

  // Work that came since the look is not taken along unseen.
  await site.call('POST', '/visits/start', { lineId })
  await word.fill('DELETE')
  await confirm.click()
  await expect(dialog(page).getByRole('alert')).toHaveText(say('privacy.delete.changed'))
  await expect(dialog(page)).toContainText(say('privacy.delete.visits', { count: 1 }))
  await expect(confirm).toBeDisabled()
  await word.fill('delete')
  await confirm.click()
  await expect(page.getByRole('status').filter({ hasText: say('privacy.delete.done.next') })).toBeVisible()
  expect(await site.call('GET', '/accounts')).toEqual([])
  expect(await site.call('POST', '/visits/page', {})).toMatchObject({ total: 0 })
  expect(await site.call('GET', '/privacy/unsent')).toEqual({ writes: [], unsent: 0, openVisits: [], drafts: 0 })
  expect(readFileSync(path.join(site.dir, 'vault.enc')).equals(sealed)).toBe(false)
  await expectAccessible(page, 'customer data deleted')
  await page.getByRole('link', { name: say('privacy.delete.done.start') }).click()
  await expect(page.getByRole('heading', { name: say('welcome.title') })).toBeVisible()
  await expect(page.getByText('Lijnzichtlaan')).toHaveCount(0)
})

test('where nothing is kept no lock is offered', async ({ page }) => {
  await site.open(page, '#/settings/privacy')
  await lock()
  await page.reload()
  await page.getByRole('button', { name: say('vault.memory.use') }).click()
  await expect(page.getByText(say('privacy.lock.unkept'))).toBeVisible()
  await expect(page.getByRole('button', { name: say('privacy.lock.now') })).toHaveCount(0)
})
