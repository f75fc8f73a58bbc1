import type { NormBand } from '../model/report.ts'

/** A stretch of the scale, in percent of its width. */
export type GaugeZone = { readonly kind: 'fault' | 'warn' | 'ok'; readonly from: number; readonly to: number }

export type GaugeScale = {
  readonly zones: readonly GaugeZone[]
  /** Where the value stands, in percent; values off the scale stand at its end. */
  readonly at: number
  readonly offScale: 'below' | 'above' | null
  /** Limits to print, with their place in percent. */
  readonly limits: readonly { readonly value: number; readonly at: number }[]
  /** The nearest limit and how far the value is inside it, in its unit; negative when outside. */
  readonly nearest: { readonly limit: number; readonly side: 'lower' | 'upper'; readonly distance: number } | null
}

/** Lays a value out between its limits, with a margin of the band's width on either side so that a breach is visible. */
export function gaugeScale(value: number, band: NormBand): GaugeScale | null {
  // A band of warnings only is drawn between those.
  const isSoft = band.lower === null && band.upper === null
  const lower = isSoft ? band.warnLower : band.lower
  const upper = isSoft ? band.warnUpper : band.upper
  const beyond = isSoft ? 'warn' : 'fault'
  if (lower === null && upper === null) return null
  if (lower !== null && upper !== null && lower >= upper) return null
  const inner = [band.warnLower, band.warnUpper].filter(limit => limit !== null)
  const known = [lower, upper, ...inner].filter(limit => limit !== null)
  const spread =
    lower !== null && upper !== null
      ? upper - lower
      : Math.max(Math.abs((lower ?? upper ?? 0) - value) * 1.6, Math.abs(lower ?? upper ?? 0) * 0.25, 1)
  const margin = lower !== null && upper !== null ? spread * 0.16 : spread * 0.3
  const start = lower === null ? Math.min(...known) - spread : lower - margin
  const end = upper === null ? Math.max(...known) + spread : upper + margin
  const percent = (x: number): number => Math.min(100, Math.max(0, ((x - start) / (end - start)) * 100))

  const okFrom = Math.max(lower ?? start, band.warnLower ?? lower ?? start)
  const okTo = Math.min(upper ?? end, band.warnUpper ?? upper ?? end)
  const stretch = (kind: GaugeZone['kind'], from: number, to: number): GaugeZone => ({
    kind,
    from: percent(from),
    to: percent(to),
  })
  const zones = [
    stretch(beyond, start, lower ?? start),
    stretch('warn', lower ?? start, okFrom),
    stretch('ok', okFrom, okTo),
    stretch('warn', okTo, upper ?? end),
    stretch(beyond, upper ?? end, end),
  ].filter(zone => zone.to - zone.from > 0.01)

  const distances = [
    ...(lower === null ? [] : [{ limit: lower, side: 'lower' as const, distance: value - lower }]),
    ...(upper === null ? [] : [{ limit: upper, side: 'upper' as const, distance: upper - value }]),
  ].toSorted((a, b) => a.distance - b.distance)
  return {
    zones,
    at: percent(value),
    offScale: value < start ? 'below' : value > end ? 'above' : null,
    limits: [lower, upper].filter(limit => limit !== null).map(limit => ({ value: limit, at: percent(limit) })),
    nearest: distances[0] ?? null,
  }
}
