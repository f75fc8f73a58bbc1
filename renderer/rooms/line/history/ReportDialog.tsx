import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { ReportId } from '../../../../shared/model/common.ts'
import { formatClock } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import { LoadedReportBody } from './LoadedReportBody.tsx'
import styles from './Trends.module.css'

type ReportDialogProps = { reportId: ReportId; at: string; kind: string; onClose: () => void }

/** The report behind a point, over the charts; closing it leads back to the point. */
export function ReportDialog({ reportId, at, kind, onClose }: ReportDialogProps) {
  const text = useText()
  const nowMs = useNow()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    return () => {
      opened?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.dialogHead}>
        <h2 id={titleId}>
          {text('history.reportOf', {
            check: say(text, `check.${kind}`, plainWords(kind)), at: formatClock(at, text.language, nowMs),
          })}
        </h2>
        <Button variant="default" onClick={onClose}>
          {text('history.report.close')}
        </Button>
      </div>
      <LoadedReportBody reportId={reportId} />
    </dialog>
  )
}
