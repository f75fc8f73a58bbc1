import { SegmentedControl } from '@mantine/core'
import { useEffect } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { HistoryState, HistoryStore } from '../../../stores/history.ts'
import { useText } from '../../../text.tsx'
import { CompareReports } from './CompareReports.tsx'
import { HistoryStoreProvider, useHistory } from './historyStoreContext.tsx'
import { ReportList } from './ReportList.tsx'
import { Trends } from './Trends.tsx'
import { WantedReport } from './WantedReport.tsx'
import styles from './History.module.css'

const parts: readonly HistoryState['shown'][] = ['reports', 'compare', 'trends']

function History({ view }: { view: LineView }) {
  const text = useText()
  const shown = useHistory(state => state.shown)
  const show = useHistory(state => state.show)
  return (
    <div className={styles.history}>
      <SegmentedControl
        className={styles.parts ?? ''}
        aria-label={text('history.parts')}
        value={shown}
        onChange={value => show(parts.find(part => part === value) ?? 'reports')}
        data={parts.map(part => ({ value: part, label: text(`history.part.${part}`) }))}
      />
      {shown === 'reports' && <ReportList view={view} />}
      {shown === 'compare' && <CompareReports />}
      {shown === 'trends' && <Trends />}
    </div>
  )
}

/** Every report of the line, here and at the system; two side by side; every measurement over time. */
export function HistoryTab({ view, store }: { view: LineView; store: HistoryStore }) {
  const { reports } = view
  const listAt = view.parts.find(({ part }) => part === 'reports')?.at ?? null
  useEffect(() => store.getState().follow(reports.map(({ id }) => id), listAt), [store, reports, listAt])
  return (
    <HistoryStoreProvider store={store}>
      <History view={view} />
      <WantedReport reports={view.reports} />
    </HistoryStoreProvider>
  )
}
