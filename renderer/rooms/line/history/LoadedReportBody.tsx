import { Loader } from '@mantine/core'
import { useEffect } from 'react'
import type { ReportId } from '../../../../shared/model/common.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { ReportBody } from './ReportBody.tsx'
import { SaveReportPdf } from './SaveReportPdf.tsx'
import styles from './History.module.css'

/** A report that is read when it is first looked at. */
export function LoadedReportBody({ reportId }: { reportId: ReportId }) {
  const text = useText()
  const loaded = useHistory(state => state.reports[reportId])
  const loadReport = useHistory(state => state.loadReport)
  const isAsked = loaded !== undefined
  useEffect(() => {
    if (!isAsked) void loadReport(reportId)
  }, [isAsked, loadReport, reportId])
  if (loaded?.state === 'failed') return <ErrorNote error={loaded.failure} onRetry={() => void loadReport(reportId)} />
  if (loaded?.state === 'here')
    return (
      <>
        <ReportBody report={loaded.report} before={loaded.before} />
        <SaveReportPdf report={loaded.report} />
      </>
    )
  return (
    <p className={styles.waiting} role="status">
      <Loader size={16} aria-hidden /> {text('history.report.loading')}
    </p>
  )
}
