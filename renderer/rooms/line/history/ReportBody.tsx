import type { Report } from '../../../../shared/model/report.ts'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { ReadingRows } from '../ReadingRows.tsx'
import { LoginTable } from '../tabs/LoginTable.tsx'
import { plainWords, say } from '../words.ts'
import styles from './ReportBody.module.css'

/** One report as it was read then, with the operator's own texts and the raw reply. */
export function ReportBody({ report, before }: { report: Report; before: Report | null }) {
  const text = useText()
  const nowMs = useNow()
  return (
    <div className={styles.report}>
      {report.status === 'error' && (
        <p className={styles.off}>{text('line.report.error', { text: report.errorText ?? '–' })}</p>
      )}
      {report.requestedKind !== null && report.requestedKind !== report.kind && (
        <p>
          {text('line.report.otherKind', { asked: say(text, `check.${report.requestedKind}`, plainWords(report.requestedKind)) })}
        </p>
      )}
      {report.testPoint !== null && (
        <p className={styles.quiet}>
          {text('history.compare.testPoint')} {text(`history.testPoint.${report.testPoint}`)}
        </p>
      )}
      <ReadingRows measurements={report.measurements} states={report.states} before={before} />
      {report.logins !== null && <LoginTable logins={report.logins} />}
      {report.remarks.map((remark, index) => (
        <p key={`${remark.key} ${index}`} className={styles.remark}>
          <span className={styles.quiet}>{text('line.report.systemSays', { key: remark.key })}</span> {remark.text}
        </p>
      ))}
      <p className={styles.quiet}>
        {[
          report.measuredAt === null
            ? null
            : text('history.report.measured', { at: formatClock(report.measuredAt.utc, text.language, nowMs) })
              + (report.measuredAt.zone === 'assumed' ? ` ${text('line.log.zoneUnknown')}` : ''),
          text('history.report.received', { at: formatClock(report.receivedAt, text.language, nowMs) }),
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
      <details className={styles.raw}>
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
