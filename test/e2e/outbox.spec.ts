import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' } })
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'New ticket' })
const mark = (page: Page): Locator => page.getByRole('banner').getByRole('link', { name: /Outbox/ })
const entries = (page: Page): Locator => page.getByRole('list', { name: 'Entries of the outbox' }).locator(':scope > li')
const entry = (page: Page, name: string | RegExp): Locator => entries(page).filter({ hasText: name })

type LabTickets = { tickets: { id: number; nid: string | null; subject: string; status: string;
  comments: { body: string; attachments: { file_name: string }[] }[] }[] }
const atLab = async (subject: string) => ((await site.lab.control('/lab/tickets')) as LabTickets).tickets.filter(each =>
  each.subject === subject)

test.beforeEach(async () => {
  await site.fault()
  await site.cut(false)
})
test.afterEach(() => site.cut(false))

async function writeTicket(page: Page, key: string, subject: string): Promise<void> {
  await site.open(page)
  await openLine(page, showcase(key).nid)
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'Subject' }).fill(subject)
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('No service since this morning.')
}
const sendTicket = (page: Page): Promise<void> => dialog(page).getByRole('button', { name: 'Send ticket' }).click()

test('a ticket written offline waits here, is seen everywhere, and is sent once with its file when the system is back',
  async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('fibreNoLight').nid)
  await site.cut(true)
  await expect(page.getByText(/^Lab unreachable since/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'Subject' }).fill('Dark since the storm')
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('No light at the outlet.')
  await dialog(page).getByLabel('Add files').setInputFiles([
    { name: 'outlet.txt', mimeType: 'text/plain', buffer: Buffer.from('-32 dBm') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ])
  await expect(dialog(page)).toContainText('empty.txt has nothing in it')
  await expect(dialog(page)).toContainText('setup.exe is a program or script')
  await expect(dialog(page).getByRole('list', { name: 'Files that go along' })).toContainText('outlet.txt')
  await expect(dialog(page)).toContainText(say('files.kept'))
  await expectAccessible(page, 'ticket dialog with files')
  await sendTicket(page)
  await expect(dialog(page)).toContainText('The ticket is written')
  await expect(dialog(page)).toContainText('Kept on this device, and sent when it is back')
  await expectAccessible(page, 'ticket in the outbox')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('region', { name: 'Not sent yet, of this line' })).toContainText('Dark since the storm')
  await mark(page).click()
  await expect(entry(page, 'Ticket: Dark since the storm')).toContainText('Waits')
  await expectAccessible(page, 'outbox, offline')
  await page.reload()
  await expect(entry(page, 'Ticket: Dark since the storm')).toContainText('Waits')
  await site.cut(false)
  await page.getByRole('button', { name: 'Send now', exact: true }).click()
  await expect(page.getByText(say('outbox.none.unsent'))).toBeVisible({ timeout: 60_000 })
  const made = await atLab('Dark since the storm')
  expect(made).toHaveLength(1)
  expect(made[0]?.comments[0]?.attachments.map(each => each.file_name)).toEqual(['outlet.txt'])
})

test('a refused ticket needs the engineer, is corrected and sent; the first refusal made nothing', async ({ page }) => {
  await writeTicket(page, 'transmitterFault', 'Refused at first')
  await site.fault('create_ticket', { kind: 'refusal', code: '005', message: 'Invalid contact phone' }, 1)
  await sendTicket(page)
  await expect(dialog(page)).toContainText('Needs you')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(mark(page)).toContainText('One needs you')
  await mark(page).click()
  const refused = entry(page, 'Ticket: Refused at first')
  await expect(refused).toContainText('Invalid contact phone')
  await expectAccessible(page, 'outbox, refused')
  await refused.getByRole('button', { name: /^Correct and resend/ }).click()
  await refused.getByRole('textbox', { name: 'Telephone of the contact' }).fill('0900 1234')
  await refused.getByRole('button', { name: 'Send again' }).click()
  await expect(refused).toContainText('The operator accepts Dutch numbers')
  await refused.getByRole('textbox', { name: 'Telephone of the contact' }).fill('06 1234 5678')
  await refused.getByRole('textbox', { name: 'Subject' }).fill('Corrected')
  await expectAccessible(page, 'correcting')
  await refused.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(async () => (await atLab('Corrected')).length).toBe(1)
  expect(await atLab('Refused at first')).toEqual([])
})

test('what is not wanted any more is discarded, after a question that names it, and never sent', async ({ page }) => {
  await writeTicket(page, 'fibreSilent', 'Not wanted')
  await site.fault('create_ticket', { kind: 'refusal', code: '005', message: 'Invalid contact phone' }, 1)
  await sendTicket(page)
  await expect(dialog(page)).toContainText('Needs you')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await mark(page).click()
  await entry(page, 'Ticket: Not wanted').getByRole('button', { name: /^Discard/ }).click()
  const question = page.getByRole('dialog', { name: 'Discard this?' })
  await expect(question).toContainText('Ticket: Not wanted')
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expectAccessible(page, 'discarding')
  await question.getByRole('button', { name: 'Discard it' }).click()
  await expect(page.getByText(say('outbox.none.needsYou'))).toBeVisible()
  await page.getByRole('radiogroup', { name: 'Which entries' }).getByText('Discarded').click()
  await expect(entry(page, 'Ticket: Not wanted')).toContainText('Given up; it is never sent.')
  expect(await atLab('Not wanted')).toEqual([])
})

