import { Button } from '@mantine/core'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import styles from './Timeline.module.css'

/** What was just taken out, while it can be had back. */
export function Removed({ items, photos }: { items: readonly VisitItem[]; photos: readonly VisitItem[] }) {
  const text = useText()
  const undo = useVisit(state => state.undoRemoval)
  const nameOf = (item: VisitItem): string => {
    if (item.kind === 'photo') return text('evidence.photo', { number: photos.findIndex(({ id }) => id === item.id) + 1 })
    return item.kind === 'file' ? item.fileName : text('evidence.event.note')
  }
  return (
    <div role="status" className={styles.removed}>
      {items.map(item => (
        <p key={item.id}>
          {text('visit.item.removed', { name: nameOf(item) })}
          <Button variant="default" onClick={() => undo(item.id)}>{text('visit.item.undo')}</Button>
        </p>
      ))}
    </div>
  )
}
