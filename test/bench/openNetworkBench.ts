import { z } from 'zod'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { startProgram } from './startProgram.ts'

const bench = 'openNetwork'
const Core = z.object({
  ms: z.number(), lines: z.number(), sections: z.number(), bad: z.number(), megabytes: z.number(), mostMegabytes: z.number(), requests: z.number(),
  againMs: z.number(), againChanged: z.number(), againRequests: z.number(), againLists: z.number(), loopP99Ms: z.number(), loopMostMs: z.number(), mostOwnMs: z.number(),
  meanwhileP95Ms: z.number(), searchP50Ms: z.number(), searchP95Ms: z.number(), searches: z.number(), rssMB: z.number(), fileMB: z.number(),
})

/** Synchronises an open access network whose lists come whole from the lab process over HTTP; twice as many accesses as lines asked for. */
export async function benchOpenNetwork({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  const accesses = Math.min(Math.max(lines * 2, 41), 1_000_000)
  const lab = await startProgram(new URL('./openNetworkProcess.ts', import.meta.url), [JSON.stringify({ accesses, seed })])
  try {
    const { baseUrl } = z.object({ baseUrl: z.string() }).parse(lab.line)
    const core = await startProgram(new URL('./openNetworkCore.ts', import.meta.url), [JSON.stringify({ baseUrl })])
    await core.end()
    const found = Core.parse(core.line)
    const most = (value: number) => ({ kind: 'most', value }) as const
    return [
      { bench, name: 'accesses complete', value: found.lines, unit: 'count', limit: { kind: 'least', value: accesses }, note: `${found.sections} sections, ${found.bad} bad records` },
      { bench, name: 'first synchronisation', value: found.ms / 1000, unit: 's', note: `${found.requests} lists, ${found.megabytes.toFixed(0)} MB, the longest reply ${found.mostMegabytes.toFixed(0)} MB` },
      { bench, name: 'again, nothing changed', value: found.againMs, unit: 'ms', note: `${found.againChanged} changed` },
      { bench, name: 'its requests beyond one a list', value: found.againRequests - found.againLists, unit: 'count', limit: most(0), note: `${found.againRequests} requests` },
      { bench, name: 'main process blocked meanwhile, p99', value: found.loopP99Ms, unit: 'ms' },
      { bench, name: 'main process blocked meanwhile, most', value: found.loopMostMs, unit: 'ms', limit: most(50), note: `of it by own work at most ${found.mostOwnMs.toFixed(1)} ms` },
      { bench, name: 'memory of the core, worker included, most', value: found.rssMB, unit: 'MB', limit: most(500) },
      { bench, name: 'keystroke meanwhile, p95', value: found.meanwhileP95Ms, unit: 'ms' },
      { bench, name: 'keystroke over all accesses, p50', value: found.searchP50Ms, unit: 'ms' },
      { bench, name: 'keystroke over all accesses, p95', value: found.searchP95Ms, unit: 'ms', limit: most(20), note: `${found.searches} keystrokes` },
      { bench, name: 'size of the cache', value: found.fileMB, unit: 'MB' },
    ]
  } finally {
    await lab.end()
  }
}
