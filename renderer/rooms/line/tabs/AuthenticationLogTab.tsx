import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { PartFrame } from '../PartFrame.tsx'
import { LoginTimelineFigure } from '../timeline/LoginTimelineFigure.tsx'
import { findingTitle, findingWords } from '../../../../shared/triage/findingWords.ts'
import { plainWords, say } from '../words.ts'
import { loginFindings, newestLogs } from './loginFindings.ts'
import { LoginTable } from './LoginTable.tsx'
import styles from './Tabs.module.css'

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
