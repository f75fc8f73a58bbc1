import type { Measurement, Report, StateReading } from '../../../shared/model/report.ts'
import type { Text } from '../../../shared/text/text.ts'
import {
  changeOf, distanceWords, isUnreadable, limitsFrom, limitsWords, placeWords, rawWords, readingName, stateWords, valueWords,
} from '../../../shared/triage/readingWords.ts'
import { Gauge } from '../../parts/Gauge.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { formatNumber, plainWords, say } from './words.ts'
import styles from './ReadingRows.module.css'

const levelWord = (text: Text, level: string): string => say(text, `level.${level}`, plainWords(level))

/** Where the limits come from, with what they are where that is wanted. */
function sourceWords(text: Text, measurement: Measurement, limits: string | null): string | null {
  const from = limitsFrom(text, measurement)
  if (from === null) return null
  return limits === null ? text('line.reading.limitsFrom', { from }) : text('line.reading.limitsAre', { limits, from })
}

function changeWords(text: Text, measurement: Measurement, before: Report | null): string | null {
  const earlier = before?.measurements.find(
    each =>
      each.key === measurement.key &&
      each.place === measurement.place &&
      each.direction === measurement.direction &&
      each.instance === measurement.instance,
  )
  if (earlier === undefined || earlier.value === null || measurement.value === null || isUnreadable(earlier)) return null
  const change = measurement.value - earlier.value
  if (Math.abs(change) < 0.005) return text('line.reading.unchanged')
  return text('line.reading.change', { change: changeOf(text, change, measurement.unit) })
}

type MeasurementRowProps = { measurement: Measurement; before: Report | null; withLimits: boolean }

function MeasurementRow({ measurement, before, withLimits }: MeasurementRowProps) {
  const text = useText()
  const name = say(text, `reading.${measurement.key}`, plainWords(measurement.key))
  const value = valueWords(text, measurement)
  const band = isUnreadable(measurement) ? null : measurement.band
  const level = measurement.grade === 'none' || isUnreadable(measurement) ? null : measurement.grade
  const where = placeWords(text, measurement)
  const distance = distanceWords(text, measurement)
  const limits = limitsWords(text, measurement)
  const notes = [
    isUnreadable(measurement) ? text('line.reading.unitUnknown') : null,
    distance,
    changeWords(text, measurement, before),
    band === null ? null : sourceWords(text, measurement, withLimits ? limits : null),
  ].filter(note => note !== null)
  return (
    <li className={styles.row} data-grade={measurement.grade}>
      <div className={styles.name}>
        <span className={styles.title}>{name}</span>
        <span className={styles.where}>{where}</span>
      </div>
      <div className={styles.value} data-missing={measurement.value === null && !isUnreadable(measurement)}>
        {value}
        {level !== null && (
          <span className={styles.level} data-level={level}>
            <LevelMark level={level} size={14} /> {levelWord(text, level)}
          </span>
        )}
      </div>
      <div className={styles.gauge}>
        {measurement.value !== null && band !== null && (
          <Gauge
            value={measurement.value}
            band={band}
            grade={measurement.grade}
            formatLimit={limit => formatNumber(text, limit)}
            label={[name, value, limits, distance].filter(word => word !== null).join(', ')}
          />
        )}
      </div>
      <div className={styles.notes}>
        {notes.length > 0 && <span>{notes.join(' · ')}</span>}
        {rawWords(text, measurement) !== null && <span className={styles.raw}>{rawWords(text, measurement)}</span>}
      </div>
    </li>
  )
}

function StateRow({ reading }: { reading: StateReading }) {
  const text = useText()
  const value = reading.value === null ? text('line.reading.noValue') : stateWords(text, reading.key, reading.value)
  return (
    <li className={styles.stateRow}>
      <span className={styles.title}>
        {readingName(text, reading)}
      </span>
      <span className={styles.stateValue} data-level={reading.level ?? 'none'}>
        {reading.level !== null && <LevelMark level={reading.level} size={14} />}
        {value}{' '}
        {reading.level !== null && reading.level !== 'ok' && (
          <span className={styles.levelWord}>({levelWord(text, reading.level)})</span>
        )}{' '}
        {reading.raw !== null && reading.raw !== value && (
          <span className={styles.stateRaw}>{text('line.reading.raw.none', { raw: reading.raw })}</span>
        )}
      </span>
    </li>
  )
}

/** Several of an access are ports of the box; of copper, pairs. */
const isPort = (rows: readonly Measurement[]): boolean => rows.some(({ place }) => place === 'cpePort' || place === 'cpe' || place === 'accessPort')

type ReadingRowsProps = Pick<Report, 'measurements' | 'states'> & {
  before: Report | null
  /** Prints the limits in words beside where they come from: where a verdict is explained. */
  withLimits?: boolean
}

/** Measurements with their gauges, by copper pair where there are several, then the named states, of one report. */
export function ReadingRows({ measurements, states, before, withLimits = false }: ReadingRowsProps) {
  const text = useText()
  const groups = [...Map.groupBy(measurements, ({ instance }) => instance)].toSorted(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return (
    <div className={styles.readings}>
      {groups.map(([instance, rows]) => (
        <div key={instance} className={styles.group}>
          {instance !== '' && <p className={styles.instance}>{text(isPort(rows) ? 'access.box.port' : 'line.reading.pair', { instance, port: instance })}</p>}
          <ul
            className={styles.rows}
            aria-label={instance === '' ? text('line.reading.measurements') : text(isPort(rows) ? 'access.box.port' : 'line.reading.ofPair', { instance, port: instance })}
          >
            {rows.map(measurement => (
              <MeasurementRow
                key={`${measurement.key} ${measurement.place} ${measurement.direction}`}
                measurement={measurement}
                before={before}
                withLimits={withLimits}
              />
            ))}
          </ul>
        </div>
      ))}
      {states.length > 0 && (
        <ul className={styles.stateRows} aria-label={text('line.reading.states')}>
          {states.map(reading => (
            <StateRow key={`${reading.key} ${reading.place} ${reading.instance}`} reading={reading} />
          ))}
        </ul>
      )}
    </div>
  )
}
