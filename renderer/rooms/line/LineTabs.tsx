import { Tabs } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { LineView } from '../../../shared/contract/lines.ts'
import { useClient } from '../../clientContext.tsx'
import { createHistoryStore } from '../../stores/history.ts'
import { useText } from '../../text.tsx'
import { HistoryTab } from './history/HistoryTab.tsx'
import { useLine } from './lineStoreContext.tsx'
import { NeighboursTab } from './neighbours/NeighboursTab.tsx'
import { AuthenticationLogTab } from './tabs/AuthenticationLogTab.tsx'
import { CallsTab } from './service/CallsTab.tsx'
import { OrdersTab } from './service/OrdersTab.tsx'
import { ServiceTab } from './service/ServiceTab.tsx'
import { RequestTab } from './request/RequestTab.tsx'
import { AccessDetails } from './access/AccessDetails.tsx'
import { LiveTab } from './access/LiveTab.tsx'
import { ServicesTab } from './access/ServicesTab.tsx'
import { CircuitsTab } from './tabs/CircuitsTab.tsx'
import { DetailsTab } from './tabs/DetailsTab.tsx'
import { EventsTab } from './tabs/EventsTab.tsx'
import { ObservationsTab } from './tabs/ObservationsTab.tsx'
import { RawTab } from './tabs/RawTab.tsx'
import { TicketsTab } from './tabs/TicketsTab.tsx'
import { tabsOf } from './tabsOf.ts'
import type { LineTab } from './tabsOf.ts'
import styles from './tabs/Tabs.module.css'

function focusTab(tab: LineTab): void {
  requestAnimationFrame(() => {
    const button = document.getElementById(`line-tabs-tab-${tab}`)
    button?.focus()
    button?.scrollIntoView({ block: 'nearest' })
  })
}

/** Everything else about the line, as far as its system knows of it; the digits open the tabs that are shown. */
export function LineTabs({ view, onCreateTicket }: { view: LineView; onCreateTicket: () => void }) {
  const text = useText()
  const client = useClient()
  const reread = useLine(state => state.reread)
  // Lives as long as the line is on screen: filters, page and comparison stay while another tab is looked at.
  const [history] = useState(() => createHistoryStore(client, view.line.id, { onFetched: () => void reread() }))
  const tabs = tabsOf(view)
  const first = tabs[0] ?? 'details'
  const [picked, setChosen] = useState<LineTab>(first)
  const chosen = tabs.includes(picked) ? picked : first
  const wanted = useLine(state => state.wanted)
  const [answered, setAnswered] = useState(wanted)
  if (wanted !== answered) {
    setAnswered(wanted)
    setChosen(tabs.find(tab => tab === wanted?.tab) ?? chosen)
  }
  const openByDigit = (tab: LineTab): void => {
    if (document.querySelector('dialog[open]') !== null) return
    setChosen(tab)
    focusTab(tab)
  }
  useEffect(() => {
    if (wanted !== null) focusTab(wanted.tab)
  }, [wanted])
  useHotkeys(tabs.map((tab, index) => [String(index + 1), () => openByDigit(tab)]))

  const panels: Record<LineTab, ReactNode> = {
    live: <LiveTab view={view} />,
    services: <ServicesTab view={view} />,
    service: <ServiceTab view={view} />,
    request: <RequestTab view={view} />,
    serviceOrders: <OrdersTab view={view} />,
    calls: <CallsTab view={view} />,
    circuits: <CircuitsTab view={view} />,
    details: view.line.access === null ? <DetailsTab view={view} /> : <AccessDetails line={view.line} />,
    observations: <ObservationsTab copper={view.line.medium === 'copper'} />,
    history: <HistoryTab view={view} store={history} />,
    neighbours: <NeighboursTab view={view} />,
    log: <AuthenticationLogTab view={view} />,
    tickets: <TicketsTab view={view} onCreateTicket={onCreateTicket} />,
    events: <EventsTab view={view} />,
    raw: <RawTab view={view} />,
  }
  return (
    <Tabs
      id="line-tabs"
      value={chosen}
      keepMounted={false}
      onChange={value => setChosen(tabs.find(tab => tab === value) ?? first)}
    >
      <Tabs.List className={styles.tabList ?? ''} aria-label={text('line.tabs')}>
        {tabs.map((tab, index) => (
          <Tabs.Tab
            key={tab}
            value={tab}
            className={styles.tab ?? ''}
            // Opened by the press, not by its end: a part that arrives in between may have moved the tab away.
            onMouseDown={event => { if (event.button === 0) setChosen(tab) }}
            rightSection={
              <span className={styles.digit} aria-hidden>
                {index + 1}
              </span>
            }
          >
            {text(tab === 'request' && view.line.request?.of === 'account' ? 'line.tab.account' : `line.tab.${tab}`)}
            {tab === 'tickets' && view.tickets.length > 0 ? ` (${view.tickets.length})` : ''}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(tab => (
        <Tabs.Panel key={tab} value={tab} className={styles.panel ?? ''}>
          {chosen === tab && panels[tab]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
