import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ lines: 60, account: { label: 'Lab' } })
const line = showcase('transmitterFault')
const list = (page: Page): Locator => page.getByRole('list', { name: say('visits.title') })

async function lineIdOf(nid: string): Promise<string> {
  const { hits } = (await site.call('POST', '/lines/search', {
    query: nid, limit: 1, filters: { states: [], technologies: [], suppliers: [], online: [], accountIds: [] },
  })) as { hits: { line: { id: string } }[] }
  return hits[0]?.line.id ?? ''
}
async function visited(lineId: string, note: string): Promise<string> {
  const { id } = (await site.call('POST', '/visits/start', { lineId })) as { id: string }
  await site.call('POST', '/visits/note', { id, itemId: null, text: note })
  await site.call('POST', '/visits/finish', { id })
  return id
}

test('sixty visits are two pages, newest first; a search goes through all of them', async ({ page }) => {
  const lineId = await lineIdOf(line.nid)
  for (let nth = 0; nth < 60; nth++) await visited(lineId, nth === 3 ? 'The pipe was flooded' : `Visit number ${nth}`)
  await site.open(page, '#/visits')
  await expect(page.getByText(say('visits.count', { count: 60 }))).toBeVisible()
  await expect(page.getByText(say('visits.page', { from: 1, to: 50, total: 60 }))).toBeVisible()
  await expect(page.getByRole('button', { name: say('visits.previous') })).toBeDisabled()
  await page.getByRole('button', { name: say('visits.next') }).click()
  await expect(page.getByText(say('visits.page', { from: 51, to: 60, total: 60 }))).toBeVisible()
  await expect(list(page).getByRole('link')).toHaveCount(10)
  await expect(page.getByRole('button', { name: say('visits.next') })).toBeDisabled()
  await expectAccessible(page, 'the second page of visits')
  await page.getByRole('textbox', { name: say('visits.search') }).fill('pipe flooded')
  await expect(list(page).getByRole('link')).toHaveCount(1)
  await list(page).getByRole('link').click()
  await expect(page.getByRole('list', { name: say('visit.timeline') })).toContainText('The pipe was flooded')
})

test('the PDF of a visit goes to a ticket that is there already, with a comment, once', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('fibreNoLight').nid)
  const lineId = await lineIdOf(showcase('fibreNoLight').nid)
  await site.call('POST', '/outbox/ticket', {
    lineId, subject: 'Dark since the storm', comment: 'No light', contactName: '', contactPhone: '', technicalSpecifications: '', fileIds: [],
  })
  type Tickets = { tickets: { id: number; subject: string; comments: { body: string; attachments: { file_name: string }[] }[] }[] }
  const ticket = async () => ((await site.lab.control('/lab/tickets')) as Tickets).tickets.find(({ subject }) => subject === 'Dark since the storm')
  await expect.poll(async () => (await ticket())?.id ?? 0).toBeGreaterThan(0)
  const id = (await ticket())?.id ?? 0
  const visit = await visited(lineId, 'The splice was wet')
  await page.goto(`${site.app.origin}/#/visits/${visit}`)
  await page.getByRole('button', { name: say('visit.evidence.attachTo', { id: String(id) }) }).click()
  await expect(page.getByText(say('visit.evidence.attached', { id: String(id) }))).toBeVisible()
  await expectAccessible(page, 'attached to a ticket')
  await expect.poll(async () => (await ticket())?.comments.at(-1)?.attachments.map(each => each.file_name), { timeout: 30_000 })
    .toEqual([expect.stringMatching(/\.pdf$/)])
  expect((await ticket())?.comments).toHaveLength(2)
})
