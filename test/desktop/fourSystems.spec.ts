import { expect, test } from '@playwright/test'
import { createText } from '../../shared/text/text.ts'
import { electronPath, startDesktop, testDirectory } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

const say = createText('en')

test('the demo has four systems side by side: one search over them, a service with the same place elsewhere, all without trouble', async () => {
  await using place = await testDirectory()
  const desktop = await startDesktop(place.directory, ['--demo'])
  const { page } = desktop
  const search = page.getByRole('searchbox', { name: say('find.searchBox') })
  const found = page.getByRole('list', { name: say('find.lines') }).getByRole('link')
  await test.step('one search finds lines of two systems', async () => {
    // The service 5020 stands on a line of Nextpertise that its circuit names.
    await search.fill('CGR88011')
    await expect(found.filter({ hasText: 'Lab reseller' })).toHaveCount(1, { timeout: 60_000 })
    await expect(found.filter({ hasNotText: 'Lab reseller' })).toHaveCount(1)
  })
  await test.step('a service opens, with the line at the same place', async () => {
    await found.filter({ hasText: 'Lab reseller' }).click()
    const places = page.getByRole('region', { name: say('place.list') })
    await expect(places.getByText(say('place.certain'))).toBeVisible()
    await expect(places.getByText(say('place.check'), { exact: true })).toBeVisible()
  })
  await test.step('all four systems are without trouble', async () => {
    await page.getByRole('link', { name: say('room.settings'), exact: true }).click()
    await page.getByRole('link', { name: say('settings.systems'), exact: true }).click()
    await expect(page.getByText(say('systems.summary', { ok: 4, all: 4 }))).toBeVisible({ timeout: 60_000 })
  })
  await desktop.quit()
})
