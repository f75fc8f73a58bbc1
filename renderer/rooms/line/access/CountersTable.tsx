import type { PortCounters, PortStatistics } from '../../../../shared/model/liveState.ts'
import { formatCount } from '../../../parts/localTime.ts'
import { useText } from '../../../text.tsx'
import { Since } from './LiveFacts.tsx'
import styles from './Live.module.css'

const keys = ['packets', 'bytes', 'unicast', 'broadcast', 'multicast', 'pauses', 'errors', 'crcErrors'] as const satisfies readonly (keyof PortCounters)[]

/** The counters themselves, folded away: what they say is among the readings, as rates and ratios. */
export function CountersTable({ statistics }: { statistics: PortStatistics }) {
  const text = useText()
  const columns = (['input', 'output', 'lastFiveInput', 'lastFiveOutput'] as const).filter(column => statistics[column] !== null)
  const rows = keys.filter(key => columns.some(column => statistics[column]?.[key] !== null))
  const peaks = ([['peakInput', 'access.counters.peakIn'], ['peakOutput', 'access.counters.peakOut']] as const)
    .flatMap(([key, words]) => statistics[key] === null ? [] : [{ words, peak: statistics[key] }])
  if (rows.length + peaks.length === 0) return null
  return (
    <details className={styles.fold}>
      <summary>{text('access.counters')}</summary>
      {statistics.counterResetAt !== null && (
        <p className={styles.quiet}>{text('access.counters.since')} <Since at={statistics.counterResetAt} /></p>
      )}
      {rows.length > 0 && (
        <div className={styles.wideTable}>
          <table className={styles.counters}>
            <thead>
              <tr>
                <th scope="col"><span className="visuallyHidden">{text('access.counters.what')}</span></th>
                {columns.map(column => <th key={column} scope="col">{text(`access.counters.${column}`)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map(key => (
                <tr key={key}>
                  <th scope="row">{text(`access.counters.${key}`)}</th>
                  {columns.map(column => {
                    const value = statistics[column]?.[key] ?? null
                    return <td key={column}>{value === null ? '–' : formatCount(value, text.language)}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {peaks.map(({ words, peak }) => (
        <p key={words} className={styles.quiet}>
          {text(words, { rate: peak.rate === null ? '–' : formatCount(peak.rate, text.language) })}{' '}
          {peak.at !== null && <Since at={peak.at} />}
        </p>
      ))}
    </details>
  )
}