test('a contact that somebody else changed shows all three values, and use mine writes over it', async ({ page }) => {
  const { nid } = showcase('fibreNoLight')
  const { hits } = (await site.call('POST', '/lines/search', {
    query: nid, limit: 1, filters: { states: [], technologies: [], suppliers: [], online: [], accountIds: [] },
  })) as { hits: { line: { id: string } }[] }
  await site.call('POST', '/outbox/contact', {
    lineId: hits[0]?.line.id, nid, base: { name: 'Somebody before', phoneNumber: '0612345678', email: null },
    wanted: { name: 'Zoë van Leeuwen', phoneNumber: '0687654321', email: null },
  })
  await site.open(page, '#/outbox/needsYou')
  const moved = entry(page, `Contact at the location of ${nid}`)
  await expect(moved).toContainText('changed by somebody else meanwhile')
  await expect(moved).toContainText('Somebody before')
  await expect(moved).toContainText('Zoë van Leeuwen')
  await expect(moved).toContainText('At the system now')
  await expectAccessible(page, 'conflict')
  await moved.getByRole('button', { name: /^Use mine/ }).click()
  await expect(page.getByText(say('outbox.none.needsYou'))).toBeVisible({ timeout: 30_000 })
  await page.getByRole('radiogroup', { name: 'Which entries' }).getByText('Sent', { exact: true }).click()
  await expect(entry(page, `Contact at the location of ${nid}`)).toContainText('It is at the operator’s system.')
})

test('a comment is kept as it is typed, goes out once, and needs the engineer where the operator closed the ticket',
  async ({ page }) => {
  await writeTicket(page, 'transmitterFault', 'Talk about this')
  await sendTicket(page)
  await expect(dialog(page)).toContainText(/The operator has it as ticket \d+/, { timeout: 30_000 })
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  const id = (await atLab('Talk about this'))[0]?.id ?? 0
  await page.getByRole('link', { name: 'Tickets' }).click()
  await page.getByRole('list', { name: 'Open tickets' }).getByRole('link', { name: /Talk about this/ }).click()
  const ticket = page.getByRole('region', { name: `Ticket ${id}` })
  const box = ticket.getByRole('textbox', { name: 'Add a comment' })
  await box.fill('Cord replaced')
  await expect(ticket).toContainText('Draft kept on this device')
  await page.reload()
  await expect(box).toHaveValue('Cord replaced')
  await ticket.getByRole('button', { name: 'Send comment' }).click()
  await expect(ticket.getByRole('listitem').filter({ hasText: 'Cord replaced' })).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page, 'conversation')
  expect((await atLab('Talk about this'))[0]?.comments.filter(({ body }) => body === 'Cord replaced')).toHaveLength(1)
  await ticket.getByRole('button', { name: 'Mark solved' }).click()
  await page.getByRole('dialog', { name: `Mark ticket ${id} solved?` }).getByRole('button', { name: 'Mark it solved' }).click()
  await expect.poll(async () => (await atLab('Talk about this'))[0]?.status).toBe('solved')
  await site.lab.control('/lab/tickets', { id, do: 'close' })
  await box.fill('One thing more')
  await ticket.getByRole('button', { name: 'Send comment' }).click()
  await expect(ticket).toContainText('The operator closed this ticket before yours arrived', { timeout: 30_000 })
  await expect(mark(page)).toContainText('One needs you')
  await expectAccessible(page, 'comment on a closed ticket')
})

test('two clicks from the verdict make a ticket; a template of one’s own begins the next', async ({ page }) => {
  await site.open(page, '#/settings/templates')
  await page.getByRole('button', { name: 'Add a template' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine')
  await page.getByRole('textbox', { name: 'Comment' }).fill('At {nid}: {headline} {address}')
  await expect(page.getByText('Not known, so sent as it stands: {address}')).toBeVisible()
  await page.getByRole('textbox', { name: 'Comment' }).fill('At {nid}: {headline}')
  await expectAccessible(page, 'template')
  await page.getByRole('button', { name: 'Save the template' }).click()
  await page.getByRole('radio', { name: 'Mine' }).check()
  await site.open(page)
  const { nid } = showcase('fibreSilent')
  await openLine(page, nid)
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).not.toContainText('Nothing measured yet')
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(dialog(page).getByRole('textbox', { name: 'Comment' })).toHaveValue(new RegExp(`^At ${nid}: .+`))
  await sendTicket(page)
  await expect(dialog(page)).toContainText('The ticket is written')
})
