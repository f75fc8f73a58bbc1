import type { Measurement } from '../../../../shared/model/report.ts'
import { limitsFrom, valueWords } from '../../../../shared/triage/readingWords.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { formatNumber } from '../words.ts'
import styles from './Live.module.css'

const rows = [
  { name: 'rate', keys: ['rateInBps', 'rateOutBps'] }, { name: 'peak', keys: ['peakInRate', 'peakOutRate'] },
  { name: 'crc', keys: ['crcRatioInPpm', 'crcRatioOutPpm'] }, { name: 'errors', keys: ['errorRatioInPpm', 'errorRatioOutPpm'] },
  { name: 'broadcast', keys: ['broadcastInPercent', 'broadcastOutPercent'] }, { name: 'crcTotal', keys: ['crcRatioTotalInPpm', 'crcRatioTotalOutPpm'] },
] as const
const flowKeys: ReadonlySet<string> = new Set(rows.flatMap(({ keys }) => keys))

/** Whether a reading is about the traffic of a port, which this table shows. */
export const isFlow = ({ key }: Measurement): boolean => flowKeys.has(key)

/** Rates and error ratios of a port, both ways beside each other: what it does now, and what went wrong of how much. */
export function FlowTable({ measurements }: { measurements: readonly Measurement[] }) {
  const text = useText()
  const shown = rows.filter(({ keys }) => measurements.some(({ key }) => keys.some(each => each === key)))
  if (shown.length === 0) return null
  const limits = [...new Set(measurements.filter(each => isFlow(each) && (each.grade === 'warn' || each.grade === 'fault')).flatMap(each => limitsFrom(text, each) ?? []))]
  return (
    <>
      <div className={styles.wideTable}>
        <table className={styles.flow} aria-label={text('access.flow')}>
          <thead>
            <tr>
              <th scope="col"><span className="visuallyHidden">{text('access.flow')}</span></th>
              <th scope="col">{text('access.flow.in')}</th>
              <th scope="col">{text('access.flow.out')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, keys }) => (
              <tr key={name}>
                <th scope="row">{text(`access.flow.${name}`)}</th>
                {keys.map(key => <td key={key}><Value measurement={measurements.find(each => each.key === key) ?? null} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {limits.map(from => <p key={from} className={styles.quiet}>{text('line.reading.limitsFrom', { from })}</p>)}
    </>
  )
}

function Value({ measurement }: { measurement: Measurement | null }) {
  const text = useText()
  if (measurement === null) return '–'
  const { grade, raw } = measurement
  const [bad, of] = (raw ?? '').split(' / ').map(Number)
  const share = bad !== undefined && of !== undefined && Number.isFinite(bad) && Number.isFinite(of)
    ? text('access.flow.share', { bad: formatNumber(text, bad), of: formatNumber(text, of) }) : null
  return (
    <>
      <span className={styles.marked} data-level={grade}>
        {(grade === 'warn' || grade === 'fault') && <LevelMark level={grade} size={14} />}
        {valueWords(text, measurement)}
        {(grade === 'warn' || grade === 'fault') && <span className="visuallyHidden">{text(`level.${grade}`)}</span>}
      </span>
      {share !== null && <span className={styles.share}>{share}</span>}
    </>
  )
}
