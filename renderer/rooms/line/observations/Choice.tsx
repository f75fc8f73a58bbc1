import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useText } from '../../../text.tsx'
import styles from './Observations.module.css'

type ChoiceProps<Value extends string> = {
  label: string
  /** One line of help. */
  help?: string | undefined
  value: Value | null
  options: readonly { readonly value: Value; readonly label: string }[]
  onChoose: (value: Value | null) => void
}

/** One of a few, or not looked. */
export function Choice<Value extends string>({ label, help, value, options, onChoose }: ChoiceProps<Value>) {
  const text = useText()
  const labelId = useId()
  const helpId = useId()
  return (
    <div>
      <div id={labelId} className={styles.label}>
        {label}
      </div>
      {help !== undefined && (
        <div id={helpId} className={styles.help}>
          {help}
        </div>
      )}
      <SegmentedControl
        aria-labelledby={labelId}
        {...(help === undefined ? {} : { 'aria-describedby': helpId })}
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
