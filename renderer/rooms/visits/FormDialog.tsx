import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import styles from './FormDialog.module.css'

type FormDialogProps = {
  title: string
  children: ReactNode
  submitLabel: string
  cancelLabel: string
  busy?: boolean
  disabled?: boolean
  wide?: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** A dialog with something to fill in. The first field has the focus, `Esc` leaves it. */
export function FormDialog({
  title, children, submitLabel, cancelLabel, busy = false, disabled = false, wide = false, onSubmit, onCancel,
}: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    const first = opened?.querySelector<HTMLElement>('[data-autofocus]') ?? opened?.querySelector('h2')
    first?.focus()
    return () => {
      opened?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog} className={styles.dialog} data-wide={wide} aria-labelledby={titleId}
      onCancel={event => { event.preventDefault(); onCancel() }}
    >
      <form onSubmit={event => { event.preventDefault(); onSubmit() }}>
        <h2 id={titleId} tabIndex={-1}>{title}</h2>
        <div className={styles.body}>{children}</div>
        <div className={styles.actions}>
          <Button variant="default" onClick={onCancel}>{cancelLabel}</Button>
          <Button type="submit" loading={busy} disabled={disabled}>{submitLabel}</Button>
        </div>
      </form>
    </dialog>
  )
}
