import { Loader, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReportId } from '../../../../shared/model/common.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { readingName } from '../../../../shared/triage/readingWords.ts'
import { ReportDialog } from './ReportDialog.tsx'
import { TrendCard } from './TrendCard.tsx'
import { inOrderOfConcern, rangeStart, ranges, trendKey, within } from './trendOrder.ts'
import type { Range } from './trendOrder.ts'
import history from './History.module.css'
import styles from './Trends.module.css'

/** Every measurement of the line over time, the worrying ones first. */
export function Trends() {
  const text = useText()
  const trends = useHistory(state => state.trends)
  const failure = useHistory(state => state.trendsFailure)
  const loadTrends = useHistory(state => state.loadTrends)
  const [range, setRange] = useState<Range>('all')
  const [opened, setOpened] = useState<{ reportId: ReportId; at: string; kind: string } | null>(null)
  const nowMs = useNow()
  const fromMs = rangeStart(range, nowMs)
  // The start moves with the clock; what lies within changes with the day at most.
  const fromDay = fromMs === null ? null : Math.floor(fromMs / 86_400_000) * 86_400_000
  const inRange = useMemo(() => (trends ?? []).map(trend => within(trend, fromDay)), [trends, fromDay])
  const shown = useMemo(() => inOrderOfConcern(inRange.filter(({ points }) => points.length > 0)), [inRange])
  if (failure !== null) return <ErrorNote error={failure} onRetry={() => void loadTrends()} />
  if (trends === null)
    return (
      <p className={history.waiting} role="status">
        <Loader size={16} aria-hidden /> {text('history.trends.loading')}
      </p>
    )
  if (trends.length === 0)
    return (
      <div className={history.empty}>
        <p>{text('history.trends.none')}</p>
        <p className={history.quiet}>{text('history.trends.none.next')}</p>
      </div>
    )
  const outside = inRange.filter(({ points }) => points.length === 0)
  return (
    <>
      <div className={styles.tools}>
        <SegmentedControl
          className={history.parts ?? ''}
          aria-label={text('history.trends.range')}
          value={range}
          onChange={value => setRange(ranges.find(each => each === value) ?? 'all')}
          data={ranges.map(each => ({ value: each, label: text(`history.trends.range.${each}`) }))}
        />
        <span className={history.quiet}>{text('history.trends.order')}</span>
      </div>
      <ul className={styles.cards}>
        {shown.map(trend => (
          <li key={`${trendKey(trend)} ${range}`}>
            <TrendCard
              trend={trend}
              fromMs={fromDay}
              nowMs={nowMs}
              onOpen={({ reportId, at }) => setOpened({ reportId, at, kind: trend.kind })}
            />
          </li>
        ))}
      </ul>
      {outside.length > 0 && (
        <p className={history.quiet}>
          {text('history.trends.outside', {
            count: outside.length, names: outside.map(trend => readingName(text, trend)).join(', '),
          })}
        </p>
      )}
      {opened !== null && <ReportDialog {...opened} onClose={() => setOpened(null)} />}
    </>
  )
}
