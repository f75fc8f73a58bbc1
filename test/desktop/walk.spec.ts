import { expect, test, type Locator } from '@playwright/test'
import { labShowcase } from '../../electron/lab/nextpertise/showcase.ts'
import { startLabProcess, type RunningLab } from '../fakes/processes.ts'
import { addAccount, contacted, electronPath, startDesktop, testDirectory, type DesktopApp } from './desktopApp.ts'

test.skip(electronPath() === undefined, 'No Electron can be had here: neither LINESIDE_ELECTRON_PATH nor an installed binary.')

/** Long enough to reload and to quit while a check runs. */
const checkMs = 5000
/** Of the walk: those of the line check on a DELTA box, then the ONT check twice. */
const startedBeforeQuit = 4
const tooWeak = labShowcase.find(line => line.key === 'deltaTooWeak')
const nid = tooWeak?.nid ?? ''

const verdict = ({ page }: DesktopApp): Locator => page.getByRole('region', { name: 'Verdict' })
const actions = ({ page }: DesktopApp): Locator => page.getByRole('group', { name: 'Actions' })
const check = (desktop: DesktopApp, name: string): Locator => actions(desktop).getByRole('button', { name, exact: true })
const waiting = (desktop: DesktopApp): Locator => actions(desktop).getByRole('button', { name: /^Stop waiting for/ })

async function findLine({ page }: DesktopApp): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a line' }).pressSequentially('lijnzichtlaan 19', { delay: 30 })
  await page.getByRole('list', { name: 'Lines' }).getByRole('link').filter({ hasText: 'Lijnzichtlaan 19' }).click({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Line' }).getByText(nid, { exact: true }).first()).toBeVisible()
}

/** How many tests the lab was asked to start. */
async function started(lab: RunningLab): Promise<number> {
  const { counts } = await lab.control('/lab/requests') as { counts: Record<string, number> }
  return counts['diagnose'] ?? 0
}

function outside(desktop: DesktopApp): string[] {
  return desktop.requests().filter(url => !/^(app:\/\/lineside\/|data:|blob:)/.test(url))
}

test('from an empty directory to the verdict, over a reload and a restart, contacting nothing but the lab', async () => {
  await using place = await testDirectory()
  const lab = await startLabProcess({ checkMs })
  try {
    const first = await startDesktop(place.directory)
    await test.step('an account, a line, a check, a verdict', async () => {
      await addAccount(first, lab)
      await findLine(first)
      await check(first, 'Line check').click()
      await expect(waiting(first).first()).toBeVisible()
      await expect(verdict(first)).toContainText('The light at the box is too weak')
      await expect(verdict(first)).toContainText('Next:')
      await expect(waiting(first)).toHaveCount(0)
    })

    await test.step('a reload keeps the line; a check that runs meanwhile is followed', async () => {
      await check(first, 'ONT check').click()
      await expect(waiting(first)).toHaveCount(1)
      await first.page.reload()
      await expect(verdict(first)).toContainText('The light at the box is too weak')
      await expect(waiting(first)).toHaveCount(1)
      await expect(waiting(first)).toHaveCount(0)
    })

    await test.step('quitting while a check runs leaves no process', async () => {
      await check(first, 'ONT check').click()
      await expect(waiting(first)).toHaveCount(1)
      await expect.poll(() => started(lab)).toBe(startedBeforeQuit)
      expect(outside(first)).toEqual([])
      await expect.poll(await first.quit()).toEqual([])
    })

    const second = await startDesktop(place.directory)
    await test.step('the check is taken up again and completes', async () => {
      await findLine(second)
      await expect(verdict(second)).toContainText('The light at the box is too weak')
      await expect(waiting(second)).toHaveCount(0)
      await second.page.getByRole('tab', { name: 'History' }).click()
      // What is only at the system has no report to open yet.
      const reports = second.page.getByRole('table', { name: 'Reports of this line' }).getByRole('button', { name: /ONT check$/, expanded: false })
      await expect(reports).toHaveCount(3)
      expect(await started(lab)).toBe(startedBeforeQuit)
    })
    expect(outside(second)).toEqual([])
    await expect.poll(await second.quit()).toEqual([])
    expect(await contacted(place.directory)).toEqual([new URL(lab.baseUrl).host])
  } finally {
    await lab.stop()
  }
})

test('the demo has not forgotten a check that ran when it was quit', async () => {
  await using place = await testDirectory()
  const first = await startDesktop(place.directory, ['--demo'])
  await findLine(first)
  await check(first, 'Line check').click()
  await expect(waiting(first).first()).toBeVisible()
  await first.quit()

  const second = await startDesktop(place.directory, ['--demo'])
  await findLine(second)
  await expect(verdict(second)).toContainText('The light at the box is too weak')
  await expect(waiting(second)).toHaveCount(0)
  await expect.poll(await second.quit()).toEqual([])
})
