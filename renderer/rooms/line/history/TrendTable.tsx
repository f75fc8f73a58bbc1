import { useState } from 'react'
import type { Trend } from '../../../../shared/contract/history.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { formatValue } from '../words.ts'
import { readingName } from '../../../../shared/triage/readingWords.ts'
import styles from './Trends.module.css'

type TrendTableProps = { trend: Trend; nowMs: number; onOpen: (point: Trend['points'][number]) => void }

/** All values of a measurement as text, newest first; made when it is unfolded. */
export function TrendTable({ trend, nowMs, onOpen }: TrendTableProps) {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles.values} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{text('history.trends.table', { count: trend.points.length })}</summary>
      {isOpen && (
        <table aria-label={text('history.trends.tableTitle', { name: readingName(text, trend) })}>
          <thead>
            <tr>
              <th scope="col">{text('history.column.at')}</th>
              <th scope="col">{text('history.trends.value')}</th>
              <th scope="col">{text('history.column.level')}</th>
              <th scope="col">
                <span className="visuallyHidden">{text('history.report')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {trend.points.toReversed().map((point, index) => (
              <tr key={`${point.reportId} ${index}`}>
                <td>
                  <Moment at={point.at} />
                </td>
                <td>{formatValue(text, point.value, trend.unit)}</td>
                <td>
                  {point.grade !== 'none' && (
                    <span className={styles.grade} data-grade={point.grade}>
                      <LevelMark level={point.grade} size={14} /> {text(`level.${point.grade}`)}
                    </span>
                  )}
                </td>
                <td>
                  <button
                    type="button"
                    className={styles.link}
                    aria-label={text('history.trends.reportAt', { at: formatClock(point.at, text.language, nowMs) })}
                    onClick={() => onOpen(point)}
                  >
                    {text('history.report')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
