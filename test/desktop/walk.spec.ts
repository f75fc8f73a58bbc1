import { expect, test } from '@playwright/test'
import { electronPath, startDesktop, testDirectory, type DesktopApp } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

/** A line of the document's own examples, which the lab always has. */
const postcode = '2408ze'

async function openLine({ page }: DesktopApp): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a line' }).fill(postcode)
  await page.getByRole('list', { name: 'Lines' }).getByRole('link', { name: 'GPON' }).first().click({ timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Line check' })).toBeEnabled({ timeout: 30_000 })
}

test('finds a line, checks it and reads the verdict, contacting nothing but the lab', async () => {
  await using place = await testDirectory()
  const desktop = await startDesktop(place.directory, ['--demo'])
  await openLine(desktop)
  await desktop.page.getByRole('button', { name: 'Line check' }).click()
  const verdict = desktop.page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toBeVisible()
  await expect(desktop.page.getByRole('button', { name: /stop waiting/i })).toHaveCount(0, { timeout: 60_000 })
  await expect(verdict).not.toBeEmpty()
  expect(desktop.requests().filter(url => !/^(app:\/\/lineside\/|data:|blob:)/.test(url))).toEqual([])
  await desktop.quit()
})

test('has not forgotten a check that ran when it was quit', async () => {
  await using place = await testDirectory()
  const first = await startDesktop(place.directory, ['--demo'])
  await openLine(first)
  await first.page.getByRole('button', { name: 'Line check' }).click()
  await expect(first.page.getByRole('button', { name: /stop waiting/i }).first()).toBeVisible()
  await first.quit()

  const second = await startDesktop(place.directory, ['--demo'])
  await openLine(second)
  await expect(second.page.getByRole('button', { name: /stop waiting/i }).first()).toBeVisible()
  await second.quit()
})
