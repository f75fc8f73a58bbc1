import { Button, Textarea } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { VerdictMark } from '../../../../shared/model/verdictMark.ts'
import { useText } from '../../../text.tsx'
import styles from './Verdict.module.css'

type Was = NonNullable<VerdictMark['was']>
/** As an engineer meets them, from the house outwards. */
const places: readonly Was[] = ['home', 'wiring', 'access', 'operator', 'auth', 'nothing']

type WrongFormProps = {
  busy: boolean
  onSave: (wrong: { was: Was; note: string | null }) => Promise<void>
  onCancel: () => void
}

/** Where the fault really was, and a note that stays on this laptop. What was typed stays until it is kept. */
export function WrongForm({ busy, onSave, onCancel }: WrongFormProps) {
  const text = useText()
  const name = useId()
  const first = useRef<HTMLInputElement>(null)
  const [was, setWas] = useState<Was | null>(null)
  const [note, setNote] = useState('')
  useEffect(() => first.current?.focus(), [])
  const byKey = (event: KeyboardEvent): void => {
    // In the note the first Esc only leaves the field, as everywhere.
    if (event.key !== 'Escape' || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    onCancel()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves the form
    <form
      className={styles.wrong}
      onKeyDown={byKey}
      onSubmit={event => {
        event.preventDefault()
        if (was !== null) void onSave({ was, note: note.trim() === '' ? null : note })
      }}
    >
      <fieldset className={styles.places}>
        <legend>{text('mark.where')}</legend>
        {places.map((place, index) => (
          <label key={place} className={styles.place}>
            <input
              ref={index === 0 ? first : undefined}
              type="radio"
              name={name}
              checked={was === place}
              onChange={() => setWas(place)}
            />
            {text(`mark.was.${place}`)}
          </label>
        ))}
      </fieldset>
      <Textarea
        label={text('mark.note')}
        description={text('mark.note.stays')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
      <div className={styles.lookFoot}>
        <Button type="submit" loading={busy} disabled={was === null}>
          {text('mark.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {text('mark.cancel')}
        </Button>
      </div>
    </form>
  )
}
