import { z } from 'zod'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { startProgram } from './startProgram.ts'

const bench = 'sync'
const Core = z.object({
  ms: z.number(), lines: z.number(), keptOverStop: z.number(), againMs: z.number(), againChanged: z.number(), loopP99Ms: z.number(), loopMostMs: z.number(), searchP50Ms: z.number(),
  searchP95Ms: z.number(), searches: z.number(), rssMB: z.number(), fileMB: z.number(),
})

/** Synchronises from the lab process over HTTP, beside raw inserts of as many lines into the same schema. */
export async function benchSync({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  const raw = await startProgram(new URL('./rawInserts.ts', import.meta.url), [JSON.stringify({ lines, seed })])
  await raw.end()
  const rawMs = z.object({ ms: z.number() }).parse(raw.line).ms
  const lab = await startProgram(new URL('../../electron/lab/labProcess.ts', import.meta.url), ['--lines', String(lines), '--seed', String(seed)])
  try {
    const { baseUrl } = z.object({ baseUrl: z.string() }).parse(lab.line)
    const core = await startProgram(new URL('./syncCore.ts', import.meta.url), [JSON.stringify({ baseUrl, username: 'engineer', password: 'engineer-pass', lines })])
    await core.end()
    const found = Core.parse(core.line)
    const rawSpeed = lines / rawMs * 1000
    const speed = found.lines / found.ms * 1000
    const most = (value: number) => ({ kind: 'most', value }) as const
    return [
      { bench, name: 'raw inserts into the same schema', value: rawSpeed, unit: 'rows/s' },
      { bench, name: 'synchronisation from the lab over HTTP', value: speed, unit: 'rows/s', note: `${found.lines} lines in ${(found.ms / 1000).toFixed(1)} s` },
      { bench, name: 'its share of the speed of raw inserts', value: speed / rawSpeed * 100, unit: '%', limit: { kind: 'least', value: 50 } },
      { bench, name: 'lines complete', value: found.lines, unit: 'count', limit: { kind: 'least', value: lines } },
      { bench, name: 'stopped half-way: lines kept when it goes on', value: found.keptOverStop, unit: 'count', limit: { kind: 'least', value: Math.floor(lines / 2) } },
      { bench, name: 'again, nothing changed', value: found.lines / found.againMs * 1000, unit: 'rows/s', note: `${found.againChanged} rows written` },
      { bench, name: 'main process blocked meanwhile, p99', value: found.loopP99Ms, unit: 'ms', limit: most(20) },
      { bench, name: 'main process blocked meanwhile, most', value: found.loopMostMs, unit: 'ms', limit: most(50) },
      { bench, name: 'keystroke meanwhile, p50', value: found.searchP50Ms, unit: 'ms' },
      { bench, name: 'keystroke meanwhile, p95', value: found.searchP95Ms, unit: 'ms', limit: most(lines > 200_000 ? 20 : 5), note: `${found.searches} keystrokes` },
      { bench, name: 'memory of the core, most', value: found.rssMB, unit: 'MB', limit: most(400) },
      { bench, name: 'size of the cache', value: found.fileMB, unit: 'MB' },
    ]
  } finally {
    await lab.end()
  }
}
