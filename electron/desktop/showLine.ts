import type { LineId } from '../../shared/model/common.ts'
import { appOrigin } from './scheme.ts'

/** What is used of a window. */
export type PageWindow = { loadURL(url: string): Promise<void>; readonly webContents: { getURL(): string } }

/** Moves the page to a line by its own hash route (renderer/app/route.ts): only its place changes, the page stays. */
export function showLine(window: PageWindow, lineId: LineId): void {
  const address = `${appOrigin}/#/line/${encodeURIComponent(lineId)}`
  // The very address it has would be loaded anew, and what is typed be lost.
  if (window.webContents.getURL() === address) return
  // A click while the window closes comes to nothing.
  window.loadURL(address).catch(() => undefined)
}
