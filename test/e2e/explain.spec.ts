import { expect, expectAccessible, openLine, say, showcase, test, useSite } from './app.ts'
import type { Locator, Page } from '@playwright/test'

const site = useSite({ account: { label: 'Lab' }, checkMs: 200 })

const verdict = (page: Page): Locator => page.getByRole('region', { name: say('line.verdict.region') })
const actions = (page: Page): Locator => page.getByRole('group', { name: say('line.actions.title') })
const check = (page: Page, name: string): Locator => actions(page).getByRole('button', { name, exact: true })
const marks = (page: Page): Locator => verdict(page).getByRole('group', { name: say('mark.title') })
const refreshed = (page: Page): Promise<void> => expect(page.getByText(say('line.refreshing'), { exact: true })).toHaveCount(0)

/** Opens a line of the lab and runs one check that disturbs nothing. */
async function checked(page: Page, key: string, name: string, says: string): Promise<void> {
  await site.open(page)
  await openLine(page, showcase(key).nid)
  await check(page, name).click()
  await expect(verdict(page)).toContainText(says)
  await expect(actions(page).getByRole('button', { name: /^Stop waiting for/ })).toHaveCount(0)
  await refreshed(page)
}

test('explains a finding: readings with limits and their source, the rule, and the report itself', async ({ page }) => {
  await checked(page, 'fibreWeak', 'Fibre check', say('finding.F2.title'))
  await expect(verdict(page)).toContainText(/The fault is in .*(sure|yet)\./)
  await verdict(page).getByText(say('explain.lead')).click()
  const report = verdict(page).getByRole('region', { name: say('check.fibreCheck') }).first()
  await expect(report).toContainText('Light from the house')
  await expect(report).toContainText('limits −16 to −5 dBm: from the report itself')
  await expect(report).toContainText('received at the operator’s module')
  await expect(report).toContainText('system: ')
  await expect(verdict(page)).toContainText('Rule F2. The rule comes from')
  await expectAccessible(page, 'a verdict explained')
  await report.getByRole('button', { name: say('explain.openReport') }).click()
  await expect(page.getByRole('tab', { name: say('line.tab.history') })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel', { name: say('line.tab.history') })).toContainText('Light from the house')
})

test('keeps the word of the engineer over a reload, and takes it back', async ({ page }) => {
  await checked(page, 'fibreNoLight', 'Fibre check', say('finding.F1.title'))
  await marks(page).getByRole('button', { name: say('mark.right'), exact: true }).click()
  await expect(marks(page)).toContainText(say('mark.wasRight'))
  await page.reload()
  await expect(marks(page)).toContainText(say('mark.wasRight'))
  await refreshed(page)
  await marks(page).getByRole('button', { name: say('mark.takeBack') }).click()

  await marks(page).getByRole('button', { name: say('mark.wrong') }).click()
  await expect(marks(page).getByRole('radio', { name: say('mark.was.home') })).toBeFocused()
  await expect(marks(page).getByRole('button', { name: say('mark.save') })).toBeDisabled()
  await marks(page).getByRole('radio', { name: say('mark.was.access') }).check()
  await marks(page).getByRole('textbox', { name: say('mark.note') }).fill('Splice in the street cabinet')
  await expectAccessible(page, 'the form of a wrong verdict')
  await marks(page).getByRole('button', { name: say('mark.save') }).click()
  await expect(marks(page)).toContainText('You marked this wrong; it was: Access network.')
  await page.reload()
  await expect(marks(page)).toContainText('Note: Splice in the street cabinet')
})

test('keeps what was typed of a wrong verdict that could not be kept', async ({ page }) => {
  await checked(page, 'transmitterFault', 'Fibre check', say('finding.F5.title'))
  await page.route('**/rpc/verdicts/mark', route => route.abort())
  await marks(page).getByRole('button', { name: say('mark.wrong') }).click()
  await marks(page).getByRole('radio', { name: say('mark.was.nothing') }).check()
  await marks(page).getByRole('textbox', { name: say('mark.note') }).fill('Works again by itself')
  await marks(page).getByRole('button', { name: say('mark.save') }).click()
  await expect(marks(page).getByRole('alert')).toBeVisible()
  await expect(marks(page).getByRole('textbox', { name: say('mark.note') })).toHaveValue('Works again by itself')
  await page.unroute('**/rpc/verdicts/mark')
  await marks(page).getByRole('button', { name: say('mark.save') }).click()
  await expect(marks(page)).toContainText('it was: Nothing was wrong')
})

test('a silent modem: a short question where the line is down, a look that settles, and SELT as the next step', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('copperModemOff').nid)
  await refreshed(page)
  await check(page, 'DELT').click()
  const dialog = page.getByRole('dialog', { name: say('line.ask.title', { check: 'DELT' }) })
  await expect(dialog).toContainText(say('interrupts.nothing'))
  await expect(dialog).not.toContainText(say('line.ask.customer'))
  await expect(dialog.getByRole('button', { name: say('interrupts.notNow') })).toBeFocused()
  await dialog.getByRole('button', { name: say('line.ask.start', { check: 'DELT' }) }).click()
  await expect(verdict(page)).toContainText(say('settle.look.modemPowered'))

  await verdict(page).getByRole('button', { name: say('settle.answer') }).click()
  const form = verdict(page).getByRole('group', { name: say('settle.look.modemPowered') })
  await form.getByRole('radiogroup', { name: say('line.observed.modemPowered') }).getByText(say('line.yes'), { exact: true }).click()
  await expect(form.getByRole('status')).toHaveText(say('line.observed.save.saved'))
  await expectAccessible(page, 'a look that settles')
  await form.getByRole('button', { name: say('settle.done') }).click()
  await expect(form).toHaveCount(0)
  await verdict(page).getByRole('button', { name: say('line.verdict.run', { check: 'SELT' }) }).click()
  await expect(page.getByRole('dialog', { name: say('line.ask.title', { check: 'SELT' }) })).toContainText(say('interrupts.selt.modem'))
})

