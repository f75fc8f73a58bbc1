/** One figure of a benchmark. `limit` is what the figure was promised to keep to; without one it is shown for comparison. */
export type BenchResult = {
  readonly bench: string
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 's' | 'rows/s' | '%' | 'MB' | 'kB' | 'count' | 'x'
  readonly limit?: { readonly kind: 'most' | 'least'; readonly value: number }
  readonly note?: string
}

/** What every bench is given. */
export type BenchOptions = { readonly lines: number; readonly seed: number }

export const keepsTo = ({ value, limit }: BenchResult): boolean | null =>
  limit === undefined ? null : limit.kind === 'most' ? value <= limit.value : value >= limit.value

/** p-th percentile, 0 to 100, of unsorted figures; 0 of none. */
export function percentile(figures: readonly number[], p: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)] ?? 0
}

/** p50, p95 and p99 of times in ms, the p95 with its limit. */
export function times(bench: string, name: string, figures: readonly number[], mostP95?: number): BenchResult[] {
  const [p50, p95, p99] = [50, 95, 99].map(p => percentile(figures, p))
  return [
    { bench, name: `${name}, p50`, value: p50 ?? 0, unit: 'ms' },
    { bench, name: `${name}, p95`, value: p95 ?? 0, unit: 'ms', ...(mostP95 === undefined ? {} : { limit: { kind: 'most', value: mostP95 } }) },
    { bench, name: `${name}, p99`, value: p99 ?? 0, unit: 'ms', note: `${figures.length} keystrokes` },
  ]
}
