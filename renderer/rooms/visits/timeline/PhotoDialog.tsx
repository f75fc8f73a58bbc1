import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { usePhoto } from './usePhoto.ts'
import styles from './PhotoDialog.module.css'

type Photo = Extract<VisitItem, { kind: 'photo' }>
type PhotoDialogProps = { visitId: string; photos: readonly Photo[]; shown: string; onShow: (itemId: string | null) => void }

/** The photos of a visit, one at a time and as large as the window. */
export function PhotoDialog({ visitId, photos, shown, onShow }: PhotoDialogProps) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const index = photos.findIndex(({ id }) => id === shown)
  const item = photos[index]
  const photo = usePhoto(visitId, shown, item?.fileId ?? '')
  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    return () => {
      opened?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const turn = (step: number): void => {
    const next = photos[index + step]
    if (next !== undefined) onShow(next.id)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') turn(-1)
    if (event.key === 'ArrowRight') turn(1)
  }
  if (item === undefined) return null
  const alt = item.caption === '' ? text('visit.photo.alt', { number: index + 1 }) : item.caption
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys turn to the photos beside it
    <dialog
      ref={dialog} className={styles.dialog} aria-label={text('visit.photo.alt', { number: index + 1 })} onKeyDown={onKey}
      onCancel={event => { event.preventDefault(); onShow(null) }}
    >
      <div className={styles.picture}>
        {photo === null && <p role="status">{text('visit.photo.loading')}</p>}
        {photo === 'broken' && <p role="alert">{text('visit.photo.broken')}</p>}
        {photo !== null && photo !== 'broken' && <img src={photo.url} alt={alt} />}
      </div>
      <div className={styles.foot}>
        <ActionIcon aria-label={text('visit.photo.previous')} disabled={index === 0} onClick={() => turn(-1)}>
          <IconChevronLeft size={22} aria-hidden />
        </ActionIcon>
        <span>{text('visit.photo.of', { number: index + 1, total: photos.length })}</span>
        <ActionIcon aria-label={text('visit.photo.next')} disabled={index === photos.length - 1} onClick={() => turn(1)}>
          <IconChevronRight size={22} aria-hidden />
        </ActionIcon>
        <Moment at={item.at} />
        <span className={styles.caption}>{item.caption}</span>
        <Button variant="default" onClick={() => onShow(null)}>{text('visit.photo.close')}</Button>
      </div>
    </dialog>
  )
}
