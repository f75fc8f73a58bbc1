import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { VisitSummary } from '../../../shared/contract/visits.ts'
import { formatRoute } from '../../app/route.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { durationWords } from '../../parts/durationWords.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { Moment } from '../../parts/Moment.tsx'
import { createVisitListStore, visitsPerPage } from '../../stores/visitList.ts'
import type { VisitFilter } from '../../stores/visitList.ts'
import { useText } from '../../text.tsx'
import { ImportVisit } from './ImportVisit.tsx'
import { VisitStateMark } from './VisitStateMark.tsx'
import styles from './VisitList.module.css'

const filters: readonly VisitFilter[] = ['all', 'open', 'finished', 'received']

function VisitRow({ visit }: { visit: VisitSummary }) {
  const text = useText()
  return (
    <li>
      <a className={styles.row} href={formatRoute({ room: 'visits', visitId: visit.id, finishing: false })}>
        <span className={styles.top}>
          <strong>{visit.label}</strong>
          <VisitStateMark state={visit.state} />
        </span>
        <span className={styles.facts}>
          <Moment at={visit.startedAt} />
          {visit.nativeId !== null && <span className="mono">{visit.nativeId}</span>}
          <span>{text('visits.onSiteFor', { time: durationWords(text, visit.onSiteMinutes) })}</span>
          <span>{text('visits.items', { count: visit.itemCount })}</span>
          {visit.unsentWrites > 0 && <strong className={styles.unsent}>{text('visits.unsent', { count: visit.unsentWrites })}</strong>}
        </span>
      </a>
    </li>
  )
}

/** Every visit, newest first, a page at a time. */
export function VisitList() {
  const text = useText()
  const client = useClient()
  const { visits } = useStores()
  const [store] = useState(() => createVisitListStore(client))
  const { search, filter, offset, page, loading, failure } = useStore(store)
  const { load, find, show, turnTo } = store.getState()
  useEffect(() => {
    void load()
    return visits.onChanged(() => void load())
  }, [load, visits])

  const total = page?.total ?? 0
  const narrowed = search.trim() !== '' || filter !== 'all'
  return (
    <div className={styles.room}>
      <div className={styles.head}>
        <h1>{text('visits.title')}</h1>
        <ImportVisit />
      </div>
      <div className={styles.tools}>
        <TextInput
          aria-label={text('visits.search')} placeholder={text('visits.search')} leftSection={<IconSearch size={16} aria-hidden />}
          value={search} maxLength={200} onChange={event => find(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={text('visits.filter')} value={filter} className={styles.filter ?? ''}
          data={filters.map(value => ({ value, label: text(value === 'all' ? 'visits.filter.all' : `visits.state.${value}`) }))}
          onChange={value => show(filters.find(each => each === value) ?? 'all')}
        />
        <span className={styles.quiet} role="status">
          {page === null ? (loading ? text('visits.loading') : '') : text('visits.count', { count: total })}
        </span>
      </div>
      {failure !== null && <ErrorNote error={failure} onRetry={() => void load()} />}
      {page !== null && total === 0 && (narrowed ? <p className={styles.quiet}>{text('visits.noneMatch')}</p> : (
        <div className={styles.none}>
          <h2>{text('visits.none.title')}</h2>
          <p>{text('visits.none.next')}</p>
        </div>
      ))}
      {page !== null && total > 0 && (
        <ul className={styles.list} aria-label={text('visits.title')} aria-busy={loading}>
          {page.visits.map(each => <VisitRow key={each.id} visit={each} />)}
        </ul>
      )}
      {total > visitsPerPage && (
        <div className={styles.pages}>
          <Button variant="default" disabled={offset === 0} onClick={() => turnTo(offset - visitsPerPage)}>{text('visits.previous')}</Button>
          <span role="status">{text('visits.page', { from: offset + 1, to: Math.min(offset + visitsPerPage, total), total })}</span>
          <Button variant="default" disabled={offset + visitsPerPage >= total} onClick={() => turnTo(offset + visitsPerPage)}>{text('visits.next')}</Button>
        </div>
      )}
    </div>
  )
}
