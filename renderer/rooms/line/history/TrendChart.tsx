import { Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Trend } from '../../../../shared/contract/history.ts'
import { localeOf } from '../../../../shared/text/moment.ts'
import type { Language } from '../../../../shared/model/settings.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { useText } from '../../../text.tsx'
import { formatNumber } from '../words.ts'
import { limitsOf, plot, timeTicks, valueRange, valueTicks, zonesOf } from './trendScale.ts'
import styles from './Trends.module.css'

/** More points than this stand as a line with only the graded ones marked. */
const mostDots = 80

/** Set on the parts themselves: they are drawn in layers of their own, where styles of their parent do not reach. */
const axisText = { fill: 'var(--mantine-color-dimmed)', fontSize: 13 } as const

type Point = { atMs: number; value: number; grade: keyof typeof shapes; isSelected: boolean; isMarked: boolean }

type TrendChartProps = { trend: Trend; fromMs: number; toMs: number; selected: number }

/** Values over time with their limits as lines and their norm as an area. A picture only: its numbers stand in words below it. */
export function TrendChart({ trend, fromMs, toMs, selected }: TrendChartProps) {
  const text = useText()
  const isCrowded = trend.points.length > mostDots
  const points = trend.points.map(({ at, value, grade }, index): Point => ({
    atMs: Date.parse(at), value, grade, isSelected: index === selected,
    isMarked: !isCrowded || index === selected || grade === 'warn' || grade === 'fault',
  }))
  const range = valueRange(points.map(({ value }) => value), trend.band)
  const ticks = timeTicks(fromMs, toMs, 5)
  return (
    <ResponsiveContainer width="100%" height={plot.heightPx}>
      <LineChart
        data={points}
        accessibilityLayer={false}
        margin={{ left: 0, right: plot.rightPx, top: plot.topPx, bottom: 0 }}
      >
        {zonesOf(trend.band, range).map(({ kind, from, to }) => (
          <ReferenceArea
            key={`${kind} ${from}`}
            y1={from}
            y2={to}
            className={styles[`${kind}Zone`] ?? ''}
            fill="none"
            stroke="none"
          />
        ))}
        <XAxis
          dataKey="atMs"
          type="number"
          scale="time"
          domain={[fromMs, toMs]}
          ticks={ticks.at}
          height={plot.bottomPx}
          tickLine={false}
          interval="preserveStart"
          tick={axisText}
          stroke="var(--rule)"
          tickFormatter={(ms: number) => tickWords(ms, ticks.unit, toMs - fromMs, text.language)}
        />
        <YAxis
          type="number"
          domain={[range[0], range[1]]}
          allowDataOverflow
          ticks={valueTicks(range[0], range[1], 4)}
          width={plot.leftPx}
          tickLine={false}
          axisLine={false}
          tick={axisText}
          stroke="var(--rule)"
          tickFormatter={(value: number) => valueWords(text, value, trend.unit)}
        />
        {limitsOf(trend.band).map(({ kind, value }) => (
          <ReferenceLine
            key={`${kind} ${value}`}
            y={value}
            className={styles[`${kind}Limit`] ?? ''}
            strokeDasharray={kind === 'warn' ? '5 4' : '0'}
            label={{
              value: text(`history.trends.limit.${kind}`, { value: formatNumber(text, value) }),
              position: labelPlace(kind, trend.band?.upper === value || trend.band?.warnUpper === value),
              fill: kind === 'warn' ? 'var(--level-warn)' : 'var(--level-fault)',
              fontSize: 12,
            }}
          />
        ))}
        <Line
          dataKey="value"
          type="linear"
          className={styles.line ?? ''}
          stroke="currentColor"
          strokeWidth={2}
          isAnimationActive={false}
          activeDot={false}
          dot={PointDot}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}

/** Short enough for the margin: speeds in bit/s by the million. */
const valueWords = (text: Text, value: number, unit: Trend['unit']): string =>
  unit === 'bit/s' ? `${formatNumber(text, value / 1_000_000)} M` : formatNumber(text, value)

/** The limit's label stands outside the norm, the warning's inside it: never both between two lines close together. */
function labelPlace(kind: 'outer' | 'warn', isUpper: boolean) {
  if (kind === 'outer') return isUpper ? ('insideBottomLeft' as const) : ('insideTopLeft' as const)
  return isUpper ? ('insideTopRight' as const) : ('insideBottomRight' as const)
}

/** One shape per grade, so that they differ in greyscale: disc, triangle, octagon. */
const shapes = {
  ok: 'disc', none: 'disc', warn: 'M0-5.4 5.6 4.4H-5.6Z', fault: 'M-2.4-5.6h4.8l3.2 3.2v4.8l-3.2 3.2h-4.8l-3.2-3.2v-4.8Z',
} as const

function PointDot({ cx, cy, payload }: { cx?: number; cy?: number; payload?: Point }) {
  if (cx === undefined || cy === undefined || payload?.isMarked !== true) return <g />
  const shape = shapes[payload.grade]
  return (
    <g transform={`translate(${cx} ${cy})`} className={styles.dot} data-grade={payload.grade}>
      {payload.isSelected && <circle r={10} className={styles.ring} />}
      {shape === 'disc' ? <circle r={3.6} /> : <path d={shape} />}
    </g>
  )
}

/** `18:00` within two days, `3 Oct` within a year, `Oct 2026` beyond. */
function tickWords(ms: number, unit: 'hour' | 'day' | 'month', spanMs: number, language: Language): string {
  const at = new Date(ms)
  if (unit === 'hour' && (at.getHours() !== 0 || spanMs < 86_400_000))
    return new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' }).format(at)
  const isLong = unit === 'month' && spanMs > 200 * 86_400_000
  const options = isLong ? ({ month: 'short', year: '2-digit' } as const) : ({ day: 'numeric', month: 'short' } as const)
  return new Intl.DateTimeFormat(localeOf(language), options).format(at)
}
