import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './SettingsRoom.module.css'

type ChoicesProps<Value extends string> = {
  readonly legend: string
  readonly value: Value | null
  readonly options: readonly { readonly value: Value; readonly label: string; readonly mark?: ReactNode }[]
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight. */
export function Choices<Value extends string>({ legend, value, options, onChange }: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.field}>
      <legend>{legend}</legend>
      <div className={styles.choices}>
        {options.map(option => (
          <label key={option.value} className={styles.choice}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.mark}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
