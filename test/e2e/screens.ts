import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Language } from '../../shared/model/settings.ts'
import { root } from '../fakes/processes.ts'
import { expectAccessible, type Site } from './app.ts'

/** A room or dialog to be looked at, and the way to it from the one before. */
export type Screen = { readonly name: string; show(page: Page): Promise<void> }
export type View = { readonly scheme: 'light' | 'dark'; readonly width: number; readonly height: number; readonly language: Language }

async function openIn(page: Page, site: Site, { scheme, width, height, language }: View): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height })
  await site.call('POST', '/app/settings', { language })
  await site.open(page)
}

/** Looks at each screen in a view: everything axe knows, and nothing that sticks out sideways. `LINESIDE_LOOK` names a folder for pictures. */
export async function expectScreensAccessible(page: Page, site: Site, view: View, screens: readonly Screen[]): Promise<void> {
  await openIn(page, site, view)
  for (const { name, show } of screens) {
    await test.step(name, async () => {
      await show(page)
      await expectAccessible(page, name)
      for (const box of [page.locator('html'), page.getByRole('main', { includeHidden: true })]) {
        expect.soft(await box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), `${name}: nothing sticks out sideways`).toBeLessThanOrEqual(0)
      }
      const folder = process.env.LINESIDE_LOOK
      if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${view.width}-${view.scheme}-${name}.png`) })
    })
  }
}

/** Pictures of some of the screens for the docs. */
export async function takePictures(page: Page, site: Site, view: View, screens: readonly Screen[], pictured: ReadonlySet<string>): Promise<void> {
  await openIn(page, site, view)
  for (const { name, show } of screens) {
    await show(page)
    if (pictured.has(name)) await page.screenshot({ path: path.join(root, 'docs/screenshots', `${name}-${view.scheme}.png`) })
  }
}
