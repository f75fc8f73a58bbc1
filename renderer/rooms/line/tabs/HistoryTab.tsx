import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { Age } from '../../../parts/Age.tsx'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { LoginTable } from './LoginTable.tsx'
import { reportBefore } from '../readingParts.ts'
import { ReadingRows } from '../ReadingRows.tsx'
import { plainWords, say } from '../words.ts'
import styles from './Tabs.module.css'

/** From a day on the age is the date and time, which stand there already. */
const dayMs = 86_400_000

/** One kept report as it was read then, with the operator's own texts and the raw reply. */
export function ReportBody({ report, reports }: { report: Report; reports: readonly Report[] }) {
  const text = useText()
  const nowMs = useNow()
  return (
    <div className={styles.report}>
      {report.status === 'error' && <p className={styles.off}>{text('line.report.error', { text: report.errorText ?? '–' })}</p>}
      {report.requestedKind !== null && report.requestedKind !== report.kind && (
        <p>
          {text('line.report.otherKind', { asked: say(text, `check.${report.requestedKind}`, plainWords(report.requestedKind)) })}
        </p>
      )}
      <ReadingRows measurements={report.measurements} states={report.states} before={reportBefore(report, reports)} />
      {report.logins !== null && <LoginTable logins={report.logins} expectedUsername={null} />}
      {report.remarks.map(remark => (
        <p key={remark.key} className={styles.remark}>
          <span className={styles.quiet}>{text('line.report.systemSays', { key: remark.key })}</span> {remark.text}
        </p>
      ))}
      <p className={styles.quiet}>
        {[
          report.provider,
          report.target.nid,
          report.remoteId,
          report.lastStatusChange === null
            ? null
            : text('line.report.lastChange', { at: formatClock(report.lastStatusChange.utc, text.language, nowMs) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <details className={styles.rawDetails}>
        <summary>{text('line.report.raw')}</summary>
        <CopyButton value={report.raw} label={text('line.raw.copy')} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
        <pre className={styles.pre} tabIndex={0}>
          {report.raw}
        </pre>
      </details>
    </div>
  )
}

/** Every kept report, newest first. */
export function HistoryTab({ view }: { view: LineView }) {
  const text = useText()
  const nowMs = useNow()
  const reports = view.reports.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
  if (reports.length === 0) return <p className={styles.quiet}>{text('line.history.none')}</p>
  return (
    <ul className={styles.list} aria-label={text('line.tab.history')}>
      {reports.map(report => (
        <li key={report.id} className={styles.historyItem}>
          <details>
            <summary>
              <strong>{say(text, `check.${report.kind}`, plainWords(report.kind))}</strong>
              {report.status === 'error' && <span className={styles.off}>{text('line.report.notFinished')}</span>}
              <Moment at={report.receivedAt} />
              {nowMs - Date.parse(report.receivedAt) < dayMs && (
                <span className={styles.quiet}>
                  <Age at={report.receivedAt} />
                </span>
              )}
            </summary>
            <ReportBody report={report} reports={reports} />
          </details>
        </li>
      ))}
    </ul>
  )
}
