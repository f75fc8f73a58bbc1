import { useEffect } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { ReportId } from '../../../../shared/model/common.ts'
import { useLine } from '../lineStoreContext.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { LoadedReportBody } from './LoadedReportBody.tsx'
import { ReportDialog } from './ReportDialog.tsx'

function Wanted({ reportId, reports }: { reportId: ReportId; reports: LineView['reports'] }) {
  const leave = useLine(state => state.leaveWanted)
  const loaded = useHistory(state => state.reports[reportId])
  const loadReport = useHistory(state => state.loadReport)
  const report = reports.find(({ id }) => id === reportId) ?? (loaded?.state === 'here' ? loaded.report : null)
  const isAsked = loaded !== undefined
  useEffect(() => {
    if (!isAsked) void loadReport(reportId)
  }, [isAsked, loadReport, reportId])
  if (report === null) return <LoadedReportBody reportId={reportId} />
  return <ReportDialog reportId={reportId} at={report.measuredAt?.utc ?? report.receivedAt} kind={report.kind} onClose={leave} />
}

/** The report that something else on the screen asked for, whatever page of the list it stands on; closing it leads back there. */
export function WantedReport({ reports }: Pick<LineView, 'reports'>) {
  const wanted = useLine(state => state.wanted)
  if (wanted?.tab !== 'history' || wanted.reportId === null) return null
  return <Wanted key={wanted.reportId} reportId={wanted.reportId} reports={reports} />
}
