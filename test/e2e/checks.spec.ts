import { expect, openLine, openTab, say, showcase, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' }, checkMs: 600 })

const verdict = (page: Page): Locator => page.getByRole('region', { name: 'Verdict' })
const actions = (page: Page): Locator => page.getByRole('group', { name: 'Actions' })
const check = (page: Page, name: string): Locator => actions(page).getByRole('button', { name, exact: true })
const waiting = (page: Page): Locator => actions(page).getByRole('button', { name: /^Stop waiting for/ })

test.beforeEach(() => site.fault())

const cases: readonly (readonly [key: string, says: string, part: RegExp, reading: string])[] = [
  ['ontNotRanged', 'The network expects the box but does not hear it', /^Box or modem.*Fault.*not ranged/, 'not ranged'],
  ['deltaLanGone', 'A device was seen recently, gone now', /^Router/, 'down'],
  ['fibreWeak', 'The light from the house is too weak', /^Line.*Fault/, 'below the limit of'],
  ['healthyFibre', 'The line is fine', /^Line.*OK/, 'below the upper limit'],
]

for (const [key, says, part, reading] of cases) {
  test(`Line check on ${key} gives its verdict and points at the part`, async ({ page }) => {
    await site.open(page)
    await openLine(page, showcase(key).nid)
    await check(page, 'Line check').click()
    await expect(waiting(page).first()).toBeVisible()
    await expect(verdict(page)).toContainText(says)
    await expect(waiting(page)).toHaveCount(0)
    await expect(verdict(page)).toContainText(says)
    await expect(verdict(page)).toContainText('Next:')
    await expect(page.getByRole('region', { name: 'The path' }).getByRole('button', { name: part })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Readings' })).toContainText(reading)
  })
}

test('offers what the circuit has, and names what it has not', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('copperHealthy').nid)
  for (const name of ['DELT', 'SELT', 'Authentication log']) await expect(check(page, name)).toBeEnabled()
  await expect(actions(page)).toContainText('Not offered for this circuit: Fibre check, ONT check, ONT LAN check')
  await openLine(page, showcase('healthyFibre').nid)
  await expect(check(page, 'Fibre check')).toBeEnabled()
  await expect(check(page, 'DELT')).toHaveCount(0)
})

test('asks before DELT and SELT, in words that name effect, line and customer; the safe button has the focus', async ({ page }) => {
  await site.open(page)
  const line = showcase('copperHealthy')
  await openLine(page, line.nid)
  await check(page, 'SELT').click()
  const dialog = page.getByRole('dialog', { name: 'Run SELT?' })
  await expect(dialog).toContainText(say('interrupts.selt'))
  await expect(dialog).toContainText(line.circuitNid)
  await expect(dialog).toContainText('Drukkerij Van Dam')
  await expect(dialog.getByRole('button', { name: say('line.ask.leave') })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(check(page, 'SELT')).toBeFocused()

  await check(page, 'Line check').click()
  const proposal = page.getByRole('dialog', { name: 'Run DELT?' })
  await expect(proposal).toContainText(say('interrupts.delt'))
  await proposal.getByRole('button', { name: 'Start DELT' }).click()
  await expect(waiting(page).first()).toBeVisible()
  await expect(verdict(page)).toContainText('The line is fine')
  await expect(page.getByRole('region', { name: 'Readings' })).toContainText('DELT')
})

test('shows progress, and goes on after stop waiting', async ({ page }) => {
  await site.fault('get_report', { kind: 'latency', ms: 60_000 })
  await site.open(page)
  await openLine(page, showcase('deltaHealthy').nid)
  await check(page, 'ONT check').click()
  await expect(actions(page)).toContainText(/ONT check 0:0\d/)
  await page.getByRole('button', { name: 'Stop waiting for ONT check' }).click()
  await expect(actions(page)).toContainText(say('line.check.left', { checks: 'ONT check' }))
  await site.fault()

  // Looked for once at each opening: the system may still be at it at the first.
  await expect(async () => {
    await openLine(page, showcase('healthyFibre').nid)
    await openLine(page, showcase('deltaHealthy').nid)
    await expect(page.getByRole('region', { name: 'Readings' })).toContainText('ONT check', { timeout: 5_000 })
  }).toPass({ timeout: 45_000 })
})

test('keeps a running check over a reload and over a restart of the host', async ({ page }) => {
  await site.fault('get_report', { kind: 'serverError', status: 503 })
  await site.open(page)
  await openLine(page, showcase('deltaTooWeak').nid)
  await check(page, 'ONT check').click()
  await expect(waiting(page)).toHaveCount(1)
  await page.reload()
  await expect(waiting(page)).toHaveCount(1)
  const started = await diagnosed()

  const { hash } = new URL(page.url())
  await site.restart()
  await site.fault()
  await site.open(page, hash)
  await expect(verdict(page)).toContainText('The light at the box is too weak')
  await expect(page.getByRole('region', { name: 'Readings' })).toContainText('below the limit of')
  // The check was taken up again, not started anew.
  expect(await diagnosed()).toBe(started)
})

test('says of a test that did not finish what the system says, and keeps the earlier report', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('testFails').nid)
  await check(page, 'ONT check').click()
  await expect(verdict(page)).toContainText('The test did not finish')
  await expect(page.getByRole('region', { name: 'Readings' })).toContainText('The test did not finish. The system says:')
})

