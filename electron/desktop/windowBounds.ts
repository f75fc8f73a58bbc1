import path from 'node:path'
import { z } from 'zod'
import { readFileIfThere, writeFileAtomically } from '../storage/atomicFile.ts'

const Bounds = z.object({
  x: z.number().int(), y: z.number().int(), width: z.number().int().min(480).max(20_000), height: z.number().int().min(400).max(20_000),
  maximized: z.boolean(),
})
export type Bounds = z.infer<typeof Bounds>
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const fileName = 'window.json'
/** So much of the title bar must be on a screen for the window to be movable, px. */
const graspable = 80

/** Where the window was, unless the screen it was on is gone. */
export function rememberedBounds(directory: string, screens: readonly Area[]): Bounds | undefined {
  let content: unknown
  try {
    content = JSON.parse(readFileIfThere(path.join(directory, fileName)) ?? 'null')
  } catch {
    return undefined
  }
  const bounds = Bounds.safeParse(content).data
  if (bounds === undefined) return undefined
  const visible = screens.some(screen => bounds.x + bounds.width >= screen.x + graspable && bounds.x <= screen.x + screen.width - graspable
    && bounds.y >= screen.y - 10 && bounds.y <= screen.y + screen.height - graspable)
  return visible ? bounds : undefined
}

export function rememberBounds(directory: string, bounds: Bounds): void {
  writeFileAtomically(path.join(directory, fileName), JSON.stringify(bounds))
}
