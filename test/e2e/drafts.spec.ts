import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ lines: 60, account: { label: 'Lab' } })

async function lineIdOf(nid: string): Promise<string> {
  const { hits } = (await site.call('POST', '/lines/search', {
    query: nid, limit: 1, filters: { states: [], technologies: [], suppliers: [], online: [], accountIds: [] },
  })) as { hits: { line: { id: string } }[] }
  return hits[0]?.line.id ?? ''
}

test('two windows on one draft: the second goes on from what the first wrote, and the first overwrites nothing', async ({ page, context }) => {
  const { nid } = showcase('fibreSilent')
  const dialog = (on: Page): Locator => on.getByRole('dialog', { name: 'New ticket' })
  const comment = (on: Page): Locator => dialog(on).getByRole('textbox', { name: 'Comment' })
  const open = async (on: Page): Promise<void> => {
    await site.open(on)
    await openLine(on, nid)
    await on.getByRole('button', { name: 'Create ticket', exact: true }).click()
  }
  await open(page)
  await comment(page).fill('From the first window')
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Draft kept on this device' })).toBeVisible()
  const second = await context.newPage()
  await open(second)
  await expect(comment(second)).toHaveValue('From the first window')
  await comment(second).fill('From the second window')
  await expect(dialog(second).getByRole('status').filter({ hasText: 'Draft kept on this device' })).toBeVisible()
  await comment(page).fill('The first again')
  await expect(dialog(page)).toContainText(say('tickets.form.elsewhere'))
  await expectAccessible(page, 'a draft that is open elsewhere')
  const { draft } = (await site.call('POST', '/tickets/draft', { lineId: await lineIdOf(nid) })) as { draft: { comment: string } }
  expect(draft.comment).toBe('From the second window')
  // Nothing of either is lost: both still show their words.
  await expect(comment(page)).toHaveValue('The first again')
  await expect(comment(second)).toHaveValue('From the second window')
})

test('a picture whose place cannot be taken out goes with a ticket only when that is asked for', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('copperHealthy').nid)
  await page.getByRole('button', { name: 'Create ticket', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByLabel('Add files').setInputFiles([
    { name: 'IMG_2.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0 and where', 'latin1') },
  ])
  await expect(dialog).toContainText(say('files.problem.photoFormat', { name: 'IMG_2.HEIC', size: '' }))
  await expectAccessible(page, 'a picture that may tell its place')
  await dialog.getByRole('button', { name: say('files.asIs.of', { name: 'IMG_2.HEIC' }) }).click()
  await expect(dialog.getByRole('list', { name: 'Files that go along' })).toContainText('IMG_2.HEIC')
  await expect(dialog).toContainText(say('files.kept'))
  await expect(dialog).not.toContainText(say('files.problem.photoFormat', { name: 'IMG_2.HEIC', size: '' }))
})