test('draws the log-ins on a time line, with what stands out in words', async ({ page }) => {
  await checked(page, 'wrongPassword', 'Authentication log', say('finding.A2.title'))
  await page.getByRole('tab', { name: say('line.tab.log') }).click()
  const log = page.getByRole('tabpanel', { name: say('line.tab.log') })
  await expect(log.getByRole('img', { name: /^Time line from .* refused/ })).toBeVisible()
  await expect(log.getByRole('list', { name: say('timeline.findings') })).toContainText(say('finding.A2.title'))
  await expect(log.getByRole('row').nth(1)).toContainText(say('line.log.status.incorrect'))
  await expectAccessible(page, 'the time line')
})

test('shows each part of the path with its age on a narrow screen, and why parts beyond a fault look dead', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 900 })
  await checked(page, 'fibreNoLight', 'Fibre check', say('finding.F1.title'))
  const path = page.getByRole('region', { name: say('line.path.title') })
  const line = path.getByRole('button', { name: /^Line/ })
  await expect(line.getByText(/just now|min ago/)).toBeVisible()
  await expect(path).toContainText(say('line.path.hiddenBy', { part: say('path.part.terminal') }))
  await line.click()
  await expect(path.getByRole('heading', { name: say('line.path.readingsOf', { part: say('path.part.line') }) })).toBeVisible()
  const [pathBox, verdictBox] = [await path.boundingBox(), await verdict(page).boundingBox()]
  expect((pathBox?.y ?? 0) + (pathBox?.height ?? 0)).toBeLessThanOrEqual((verdictBox?.y ?? 0) + 2)
})

test('shows what reaches the address', async ({ page }) => {
  await site.open(page)
  await openLine(page, showcase('copperHealthy').nid)
  await refreshed(page)
  await page.getByRole('tab', { name: say('line.tab.details') }).click()
  const address = page.getByRole('region', { name: say('addressCheck.title') })
  await expect(address).toContainText(/Copper|Fibre/)
  await page.getByRole('tab', { name: say('line.tab.observations') }).click()
  await expect(page.getByRole('radiogroup', { name: say('observed.testPoint') })).toBeVisible()
})
