import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { ObservationsInput } from '../../../../shared/model/observation.ts'
import type { TextKey } from '../../../../shared/text/text.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { parseDecimal } from './parseDecimal.ts'
import styles from './Tabs.module.css'

type Field = keyof Omit<ObservationsInput, 'lineId'>
type NumberField = {
  readonly field: Field
  readonly label: TextKey
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly perUnit: number
  readonly whole?: boolean
}

const lightAtOutlet: NumberField = {
  field: 'lightAtOutletDbm',
  label: 'line.observed.lightDbm',
  unit: 'dBm',
  min: -60,
  max: 15,
  perUnit: 1,
}
const loopLength: NumberField = {
  field: 'loopLengthM',
  label: 'line.observed.loopLength',
  unit: 'm',
  min: 0,
  max: 16_383,
  perUnit: 1,
  whole: true,
}
const speedDown: NumberField = {
  field: 'speedTestDownKbps',
  label: 'line.observed.speedDown',
  unit: 'Mbit/s',
  min: 0,
  max: 100_000,
  perUnit: 1000,
}
const speedUp: NumberField = {
  field: 'speedTestUpKbps',
  label: 'line.observed.speedUp',
  unit: 'Mbit/s',
  min: 0,
  max: 100_000,
  perUnit: 1000,
}

/** A number as typed; only what is a number within range is kept, the rest stays in the box with a word about it. */
function NumberBox({ spec, observations }: { spec: NumberField; observations: ObservationsInput }) {
  const text = useText()
  const observe = useLine(state => state.observe)
  const kept = observations[spec.field]
  const shown =
    typeof kept === 'number'
      ? new Intl.NumberFormat(text.language, { maximumFractionDigits: 3, useGrouping: false }).format(kept / spec.perUnit)
      : ''
  const [typed, setTyped] = useState(shown)
  const [wrong, setWrong] = useState(false)
  return (
    <TextInput
      label={`${text(spec.label)} (${spec.unit})`}
      inputMode="text"
      value={typed}
      error={wrong ? text('line.observed.range', { min: spec.min, max: spec.max, unit: spec.unit }) : undefined}
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

function TextBox({
  field,
  label,
  observations,
  max,
}: {
  field: 'serialOnLabel' | 'pcAddress'
  label: TextKey
  observations: ObservationsInput
  max: number
}) {
  const text = useText()
  const observe = useLine(state => state.observe)
  return (
    <TextInput
      label={text(label)}
      value={observations[field] ?? ''}
      maxLength={max}
      spellCheck={false}
      autoCapitalize="off"
      onChange={event => observe({ [field]: event.currentTarget.value === '' ? null : event.currentTarget.value })}
    />
  )
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: Value | null
  options: readonly { readonly value: Value; readonly label: string }[]
  onChoose: (value: Value | null) => void
}) {
  const text = useText()
  const labelId = useId()
  return (
    <div>
      <div id={labelId} className={styles.fieldLabel}>
        {label}
      </div>
      <SegmentedControl
        aria-labelledby={labelId}
        role="radiogroup"
        className={styles.choice ?? ''}
        value={value ?? ''}
        fullWidth
        data={[{ value: '', label: text('line.observed.notLooked') }, ...options]}
        onChange={next => onChoose(options.find(option => option.value === next)?.value ?? null)}
      />
    </div>
  )
}

function SaveNote() {
  const text = useText()
  const save = useLine(state => state.observationsSave)
  const flush = useLine(state => state.flushObservations)
  const updatedAt = useLine(state => state.view?.observations.updatedAt ?? null)
  return (
    <p className={styles.saveNote} data-save={save}>
      <span role="status">{text(`line.observed.save.${save === 'saved' && updatedAt === null ? 'empty' : save}`)}</span>
      {save === 'saved' && updatedAt !== null && <Age at={updatedAt} />}
      {save === 'failed' && (
        <Button variant="default" onClick={() => void flush()}>
          {text('line.observed.saveNow')}
        </Button>
      )}
    </p>
  )
}

/** What the engineer saw and measured at the site; kept as it is typed, and weighed in the verdict. */
export function ObservationsTab({ copper }: { copper: boolean }) {
  const text = useText()
  const observations = useLine(state => state.observations)
  const observe = useLine(state => state.observe)
  if (observations === null) return null
  const yesNo = [
    { value: 'yes', label: text('line.yes') },
    { value: 'no', label: text('line.no') },
  ] as const
  return (
    <div role="group" aria-label={text('line.tab.observations')}>
      <SaveNote />
      <div className={styles.form} key={observations.lineId}>
        <Choice
          label={text('line.observed.modemPowered')}
          value={observations.modemPowered}
          options={yesNo}
          onChoose={modemPowered => observe({ modemPowered })}
        />
        {!copper && (
          <Choice
            label={text('line.observed.light')}
            value={observations.lightAtOutlet}
            onChoose={value => observe({ lightAtOutlet: value })}
            options={[
              { value: 'present', label: text('line.observed.lightPresent') },
              { value: 'none', label: text('line.observed.lightNone') },
            ]}
          />
        )}
        {!copper && <NumberBox spec={lightAtOutlet} observations={observations} />}
        {!copper && <TextBox field="serialOnLabel" label="line.observed.serial" observations={observations} max={40} />}
        {copper && <NumberBox spec={loopLength} observations={observations} />}
        <TextBox field="pcAddress" label="line.observed.pcAddress" observations={observations} max={60} />
        <Choice
          label={text('line.observed.complains')}
          options={yesNo}
          value={observations.customerComplains === null ? null : observations.customerComplains ? 'yes' : 'no'}
          onChoose={value => observe({ customerComplains: value === null ? null : value === 'yes' })}
        />
        <NumberBox spec={speedDown} observations={observations} />
        <NumberBox spec={speedUp} observations={observations} />
        <Textarea
          className={styles.wide ?? ''}
          label={text('line.observed.note')}
          autosize
          minRows={3}
          maxLength={4000}
          value={observations.note ?? ''}
          onChange={event => observe({ note: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      </div>
    </div>
  )
}
