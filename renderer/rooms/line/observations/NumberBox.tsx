import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ObservationsInput } from '../../../../shared/model/observation.ts'
import type { TextKey } from '../../../../shared/text/text.ts'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { parseDecimal } from './parseDecimal.ts'

export type NumberField = {
  readonly field: 'lightAtOutletDbm' | 'loopLengthM' | 'speedTestDownKbps' | 'speedTestUpKbps'
  readonly label: TextKey
  readonly unit: string
  readonly min: number
  readonly max: number
  /** Kept units per typed one. */
  readonly perUnit: number
  readonly whole?: boolean
}

export const lightAtOutlet: NumberField = {
  field: 'lightAtOutletDbm', label: 'line.observed.lightDbm', unit: 'dBm', min: -60, max: 15, perUnit: 1,
}
export const loopLength: NumberField = {
  field: 'loopLengthM', label: 'line.observed.loopLength', unit: 'm', min: 0, max: 16_383, perUnit: 1, whole: true,
}
export const speedDown: NumberField = {
  field: 'speedTestDownKbps', label: 'line.observed.speedDown', unit: 'Mbit/s', min: 0, max: 100_000, perUnit: 1000,
}
export const speedUp: NumberField = {
  field: 'speedTestUpKbps', label: 'line.observed.speedUp', unit: 'Mbit/s', min: 0, max: 100_000, perUnit: 1000,
}

type NumberBoxProps = { spec: NumberField; observations: ObservationsInput; description?: string | undefined }

/** A number as typed; only what is a number within range is kept, the rest stays in the box with a word about it. */
export function NumberBox({ spec, observations, description }: NumberBoxProps) {
  const text = useText()
  const observe = useLine(state => state.observe)
  const kept = observations[spec.field]
  const shown = kept === null
    ? '' : new Intl.NumberFormat(text.language, { maximumFractionDigits: 3, useGrouping: false }).format(kept / spec.perUnit)
  /** Null while nobody types in it: then it shows what is kept, wherever that was entered. */
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  return (
    <TextInput
      label={`${text(spec.label)} (${spec.unit})`}
      description={description}
      inputMode="text"
      value={typed ?? shown}
      error={wrong ? text('line.observed.range', { min: spec.min, max: spec.max, unit: spec.unit }) : undefined}
      onBlur={() => {
        if (!wrong) setTyped(null)
      }}
      onChange={event => {
        const next = event.currentTarget.value
        setTyped(next)
        const value = next.trim() === '' ? null : parseDecimal(next)
        const ok = value === null ? next.trim() === '' : value >= spec.min && value <= spec.max
        setWrong(!ok && next.trim() !== '-' && next.trim() !== '−')
        if (ok)
          observe({
            [spec.field]:
              value === null ? null : spec.whole === true ? Math.round(value) : Math.round(value * spec.perUnit * 1000) / 1000,
          })
      }}
    />
  )
}
