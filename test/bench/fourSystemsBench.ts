import { z } from 'zod'
import { SystemKind } from '../../shared/model/common.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { startProgram } from './startProgram.ts'

const bench = 'fourSystems'
const Held = z.object({ p99Ms: z.number(), mostMs: z.number(), mostOwnMs: z.number(), mostRssMB: z.number() })
const Run = z.object({
  ms: z.number(), systems: z.array(z.object({ kind: SystemKind, ms: z.number(), changed: z.number(), bad: z.number() })),
})
const Core = z.object({
  first: Run, again: Run, lines: z.record(SystemKind, z.number()), held: Held, heldAgain: Held, meanwhileP95Ms: z.number(), searches: z.number(), searchP50Ms: z.number(),
  searchP95Ms: z.number(), searchP99Ms: z.number(), searchOwnP95Ms: z.number(), fileMB: z.number(),
})

/** An account at each of the four systems with so many lines each, synchronised side by side, and searched over all of them. */
export async function benchFourSystems({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  const asked = Math.max(lines, 60)
  const lab = await startProgram(new URL('./fourSystemsProcess.ts', import.meta.url), [JSON.stringify({ lines: asked, seed })])
  try {
    const core = await startProgram(new URL('./fourSystemsCore.ts', import.meta.url), [JSON.stringify(lab.line)])
    await core.end()
    const { first, again, lines: kept, held, heldAgain, ...found } = Core.parse(core.line)
    const most = (value: number) => ({ kind: 'most', value }) as const
    const ms = (name: string, value: number, limit?: number, note?: string): BenchResult => ({
      bench, name, value, unit: 'ms', ...(limit === undefined ? {} : { limit: most(limit) }), ...(note === undefined ? {} : { note }),
    })
    const own = ({ mostOwnMs }: z.infer<typeof Held>): string => `of it by own work at most ${mostOwnMs.toFixed(1)} ms`
    return [
      ...first.systems.map((each): BenchResult => ({
        bench, name: `lines of ${each.kind}`, value: kept[each.kind], unit: 'count', limit: { kind: 'least', value: asked },
        note: `after ${(each.ms / 1000).toFixed(1)} s, ${each.bad} bad records`,
      })),
      { bench, name: 'all of them synchronised side by side', value: first.ms / 1000, unit: 's' },
      { bench, name: 'again, nothing changed', value: again.ms / 1000, unit: 's', note: again.systems.map(({ kind, changed }) => `${kind} ${changed} changed`).join(', ') },
      ms('main process blocked meanwhile, p99', held.p99Ms),
      ms('main process blocked meanwhile, most', held.mostMs, 50, own(held)),
      ms('main process blocked the second time, most', heldAgain.mostMs, 50, own(heldAgain)),
      { bench, name: 'memory of the core, worker included, most', value: Math.max(held.mostRssMB, heldAgain.mostRssMB), unit: 'MB' },
      ms('keystroke meanwhile, p95', found.meanwhileP95Ms),
      ms('keystroke over all systems, p50', found.searchP50Ms),
      ms('keystroke over all systems, p95', found.searchP95Ms, 20, `${found.searches} keystrokes; ${found.searchOwnP95Ms.toFixed(1)} ms of processor time`),
      ms('keystroke over all systems, p99', found.searchP99Ms),
      { bench, name: 'size of the cache', value: found.fileMB, unit: 'MB' },
    ]
  } finally {
    await lab.end()
  }
}
