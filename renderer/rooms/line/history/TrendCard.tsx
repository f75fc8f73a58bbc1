import { Button } from '@mantine/core'
import { lazy, Suspense, useId, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Trend } from '../../../../shared/contract/history.ts'
import type { NormBand } from '../../../../shared/model/report.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatClock, formatInFull } from '../../../parts/localTime.ts'
import { useText } from '../../../text.tsx'
import { formatNumber, formatValue, plainWords, say } from '../words.ts'
import { ChartBoundary } from './ChartBoundary.tsx'
import { changeOf, placeWords, readingName } from '../../../../shared/triage/readingWords.ts'
import { rowAfterKey } from './rowKeys.ts'
import { TrendTable } from './TrendTable.tsx'
import { isFlat, nearestPoint, plot } from './trendScale.ts'
import styles from './Trends.module.css'

/** The charts' code is fetched when the first chart is drawn. */
const TrendChart = lazy(async () => ({ default: (await import('./TrendChart.tsx')).TrendChart }))
export type TrendPoint = Trend['points'][number]
type TrendCardProps = { trend: Trend; fromMs: number | null; nowMs: number; onOpen: (point: TrendPoint) => void }

/** One measurement: its newest value, its chart, the point chosen in it and all values as text. */
export function TrendCard({ trend, fromMs, nowMs, onOpen }: TrendCardProps) {
  const text = useText()
  const titleId = useId()
  const newest = trend.points.at(-1)
  if (newest === undefined) return null
  const at = formatClock(newest.at, text.language, nowMs)
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <div className={styles.head}>
        <div>
          <h3 id={titleId}>{readingName(text, trend)}</h3>
          <p className={styles.where}>
            {placeWords(text, trend)} · {say(text, `check.${trend.kind}`, plainWords(trend.kind))}
          </p>
        </div>
        <p className={styles.newest}>
          <strong>{formatValue(text, newest.value, trend.unit)}</strong>
          {newest.grade !== 'none' && (
            <span className={styles.grade} data-grade={newest.grade}>
              <LevelMark level={newest.grade} size={14} /> {text(`level.${newest.grade}`)}
            </span>
          )}
        </p>
      </div>
      {trend.points.length === 1 ? (
        <p className={styles.once}>{text('history.trends.once', { value: formatValue(text, newest.value, trend.unit), at })}</p>
      ) : isFlat(trend.points.map(({ value }) => value), trend.band) ? null : (
        <ChosenPoint
          trend={trend}
          fromMs={fromMs ?? Date.parse(trend.points[0]?.at ?? newest.at)}
          toMs={fromMs === null ? Date.parse(newest.at) : nowMs}
          nowMs={nowMs}
          onOpen={onOpen}
        />
      )}
      <p className={styles.facts}>
        {[...(trend.points.length === 1 ? [] : movedWords(text, trend)), limitWords(text, trend.band, trend.unit)].join(' · ')}
      </p>
      {trend.points.length === 1 ? (
        <Button variant="default" px="xs" aria-label={text('history.trends.openAt', { at })} onClick={() => onOpen(newest)}>
          {text('history.trends.open')}
        </Button>
      ) : (
        <TrendTable trend={trend} nowMs={nowMs} onOpen={onOpen} />
      )}
    </article>
  )
}

/** Right and up go on in time, left and down go back, as with any slider. */
const alongTime: Readonly<Record<string, string>> = {
  ArrowRight: 'ArrowDown', ArrowUp: 'ArrowDown', ArrowLeft: 'ArrowUp', ArrowDown: 'ArrowUp',
}

type ChosenPointProps = Omit<TrendCardProps, 'fromMs'> & { fromMs: number; toMs: number }

