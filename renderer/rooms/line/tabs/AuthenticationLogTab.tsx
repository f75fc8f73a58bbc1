import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Report } from '../../../../shared/model/report.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { PartFrame } from '../PartFrame.tsx'
import { LoginTimelineFigure } from '../timeline/LoginTimeline.tsx'
import { findingTitle, findingWords } from '../verdict/findingWords.ts'
import { plainWords, say } from '../words.ts'
import { LoginTable } from './LoginTable.tsx'
import styles from './Tabs.module.css'

/** The newest authentication log of each circuit, newest first. */
export function newestLogs(reports: readonly Report[]): Report[] {
  const seen = new Set<string>()
  return reports
    .filter(report => report.logins !== null)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
    .filter(report => !seen.has(report.target.nid) && seen.add(report.target.nid))
}

/** Findings about log-ins that rest on a log, or on the line while no log is cited (a circuit without log-in). */
export function loginFindings(findings: readonly Finding[], log: Report, logs: readonly Report[]): Finding[] {
  const cites = (finding: Finding, report: Report): boolean => finding.readings.some(({ reportId }) => reportId === report.id)
  return findings.filter(finding =>
    (/^A\d+$/.test(finding.ruleId) || finding.ruleId === 'X1')
    && (cites(finding, log) || (log === logs[0] && logs.every(each => !cites(finding, each)))))
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const text = useText()
  if (findings.length === 0) return null
  return (
    <ul className={styles.patterns} aria-label={text('timeline.findings')}>
      {findings.map((finding, index) => (
        <li key={`${finding.ruleId} ${index}`}>
          <LevelMark level={finding.level} size={18} />
          <span>
            <span className="visuallyHidden">{say(text, `level.${finding.level}`, plainWords(finding.level))}: </span>
            <strong>{findingTitle(text, finding)}.</strong> {findingWords(text, finding, 'reason')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The newest authentication log of each circuit: its time line, what stands out in it, and every attempt. */
export function AuthenticationLogTab({ view }: { view: LineView }) {
  const text = useText()
  const logs = newestLogs(view.reports)
  return (
    <PartFrame part="authenticationLog" title={text('line.tab.log')}>
      {logs.length === 0 && <p className={styles.quiet}>{text('line.log.none')}</p>}
      {logs.map(
        report =>
          report.logins !== null && (
            <div key={report.id}>
              <p>
                <span className="mono">{report.target.nid}</span>{' '}
                <span className={styles.quiet}>
                  <Age at={report.receivedAt} limitMinutes={120} />
                </span>
              </p>
              <Findings findings={loginFindings(view.verdict.findings, report, logs)} />
              <LoginTimelineFigure
                key={report.id}
                report={report}
                logins={report.logins}
                online={view.line.circuits.find(({ nid }) => nid === report.target.nid)?.online ?? view.line.online}
                reports={view.reports}
              />
              <LoginTable logins={report.logins} />
            </div>
          ),
      )}
    </PartFrame>
  )
}
