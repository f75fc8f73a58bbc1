import { useRef } from 'react'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { useText } from '../../../text.tsx'
import { usePhoto } from './usePhoto.ts'
import styles from './Timeline.module.css'

type PhotoItemProps = { visitId: string; item: Extract<VisitItem, { kind: 'photo' }>; number: number; onShow: () => void }

/** A photo, small, in the room it needs before it is there; opens large. */
export function PhotoItem({ visitId, item, number, onShow }: PhotoItemProps) {
  const text = useText()
  const frame = useRef<HTMLButtonElement>(null)
  const photo = usePhoto(visitId, item.id, item.fileId, frame)
  const alt = item.caption === '' ? text('visit.photo.alt', { number }) : item.caption
  return (
    <button
      ref={frame} type="button" className={styles.photo} style={{ aspectRatio: `${item.widthPx} / ${item.heightPx}` }}
      aria-label={text('visit.photo.open', { number })} onClick={onShow}
    >
      {photo === null ? text('visit.photo.loading') : photo === 'broken' ? text('visit.photo.broken') : <img src={photo.url} alt={alt} />}
    </button>
  )
}
