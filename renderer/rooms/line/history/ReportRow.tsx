import { Button, Loader } from '@mantine/core'
import { IconChevronRight, IconCloud, IconDeviceLaptop, IconDownload } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import type { HistoryEntry } from '../../../../shared/contract/history.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { Moment } from '../../../parts/Moment.tsx'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import { useNow } from '../../../parts/useNow.ts'
import { canTick } from '../../../stores/history.ts'
import { useText } from '../../../text.tsx'
import { formatElapsed } from '../CheckProgress.tsx'
import { plainWords, say } from '../words.ts'
import { FetchFailure } from './FetchFailure.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { LoadedReportBody } from './LoadedReportBody.tsx'
import { reportName } from './reportName.ts'
import { moveAmongRows } from './rowKeys.ts'
import styles from './History.module.css'

/** From a day on the age is the date and time, which stand there already. */
const dayMs = 86_400_000

type RowProps = { entry: HistoryEntry; canFetch: boolean; describedBy: string | undefined }

/** One report: opened in place where it is here, fetched where only the system has it. */
export function ReportRow({ entry, canFetch, describedBy }: RowProps) {
  const text = useText()
  const nowMs = useNow()
  const { reportId, at, kind, requestedKind, level } = entry
  const isOpen = useHistory(state => reportId !== null && state.open.has(reportId))
  const fetched = useHistory(state => (entry.remoteId === null ? undefined : state.fetches[entry.remoteId]))
  const toggle = useHistory(state => state.toggle)
  const fetch = useHistory(state => state.fetch)
  const id = useId()
  const row = useRef<HTMLTableRowElement>(null)
  useFocusOnArrival(row, reportId !== null)
  const PlaceIcon = reportId === null ? IconCloud : IconDeviceLaptop
  const check = say(text, `check.${kind}`, plainWords(kind))
  const name = reportName(text, entry, nowMs)
  const when = (
    <span className={styles.when}>
      {at === null ? <span className={styles.quiet}>{text('history.noTime')}</span> : <Moment at={at} />}
      {at !== null && nowMs - Date.parse(at) < dayMs && (
        <span className={styles.quiet}>
          <Age at={at} />
        </span>
      )}
    </span>
  )
  return (
    <>
      <tr ref={row} className={styles.row} data-here={reportId !== null} data-open={isOpen}>
        <td data-cell="at">
          {reportId === null ? (
            when
          ) : (
            <button
              type="button"
              id={`${id}-open`}
              data-row
              className={styles.open}
              aria-expanded={isOpen}
              aria-controls={`${id}-report`}
              aria-labelledby={`${id}-open ${id}-kind`}
              onKeyDown={moveAmongRows}
              onClick={() => toggle(reportId)}
            >
              <IconChevronRight className={styles.chevron} size={18} aria-hidden />
              {when}
            </button>
          )}
        </td>
        <td data-cell="kind" id={`${id}-kind`}>
          <strong>{check}</strong>
          {entry.status === 'error' && <span className={styles.off}>{text('line.report.notFinished')}</span>}
          {requestedKind !== null && requestedKind !== kind && (
            <span className={styles.quiet}>
              {text('history.asked', { check: say(text, `check.${requestedKind}`, plainWords(requestedKind)) })}
            </span>
          )}
        </td>
        <td data-cell="where">
          <span className={styles.where}>
            <PlaceIcon size={18} stroke={1.75} aria-hidden />
            {text(reportId === null ? 'history.remote' : 'history.here')}
          </span>
        </td>
        <td data-cell="provider">{entry.provider ?? <span className={styles.quiet}>–</span>}</td>
        <td data-cell="level">
          {level === null ? (
            <span className={styles.quiet}>{text(reportId === null ? 'history.notKnown' : 'history.notGraded')}</span>
          ) : (
            <span className={styles.level} data-level={level}>
              <LevelMark level={level} size={16} /> {text(`level.${level}`)}
            </span>
          )}
        </td>
        <td data-cell="action">
          {reportId === null && entry.remoteId !== null && (
            <FetchButton remoteId={entry.remoteId} name={name} canFetch={canFetch} describedBy={describedBy} />
          )}
        </td>
        <td data-cell="compare">{reportId !== null && entry.status !== 'error' && <Tick entry={entry} name={name} />}</td>
      </tr>
      {(isOpen || (fetched !== undefined && fetched.failure !== null)) && (
        <tr className={styles.opened}>
          <td colSpan={7} id={`${id}-report`}>
            {isOpen && reportId !== null && <LoadedReportBody reportId={reportId} />}
            {!isOpen && fetched !== undefined && fetched.failure !== null && entry.remoteId !== null && (
              <FetchFailure error={fetched.failure} onRetry={() => void fetch(entry.remoteId ?? '')} />
            )}
          </td>
        </tr>
      )}
    </>
  )
}

/** A report that has just arrived takes the focus with it, from the button that is no longer there. */
function useFocusOnArrival(row: React.RefObject<HTMLTableRowElement | null>, isHere: boolean): void {
  const was = useRef(isHere)
  useEffect(() => {
    const { activeElement, body } = document
    if (isHere && !was.current && (activeElement === body || row.current?.contains(activeElement) === true))
      row.current?.querySelector<HTMLElement>('[data-row]')?.focus()
    was.current = isHere
  }, [isHere, row])
}

type FetchButtonProps = { remoteId: string; name: string; canFetch: boolean; describedBy: string | undefined }

/** *Fetch*, and while it runs its time and *Cancel*, in one place: the focus stays on it. */
function FetchButton({ remoteId, name, canFetch, describedBy }: FetchButtonProps) {
  const text = useText()
  const fetched = useHistory(state => state.fetches[remoteId])
  const fetch = useHistory(state => state.fetch)
  const cancelFetch = useHistory(state => state.cancelFetch)
  const isRunning = fetched?.running === true
  const isOff = !canFetch && !isRunning
  return (
    <span className={styles.fetch}>
      {isRunning && <Elapsed sinceMs={fetched.startedAtMs} />}
      <Button
        variant={isRunning ? 'subtle' : 'default'}
        px="xs"
        data-row
        onKeyDown={moveAmongRows}
        data-off={isOff}
        aria-disabled={isOff}
        aria-describedby={describedBy}
        aria-label={text(isRunning ? 'history.fetch.cancelName' : 'history.fetch.name', { report: name })}
        leftSection={isRunning ? undefined : <IconDownload size={16} aria-hidden />}
        onClick={() => {
          if (isRunning) cancelFetch(remoteId)
          else if (canFetch) void fetch(remoteId)
        }}
      >
        {text(isRunning ? 'history.fetch.cancel' : 'history.fetch')}
      </Button>
    </span>
  )
}

function Elapsed({ sinceMs }: { sinceMs: number }) {
  const text = useText()
  const elapsed = formatElapsed(useElapsedSeconds(sinceMs))
  return (
    <span className={styles.quiet}>
      <Loader size={14} aria-hidden /> {text('history.fetching', { elapsed })}
    </span>
  )
}

function Tick({ entry, name }: { entry: HistoryEntry; name: string }) {
  const text = useText()
  const ticked = useHistory(state => state.ticked)
  const tick = useHistory(state => state.tick)
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={ticked.some(each => each.reportId === entry.reportId)}
        disabled={!canTick(ticked, entry)}
        aria-label={text('history.tick', { report: name })}
        onChange={() => tick(entry)}
      />
      <span className={styles.tickWord} aria-hidden>
        {text('history.column.compare')}
      </span>
    </label>
  )
}
