import { ActionIcon, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import styles from './Timeline.module.css'

type RemovableProps = {
  item: Extract<VisitItem, { kind: 'photo' | 'file' }>
  name: string
  mayChange: boolean
  children: ReactNode
}

/** A photo or file with its caption, and the way to take it out. */
export function Removable({ item, name, mayChange, children }: RemovableProps) {
  const text = useText()
  const caption = useVisit(state => state.captions[item.id] ?? item.caption)
  const typeCaption = useVisit(state => state.typeCaption)
  const removeItem = useVisit(state => state.removeItem)
  return (
    <div className={styles.own}>
      <div className={styles.captioned}>
        {children}
        {mayChange ? (
          <TextInput
            aria-label={text('visit.caption.of', { name })} placeholder={text('visit.caption')} value={caption} maxLength={500}
            onChange={event => typeCaption(item.id, event.currentTarget.value)}
          />
        ) : caption !== '' && <p>{caption}</p>}
      </div>
      {mayChange && (
        <span className={styles.tools}>
          <ActionIcon color="gray" aria-label={text('visit.item.remove', { name })} onClick={() => removeItem(item)}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </div>
  )
}
