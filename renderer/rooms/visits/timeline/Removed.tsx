import { Button } from '@mantine/core'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import styles from './Timeline.module.css'

/** What was just taken out, in its place while it can be had back. */
export function Removed({ item, photos }: { item: VisitItem; photos: readonly VisitItem[] }) {
  const text = useText()
  const undo = useVisit(state => state.undoRemoval)
  const name = item.kind === 'photo' ? text('evidence.photo', { number: photos.findIndex(({ id }) => id === item.id) + 1 })
    : item.kind === 'file' ? item.fileName : text('evidence.event.note')
  return (
    <p className={styles.removed} role="status">
      {text('visit.item.removed', { name })}
      <Button variant="default" onClick={() => undo(item.id)}>{text('visit.item.undo')}</Button>
    </p>
  )
}
