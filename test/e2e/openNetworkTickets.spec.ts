import { expect, expectAccessible, openLine, test, useSite } from './app.ts'
import { showcaseAccess } from '../../electron/lab/lab.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Stadsnät', kind: 'onApi' } })
const form = (page: Page): Locator => page.getByRole('dialog', { name: 'New ticket' })

type LabTicket = { coTicketReference: string; accessId: string; createdBy: string; problemType: string; status: string; responsible: string; description: string; additionalInfo: object }
const ticketsOf = async (accessId: string): Promise<LabTicket[]> =>
  ((await site.lab.control('/lab/onapi/tickets')) as { tickets: LabTicket[] }).tickets.filter(each => each.accessId === accessId)
const operator = (reference: string, what: object): Promise<unknown> => site.lab.control('/lab/onapi/tickets', { reference, ...what })

test.beforeEach(() => site.fault())

test('writes a ticket of an access from what is live: kind of problem, addresses, no contact and no files', async ({ page }) => {
  const accessId = showcaseAccess('noLease')
  await site.open(page)
  await openLine(page, accessId)
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  await expect(form(page).getByRole('combobox', { name: 'Kind of problem' })).toHaveValue(/NO_ACCESS|NO_LINK|QUALITY|OTHER/)
  await expect(form(page).getByRole('textbox', { name: 'Telephone of the contact' })).toHaveCount(0)
  await expect(form(page)).toContainText('This operator’s system takes no files with tickets')
  await expectAccessible(page, 'a new ticket of an access')
  await form(page).getByRole('textbox', { name: 'Subject' }).fill('Ingen adress')
  await form(page).getByRole('textbox', { name: 'Comment' }).fill('Routern får ingen adress.')
  await form(page).getByRole('combobox', { name: 'Kind of problem' }).selectOption('No link')
  await form(page).getByRole('textbox', { name: 'MAC address of the device' }).fill('AB:CD')
  await form(page).getByRole('button', { name: 'Send ticket' }).click()
  await expect(form(page)).toContainText('A MAC address has twelve digits')
  await form(page).getByRole('textbox', { name: 'MAC address of the device' }).fill('AB:CD:EF:12:34:56')
  await site.fault('POST /tickets', { kind: 'lostReply' }, 1)
  await form(page).getByRole('button', { name: 'Send ticket' }).click()
  await expect(form(page)).toContainText('Being looked for')
  await expect(form(page).getByText(/^The operator has it as ticket TT\d+/)).toBeVisible({ timeout: 30_000 })
  expect(await ticketsOf(accessId)).toMatchObject([{
    createdBy: 'engineer', problemType: 'NO_LINK', description: expect.stringContaining('Routern får ingen adress.'), additionalInfo: { mac: 'AB:CD:EF:12:34:56' },
  }])
})

test('changes status and whose clock runs, says what it means first, and closes only with who was responsible', async ({ page }) => {
  const accessId = showcaseAccess('slowLink')
  const [ticket] = await ticketsOf(accessId)
  if (ticket === undefined) throw new Error('the lab has no ticket there')
  await site.open(page, '#/tickets')
  await page.getByRole('link', { name: new RegExp(ticket.coTicketReference) }).click()
  const detail = page.getByRole('region', { name: `Ticket ${ticket.coTicketReference}` })
  await expect(detail).toContainText('With the service provider (SP)')
  await detail.getByRole('button', { name: 'Change status' }).click()
  const dialog = page.getByRole('dialog', { name: `Change ticket ${ticket.coTicketReference}?` })
  await dialog.getByRole('combobox', { name: 'Status' }).selectOption('With the network operator (CO)')
  await expect(dialog).toContainText('From then on the network operator’s (CO) clock runs')
  await expectAccessible(page, 'changing a status')
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await expect.poll(async () => (await ticketsOf(accessId))[0]).toMatchObject({ status: 'IN_PROGRESS_CO', responsible: 'CO' })
  await expect(detail.getByText('With the network operator (CO)').first()).toBeVisible()

  await detail.getByRole('textbox', { name: 'Add a comment' }).fill('Bytt kabel, nu 1000 Mbit/s.')
  await detail.getByRole('button', { name: 'Send comment' }).click()
  await expect(detail.getByRole('list').getByText('Bytt kabel, nu 1000 Mbit/s.')).toBeVisible()

  // The network's people change it in the meantime.
  await detail.getByRole('button', { name: 'Change status' }).click()
  await dialog.getByRole('combobox', { name: 'Status' }).selectOption('Closed')
  await dialog.getByRole('button', { name: 'Close the ticket' }).click()
  await expect(dialog).toContainText('a ticket is not closed without it')
  await dialog.getByRole('combobox', { name: 'Responsible' }).selectOption('Your side (SP)')
  await expect(dialog).toContainText('The fault is put down to your side (SP)')
  await operator(ticket.coTicketReference, { do: 'set', status: 'IN_PROGRESS_SP', responsible: 'SP' })
  await dialog.getByRole('button', { name: 'Close the ticket' }).click()
  const conflict = detail.getByLabel('Three values')
  await expect(conflict).toContainText('With the network operator (CO), Network operator (CO) responsible')
  await expect(conflict).toContainText('With the service provider (SP), Your side (SP) responsible')
  await detail.getByRole('button', { name: /^Use mine/ }).click()
  await expect.poll(async () => (await ticketsOf(accessId))[0]).toMatchObject({ status: 'CLOSED', responsible: 'SP' })
})
