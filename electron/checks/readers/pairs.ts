import type { Reading } from './content.ts'
import { fieldsOf } from './fields.ts'
import type { Fields } from './fields.ts'

/** One copper pair of a report: its entry, what is in it, and its number where there are several. */
export type Pair = { readonly entry: Fields; readonly details: Fields; readonly instance: string }

/** G.998.2 bonds at most 32 pairs; more are kept in the raw body alone. */
const mostPairs = 64

/** Pairs of a copper report: a list with an entry for each, or one entry alone. A bonded line has several, from `1` on. */
export function pairsOf(value: unknown): Pair[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value.slice(0, mostPairs) : [value]
  const entries = listed.flatMap(each => fieldsOf(each) ?? [])
  return entries.map((entry, index) => (
    { entry, details: entry.object('details') ?? entry, instance: entries.length === 1 ? '' : String(index + 1) }
  ))
}

/** One reading of all pairs. The line changed state when the last of them did; equal remarks stand once. */
export function perPair(kind: Reading['kind'], pairs: readonly Pair[], read: (pair: Pair) => Omit<Reading, 'kind'>): Reading {
  const readings = pairs.map(read)
  const changes = readings.flatMap(({ lastStatusChange }) => lastStatusChange ?? [])
  const remarks = new Map(readings.flatMap(each => each.remarks.map(held => [`${held.key} ${held.text}`, held] as const)))
  return {
    kind,
    lastStatusChange: changes.toSorted((a, b) => b.utc.localeCompare(a.utc))[0] ?? null,
    measurements: readings.flatMap(({ measurements }) => measurements),
    states: readings.flatMap(({ states }) => states),
    remarks: [...remarks.values()],
  }
}
