import { expect, test, type Locator } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createText } from '../../shared/text/text.ts'
import { labShowcase } from '../../electron/lab/nextpertise/showcase.ts'
import { passphrase, startLabProcess, type RunningLab } from '../fakes/processes.ts'
import { paintedPng } from '../fakes/visitFixture.ts'
import { addAccount, contacted, electronPath, startDesktop, testDirectory, type DesktopApp } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

const say = createText('en')
const nid = labShowcase.find(({ key }) => key === 'transmitterFault')?.nid ?? ''

const timeline = ({ page }: DesktopApp): Locator => page.getByRole('list', { name: say('visit.timeline') })
const lockedHeading = ({ page }: DesktopApp): Locator => page.getByRole('heading', { name: say('vault.locked.title') })
const outboxEntry = ({ page }: DesktopApp, words: string): Locator =>
  page.getByRole('list', { name: say('outbox.list') }).locator(':scope > li').filter({ hasText: words })

async function findLine({ page }: DesktopApp): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a line' }).fill(nid)
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').filter({ hasText: nid }).click({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Line' }).getByText(nid, { exact: true }).first()).toBeVisible()
}

/** Cuts the lab's network, or joins it again; cutting closes every connection, that of this request too. */
const cut = (lab: RunningLab, down: boolean): Promise<unknown> =>
  lab.control('/lab/faults', { cut: down }).catch((error: unknown) => { if (!down) throw error })

const ticketsAtLab = async (lab: RunningLab): Promise<{ subject: string }[]> => (await lab.control('/lab/tickets') as { tickets: { subject: string }[] }).tickets

/** Saves what the page makes in the test's directory, where the engineer would be asked for a place. */
async function saveInto({ app, directory }: DesktopApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }, folder) => {
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (_, item) => { item.setSavePath(`${folder}/${item.getFilename()}`) })
  }, directory)
}

async function lockAndUnlock(desktop: DesktopApp): Promise<void> {
  const { page } = desktop
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: say('settings.privacy') }).click()
  await page.getByRole('button', { name: say('privacy.lock.now') }).click()
  await expect(lockedHeading(desktop)).toBeVisible()
  expect(await page.content()).not.toContain('Lijnzichtlaan')
  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('vault.enter.wrong'))).toBeVisible()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(lockedHeading(desktop)).toHaveCount(0)
}

test('a visit in the cellar: kept over a restart, sent when the network is back, locked, finished and printed to a PDF', async () => {
  await using place = await testDirectory()
  const lab = await startLabProcess({ checkMs: 300 })
  try {
    const first = await startDesktop(place.directory)
    await test.step('a visit is started, and the network goes', async () => {
      await addAccount(first, lab)
      await findLine(first)
      await first.page.getByRole('button', { name: say('visits.start') }).click()
      await cut(lab, true)
      await first.page.getByRole('button', { name: 'Create ticket', exact: true }).click()
      const dialog = first.page.getByRole('dialog', { name: 'New ticket' })
      await dialog.getByRole('textbox', { name: 'Subject' }).fill('Dark in the cellar')
      await dialog.getByRole('textbox', { name: 'Comment' }).fill('No light at the outlet.')
      await dialog.getByRole('button', { name: 'Send ticket' }).click()
      await expect(dialog).toContainText('The ticket is written')
      await dialog.getByRole('button', { name: 'Done' }).click()
    })

    await test.step('a note and a photo', async () => {
      await first.page.getByRole('link', { name: say('visits.title'), exact: true }).click()
      await first.page.getByRole('list', { name: say('visits.title') }).getByRole('link').click()
      await first.page.getByRole('textbox', { name: say('visit.note.new') }).fill('The outlet is dark.')
      await expect(first.page.getByText(say('visit.note.save.saved'), { exact: true })).toBeVisible()
      const chooser = first.page.waitForEvent('filechooser')
      await first.page.getByRole('button', { name: say('visit.photo.add'), exact: true }).click()
      await (await chooser).setFiles({ name: 'outlet.png', mimeType: 'image/png', buffer: paintedPng(2600, 1900) })
      await expect(first.page.getByRole('button', { name: say('visit.photo.open', { number: 1 }) }).locator('img')).toBeVisible()
    })
    // The battery is empty.
    await first.quit()

    const second = await startDesktop(place.directory)
    await test.step('all of it is there, and what waited is sent once when the network is back', async () => {
      await second.page.getByRole('banner').getByRole('link', { name: /Outbox/ }).click()
      await expect(outboxEntry(second, 'Dark in the cellar')).toContainText(say('outbox.state.waiting'))
      expect(await ticketsAtLab(lab).catch(() => [])).not.toContainEqual(expect.objectContaining({ subject: 'Dark in the cellar' }))
      await cut(lab, false)
      await second.page.getByRole('button', { name: say('outbox.sendNow'), exact: true }).click()
      await expect(second.page.getByText(say('outbox.none.unsent'))).toBeVisible({ timeout: 60_000 })
      expect((await ticketsAtLab(lab)).filter(({ subject }) => subject === 'Dark in the cellar')).toHaveLength(1)
    })
    await test.step('the lock', () => lockAndUnlock(second))

    await test.step('the visit is finished, and its PDF saved', async () => {
      await saveInto(second)
      await second.page.getByRole('link', { name: say('visits.title'), exact: true }).click()
      await second.page.getByRole('list', { name: say('visits.title') }).getByRole('link').click()
      await expect(timeline(second)).toContainText('The outlet is dark.')
      await expect(second.page.getByRole('button', { name: say('visit.photo.open', { number: 1 }) })).toBeVisible()
      await second.page.getByRole('link', { name: say('visits.finish') }).click()
      const dialog = second.page.getByRole('dialog', { name: say('visits.finish') })
      await dialog.getByRole('textbox', { name: say('visit.confirm.name') }).fill('Zoë van Leeuwen')
      await dialog.getByRole('button', { name: say('visits.finish') }).click()
      await expect(dialog).toHaveCount(0)
      await second.page.getByRole('button', { name: say('visit.evidence.pdf'), exact: true }).click()
      const told = second.page.getByText(/\.pdf is made$/)
      await expect(told).toBeVisible()
      const file = path.join(place.directory, (await told.textContent() ?? '').replace(/ is made$/, ''))
      await expect.poll(() => existsSync(file)).toBe(true)
      await expect.poll(() => readFileSync(file).subarray(-6).toString().trim()).toBe('%%EOF')
      expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
    })
    expect(second.requests().filter(url => !/^(app:\/\/lineside\/|data:|blob:)/.test(url))).toEqual([])
    await expect.poll(await second.quit()).toEqual([])
    expect(await contacted(place.directory)).toEqual([new URL(lab.baseUrl).host])
  } finally {
    await lab.stop()
  }
})
