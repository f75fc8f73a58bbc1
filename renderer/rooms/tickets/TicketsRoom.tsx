import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineId } from '../../../shared/model/common.ts'
import type { Ticket } from '../../../shared/model/ticket.ts'
import { useClient } from '../../clientContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import { ErrorNote, FailureNote } from '../../parts/FailureNote.tsx'
import { createTicketsStore } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { filterTickets } from './filterTickets.ts'
import type { TicketFilter } from './filterTickets.ts'
import { SentTicketState } from './SentTicketState.tsx'
import { TicketDetail } from './TicketDetail.tsx'
import { TicketStatusMark } from './TicketStatusMark.tsx'
import styles from './TicketsRoom.module.css'

const filters: readonly TicketFilter[] = ['open', 'pending', 'all']

function TicketRow({ ticket, chosen, onOpen }: { ticket: Ticket; chosen: boolean; onOpen: () => void }) {
  const text = useText()
  return (
    <li>
      <button type="button" className={styles.row} aria-pressed={chosen} onClick={onOpen}>
        <span className={styles.rowTop}>
          <strong>{ticket.subject}</strong>
          <TicketStatusMark status={ticket.status} />
        </span>
        <span className={styles.rowFacts}>
          <span>{text('tickets.number', { id: ticket.id })}</span>
          {ticket.nid !== null && <span className="mono">{ticket.nid}</span>}
          <AccountMark accountId={ticket.accountId} />
          <Age at={ticket.updatedAt ?? ticket.createdAt} />
        </span>
      </button>
    </li>
  )
}

/** Open tickets of every account, and those sent from here with what became of them. */
export function TicketsRoom({ onOpenLine }: { onOpenLine: (lineId: LineId) => void }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createTicketsStore(client))
  const { list, listAt, loading, listFailure, detail } = useStore(store)
  const { load, openTicket, closeTicket } = store.getState()
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<TicketFilter>('open')
  useEffect(() => void load(), [load])

  const tickets = filterTickets(list?.tickets ?? [], query, filter)
  const isPartial = list !== null && list.failures.length > 0
  const unsettled = (list?.sent ?? []).filter(each => each.state !== 'sent')
  const sent = (list?.sent ?? []).filter(each => each.state === 'sent')
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
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={18} aria-hidden />}
          disabled={loading}
          onClick={() => void load()}
        >
          {text('tickets.refresh')}
        </Button>
      </div>
      {listFailure !== null && <ErrorNote error={listFailure} onRetry={() => void load()} />}
      {list?.failures.map(({ accountId, failure }) => (
        <div key={accountId} className={styles.failure}>
          <AccountMark accountId={accountId} />
          <FailureNote failure={failure} onRetry={() => void load()} />
        </div>
      ))}
      {unsettled.map(each => (
        <div key={each.entryId}>
          <p className={styles.unsettled}>
            {each.input.subject}{' '}
            <Button variant="subtle" onClick={() => onOpenLine(each.lineId)}>
              {text('tickets.openLine')}
            </Button>
          </p>
          <SentTicketState sent={each} />
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
        <span className={styles.quiet} role="status">
          {list === null || (tickets.length === 0 && isPartial) ? '' : text('tickets.count', { count: tickets.length })}
        </span>
      </div>
      <div className={styles.columns} data-detail={detail !== null}>
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
                chosen={detail?.id === ticket.id && detail.accountId === ticket.accountId}
                onOpen={() => void openTicket(ticket.accountId, ticket.id)}
              />
            ))}
          </ul>
          {sent.length > 0 && (
            <>
              <h2>{text('tickets.sentHere')}</h2>
              <ul>
                {sent.map(each => (
                  <li key={each.entryId} className={styles.sent}>
                    <span>
                      <strong>{each.input.subject}</strong> {text('tickets.number', { id: each.ticketId ?? '–' })}
                    </span>
                    <span className={styles.rowFacts}>
                      <span>{text('tickets.sent.sent.short')}</span>
                      <Age at={each.createdAt} />
                    </span>
                    <Button variant="subtle" onClick={() => onOpenLine(each.lineId)}>
                      {text('tickets.openLine')}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        {detail !== null && (
          <TicketDetail
            key={detail.id}
            detail={detail}
            known={list?.tickets.find(ticket => ticket.id === detail.id && ticket.accountId === detail.accountId) ?? null}
            onClose={closeTicket}
            onRetry={() => void openTicket(detail.accountId, detail.id)}
            onOpenLine={onOpenLine}
          />
        )}
      </div>
    </div>
  )
}
