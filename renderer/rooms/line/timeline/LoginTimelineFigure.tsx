import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { OnlineState } from '../../../../shared/model/line.ts'
import type { Report } from '../../../../shared/model/report.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatClock } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { loginTimeline, rangesOf, startRange } from './loginTimeline.ts'
import type { Range, TimelineMark } from './loginTimeline.ts'
import styles from './LoginTimelineFigure.module.css'

type Sign = TimelineMark['kind'] | 'drop' | 'session' | 'maybe' | 'silent'

/** Each sign has a shape of its own, the same in the legend as on the line. */
function SignShape({ sign }: { sign: Sign }) {
  switch (sign) {
    case 'accepted': return (
      <g className={styles.accepted}>
        <circle r="7" />
        <path d="m-3 .2 2 2 4-4.2" className={styles.cut} />
      </g>
    )
    case 'refused': return (
      <g className={styles.refused}>
        <path d="M-3-7h6l4 4v6l-4 4h-6l-4-4v-6Z" />
        <path d="m-2.6-2.6 5.2 5.2m0-5.2-5.2 5.2" className={styles.cut} />
      </g>
    )
    case 'unknown': return <circle r="6" className={styles.unknown} />
    case 'statusChange': return <path d="M0-7 6 0 0 7-6 0Z" className={styles.statusChange} />
    case 'drop': return <path d="M-6-5H6L0 5.5Z" className={styles.drop} />
    default: return <path d="M-8 0H8" className={styles[sign]} />
  }
}

/** `3 days`, `5 hours`, `12 minutes`: the largest unit that says it. */
export function durationWords(text: Text, ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 90) return text('timeline.minutes', { count: minutes })
  if (minutes < 48 * 60) return text('timeline.hours', { count: Math.round(minutes / 60) })
  return text('timeline.days', { count: Math.round(minutes / 1440) })
}

type LoginTimelineProps = {
  report: Report
  logins: NonNullable<Report['logins']>
  online: OnlineState
  reports: LineView['reports']
}

/** Attempts, sessions, drops and silences of one log, drawn; the table below says the same in words. */
export function LoginTimelineFigure({ report, logins, online, reports }: LoginTimelineProps) {
  const text = useText()
  const nowMs = useNow()
  const shown = {
    logins, toUtc: report.receivedAt, online,
    statusChanges: reports.flatMap(({ lastStatusChange }) => lastStatusChange?.utc ?? []),
  }
  const [range, setRange] = useState<Range>(startRange(shown))
  const ranges = rangesOf(shown)
  const line = loginTimeline(shown, range)
  const clock = (utc: string): string => formatClock(utc, text.language, nowMs)
  const drawn: Sign[] = [...line.marks, ...line.stretches].map(({ kind }) => kind)
  const signs = [...new Set<Sign>(line.drops > 0 ? [...drawn, 'drop'] : drawn)]
  const spread = Date.parse(line.toUtc) - Date.parse(line.fromUtc)
  return (
    <figure className={styles.figure} aria-label={text('timeline.title')}>
      {ranges.length > 1 && (
        <SegmentedControl
          aria-label={text('timeline.range')}
          className={styles.ranges ?? ''}
          value={range}
          data={ranges.map(value => ({ value, label: text(`timeline.range.${value}`) }))}
          onChange={value => setRange(ranges.find(each => each === value) ?? 'all')}
        />
      )}
      <div
        role="img"
        aria-label={text('timeline.of', {
          from: clock(line.fromUtc), to: clock(line.toUtc), accepted: line.accepted, refused: line.refused, drops: line.drops,
        })}
      >
        <svg className={styles.line} width="100%" height="92" aria-hidden>
          {[25, 50, 75].map(at => (
            <line key={at} className={styles.tick} x1={`${at}%`} x2={`${at}%`} y1="4" y2="72" />
          ))}
          {line.stretches.map(({ kind, from, to, ms, dropped }) => (
            <g key={`${kind}${from}`}>
              <line className={styles[kind]} x1={`${from}%`} x2={`${to}%`} y1="37" y2="37" />
              {dropped && (
                <svg x={`${Math.min(99, to)}%`} y="51" overflow="visible">
                  <SignShape sign="drop" />
                </svg>
              )}
              {kind === 'silent' && to - from >= 22 && (
                <text className={styles.words} x={`${(from + to) / 2}%`} y="31" textAnchor="middle">
                  {text('timeline.silent', { duration: durationWords(text, ms) })}
                </text>
              )}
            </g>
          ))}
          {line.marks.map(({ kind, at, utc, count }) => (
            <svg
              key={`${kind}${utc}`}
              x={`${Math.min(99, Math.max(1, at))}%`}
              y={kind === 'statusChange' ? 66 : 16}
              overflow="visible"
            >
              <title>{clock(utc)}</title>
              <SignShape sign={kind} />
              {count > 1 && (
                <text className={styles.count} x={at > 90 ? -10 : 10} y="4" textAnchor={at > 90 ? 'end' : 'start'}>
                  ×{count}
                </text>
              )}
            </svg>
          ))}
          {[0, 25, 50, 75, 100].map(at => (
            <text
              key={at}
              className={styles.clock}
              data-inner={at % 50 !== 0}
              x={`${at}%`}
              y="87"
              textAnchor={at === 0 ? 'start' : at === 100 ? 'end' : 'middle'}
            >
              {clock(new Date(Date.parse(line.fromUtc) + (spread * at) / 100).toISOString())}
            </text>
          ))}
        </svg>
      </div>
      <ul className={styles.legend}>
        {signs.map(sign => (
          <li key={sign}>
            <svg width="20" height="16" viewBox="-10 -8 20 16" aria-hidden>
              <SignShape sign={sign} />
            </svg>
            {text(`timeline.legend.${sign}`)}
          </li>
        ))}
      </ul>
    </figure>
  )
}
