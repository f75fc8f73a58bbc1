import { Button } from '@mantine/core'
import { useStore } from 'zustand'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import { formatElapsed } from '../CheckProgress.tsx'
import { ActionRow } from './ActionRow.tsx'
import type { ActionProps } from './SiteActions.tsx'
import styles from './SiteActions.module.css'

function Fetching() {
  const text = useText()
  const elapsed = useElapsedSeconds()
  return <p className={styles.note} role="status">{text('actions.report.busy')} · {formatElapsed(elapsed)}</p>
}

/** The operator's report of the connection, to save. */
export function ReportAction({ store, blocked }: ActionProps) {
  const text = useText()
  const report = useStore(store, state => state.report)
  const { fetchReport } = store.getState()
  return (
    <ActionRow
      title={text('actions.report')}
      value={<span className={styles.quiet}>{text('actions.report.what')}</span>}
      buttons={
        <Button variant="default" disabled={blocked !== null || report?.state === 'fetching'} onClick={() => void fetchReport()}>
          {text('actions.report.save')}
        </Button>
      }
    >
      {report?.state === 'fetching' && <Fetching />}
      {report?.state === 'saved' && <p className={styles.note} role="status">{text('actions.report.saved', { name: report.fileName })}</p>}
      {report?.state === 'failed' && <ErrorNote error={report.failure} onRetry={() => void fetchReport()} />}
    </ActionRow>
  )
}
