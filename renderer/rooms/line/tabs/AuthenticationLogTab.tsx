import type { LineView } from '../../../../shared/contract/lines.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { PartFrame } from '../PartFrame.tsx'
import { LoginTable } from './LoginTable.tsx'
import styles from './Tabs.module.css'

/** The newest authentication log of each circuit. */
export function AuthenticationLogTab({ view }: { view: LineView }) {
  const text = useText()
  const seen = new Set<string>()
  const logs = view.reports
    .filter(report => report.logins !== null)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
    .filter(report => !seen.has(report.target.nid) && seen.add(report.target.nid))
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
              <LoginTable
                logins={report.logins}
                expectedUsername={
                  view.line.circuits.find(circuit => circuit.nid === report.target.nid)?.provisioning?.username ?? null
                }
              />
            </div>
          ),
      )}
    </PartFrame>
  )
}
