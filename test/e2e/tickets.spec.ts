import { expect, openLine, showcase, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' } })
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'New ticket' })

test.beforeEach(() => site.fault())

test('writes a ticket: prefilled from the verdict, kept as it is typed, refused for a wrong phone, sent', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('transmitterFault').nid)
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The operator’s own transmitter is out of norm')
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(dialog(page)).toContainText('Lijnzichtlaan 13')
  const specifications = dialog(page).getByRole('textbox', { name: 'Technical specifications' })
  await expect(specifications).toHaveValue(/F5/)
  const subject = dialog(page).getByRole('textbox', { name: 'Subject' })
  await expect(subject).not.toHaveValue('')
  await subject.fill('Transmitter faulty at Lijnzichtlaan 13')
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('No service since this morning.')
  await dialog(page).getByRole('textbox', { name: 'Contact at the location' }).fill('Zoë van Leeuwen')
  await dialog(page).getByRole('textbox', { name: 'Telephone of the contact' }).fill('0900 1234')
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Draft kept on this device' })).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(subject).toHaveValue('Transmitter faulty at Lijnzichtlaan 13')
  await expect(dialog(page)).toContainText('This is your draft from before')
  await dialog(page).getByRole('button', { name: 'Send ticket' }).click()
  await expect(dialog(page)).toContainText('The operator accepts Dutch numbers of ten digits only')
  expect(await created()).toBe(0)

  await dialog(page).getByRole('textbox', { name: 'Telephone of the contact' }).fill('06 1234 5678')
  await dialog(page).getByRole('button', { name: 'Send ticket' }).click()
  const made = dialog(page).getByText(/^The operator has it as ticket \d+/)
  await expect(made).toBeVisible()
  const number = /\d+/.exec(await made.innerText())?.[0] ?? ''
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  expect(await created()).toBe(1)

  await page.getByRole('link', { name: 'Tickets' }).click()
  await page.getByRole('textbox', { name: 'Search in tickets' }).fill('Transmitter faulty')
  const list = page.getByRole('list', { name: 'Open tickets' })
  await list.getByRole('link', { name: new RegExp(number) }).click()
  const detail = page.getByRole('region', { name: `Ticket ${number}` })
  await expect(detail).toContainText('No service since this morning.')
  await expect(detail).toContainText('0612345678')
  await detail.getByRole('button', { name: 'Open the line' }).click()
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('heading', { level: 1 })).toHaveText('Lijnzichtlaan 13')
})

test('shows tickets that are open on the line first', async ({ page }) => {
  await site.open(page)
  await openLine(page, '2408ZE000100100')
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  const others = dialog(page).getByRole('region', { name: 'Tickets already on this line' })
  await expect(others).toContainText('One ticket is already open on this line')
  await expect(others).toContainText('Connection down for Nextpertise Office')
  const subject = dialog(page).getByRole('textbox', { name: 'Subject' })
  await expect(subject).toBeVisible()
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('Down again since noon')
  await others.getByRole('button', { name: /^Add a comment instead/ }).click()
  await expect(page.getByRole('textbox', { name: 'Add a comment' })).toHaveValue(/^Down again since noon/)
  await page.goBack()
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Create ticket', exact: true })).toBeFocused()
})

test('looks for a ticket where no answer came, says so wherever it is shown, and never sends it twice', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('fibreNoLight').nid)
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'Subject' }).fill('No light at all')
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('Dark fibre.')
  await site.fault('create_ticket', { kind: 'lostReply' }, 1)
  const before = await created()
  await dialog(page).getByRole('button', { name: 'Send ticket' }).click()
  await expect(dialog(page)).toContainText('It left and no answer came')
  await expect(dialog(page).getByRole('button', { name: 'Send ticket' })).toHaveCount(0)
  expect(await created()).toBe(before + 1)
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  // The first look, some 4 seconds after it left, finds it at the lab.
  await page.getByRole('link', { name: 'Tickets' }).click()
  const here = page.getByRole('list', { name: 'Written here' })
  await expect(here.getByRole('link', { name: /No light at all/ })).toBeVisible()
  await expect.poll(() => page.getByRole('banner').getByRole('link', { name: /Outbox/ }).innerText(), { timeout: 60_000 }).toContain('All sent')
  expect(await created()).toBe(before + 1)
})

test('lists tickets, searches and filters them', async ({ page }) => {
  await site.open(page, '#/tickets')
  const items = page.getByRole('list', { name: 'Open tickets' }).getByRole('listitem')
  await expect(items.first()).toBeVisible()
  const all = await items.count()
  await page.getByRole('textbox', { name: 'Search in tickets' }).fill('Nextpertise Office')
  await expect(items).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Search in tickets' }).fill('')
  await page.getByRole('radiogroup', { name: 'Which tickets' }).getByText('Pending').click()
  await expect(items).not.toHaveCount(all)
  await page.getByRole('textbox', { name: 'Search in tickets' }).fill('xyzzy')
  await expect(page.getByText('No ticket matches.')).toBeVisible()
})

test.describe('an account without the right to tickets', () => {
  const other = useSite({ lines: 40, account: { label: 'Lab', user: 'nosupport' } })

  test('is told so, and keeps the text', async ({ page }) => {
    await other.open(page)
    await openLine(page, showcase('fibreSilent').nid)
    await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
    await dialog(page).getByRole('textbox', { name: 'Subject' }).fill('Router silent')
    await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('Nothing on any VLAN.')
    await expect(dialog(page)).toContainText('This account lacks the right for this')
    await dialog(page).getByRole('button', { name: 'Send ticket' }).click()
    await expect(dialog(page)).toContainText('Needs you')
    await dialog(page).getByRole('button', { name: /^Correct and resend/ }).click()
    await expect(dialog(page).getByRole('textbox', { name: 'Comment' })).toHaveValue('Nothing on any VLAN.')
    await other.open(page, '#/tickets')
    await expect(page.getByRole('alert')).toContainText('This account lacks the right for this')
  })
})

async function created(): Promise<number> {
  const { counts } = await site.lab.control('/lab/requests') as { counts: Record<string, number> }
  return counts['create_ticket'] ?? 0
}
