import { Loader, NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import type { HistoryEntry } from '../../../../shared/contract/history.ts'
import type { ReportId } from '../../../../shared/model/common.ts'
import type { Report, ReportKind } from '../../../../shared/model/report.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import { apart, olderFirst, reportTime } from './changes.ts'
import { CompareTable } from './CompareTable.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { LoadedReportBody } from './LoadedReportBody.tsx'
import { entryTime } from './reportName.ts'
import history from './History.module.css'
import styles from './Compare.module.css'

/** Two reports of one kind side by side: each reading with both values, the change and whether it matters. */
export function CompareReports() {
  const text = useText()
  const pair = useHistory(state => state.pair)
  const candidates = useHistory(state => state.candidates)
  const failure = useHistory(state => state.candidatesFailure)
  const compare = useHistory(state => state.compare)
  if (failure !== null) return <ErrorNote error={failure} onRetry={() => void compare()} />
  if (pair === null && candidates === null)
    return (
      <p className={history.waiting} role="status">
        <Loader size={16} aria-hidden /> {text('history.compare.loading')}
      </p>
    )
  return (
    <>
      <KindChoice />
      {pair === null ? (
        <div className={history.empty}>
          <p>{text('history.compare.tooFew')}</p>
          <p className={history.quiet}>{text('history.compare.tooFew.next')}</p>
        </div>
      ) : (
        <SideBySide before={pair.before} after={pair.after} />
      )}
    </>
  )
}

function KindChoice() {
  const text = useText()
  const kinds = useHistory(state => state.page?.kinds) ?? []
  const kind = useHistory(state => state.pair?.kind)
  const compareKind = useHistory(state => state.compareKind)
  if (kinds.length < 2) return null
  return (
    <NativeSelect
      className={styles.choice ?? ''}
      label={text('history.compare.kind')}
      value={kind ?? ''}
      onChange={event => {
        const chosen = kinds.find(each => each === event.currentTarget.value)
        if (chosen !== undefined) void compareKind(chosen)
      }}
      data={kinds.map((each: ReportKind) => ({ value: each, label: say(text, `check.${each}`, plainWords(each)) }))}
    />
  )
}

function SideBySide({ before, after }: { before: ReportId; after: ReportId }) {
  const one = useHistory(state => state.reports[before])
  const other = useHistory(state => state.reports[after])
  if (one?.state === 'here' && other?.state === 'here') return <Compared one={one.report} other={other.report} />
  // Whichever is not there yet says so, or why it could not be read.
  return <LoadedReportBody reportId={one?.state === 'here' ? after : before} />
}

function Compared({ one, other }: { one: Report; other: Report }) {
  const text = useText()
  const [older, newer] = useMemo(() => olderFirst(one, other), [one, other])
  const comparePair = useHistory(state => state.comparePair)
  const between = apart(reportTime(older), reportTime(newer))
  const pointOf = (report: Report): string => text(`history.testPoint.${report.testPoint ?? 'unknown'}`)
  return (
    <>
      <div className={styles.pair}>
        <ReportChoice
          label={text('history.compare.olderReport')}
          chosen={older}
          onChoose={id => comparePair({ before: id, after: newer.id })}
        />
        <ReportChoice
          label={text('history.compare.newerReport')}
          chosen={newer}
          onChoose={id => comparePair({ before: older.id, after: id })}
        />
        <span className={styles.apart}>{text(`history.compare.apart.${between.unit}`, { count: between.count })}</span>
      </div>
      {older.target.nid !== newer.target.nid && (
        <p className={styles.note}>
          {text('history.compare.otherCircuit', { before: older.target.nid, after: newer.target.nid })}
        </p>
      )}
      {older.testPoint !== newer.testPoint ? (
        <p className={styles.note}>{text('history.compare.otherPoint', { before: pointOf(older), after: pointOf(newer) })}</p>
      ) : (
        older.testPoint !== null && (
          <p className={history.quiet}>
            {text('history.compare.testPoint')} {pointOf(older)}
          </p>
        )
      )}
      <CompareTable older={older} newer={newer} />
    </>
  )
}

type ReportChoiceProps = { label: string; chosen: Report; onChoose: (id: ReportId) => void }

function ReportChoice({ label, chosen, onChoose }: ReportChoiceProps) {
  const text = useText()
  const nowMs = useNow()
  const candidates = useHistory(state => state.candidates) ?? []
  const others = candidates.flatMap(({ reportId, at }) => (reportId === null || reportId === chosen.id ? [] : [{ reportId, at }]))
  const all = [{ reportId: chosen.id, at: reportTime(chosen) }, ...others]
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  return (
    <NativeSelect
      className={styles.choice ?? ''}
      label={label}
      value={chosen.id}
      onChange={event => {
        const found = all.find(each => each.reportId === event.currentTarget.value)
        if (found !== undefined) onChoose(found.reportId)
      }}
      data={all.map(each => ({ value: each.reportId, label: optionWords(text, each, nowMs) }))}
    />
  )
}

const optionWords = (text: Text, { at }: Pick<HistoryEntry, 'at'>, nowMs: number): string => entryTime(text, at, nowMs)
