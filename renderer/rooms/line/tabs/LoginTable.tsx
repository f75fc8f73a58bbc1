import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Report } from '../../../../shared/model/report.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import styles from './Tabs.module.css'

/** A router that logs in every few minutes fills a log: the newest come first, all on request. */
const shownAtFirst = 20

/** Log-in attempts, newest first. What stands out in them is said by the findings. */
export function LoginTable({ logins }: { logins: NonNullable<Report['logins']> }) {
  const text = useText()
  const nowMs = useNow()
  const [isWhole, setWhole] = useState(false)
  const attempts = logins.attempts.toSorted((a, b) => b.at.utc.localeCompare(a.at.utc))
  return (
    <>
      <p className={styles.quiet}>
        {text('line.log.window', { after: formatClock(logins.after, text.language, nowMs), count: attempts.length })}
      </p>
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
            {attempts.slice(0, isWhole ? undefined : shownAtFirst).map((attempt, index) => (
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
      {attempts.length > shownAtFirst && (
        <Button variant="default" mt="sm" onClick={() => setWhole(!isWhole)}>
          {text(isWhole ? 'line.log.newest' : 'line.log.all', { count: isWhole ? shownAtFirst : attempts.length })}
        </Button>
      )}
    </>
  )
}
