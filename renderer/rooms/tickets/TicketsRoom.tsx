import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineId } from '../../../shared/model/common.ts'
import { formatRoute, goTo } from '../../app/route.ts'
import type { TicketPlace } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import { ErrorNote, FailureNote } from '../../parts/FailureNote.tsx'
import { createTicketListStore } from '../../stores/ticketList.ts'
import { useText } from '../../text.tsx'
import { filterTickets } from './filterTickets.ts'
import type { TicketFilter } from './filterTickets.ts'
import { TicketDetail } from './TicketDetail.tsx'
import { TicketRow } from './TicketRow.tsx'
import styles from './TicketsRoom.module.css'

const filters: readonly TicketFilter[] = ['open', 'pending', 'changed', 'all']

/** Open tickets of every account with what is new of them, and those written here with what became of them. */
export function TicketsRoom({ place, onOpenLine }: { place: TicketPlace | null; onOpenLine: (lineId: LineId) => void }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createTicketListStore(client))
  const { list, listAt, loading, failure } = useStore(store)
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<TicketFilter>('open')
  const accounts = useSelected(useStores().accounts, state => state.accounts) ?? []
  const [chosenAccount, setChosenAccount] = useState('')
  const onlyAccount = accounts.some(({ id }) => id === chosenAccount) ? chosenAccount : null
  useEffect(() => {
    const left = new AbortController()
    void store.follow(left.signal)
    return () => left.abort()
  }, [store])
  const ownPlace = JSON.stringify(place)
  const seen = useCallback(() => {
    const opened = JSON.parse(ownPlace) as TicketPlace | null
    if (opened?.at === 'system') store.saw(opened.accountId, opened.ticketId)
  }, [store, ownPlace])

  const changed = list?.changed ?? []
  const tickets = filterTickets(list?.tickets ?? [], query, filter, changed, onlyAccount)
  const isPartial = list !== null && list.failures.length > 0
  const sent = list?.sent ?? []
  const isChosen = (accountId: string, id: string): boolean => place?.at === 'system' && place.ticketId === id
    && place.accountId === accountId
  return (
    <div className={styles.room}>
      <div className={styles.head}>
        <h1>{text('tickets.title')}</h1>
        <span className={styles.quiet} role="status">
          {loading ? (
            text('tickets.loading')
          ) : listAt === null ? (
            ''
          ) : (
            <>
              {text('tickets.asOf')} <Age at={listAt} limitMinutes={15} />
            </>
          )}
        </span>
        {changed.length > 0 && <span className={styles.news}>{text('tickets.news', { count: changed.length })}</span>}
        <Button variant="subtle" leftSection={<IconRefresh size={18} aria-hidden />} disabled={loading} onClick={() =>
          void store.load()}>
          {text('tickets.refresh')}
        </Button>
      </div>
      {failure !== null && <ErrorNote error={failure} onRetry={() => void store.load()} />}
      {list?.failures.map(({ accountId, failure: of }) => (
        <div key={accountId} className={styles.failure}>
          <AccountMark accountId={accountId} />
          <FailureNote failure={of} onRetry={() => void store.load()} />
        </div>
      ))}
      <div className={styles.tools}>
        <TextInput
          aria-label={text('tickets.search')}
          placeholder={text('tickets.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={text('tickets.filter')}
          value={filter}
          className={styles.filter ?? ''}
          data={filters.map(value => ({ value, label: text(`tickets.filter.${value}`) }))}
          onChange={value => setFilter(filters.find(each => each === value) ?? 'open')}
        />
        {accounts.length > 1 && (
          <NativeSelect
            aria-label={text('tickets.filter.account')}
            value={onlyAccount ?? ''}
            data={[{ value: '', label: text('tickets.filter.account.all') }, ...accounts.map(({ id, label }) => ({ value: id, label }))]}
            onChange={event => setChosenAccount(event.currentTarget.value)}
          />
        )}
        <span className={styles.quiet} role="status">
          {list === null || (tickets.length === 0 && isPartial) ? '' : text('tickets.count', { count: tickets.length })}
        </span>
      </div>
      <div className={styles.columns} data-detail={place !== null}>
        <div className={styles.list}>
          {list !== null && tickets.length === 0 && (
            <p className={styles.quiet}>
              {text(list.tickets.length > 0 ? 'tickets.noneMatch' : isPartial ? 'tickets.noneKnown' : 'tickets.none')}
            </p>
          )}
          <ul aria-label={text('tickets.title')}>
            {tickets.map(ticket => (
              <TicketRow
                key={`${ticket.accountId} ${ticket.id}`}
                ticket={ticket}
                change={store.changeOf(ticket.accountId, ticket.id)}
                chosen={isChosen(ticket.accountId, ticket.id)}
              />
            ))}
          </ul>
          {sent.length > 0 && (
            <>
              <h2>{text('tickets.sentHere')}</h2>
              <ul aria-label={text('tickets.sentHere')}>
                {sent.map(each => {
                  const at: TicketPlace = each.ticketId === null ? { at: 'outbox', entryId: each.entryId }
                    : { at: 'system', accountId: each.accountId, ticketId: each.ticketId }
                  return (
                    <li key={each.entryId}>
                      <a className={styles.row} href={formatRoute({ room: 'tickets', ticket: at })}>
                        <span className={styles.rowTop}>
                          <strong>{each.input.subject}</strong>
                          <span className={styles.quiet}>{text(`tickets.sent.${each.state}.short`)}</span>
                        </span>
                        <span className={styles.rowFacts}>
                          {each.ticketId !== null && <span>{text('tickets.number', { id: each.ticketId })}</span>}
                          <span>{text('tickets.reference', { reference: each.reference })}</span>
                          <Age at={each.createdAt} />
                        </span>
                      </a>
                    </li>
                  )
                })}
              </ul>
            </>
          )}
        </div>
        {place !== null && (
          <TicketDetail
            key={ownPlace}
            place={place}
            known={list?.tickets.find(ticket => isChosen(ticket.accountId, ticket.id)) ?? null}
            sent={sent.find(each => (place.at === 'outbox' ? each.entryId === place.entryId
              : isChosen(each.accountId, each.ticketId ?? ''))) ?? null}
            onSeen={seen}
            onClose={() => goTo({ room: 'tickets', ticket: null })}
            onOpenLine={onOpenLine}
          />
        )}
      </div>
    </div>
  )
}
