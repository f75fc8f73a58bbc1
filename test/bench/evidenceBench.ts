import { monitorEventLoopDelay } from 'node:perf_hooks'
import { reportPdf } from '../../electron/evidence/reportPdf.ts'
import { visitPdf } from '../../electron/evidence/visitPdf.ts'
import { createText } from '../../shared/text/text.ts'
import { lineFixtures } from '../fakes/lineFixtures.ts'
import { filesOf, longVisit, photoVisit, visitEnd } from '../fakes/visitFixture.ts'
import { percentile } from './benchResult.ts'
import type { BenchResult } from './benchResult.ts'

const bench = 'evidence'
const rounds = 9
/** The figures of issue 4. */
const mostSeconds = 3
const mostMb = 5

/** PDFs of a visit with ten photos of 400 kB and of one with long texts and many pairs, and of a single check. */
export async function benchEvidence(): Promise<BenchResult[]> {
  const text = createText('nl')
  const photos = photoVisit()
  const long = longVisit()
  const pdfOf = (fixture: typeof photos) => () => visitPdf({ ...fixture, files: filesOf(fixture), text, now: visitEnd })
  const view = lineFixtures(visitEnd).healthyFibre
  const [report] = view.reports
  if (report === undefined) throw new Error('the fixture has reports')
  const first = await measured(pdfOf(photos), 1)
  const again = await measured(pdfOf(photos), rounds)
  const longest = await measured(pdfOf(long), rounds)
  const check = await measured(() => reportPdf({ report, line: view.line, verdict: view.verdict, text, now: visitEnd }), rounds)
  return [
    {
      bench, name: 'visit with 10 photos, the first, with loading the library', value: first.seconds, unit: 's',
      limit: { kind: 'most', value: mostSeconds },
    },
    { bench, name: 'visit with 10 photos, median', value: again.seconds, unit: 's', limit: { kind: 'most', value: mostSeconds } },
    { bench, name: 'visit with 10 photos, size', value: again.bytes / 1e6, unit: 'MB', limit: { kind: 'most', value: mostMb } },
    { bench, name: 'visit with 10 photos, longest hold of the core, median', value: again.heldMs, unit: 'ms' },
    { bench, name: 'visit with long texts and 8 pairs, median', value: longest.seconds, unit: 's' },
    { bench, name: 'visit with long texts and 8 pairs, longest hold of the core, median', value: longest.heldMs, unit: 'ms' },
    {
      bench, name: 'single check, median', value: check.seconds * 1000, unit: 'ms', note: `${Math.round(check.bytes / 1000)} kB`,
    },
  ]
}

type Measured = { readonly seconds: number; readonly bytes: number; readonly heldMs: number }

async function measured(make: () => Promise<Uint8Array>, times: number): Promise<Measured> {
  const seconds: number[] = []
  let bytes = 0
  const heldMs: number[] = []
  for (let round = 0; round < times; round += 1) {
    const held = monitorEventLoopDelay({ resolution: 1 })
    held.enable()
    const from = performance.now()
    bytes = (await make()).length
    seconds.push((performance.now() - from) / 1000)
    held.disable()
    heldMs.push(held.max / 1e6)
  }
  return { seconds: percentile(seconds, 50), bytes, heldMs: percentile(heldMs, 50) }
}
