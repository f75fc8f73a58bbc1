import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isExact, soak, type SoakResult } from './soakRun.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' }, from: { type: 'string', default: '1' }, tickets: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '15' }, rate: { type: 'string', default: '0.12' }, json: { type: 'string' },
    keychain: { type: 'boolean', default: false },
  },
})

function wholeNumber(name: 'seeds' | 'from' | 'tickets' | 'kills', least: number): number {
  const value = Number(values[name])
  if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name} takes a whole number from ${least}, not ${values[name]}`)
  return value
}

const faultRate = Number(values.rate)
if (!(faultRate >= 0 && faultRate < 1)) throw new RangeError(`--rate takes a share from 0 to below 1, not ${values.rate}`)
const [seeds, from, tickets, kills] = [wholeNumber('seeds', 1), wholeNumber('from', 0), wholeNumber('tickets', 1), wholeNumber('kills', 0)]
const columns = [
  'seed', 'tickets', 'comments', 'files', 'calls', 'uploads', 'kills', 'needsYou', 'lost', 'twice', 'wrong', 'forgotten', 'seconds',
] as const
const row = (cells: readonly (string | number)[]): string => cells.map(cell => String(cell).padStart(9)).join(' ')

const keys = values.keychain ? 'keys in the keychain' : 'keys under a passphrase'
console.log(`${seeds} soaks of ${tickets} tickets, ${Math.round(faultRate * 100)} % of calls disturbed, ${keys}`)
console.log(row(columns))
const results: SoakResult[] = []
for (let seed = from; seed < from + seeds; seed++) {
  const result = await soak({ seed, tickets, keychain: values.keychain, kills, faultRate })
  results.push(result)
  console.log(`${row(columns.map(name => result[name]))}  ${isExact(result) ? 'exactly once' : 'NOT EXACT'}`)
}
const exact = results.filter(isExact).length
console.log(`\n${exact} of ${results.length} exactly once`)
const report = { options: { seeds, from, tickets, kills, faultRate, keychain: values.keychain }, node: process.version, results }
if (values.json === undefined) console.log(JSON.stringify(report))
else writeFileSync(values.json, JSON.stringify(report, null, 2))
process.exit(exact === results.length ? 0 : 1)
