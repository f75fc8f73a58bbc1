import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Look } from '../../../../shared/model/verdict.ts'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { LookFields } from '../observations/LookFields.tsx'
import { SaveNote } from '../observations/SaveNote.tsx'
import styles from './Verdict.module.css'

/** The field of one observation, where the verdict asks for it; each answer is kept and weighed at once. */
export function LookForm({ look, view, onDone }: { look: Look; view: LineView; onDone: () => void }) {
  const text = useText()
  const titleId = useId()
  const form = useRef<HTMLDivElement>(null)
  const flush = useLine(state => state.flushObservations)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:checked, input[type="text"], input:not([type="radio"])')?.focus()
  }, [])
  const done = (): void => {
    void flush()
    onDone()
  }
  const byKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) done()
    else if (event.key === 'Escape') {
      // Handled here: the room itself would go back.
      event.preventDefault()
      done()
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields inside
    <div className={styles.lookForm} role="group" aria-labelledby={titleId} ref={form} onKeyDown={byKey}>
      <p id={titleId} className={styles.lookTitle}>
        {text(`settle.look.${look}`)}
      </p>
      <div className={styles.lookFields}>
        <LookFields look={look} view={view} />
      </div>
      <div className={styles.lookFoot}>
        <Button variant="default" onClick={done}>
          {text('settle.done')}
        </Button>
        <SaveNote />
      </div>
    </div>
  )
}
