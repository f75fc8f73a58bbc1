import { expect, test, type Locator } from '@playwright/test'
import { showcaseAccess } from '../../electron/lab/on-api/showcase.ts'
import { createText } from '../../shared/text/text.ts'
import { labEngineer, startLabProcess, type RunningLab } from '../fakes/processes.ts'
import { contacted, electronPath, startDesktop, testDirectory, type DesktopApp } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

const say = createText('en')
const accessId = showcaseAccess('loop')

const verdict = ({ page }: DesktopApp): Locator => page.getByRole('region', { name: say('line.verdict.region') })
const part = ({ page }: DesktopApp, kind: 'accessHardware' | 'portStatus' | 'cpeStatus' | 'macTable' | 'leases'): Locator =>
  page.getByRole('region', { name: say(`check.${kind}`), exact: true })

async function addOpenNetwork({ page }: DesktopApp, lab: RunningLab): Promise<void> {
  await page.getByRole('button', { name: say('account.add') }).click()
  await page.getByRole('radio', { name: say('system.onApi') }).check()
  await page.getByRole('textbox', { name: say('account.form.address') }).fill(lab.baseUrls['onApi'] ?? '')
  await page.getByRole('textbox', { name: say('account.form.username') }).fill(labEngineer.username)
  await page.getByRole('textbox', { name: say('account.form.password') }).fill(labEngineer.password)
  await page.getByRole('textbox', { name: say('account.form.label') }).fill('Stadsnät')
  await page.getByRole('button', { name: say('account.form.save') }).click()
  await expect(page.getByRole('article', { name: 'Stadsnät' })).toContainText(/Last completed just now: \d+ lines kept/)
  await page.getByRole('link', { name: say('room.find'), exact: true }).click()
}

async function openAccess({ page }: DesktopApp): Promise<void> {
  await page.getByRole('searchbox', { name: say('find.searchBox') }).fill(accessId)
  await page.getByRole('list', { name: say('find.lines') }).getByRole('link').filter({ hasText: accessId }).click({ timeout: 30_000 })
}

test('an access of an open network: what is live, the verdict, and both again after a restart without network', async () => {
  await using place = await testDirectory()
  const lab = await startLabProcess({ lines: 60 })
  try {
    const first = await startDesktop(place.directory)
    await test.step('an account, an access, each part of what is live, the verdict', async () => {
      await addOpenNetwork(first, lab)
      await openAccess(first)
      for (const kind of ['accessHardware', 'portStatus', 'cpeStatus', 'macTable', 'leases'] as const) await expect(part(first, kind)).toContainText('just now')
      await expect(verdict(first)).toContainText('Cables form a loop')
      await expect(part(first, 'cpeStatus').getByRole('radio', { name: new RegExp(say('access.box.loop')) })).toBeChecked()
    })
    const left = await first.quit()
    await expect.poll(left).toEqual([])
    await lab.control('/lab/faults', { cut: true }).catch(() => undefined)

    const second = await startDesktop(place.directory)
    await test.step('after a restart without network it is all there, with its age', async () => {
      await openAccess(second)
      await expect(verdict(second)).toContainText('Cables form a loop')
      await expect(part(second, 'portStatus')).toContainText('1 Gbit/s')
      await expect(part(second, 'cpeStatus').getByRole('radio', { name: new RegExp(say('access.box.loop')) })).toBeVisible()
    })
    await second.quit()
    expect(await contacted(place.directory)).toEqual([new URL(lab.baseUrl).host])
  } finally {
    await lab.stop()
  }
})
