import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Download, Locator, Page } from '@playwright/test'
import { exif, jpegWith } from '../fakes/photos.ts'
import { startApp } from '../fakes/processes.ts'
import { paintedPng } from '../fakes/visitFixture.ts'
import { expect, expectAccessible, openLine, openSession, say, showcase, test, useSite } from './app.ts'

const site = useSite({ account: { label: 'Lab' } })
const line = showcase('transmitterFault')
const passphrase = 'cellar without coverage'
let files = ''

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => { files = await mkdtemp(path.join(tmpdir(), 'lineside-visits-')) })
test.afterAll(() => rm(files, { recursive: true, force: true }))

const actions = (page: Page): Locator => page.getByRole('group', { name: say('line.actions.title') })
const timeline = (page: Page): Locator => page.getByRole('list', { name: say('visit.timeline') })
const adding = (page: Page): Locator => page.getByRole('list', { name: say('visit.upload.title') })

/** Chooses files as an engineer does, through the browser's own dialog. */
async function pick(page: Page, button: string, chosen: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button, exact: true }).click()
  await (await chooser).setFiles(chosen)
}

async function downloaded(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const begun = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  return contentOf(await begun)
}
async function contentOf(download: Download): Promise<{ name: string; content: Buffer }> {
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

/** The photo is there, drawn once it is near the screen. */
async function expectPhoto(page: Page, number: number): Promise<void> {
  const frame = page.getByRole('button', { name: say('visit.photo.open', { number }) })
  await frame.scrollIntoViewIfNeeded()
  await expect(frame.locator('img')).toBeVisible()
}

async function shot(page: Page, name: string): Promise<void> {
  const dir = process.env.LINESIDE_SHOTS
  if (dir !== undefined) await page.screenshot({ path: path.join(dir, `${name}.png`), fullPage: true })
}

/** The screen wide and narrow, light and dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height] of [[1440, 900], [900, 1100], [480, 900]] as const) {
    await page.setViewportSize({ width, height })
    await shot(page, `${name}-${String(width)}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${name} at ${String(width)}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, `${name}, dark`)
  await shot(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page, name)
}

test('a visit: started at the line, collected offline too, finished with the customer, and its evidence saved', async ({ page }) => {
  // Nine screens, each looked at in four ways.
  test.slow()
  await site.open(page, '#/visits')
  await expect(page.getByRole('heading', { name: say('visits.none.title') })).toBeVisible()
  await look(page, 'visits-empty')
  await site.open(page)
  await openLine(page, line.nid)
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The operator’s own transmitter is out of norm')
  await actions(page).getByRole('button', { name: say('visits.start') }).click()
  await expect(actions(page).getByText(/^On a visit since \d\d:\d\d$/)).toBeVisible()
  await page.getByRole('button', { name: 'Fibre check', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Stop waiting/ })).toHaveCount(0)
  await look(page, 'line-on-visit')

  await site.cut(true)
  await page.getByRole('link', { name: say('visits.title'), exact: true }).click()
  await page.getByRole('list', { name: say('visits.title') }).getByRole('link').click()
  await expect(timeline(page)).toContainText('Fibre check complete')
  const note = page.getByRole('textbox', { name: say('visit.note.new') })
  await note.fill('The outlet is dark;\nthe ONT blinks red.')
  await expect(page.getByText(say('visit.note.save.saved'), { exact: true })).toBeVisible()
  await page.reload()
  await expect(timeline(page)).toContainText('the ONT blinks red.')
  await note.fill('A slip')
  await expect(page.getByText(say('visit.note.save.saved'), { exact: true })).toBeVisible()
  await page.getByRole('button', { name: say('visit.note.done') }).click()

  await pick(page, say('visit.photo.add'), [
    { name: 'large.png', mimeType: 'image/png', buffer: paintedPng(4000, 3000) }, { name: 'phone.jpg', mimeType: 'image/jpeg', buffer: jpegWith([exif(6)]) },
  ])
  await expectPhoto(page, 2)
  await page.getByRole('textbox', { name: say('visit.caption.of', { name: 'Photo 1' }) }).fill('The outlet as found')
  await pick(page, say('visit.file.add'), [{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('third socket') }])
  await expect(timeline(page)).toContainText('plan.txt')
  await expect(adding(page)).toHaveCount(0)

  await page.getByRole('listitem').filter({ hasText: 'A slip' }).getByRole('button', { name: say('visit.item.remove', { name: 'Note' }) }).click()
  await expect(page.getByText(say('visit.item.removed', { name: 'Note' }))).toBeVisible()
  await page.getByRole('button', { name: say('visit.item.undo') }).click()
  await expect(timeline(page)).toContainText('A slip')
  await page.getByRole('listitem').filter({ hasText: 'A slip' }).getByRole('button', { name: say('visit.item.remove', { name: 'Note' }) }).click()
  await expect(timeline(page)).not.toContainText('A slip')
  await page.getByRole('button', { name: say('visits.leave') }).click()
  await expect(timeline(page)).toContainText(say('evidence.event.left'))
  await page.getByRole('button', { name: say('visits.back') }).click()
  await look(page, 'visit-open')

  await page.getByRole('button', { name: say('visit.photo.open', { number: 1 }) }).click()
  const large = page.getByRole('dialog').getByRole('img')
  await expect(large).toHaveAttribute('alt', 'The outlet as found')
  expect(await large.evaluate(image => image instanceof HTMLImageElement && Math.max(image.naturalWidth, image.naturalHeight))).toBe(2048)
  await look(page, 'photo')
  await page.keyboard.press('Escape')

  const id = decodeURIComponent(/visits\/([^/]+)/.exec(page.url())?.[1] ?? '')
  await page.getByRole('link', { name: say('visits.finish') }).click()
  const dialog = page.getByRole('dialog', { name: say('visits.finish') })
  await expect(dialog.getByRole('heading', { name: say('visit.path.title') })).toBeVisible()
  await dialog.getByRole('textbox', { name: say('visit.leftOpen.label') }).fill('Label the patch panel')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Label the patch panel' })).toBeVisible()
  const paper = dialog.getByRole('img', { name: say('visit.confirm.sign') })
  await paper.scrollIntoViewIfNeeded()
  const pad = await paper.boundingBox()
  if (pad === null) throw new Error('there is nowhere to sign')
  await page.mouse.move(pad.x + 40, pad.y + 40)
  await page.mouse.down()
  await page.mouse.move(pad.x + 140, pad.y + 80, { steps: 8 })
  await page.mouse.move(pad.x + 220, pad.y + 30, { steps: 8 })
  await page.mouse.up()
  await dialog.getByRole('button', { name: say('visits.finish') }).click()
  await expect(dialog).toContainText(say('visit.confirm.nameMissing'))
  await dialog.getByRole('textbox', { name: say('visit.confirm.name') }).fill('Zoë van Leeuwen')
  await look(page, 'finish')
  await dialog.getByRole('button', { name: say('visits.finish') }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Signature of Zoë van Leeuwen' })).toBeVisible()
  await look(page, 'visit-finished')

  const pdf = await downloaded(page, say('visit.evidence.pdf'))
  expect([pdf.content.subarray(0, 5).toString(), path.extname(pdf.name)]).toEqual(['%PDF-', '.pdf'])
  expect((await downloaded(page, say('visit.evidence.csv'))).content.toString()).toContain('Reading')
  expect(JSON.parse((await downloaded(page, say('visit.evidence.json'))).content.toString())).toBeTruthy()
  await page.getByRole('button', { name: say('visit.reopen') }).click()
  await expect(page.getByRole('button', { name: say('visit.photo.add') })).toBeVisible()
  await site.cut(false)
  const { visit } = await site.call('POST', '/visits/get', { id }) as { visit: { items: { kind: string; widthPx?: number; heightPx?: number; bytes?: number }[] } }
  const photos = visit.items.filter(({ kind }) => kind === 'photo')
  expect(photos.map(({ widthPx, heightPx }) => [widthPx, heightPx])).toEqual([[2048, 1536], [8, 16]])
})

test('files that cannot be added say why, and a photo of 100 MB freezes nothing', async ({ page }) => {
  await site.open(page, '#/visits')
  await page.getByRole('list', { name: say('visits.title') }).getByRole('link').first().click()
  await pick(page, say('visit.photo.add'), [
    { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    { name: 'IMG_2.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1') },
    { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]) },
    { name: 'text.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('hello there') },
  ])
  for (const trouble of ['empty', 'heic', 'damaged', 'notPicture'] as const) await expect(adding(page)).toContainText(say(`visit.trouble.${trouble}`))
  await look(page, 'visit-troubles')
  for (const name of ['empty.jpg', 'IMG_2.HEIC', 'broken.jpg', 'text.jpg']) await page.getByRole('button', { name: say('visit.upload.dismiss', { name }) }).click()

  const before = await timeline(page).getByRole('button', { name: /^See photo/ }).count()
  const huge = path.join(files, 'huge.png')
  await writeFile(huge, Buffer.concat([paintedPng(6000, 4000), Buffer.alloc(100_000_000)]))
  await page.evaluate(() => {
    const gaps = { longest: 0, last: performance.now() }
    Object.assign(globalThis, { gaps })
    setInterval(() => {
      gaps.longest = Math.max(gaps.longest, performance.now() - gaps.last)
      gaps.last = performance.now()
    }, 20)
  })
  await pick(page, say('visit.photo.add'), huge)
  await expectPhoto(page, before + 1)
  const { longest } = await page.evaluate(() => (globalThis as typeof globalThis & { gaps: { longest: number } }).gaps)
  expect(longest, 'ms the page did not answer').toBeLessThan(1500)

  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30)
    canvas.getContext('2d')?.fillRect(0, 0, 20, 20)
    const transfer = new DataTransfer()
    transfer.items.add(new File([await canvas.convertToBlob()], 'pasted.png', { type: 'image/png' }))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }))
    const target = document.querySelector('section[aria-label="Add to the visit"]')
    const dropped = new DataTransfer()
    dropped.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }))
    target?.dispatchEvent(new DragEvent('dragover', { dataTransfer: dropped, bubbles: true, cancelable: true }))
    target?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }))
  })
  await expectPhoto(page, before + 2)
  await expect(timeline(page)).toContainText('dropped.txt')
})

test('a visit travels to a colleague, who receives it and sends nothing of it', async ({ page, browser }) => {
  test.slow()
  await site.open(page, '#/visits')
  await page.getByRole('list', { name: say('visits.title') }).getByRole('link').first().click()
  await page.getByRole('button', { name: say('visit.evidence.colleague') }).click()
  const dialog = page.getByRole('dialog', { name: say('visit.export.title') })
  await dialog.getByRole('textbox', { name: say('visit.export.passphrase'), exact: true }).fill('welkom1234')
  await expect(dialog).toContainText(say('visit.export.weak'))
  await dialog.getByRole('textbox', { name: say('visit.export.passphrase'), exact: true }).fill(passphrase)
  await dialog.getByRole('textbox', { name: say('visit.export.repeat') }).fill('another sentence')
  await expect(dialog).toContainText(say('visit.export.differs'))
  await dialog.getByRole('textbox', { name: say('visit.export.repeat') }).fill(passphrase)
  await look(page, 'export')
  const begun = page.waitForEvent('download')
  await dialog.getByRole('button', { name: say('visit.export.go') }).click()
  const { name, content } = await contentOf(await begun)
  expect(name).toMatch(/\.lineside-visit$/)
  const file = path.join(files, name)
  await writeFile(file, content)

  const elsewhere = await mkdtemp(path.join(tmpdir(), 'lineside-colleague-'))
  const app = await startApp(path.join(elsewhere, 'data'))
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const colleague = await context.newPage()
  try {
    const { cookie } = await openSession(app)
    await context.addCookies([{ ...cookie, url: app.origin, httpOnly: true, sameSite: 'Strict' }])
    await colleague.goto(`${app.origin}/#/visits`)
    await pick(colleague, say('visits.import'), { name: 'other.lineside-visit', mimeType: '', buffer: Buffer.from('no visit at all, and long enough to look') })
    const asks = colleague.getByRole('dialog', { name: say('visits.import') })
    await asks.getByRole('textbox', { name: say('visits.import.passphrase') }).fill('anything at all')
    await asks.getByRole('button', { name: say('visits.import.go') }).click()
    await expect(asks).toContainText(say('visits.import.notAVisit'))
    await colleague.keyboard.press('Escape')
    await pick(colleague, say('visits.import'), file)
    await asks.getByRole('textbox', { name: say('visits.import.passphrase') }).fill('not the passphrase')
    await asks.getByRole('button', { name: say('visits.import.go') }).click()
    await expect(asks).toContainText(say('visits.import.wrongPassphrase'))
    await look(colleague, 'import')
    await asks.getByRole('textbox', { name: say('visits.import.passphrase') }).fill(passphrase)
    await asks.getByRole('button', { name: say('visits.import.go') }).click()
    await expect(colleague.getByText(say('visit.received.note'))).toBeVisible()
    await expectPhoto(colleague, 1)
    await expect(colleague.getByRole('button', { name: say('visit.photo.add') })).toHaveCount(0)
    await look(colleague, 'visit-received')
    await colleague.getByRole('link', { name: say('visits.toList') }).click()
    await expect(colleague.getByRole('list', { name: say('visits.title') })).toContainText(say('visits.state.received'))
  } finally {
    await context.close()
    await app.stop()
    await rm(elsewhere, { recursive: true, force: true, maxRetries: 5 })
  }

  await page.getByRole('link', { name: say('visits.toList') }).click()
  await pick(page, say('visits.import'), file)
  await page.getByRole('textbox', { name: say('visits.import.passphrase') }).fill(passphrase)
  await page.getByRole('button', { name: say('visits.import.go') }).click()
  await expect(page.getByRole('alert')).toContainText(say('visits.import.ownVisit'))
})

test('the PDF is printed from the browser’s viewer, and goes to a new ticket in one click', async ({ page }) => {
  await site.open(page, '#/visits')
  await page.getByRole('textbox', { name: say('visits.search') }).fill('blinks red')
  await page.getByRole('radiogroup', { name: say('visits.filter') }).getByText(say('visits.state.open')).click()
  await expect(page.getByText(say('visits.count', { count: 1 }))).toBeVisible()
  await look(page, 'visits-list')
  await page.getByRole('list', { name: say('visits.title') }).getByRole('link').first().click()
  const viewer = page.waitForEvent('popup')
  await page.getByRole('button', { name: say('visit.evidence.print') }).click()
  expect((await viewer).url()).toMatch(/^blob:/)
  await (await viewer).close()
  await page.getByRole('button', { name: say('visit.evidence.attach') }).click()
  await expect(page.getByRole('dialog', { name: 'New ticket' })).toContainText('.pdf')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('textbox', { name: say('visits.search') }).waitFor({ state: 'detached' })
})
