import { writeFileSync } from 'node:fs'
import { cpus, platform } from 'node:os'
import { parseArgs } from 'node:util'
import { benchApp } from './appBench.ts'
import { keepsTo } from './benchResult.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { benchBudget } from './budgetBench.ts'
import { benchFourSystems } from './fourSystemsBench.ts'
import { benchHistory } from './historyBench.ts'
import { benchEvidence } from './evidenceBench.ts'
import { benchOpenNetwork } from './openNetworkBench.ts'
import { benchOutbox } from './outboxBench.ts'
import { benchSearch } from './searchBench.ts'
import { benchSync } from './syncBench.ts'
import { benchTenLines } from './tenLinesBench.ts'
import { benchTriage } from './triageBench.ts'
import { benchVisits } from './visitsBench.ts'

/** Every bench by the name it is asked for with `--only`. Another bench is another file and another entry. */
const benches: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult[]>>> = {
  search: benchSearch, sync: benchSync, openNetwork: benchOpenNetwork, fourSystems: benchFourSystems, budget: benchBudget, app: benchApp, triage: benchTriage, tenLines: benchTenLines, history: benchHistory, outbox: benchOutbox, evidence: benchEvidence,
  visits: benchVisits,
}

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, million: { type: 'boolean', default: false },
    json: { type: 'string' }, only: { type: 'string' },
  },
})

function wholeNumber(name: 'lines' | 'seed', least: number): number {
  const value = Number(values[name])
  if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name} takes a whole number from ${least}, not ${values[name]}`)
  return value
}

const shown = (value: number): string => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1))

function table(results: readonly BenchResult[]): string {
  return results.map(result => {
    const { name, value, unit, limit, note } = result
    const kept = keepsTo(result)
    const bound = limit === undefined ? '' : `${limit.kind === 'most' ? '<=' : '>='} ${shown(limit.value)}`
    return `  ${name.padEnd(58)} ${shown(value).padStart(10)} ${unit.padEnd(7)} ${bound.padEnd(12)} ${kept === null ? '' : kept ? 'ok' : 'MISSED'}${note === undefined ? '' : `  (${note})`}`
  }).join('\n')
}

const chosen = values.only === undefined ? Object.keys(benches) : values.only.split(',')
const unknown = chosen.filter(name => !(name in benches))
if (unknown.length > 0) throw new RangeError(`no bench named ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
const options: BenchOptions = { lines: values.million ? 1_000_000 : wholeNumber('lines', 20), seed: wholeNumber('seed', 0) }
console.log(`${options.lines.toLocaleString('en')} lines, seed ${options.seed}; Node ${process.version}, ${platform()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`)
const results: BenchResult[] = []
for (const name of chosen) {
  const bench = benches[name]
  if (bench === undefined) continue
  const found = await bench(options)
  results.push(...found)
  console.log(`\n${name}\n${table(found)}`)
}
const missed = results.filter(result => keepsTo(result) === false)
console.log(`\n${missed.length === 0 ? 'Every figure is kept.' : `${missed.length} figures missed: ${missed.map(({ name }) => name).join('; ')}`}`)
if (values.json === undefined) console.log(JSON.stringify({ options, results }))
else writeFileSync(values.json, JSON.stringify({ options, node: process.version, results }, null, 2))
