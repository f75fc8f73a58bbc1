import type { Report } from '../../../../shared/model/report.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { loginPatterns } from './loginPatterns.ts'
import styles from './Tabs.module.css'

type LoginTableProps = { logins: NonNullable<Report['logins']>; expectedUsername: string | null }

/** Log-in attempts, newest first, with what stands out in them. */
export function LoginTable({ logins, expectedUsername }: LoginTableProps) {
  const text = useText()
  const nowMs = useNow()
  const attempts = logins.attempts.toSorted((a, b) => b.at.utc.localeCompare(a.at.utc))
  const patterns = loginPatterns(attempts, expectedUsername)
  return (
    <>
      <p className={styles.quiet}>
        {text('line.log.window', { after: formatClock(logins.after, text.language, nowMs), count: attempts.length })}
      </p>
      {patterns.length > 0 && (
        <ul className={styles.patterns}>
          {patterns.map(pattern => (
            <li key={pattern.kind}>
              <LevelMark level={pattern.level} size={16} />{' '}
              {text(`line.log.pattern.${pattern.kind}`, { count: pattern.count, username: pattern.username })}
            </li>
          ))}
        </ul>
      )}
      {attempts.length === 0 ? (
        <p>{text('line.log.empty')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text('line.log.at')}</th>
              <th scope="col">{text('line.log.outcome')}</th>
              <th scope="col">{text('line.log.username')}</th>
            </tr>
          </thead>
          <tbody>
            {attempts.map((attempt, index) => (
              <tr key={`${attempt.at.utc} ${index}`}>
                <td>
                  <Moment at={attempt.at.utc} />
                  {attempt.at.zone === 'assumed' && <span className={styles.quiet}> {text('line.log.zoneUnknown')}</span>}
                </td>
                <td>
                  <span className={styles.outcome} data-status={attempt.status}>
                    <LevelMark
                      level={attempt.status === 'ok' ? 'ok' : attempt.status === 'incorrect' ? 'fault' : 'unknown'}
                      size={16}
                    />
                    {attempt.status === 'unknown' ? attempt.rawStatus : text(`line.log.status.${attempt.status}`)}
                  </span>
                </td>
                <td className="mono">{attempt.username ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
