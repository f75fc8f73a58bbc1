import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconSearch, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutboxState } from '../../../shared/model/outbox.ts'
import { goTo, outboxFilters } from '../../app/route.ts'
import type { OutboxFilter } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { unsentStates } from '../../stores/outbox.ts'
import { useText } from '../../text.tsx'
import { EntryCard } from './EntryCard.tsx'
import styles from './Outbox.module.css'
import { useOutboxPage } from './useEntries.ts'

const statesOf: Readonly<Record<OutboxFilter, readonly OutboxState[]>> = {
  unsent: unsentStates, needsYou: ['needsYou'], sent: ['sent'], discarded: ['discarded'], all: [],
}
const pageSize = 25

/** Everything written here that the operator's systems have, do not have yet, or never will. */
export function OutboxRoom({ filter }: { filter: OutboxFilter }) {
  const text = useText()
  const { outbox } = useStores()
  const counts = useSelected(outbox, state => state.counts)
  const hurriedAt = useSelected(outbox, state => state.hurriedAt)
  const hurryFailure = useSelected(outbox, state => state.failures['sendNow'] ?? null)
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const { entries, total, failure, view } = useOutboxPage({ states: statesOf[filter], lineId: null, search: search.trim(),
    offset, limit: pageSize })
  // The last entry of the last page may have been sent meanwhile.
  const lastOffset = Math.max(0, Math.floor((total - 1) / pageSize) * pageSize)
  if (entries?.length === 0 && offset > lastOffset) setOffset(lastOffset)
  return (
    <div className={styles.room}>
      <div className={styles.head}>
        <h1>{text('outbox.title')}</h1>
        <Button
          variant="default" leftSection={<IconSend size={18} aria-hidden />} disabled={counts === null
            || counts.unsent === counts.needsYou}
          onClick={() => void outbox.sendNow()}
        >
          {text('outbox.sendNow')}
        </Button>
        <span className={styles.quiet} role="status">{hurriedAt === null ? '' : text('outbox.sendNow.done')}</span>
      </div>
      <p className={styles.quiet}>{text('outbox.lead')}</p>
      <div className={styles.tools}>
        <TextInput
          aria-label={text('outbox.search')} placeholder={text('outbox.search')} leftSection={<IconSearch size={16} aria-hidden />}
          value={search} maxLength={200}
          onChange={event => {
            setSearch(event.currentTarget.value)
            setOffset(0)
          }}
        />
        <SegmentedControl
          aria-label={text('outbox.filter')} value={filter} className={styles.filter ?? ''}
          data={outboxFilters.map(value => ({
            value,
            label: value === 'needsYou' && (counts?.needsYou ?? 0) > 0
              ? `${text('outbox.filter.needsYou')} (${counts?.needsYou})` : text(`outbox.filter.${value}`),
          }))}
          onChange={value => {
            setOffset(0)
            goTo({ room: 'outbox', filter: outboxFilters.find(each => each === value) ?? 'unsent' })
          }}
        />
        <span className={styles.quiet} role="status">{entries === null ? text('outbox.loading')
          : text('outbox.count', { count: total })}</span>
      </div>
      {hurryFailure !== null && <CallFailureNote failure={hurryFailure} />}
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void view.read()} />}
      {entries !== null && entries.length === 0 && (
        <p className={styles.quiet}>{text(search.trim() === '' ? `outbox.none.${filter}` : 'outbox.noneMatch')}</p>
      )}
      {entries !== null && entries.length > 0 && (
        <ul className={styles.entries} aria-label={text('outbox.list')}>
          {entries.map(entry => <EntryCard key={entry.id} entry={entry} />)}
        </ul>
      )}
      {total > pageSize && (
        <nav className={styles.pages} aria-label={text('outbox.list')}>
          <Button
            variant="default" leftSection={<IconChevronLeft size={18} aria-hidden />} disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - pageSize))}
          >
            {text('outbox.page.newer')}
          </Button>
          <span>{text('outbox.page', { from: offset + 1, to: Math.min(offset + pageSize, total), total })}</span>
          <Button
            variant="default" rightSection={<IconChevronRight size={18} aria-hidden />} disabled={offset + pageSize >= total}
            onClick={() => setOffset(offset + pageSize)}
          >
            {text('outbox.page.older')}
          </Button>
        </nav>
      )}
    </div>
  )
}
