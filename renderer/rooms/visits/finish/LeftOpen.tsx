import { Textarea } from '@mantine/core'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import styles from './Summing.module.css'

/** What the engineer leaves open; kept as it is typed. */
export function LeftOpen() {
  const text = useText()
  const leftOpen = useVisit(state => state.leftOpen)
  const type = useVisit(state => state.typeLeftOpen)
  return (
    <div>
      <Textarea
        label={text('visit.leftOpen.label')} description={text('visit.leftOpen.hint')} value={leftOpen.text} autosize minRows={2} maxRows={10}
        maxLength={5000} onChange={event => type(event.currentTarget.value)}
      />
      <p className={styles.quiet} role="status">{leftOpen.save === 'saved' ? '' : text(`visit.note.save.${leftOpen.save}`)}</p>
    </div>
  )
}
