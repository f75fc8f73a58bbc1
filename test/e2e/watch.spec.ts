import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' }, checkMs: 100 })

const bar = (page: Page): Locator => page.getByRole('region', { name: say('watch.bar') })
const panel = (page: Page): Locator => page.getByRole('region', { name: say('watch.title') })
const toggle = (page: Page): Locator => page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: say('watch.start') })
const stop = (page: Page): Locator => page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: say('watch.stop') })
const session = (nid: string, online: 'online' | 'offline') => site.lab.control('/lab/world', { do: 'setSession', nid, online })

test.beforeAll(() => site.call('POST', '/app/settings', { watch: { intervalSeconds: 15, notifications: true, sound: true } }))
test.beforeEach(async () => {
  await site.fault()
  const lines = ['healthyFibre', 'deltaHealthy', 'lanDown', 'wrongVlan', 'fibreWeak', 'copperHealthy']
  await Promise.all(lines.map(key => session(showcase(key).nid, 'online')))
})

/** Records what the page shows by the browser's own notifications. */
async function recordNotifications(page: Page, leave: NotificationPermission): Promise<() => Promise<string[]>> {
  await page.addInitScript(given => {
    const shown: string[] = []
    class Recorded extends EventTarget {
      static permission = given
      static asked = 0
      static requestPermission(): Promise<NotificationPermission> {
        Recorded.asked += 1
        Recorded.permission = 'granted'
        return Promise.resolve('granted')
      }
      constructor(title: string, options: NotificationOptions) {
        super()
        shown.push(`${title} | ${options.body ?? ''}`)
      }
      close(): void { shown.push('closed') }
    }
    Object.assign(globalThis, { Notification: Recorded, shownNotifications: shown })
  }, leave)
  return () => page.evaluate(() => Reflect.get(globalThis, 'shownNotifications') as string[])
}

async function watch(page: Page, key: string): Promise<void> {
  await openLine(page, showcase(key).nid)
  // A part that arrives may move the button away from under the click.
  await expect(async () => {
    if (!await panel(page).isVisible()) await toggle(page).click()
    await expect(panel(page)).toBeVisible({ timeout: 3000 })
  }).toPass()
}

test('a watched line tells a lost session on the line, in the bar and by a notification without name or address', async ({ page }) => {
  test.slow()
  const line = showcase('healthyFibre')
  const notifications = await recordNotifications(page, 'default')
  await site.open(page)
  await watch(page, 'healthyFibre')
  await expect(panel(page)).toContainText(say('watch.changes.none'))
  await expect(bar(page)).toContainText(say('watch.bar.quiet'))
  await panel(page).getByText(say('watch.about')).click()
  await expect(panel(page)).toContainText('At most five lines at once, each for at most eight hours')
  await panel(page).getByRole('button', { name: say('watch.allow') }).click()
  await expect(panel(page).getByRole('button', { name: say('watch.allow') })).toHaveCount(0)
  await expectAccessible(page, 'a watched line')

  await expect(panel(page).getByText(/^[1-9]\d*$/)).toBeVisible()
  await session(line.nid, 'offline')
  await expect(panel(page)).toContainText(/worse\s*Session: Online → Offline/, { timeout: 40_000 })
  // The line itself is brought up to date where it stands.
  await expect(page.getByRole('region', { name: 'Line' }).locator('header')).toContainText('Offline')
  await expect(page.getByRole('status').filter({ hasText: 'Session: Online → Offline' })).toHaveCount(1)
  await expect.poll(notifications).toEqual([expect.stringMatching(new RegExp(`^Lineside: ${line.nid} \\| Session: Online → Offline`))])

  await page.getByRole('link', { name: 'Tickets', exact: true }).click()
  await expect(bar(page)).toContainText('Session: Online → Offline')
  await expectAccessible(page, 'the bar in another room')
  await bar(page).getByRole('link').click()
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('heading', { level: 1 })).toHaveText(line.address.split(',')[0] ?? '')
  await page.reload()
  await expect(panel(page)).toContainText('Session: Online → Offline')
  await bar(page).getByRole('button', { name: /^Stop watching/ }).click()
  await expect(bar(page)).toHaveCount(0)
  await expect(toggle(page)).toBeVisible()
})

test('five lines at once are watched and no more; one is stopped where it is', async ({ page }) => {
  await site.open(page)
  for (const key of ['healthyFibre', 'deltaHealthy', 'lanDown', 'wrongVlan', 'fibreWeak']) await watch(page, key)
  await expect(bar(page).getByRole('listitem')).toHaveCount(5)
  await openLine(page, showcase('copperHealthy').nid)
  await toggle(page).click()
  await expect(page.getByRole('alert').filter({ hasText: say('watch.full') })).toBeVisible()
  await openLine(page, showcase('lanDown').nid)
  await stop(page).click()
  await expect(panel(page)).toHaveCount(0)
  await expect(bar(page).getByRole('listitem')).toHaveCount(4)
  for (const button of await bar(page).getByRole('button').all()) await button.click({ trial: true })
  while (await bar(page).count() > 0) {
    const left = await bar(page).getByRole('listitem').count()
    await bar(page).getByRole('button').first().click()
    await expect(bar(page).getByRole('listitem')).toHaveCount(left - 1)
  }
})

test('a watch waits while the system is out of reach, says so, and goes on', async ({ page }) => {
  test.slow()
  await site.open(page)
  await watch(page, 'deltaHealthy')
  await site.cut(true)
  await expect(panel(page)).toContainText(say('watch.waiting'), { timeout: 60_000 })
  await expect(bar(page)).toContainText(say('watch.bar.waiting'))
  await site.cut(false)
  await expect(panel(page)).not.toContainText(say('watch.waiting'), { timeout: 60_000 })
  await bar(page).getByRole('button').click()
})

test('interval, notifications and sound are set, kept, and the sound can be tried', async ({ page }) => {
  await site.open(page, '#/settings/watch')
  const interval = page.getByRole('textbox', { name: say('watch.settings.interval') })
  await expect(interval).toHaveValue('15')
  await interval.fill('5')
  await expect(page.getByText(say('watch.settings.interval.problem'))).toBeVisible()
  await interval.fill('45')
  await page.getByRole('checkbox', { name: say('watch.settings.notifications') }).uncheck()
  await page.getByRole('button', { name: say('watch.settings.try') }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Better, then worse.' })).toBeVisible()
  await expectAccessible(page, 'the settings of watching')
  await expect.poll(() => site.call('GET', '/app/settings')).toMatchObject({ watch: { intervalSeconds: 45, notifications: false, sound: true } })
  await page.reload()
  await expect(interval).toHaveValue('45')
})
