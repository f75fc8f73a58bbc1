import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import styles from './ConfirmDialog.module.css'

type ConfirmDialogProps = {
  title: string
  /** Names the effect, the line and the customer. */
  children: ReactNode
  confirmLabel: string
  cancelLabel: string
  onConfirm: () => void
  onCancel: () => void
  busy?: boolean
  /** There is nothing to confirm yet. */
  disabled?: boolean
  /** Nothing is dropped or lost by it. */
  harmless?: boolean
}

/** Asks before something that cannot be taken back. The safe button has the focus, `Esc` is the safe way out. */
export function ConfirmDialog({
  title, children, confirmLabel, cancelLabel, onConfirm, onCancel, busy = false, disabled = false, harmless = false,
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const safe = useRef<HTMLButtonElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    safe.current?.focus()
    return () => {
      opened?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog} className={styles.dialog} aria-labelledby={titleId} onCancel={event => { event.preventDefault(); onCancel() }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className={styles.body}>{children}</div>
      <div className={styles.actions}>
        <Button ref={safe} variant="default" onClick={onCancel}>{cancelLabel}</Button>
        <Button {...(harmless ? {} : { color: 'red.8' })} loading={busy} disabled={disabled} onClick={onConfirm}>{confirmLabel}</Button>
      </div>
    </dialog>
  )
}
