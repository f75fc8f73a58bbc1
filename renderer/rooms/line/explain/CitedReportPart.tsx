import { Button } from '@mantine/core'
import type { Report } from '../../../../shared/model/report.ts'
import type { ReportId } from '../../../../shared/model/common.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { reportBefore } from '../../../../shared/triage/readingParts.ts'
import { ReadingRows } from '../ReadingRows.tsx'
import { plainWords, say } from '../words.ts'
import type { CitedReport } from './cited.ts'
import styles from './Explain.module.css'

/** Opens a report in the history. */
export function OpenReport({ reportId }: { reportId: ReportId }) {
  const text = useText()
  const show = useLine(state => state.show)
  return (
    <Button variant="subtle" px="xs" onClick={() => show({ tab: 'history', reportId })}>
      {text('explain.openReport')}
    </Button>
  )
}

/** Keys of a report that are neither measurement nor state, in words. */
function otherWords(text: Text, key: string, report: Report): string {
  if (key === 'logins' && report.logins !== null) return text('explain.logins', { count: report.logins.attempts.length })
  if (key === 'status') return text(report.status === 'error' ? 'line.report.notFinished' : 'explain.finished')
  if (key === 'lastStatusChange' && report.lastStatusChange !== null)
    return text('explain.lastStatusChange', { atMs: Date.parse(report.lastStatusChange.utc) })
  return say(text, `reading.${key}`, plainWords(key))
}

/** What a finding took from one report: which report, its readings with their limits, and the operator's own words in it. */
export function CitedReportPart({ cited, reports }: { cited: CitedReport; reports: readonly Report[] }) {
  const text = useText()
  const { report, measurements, states, others } = cited
  const show = useLine(state => state.show)
  const said = others.filter(
    key => !['kind', 'receivedAt', 'measuredAt'].includes(key) && report.remarks.every(remark => remark.key !== key),
  )
  return (
    <section className={styles.report} aria-label={say(text, `check.${report.kind}`, plainWords(report.kind))}>
      <div className={styles.reportHead}>
        <strong>{say(text, `check.${report.kind}`, plainWords(report.kind))}</strong>
        <span className={styles.quiet}>
          {[report.provider, report.testPoint === null ? null : text(`observed.testPoint.${report.testPoint}`)]
            .filter(Boolean)
            .map(word => `${word} · `)}
          <Age at={report.measuredAt?.utc ?? report.receivedAt} limitMinutes={120} />
        </span>
        {report.kind === 'authenticationLog' && (
          <Button variant="subtle" px="xs" onClick={() => show({ tab: 'log', reportId: report.id })}>
            {text('explain.openLog')}
          </Button>
        )}
        <OpenReport reportId={report.id} />
      </div>
      {measurements.length + states.length > 0 && (
        <ReadingRows measurements={[...measurements]} states={[...states]} before={reportBefore(report, reports)} withLimits />
      )}
      {said.map(key => (
        <p key={key}>{otherWords(text, key, report)}</p>
      ))}
      {report.errorText !== null && <p>{text('line.report.error', { text: report.errorText })}</p>}
      {report.remarks.map(remark => (
        <p key={remark.key} className={styles.remark}>
          <span className={styles.quiet}>
            {say(text, `remark.${remark.key}`, text('line.report.systemSays', { key: remark.key }))}:
          </span>{' '}
          {remark.text}
        </p>
      ))}
    </section>
  )
}