test('starts a check once, even where its start was not answered, and can be told to stop waiting', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('lanDown').nid)
  await expect(check(page, 'ONT check')).toBeEnabled()
  const before = await diagnosed()
  await site.fault('diagnose', { kind: 'reset' }, 1)
  await check(page, 'ONT check').click()
  await expect(waiting(page)).toHaveCount(1)
  await expect.poll(() => asked('list_reports')).toBeGreaterThan(0)
  expect(await diagnosed()).toBe(before + 1)
  await waiting(page).click()
  await expect(waiting(page)).toHaveCount(0)
  await expect(actions(page)).toContainText(say('line.check.left', { checks: 'ONT check' }))

  await check(page, 'ONT check').click()
  await expect(page.getByRole('region', { name: 'Readings' })).toContainText('ONT check')
  expect(await diagnosed()).toBe(before + 2)
})

test('keeps every report in the history, with its raw reply', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('wrongVlan').nid)
  await check(page, 'Fibre check').click()
  await expect(verdict(page)).toContainText('The router uses another VLAN')
  await expect(waiting(page)).toHaveCount(0)
  await check(page, 'Fibre check').click()
  await openTab(page, 'History')
  const reports = page.getByRole('table', { name: say('history.list') })
  const fibre = reports.getByRole('button', { name: /Fibre check$/, expanded: false })
  await expect(fibre).toHaveCount(2)
  await fibre.first().click()
  await reports.getByText('Raw reply').click()
  await expect(reports).toContainText('interface')
})

test('shows the authentication log with what stands out in it', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('wrongPassword').nid)
  await check(page, 'Authentication log').click()
  await openTab(page, 'Log-ins')
  const log = page.getByRole('tabpanel', { name: 'Log-ins' })
  await expect(log.getByRole('list', { name: say('timeline.findings') })).toContainText(say('finding.A2.title'))
  await expect(log.getByRole('row').nth(1)).toContainText('Refused')
  await expect(verdict(page)).toContainText('Wrong user name or password')
})

test('force disconnect asks, drops the session and says when it is back', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('stuckSession').nid)
  await check(page, 'Force disconnect').click()
  const dialog = page.getByRole('dialog', { name: 'Force disconnect' })
  await expect(dialog).toContainText('This drops the customer’s internet session')
  await expect(dialog).toContainText('Lijnzichtlaan 29')
  await expect(dialog.getByRole('button', { name: say('line.ask.leave') })).toBeFocused()
  await dialog.getByRole('button', { name: 'Drop the session' }).click()
  const watch = page.getByRole('region', { name: 'Force disconnect' })
  await expect(watch).toContainText(/Back after \d+ s/)
  await watch.getByRole('button', { name: 'Close' }).click()
  await expect(watch).toHaveCount(0)
})

test('force disconnect goes on watching while the session does not come back, and can be left', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('neverReturns').nid)
  await check(page, 'Force disconnect').click()
  await page.getByRole('button', { name: 'Drop the session' }).click()
  const watch = page.getByRole('region', { name: 'Force disconnect' })
  await expect(watch).toContainText('Watching the log for the router to log in again')
  await expect(check(page, 'Force disconnect')).toBeDisabled()
  await watch.getByRole('button', { name: 'Stop watching' }).click()
  await expect(watch).toHaveCount(0)
})

/** How many tests the lab was asked to start. */
const diagnosed = (): Promise<number> => asked('diagnose')

async function asked(method: string): Promise<number> {
  const { counts } = await site.lab.control('/lab/requests') as { counts: Record<string, number> }
  return counts[method] ?? 0
}
