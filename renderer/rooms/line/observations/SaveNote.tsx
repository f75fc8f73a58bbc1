import { Button } from '@mantine/core'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import styles from './Observations.module.css'

/** Whether what was typed is kept. */
export function SaveNote() {
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
