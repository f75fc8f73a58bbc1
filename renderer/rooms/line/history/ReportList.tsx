import { Button, Loader } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useId, useRef } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { entryKey, filtersOn, nothingFiltered, pageSize } from '../../../stores/historyEntries.ts'
import { useReach } from '../lineStoreContext.tsx'
import { plainWords, say } from '../words.ts'
import { HistoryFilters } from './HistoryFilters.tsx'
import { useHistory } from './historyStoreContext.tsx'
import { RemoteListNote } from './RemoteListNote.tsx'
import { reportName } from './reportName.ts'
import { ReportRow } from './ReportRow.tsx'
import { SortHeaders } from './SortHeaders.tsx'
import styles from './History.module.css'

/** Every report of the line, here and at the system, page by page. */
export function ReportList({ view }: { view: LineView }) {
  const text = useText()
  const page = useHistory(state => state.page)
  const failure = useHistory(state => state.failure)
  const loading = useHistory(state => state.loading)
  const filter = useHistory(state => state.filter)
  const load = useHistory(state => state.load)
  const narrow = useHistory(state => state.narrow)
  const reach = useReach(view.line.accountId)
  const blockedId = useId()
  const isFiltered = filtersOn(filter) > 0
  return (
    <>
      <HistoryFilters kinds={page?.kinds ?? []} />
      <RemoteListNote view={view} remoteAt={page?.remoteAt ?? null} reach={reach} />
      {reach !== 'reachable' && (
        <p id={blockedId} className={styles.blocked}>
          {text(`history.blocked.${reach}`)}
        </p>
      )}
      {failure !== null && <ErrorNote error={failure} onRetry={() => void load()} />}
      {page === null && failure === null && (
        <p className={styles.waiting} role="status">
          <Loader size={16} aria-hidden /> {text('history.loading')}
        </p>
      )}
      {page !== null && page.total === 0 && (
        <div className={styles.empty}>
          <p>{text(isFiltered ? 'history.noneMatch' : 'history.none')}</p>
          {isFiltered ? (
            <Button variant="default" onClick={() => narrow(nothingFiltered)}>
              {text('history.filters.clear')}
            </Button>
          ) : (
            <p className={styles.quiet}>{text('history.none.next')}</p>
          )}
        </div>
      )}
      {page !== null && page.total > 0 && (
        <div className={styles.tableFrame}>
          <table className={styles.table} aria-label={text('history.list')} aria-busy={loading} data-loading={loading}>
            <SortHeaders />
            <tbody>
              {page.entries.map(entry => (
                <ReportRow
                  key={entryKey(entry)}
                  entry={entry}
                  canFetch={reach === 'reachable'}
                  describedBy={reach === 'reachable' ? undefined : blockedId}
                />
              ))}
            </tbody>
          </table>
          <Pages total={page.total} shown={page.entries.length} />
          <TickedBar />
        </div>
      )}
    </>
  )
}

function Pages({ total, shown }: { total: number; shown: number }) {
  const text = useText()
  const offset = useHistory(state => state.offset)
  const goTo = useHistory(state => state.goTo)
  const region = useRef<HTMLElement>(null)
  if (total <= pageSize) return <p className={styles.count}>{text('history.count', { count: total })}</p>
  const hasEarlier = offset > 0
  const hasLater = offset + pageSize < total
  const turn = (to: number): void => {
    goTo(to)
    // The new page is read from its beginning; the button keeps the focus.
    region.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <nav ref={region} className={styles.pages} aria-label={text('history.pages')}>
      {/* Not `disabled`, which would drop the focus at the first and last page. */}
      <Button
        variant="default"
        px="xs"
        aria-disabled={!hasEarlier}
        data-off={!hasEarlier}
        className={styles.turn ?? ''}
        leftSection={<IconChevronLeft size={18} aria-hidden />}
        onClick={() => hasEarlier && turn(Math.max(0, offset - pageSize))}
      >
        {text('history.earlier')}
      </Button>
      <span role="status">{text('history.range', { from: offset + 1, to: offset + shown, total })}</span>
      <Button
        variant="default"
        px="xs"
        aria-disabled={!hasLater}
        data-off={!hasLater}
        className={styles.turn ?? ''}
        rightSection={<IconChevronRight size={18} aria-hidden />}
        onClick={() => hasLater && turn(offset + pageSize)}
      >
        {text('history.later')}
      </Button>
    </nav>
  )
}

/** What is ticked for a comparison, and the way to it; stands below the list so that nothing moves. */
function TickedBar() {
  const text = useText()
  const nowMs = useNow()
  const ticked = useHistory(state => state.ticked)
  const compare = useHistory(state => state.compare)
  const untickAll = useHistory(state => state.untickAll)
  const [first] = ticked
  const check = first === undefined ? '' : say(text, `check.${first.kind}`, plainWords(first.kind))
  return (
    <div className={styles.tickedBar} data-empty={first === undefined}>
      <span role="status">
        {first !== undefined &&
          (ticked.length === 1
            ? text('history.ticked.one', { report: reportName(text, first, nowMs), check })
            : text('history.ticked.two', { check }))}
      </span>
      {first !== undefined && (
        <span className={styles.tickedActions}>
          <Button variant="subtle" px="xs" onClick={untickAll}>
            {text('history.ticked.clear')}
          </Button>
          <Button disabled={ticked.length < 2} onClick={() => void compare()}>
            {text('history.ticked.go')}
          </Button>
        </span>
      )}
    </div>
  )
}