/** The chart with one of its points chosen, by touch or by arrows; the point in words and its report stand below. */
function ChosenPoint({ trend, fromMs, toMs, nowMs, onOpen }: ChosenPointProps) {
  const text = useText()
  const { points } = trend
  const [selected, setSelected] = useState(points.length - 1)
  const chosen = points[Math.min(selected, points.length - 1)]
  if (chosen === undefined) return null
  const words = pointWords(text, trend, chosen, nowMs)
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = rowAfterKey(alongTime[event.key] ?? event.key, selected, points.length)
    if (next !== null) setSelected(next)
    else if (event.key === 'Enter') onOpen(chosen)
    else return
    event.preventDefault()
  }
  const onTouch = (event: MouseEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left - plot.leftPx) / (width - plot.leftPx - plot.rightPx)
    setSelected(nearestPoint(points.map(({ at }) => Date.parse(at)), fromMs + share * (toMs - fromMs)))
  }
  return (
    <>
      <div
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={text('history.trends.points', { name: readingName(text, trend) })}
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={selected + 1}
        aria-valuetext={words}
        onKeyDown={onKey}
        onClick={onTouch}
      >
        <ChartBoundary fallback={<p className={styles.drawing}>{text('history.trends.notDrawn')}</p>}>
          <Suspense fallback={<p className={styles.drawing}>{text('history.trends.drawing')}</p>}>
            <TrendChart trend={trend} fromMs={fromMs} toMs={toMs} selected={selected} />
          </Suspense>
        </ChartBoundary>
      </div>
      <div className={styles.chosen}>
        <span title={formatInFull(chosen.at, text.language)}>{words}</span>
        <Button
          variant="default"
          px="xs"
          aria-label={text('history.trends.openAt', { at: formatClock(chosen.at, text.language, nowMs) })}
          onClick={() => onOpen(chosen)}
        >
          {text('history.trends.open')}
        </Button>
      </div>
    </>
  )
}

/** `3 Oct 10:02: −19.1 dBm, OK`. */
function pointWords(text: Text, { unit }: Trend, { at, value, grade }: TrendPoint, nowMs: number): string {
  const params = { at: formatClock(at, text.language, nowMs), value: formatValue(text, value, unit) }
  if (grade === 'none') return text('history.trends.point', params)
  return text('history.trends.pointGraded', { ...params, level: text(`level.${grade}`) })
}

function movedWords(text: Text, { points, unit }: Trend): string[] {
  const values = points.map(({ value }) => value)
  const change = Math.round(((values.at(-1) ?? 0) - (values[0] ?? 0)) * 100) / 100
  const params = { count: points.length, change: changeOf(text, change, unit) }
  if (new Set(values).size === 1) return [text('history.trends.unmoved', params)]
  return [
    text('history.trends.moved', params),
    text('history.trends.lowest', { value: formatValue(text, Math.min(...values), unit) }),
    text('history.trends.highest', { value: formatValue(text, Math.max(...values), unit) }),
  ]
}

/** The limits and where a warning begins, as the chart draws them. */
function limitWords(text: Text, band: NormBand | null, unit: Trend['unit']): string {
  const range = (lower: number | null, upper: number | null): string | null => {
    if (lower !== null && upper !== null)
      return text('history.trends.between', { lower: formatNumber(text, lower), upper: formatValue(text, upper, unit) })
    if (lower !== null) return text('history.trends.atLeast', { lower: formatValue(text, lower, unit) })
    return upper === null ? null : text('history.trends.atMost', { upper: formatValue(text, upper, unit) })
  }
  const outer = band === null ? null : range(band.lower, band.upper)
  const warn = band === null ? null : range(band.warnLower, band.warnUpper)
  if (band === null || (outer === null && warn === null)) return text('history.trends.noLimits')
  const source = say(text, `band.${band.source.kind}`, plainWords(band.source.kind))
  const words = [
    outer === null ? null : text('history.trends.limits', { limits: outer }),
    warn === null ? null : text('history.trends.noWarning', { limits: warn }),
  ].filter(each => each !== null)
  return `${words.join(', ')} (${source})`
}
