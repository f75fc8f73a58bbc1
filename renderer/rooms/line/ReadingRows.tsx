import type { Measurement, Report, StateReading } from '../../../shared/model/report.ts'
import type { Text } from '../../../shared/text/text.ts'
import { Gauge } from '../../parts/Gauge.tsx'
import { gaugeScale } from '../../parts/gaugeScale.ts'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { formatNumber, formatValue, plainWords, say } from './words.ts'
import styles from './ReadingRows.module.css'

const levelWord = (text: Text, level: string): string => say(text, `level.${level}`, plainWords(level))

function distanceWords(text: Text, measurement: Measurement): string | null {
  const { value, band, unit } = measurement
  const nearest = value === null || band === null ? null : (gaugeScale(value, band)?.nearest ?? null)
  if (nearest === null) return null
  const params = {
    distance: formatValue(text, Math.abs(nearest.distance), unit === 'dBm' ? 'dB' : unit),
    limit: formatValue(text, nearest.limit, unit),
  }
  return text(nearest.distance < 0 ? `line.reading.outside.${nearest.side}` : `line.reading.inside.${nearest.side}`, params)
}

function changeWords(text: Text, measurement: Measurement, before: Report | null): string | null {
  const earlier = before?.measurements.find(each => each.key === measurement.key && each.place === measurement.place)
  if (earlier === undefined || earlier.value === null || measurement.value === null) return null
  const change = measurement.value - earlier.value
  if (Math.abs(change) < 0.005) return text('line.reading.unchanged')
  const sign = change > 0 ? '+' : ''
  return text('line.reading.change', {
    change: `${sign}${formatValue(text, change, measurement.unit === 'dBm' ? 'dB' : measurement.unit)}`,
  })
}

function rawWords(text: Text, measurement: Measurement): string | null {
  if (measurement.raw === null) return null
  return text(`line.reading.raw.${measurement.conversion}`, { raw: measurement.raw })
}

function MeasurementRow({ measurement, before }: { measurement: Measurement; before: Report | null }) {
  const text = useText()
  const name = say(text, `reading.${measurement.key}`, plainWords(measurement.key))
  const value =
    measurement.value === null ? text('line.reading.notMeasured') : formatValue(text, measurement.value, measurement.unit)
  const { band } = measurement
  const level = measurement.grade === 'none' ? null : measurement.grade
  const direction =
    measurement.direction === 'none' ? null : say(text, `direction.${measurement.direction}`, plainWords(measurement.direction))
  const where = [direction, say(text, `place.${measurement.place}`, plainWords(measurement.place))]
    .filter(word => word !== null)
    .join(' ')
  const distance = distanceWords(text, measurement)
  const notes = [
    distance,
    changeWords(text, measurement, before),
    band === null
      ? null
      : text('line.reading.source', {
          source: say(text, `band.${band.source.kind}`, plainWords(band.source.kind)),
          reference: say(text, `band.reference.${band.source.reference}`, band.source.reference),
        }),
  ].filter(note => note !== null)
  return (
    <li className={styles.row} data-grade={measurement.grade}>
      <div className={styles.name}>
        <span className={styles.title}>{name}</span>
        <span className={styles.where}>{where}</span>
      </div>
      <div className={styles.value} data-missing={measurement.value === null}>
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
            label={[name, value, distance].filter(word => word !== null).join(', ')}
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

type ReadingRowsProps = Pick<Report, 'measurements' | 'states'> & { before: Report | null }

/** Measurements with their gauges, then the named states, of one report. */
export function ReadingRows({ measurements, states, before }: ReadingRowsProps) {
  const text = useText()
  return (
    <div className={styles.readings}>
      {measurements.length > 0 && (
        <ul className={styles.rows} aria-label={text('line.reading.measurements')}>
          {measurements.map(measurement => (
            <MeasurementRow
              key={`${measurement.key} ${measurement.place} ${measurement.direction}`}
              measurement={measurement}
              before={before}
            />
          ))}
        </ul>
      )}
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
