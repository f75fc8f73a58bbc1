import type { Measurement, Report, StateReading } from '../../../shared/model/report.ts'
import type { Text } from '../../../shared/text/text.ts'
import { Gauge } from '../../parts/Gauge.tsx'
import { gaugeScale } from '../../parts/gaugeScale.ts'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { formatNumber, formatValue, plainWords, say } from './words.ts'
import styles from './ReadingRows.module.css'

const levelWord = (text: Text, level: string): string => say(text, `level.${level}`, plainWords(level))

/** The system sent something that cannot be this: it is shown as it came, without unit, limits or colour. */
const isUnreadable = ({ conversion }: Measurement): boolean => conversion === 'implausible'

/** `−16 to −5 dBm`, `at least 6 dB`. */
function limitsWords(text: Text, { band, unit }: Measurement): string | null {
  if (band === null) return null
  const lower = band.lower ?? band.warnLower
  const upper = band.upper ?? band.warnUpper
  if (lower !== null && upper !== null)
    return text('line.reading.limits.both', { lower: formatNumber(text, lower), upper: formatValue(text, upper, unit) })
  if (lower !== null) return text('line.reading.limits.lower', { lower: formatValue(text, lower, unit) })
  return upper === null ? null : text('line.reading.limits.upper', { upper: formatValue(text, upper, unit) })
}

/** Where the limits come from, with what they are where that is wanted. */
function sourceWords(text: Text, { band }: Measurement, limits: string | null): string | null {
  if (band === null) return null
  const { kind, reference } = band.source
  const source = text(`explain.limits.${kind}`)
  // The report's own and the engineer's own need no reference: there is one of each.
  const named = kind === 'report' || kind === 'engineer' ? '' : say(text, `band.reference.${reference}`, reference)
  const from = named === '' ? source : text('line.reading.from', { source, reference: named })
  return limits === null ? text('line.reading.limitsFrom', { from }) : text('line.reading.limitsAre', { limits, from })
}

function distanceWords(text: Text, measurement: Measurement): string | null {
  const { value, band, unit } = measurement
  const nearest = value === null || band === null || isUnreadable(measurement) ? null : (gaugeScale(value, band)?.nearest ?? null)
  if (nearest === null) return null
  const params = {
    distance: formatValue(text, Math.abs(nearest.distance), unit === 'dBm' ? 'dB' : unit),
    limit: formatValue(text, nearest.limit, unit),
  }
  return text(nearest.distance < 0 ? `line.reading.outside.${nearest.side}` : `line.reading.inside.${nearest.side}`, params)
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
  const sign = change > 0 ? '+' : ''
  return text('line.reading.change', {
    change: `${sign}${formatValue(text, change, measurement.unit === 'dBm' ? 'dB' : measurement.unit)}`,
  })
}

function rawWords(text: Text, measurement: Measurement): string | null {
  if (measurement.raw === null || isUnreadable(measurement)) return null
  return text(`line.reading.raw.${measurement.conversion}`, { raw: measurement.raw })
}

function valueWords(text: Text, measurement: Measurement): string {
  if (isUnreadable(measurement)) return measurement.raw ?? String(measurement.value)
  return measurement.value === null ? text('line.reading.notMeasured') : formatValue(text, measurement.value, measurement.unit)
}

type MeasurementRowProps = { measurement: Measurement; before: Report | null; withLimits: boolean }

function MeasurementRow({ measurement, before, withLimits }: MeasurementRowProps) {
  const text = useText()
  const name = say(text, `reading.${measurement.key}`, plainWords(measurement.key))
  const value = valueWords(text, measurement)
  const band = isUnreadable(measurement) ? null : measurement.band
  const level = measurement.grade === 'none' || isUnreadable(measurement) ? null : measurement.grade
  const direction =
    measurement.direction === 'none' ? null : say(text, `direction.${measurement.direction}`, plainWords(measurement.direction))
  const where = [direction, say(text, `place.${measurement.place}`, plainWords(measurement.place))]
    .filter(word => word !== null)
    .join(' ')
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
  const name = say(text, `reading.${reading.key}`, plainWords(reading.key))
  const value =
    reading.value === null
      ? text('line.reading.noValue')
      : say(text, `reading.state.${reading.key}.${reading.value}`, say(text, `reading.state.${reading.value}`, reading.value))
  return (
    <li className={styles.stateRow}>
      <span className={styles.title}>
        {reading.instance === '' ? name : text('line.reading.instance', { name, instance: reading.instance })}
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
          {instance !== '' && <p className={styles.instance}>{text('line.reading.pair', { instance })}</p>}
          <ul
            className={styles.rows}
            aria-label={instance === '' ? text('line.reading.measurements') : text('line.reading.ofPair', { instance })}
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
