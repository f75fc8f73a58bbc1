import { useId } from 'react'
import type { Measurement, NormBand } from '../../shared/model/report.ts'
import styles from './Gauge.module.css'
import { gaugeScale } from '../../shared/triage/gaugeScale.ts'

type GaugeProps = {
  value: number
  band: NormBand
  grade: Measurement['grade']
  formatLimit: (limit: number) => string
  /** The whole reading in words, for those who do not see the picture. */
  label: string
}

/** A value between its limits: the norm band wide, its edges narrower, beyond them hatched, the limits printed below. */
export function Gauge({ value, band, grade, formatLimit, label }: GaugeProps) {
  const hatchId = useId()
  const scale = gaugeScale(value, band)
  if (scale === null) return null
  return (
    <div className={styles.gauge} role="img" aria-label={label}>
      <svg className={styles.scale} width="100%" height="22" aria-hidden>
        <defs>
          <pattern id={hatchId} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.6" height="5" className={styles.hatch} />
          </pattern>
        </defs>
        {scale.zones.map(zone => (
          <rect
            key={`${zone.kind}${zone.from}`}
            className={styles[zone.kind]}
            x={`${zone.from}%`}
            width={`${zone.to - zone.from}%`}
            y={zone.kind === 'ok' ? 8 : 10}
            height={zone.kind === 'ok' ? 10 : 6}
            {...(zone.kind === 'fault' ? { fill: `url(#${hatchId})` } : {})}
          />
        ))}
        {scale.limits.map(limit => (
          <line key={limit.value} className={styles.limit} x1={`${limit.at}%`} x2={`${limit.at}%`} y1="6" y2="20" />
        ))}
        <svg x={`${scale.at}%`} y="0" overflow="visible" className={styles.marker} data-grade={grade}>
          {scale.offScale === null ? (
            <path d="M-5.5 0.5h11L1.6 8v12h-3.2V8Z" />
          ) : (
            <path d={scale.offScale === 'below' ? 'M0 13 9 6v14Z' : 'M0 13-9 6v14Z'} />
          )}
        </svg>
      </svg>
      <div className={styles.labels} aria-hidden>
        {scale.limits.map(limit => (
          <span
            key={limit.value}
            className={styles.label}
            data-edge={limit.at < 12 ? 'start' : limit.at > 88 ? 'end' : 'middle'}
            style={{ left: `${limit.at}%` }}
          >
            {formatLimit(limit.value)}
          </span>
        ))}
      </div>
    </div>
  )
}
