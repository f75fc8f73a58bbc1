import type { LineView } from '../../../shared/contract/lines.ts'
import { Age } from '../../parts/Age.tsx'
import { useText } from '../../text.tsx'
import { newestReports, reportBefore } from '../../../shared/triage/readingParts.ts'
import { ReadingRows } from './ReadingRows.tsx'
import { plainWords, say } from './words.ts'
import styles from './LineRoom.module.css'

/** The newest report of each kind, value by value; the authentication log and live state have their own tabs. */
export function Readings({ view }: { view: LineView }) {
  const text = useText()
  const reports = newestReports(view.reports).filter(
    report => report.live === null && (report.measurements.length + report.states.length > 0 || report.status === 'error'),
  )
  if (reports.length === 0) return null
  return (
    <section className={styles.section} aria-label={text('line.readings')}>
      <h2>{text('line.readings')}</h2>
      {reports.map(report => (
        <div key={report.id} className={styles.readingGroup}>
          <div className={styles.readingHead}>
            <h3>{say(text, `check.${report.kind}`, plainWords(report.kind))}</h3>
            <span className={styles.quiet}>
              {report.provider} · <Age at={report.measuredAt?.utc ?? report.receivedAt} limitMinutes={120} />
            </span>
          </div>
          {report.status === 'error' && <p>{text('line.report.error', { text: report.errorText ?? '–' })}</p>}
          <ReadingRows measurements={report.measurements} states={report.states} before={reportBefore(report, view.reports)} />
        </div>
      ))}
    </section>
  )
}
