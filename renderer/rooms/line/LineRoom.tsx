import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { LineId } from '../../../shared/model/common.ts'
import type { CheckKind } from '../../../shared/model/report.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { ErrorNote, FailureNote } from '../../parts/FailureNote.tsx'
import { createLineStore } from '../../stores/line.ts'
import { createTicketsStore } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { LineOutbox } from '../outbox/LineOutbox.tsx'
import { TicketDialog } from '../tickets/TicketDialog.tsx'
import { SiteActions } from './actions/SiteActions.tsx'
import { ActionsBar } from './ActionsBar.tsx'
import { checkOffers, disturbing } from './checkOffers.ts'
import { DisconnectPanel } from './DisconnectPanel.tsx'
import { FailedChecks } from './FailedChecks.tsx'
import { Heading } from './Heading.tsx'
import { LineStoreProvider, useLine, useReach } from './lineStoreContext.tsx'
import { LineTabs } from './LineTabs.tsx'
import { dropWantedCheck, takeWantedCheck } from './links/checkThere.ts'
import { PlaceLinks } from './links/PlaceLinks.tsx'
import { NeighboursNote } from './neighbours/NeighboursNote.tsx'
import { NeighboursProvider, useNeighboursStore } from './neighbours/neighboursContext.tsx'
import { Path } from './path/Path.tsx'
import { Readings } from './Readings.tsx'
import { VerdictCard } from './verdict/VerdictCard.tsx'
import { WatchPanel } from './watch/WatchPanel.tsx'
import styles from './LineRoom.module.css'

/** What can be changed or asked of a line's order from the site; without any of them there is nothing to unfold. */
const siteMethods = ['setTags', 'changeContact', 'changeOnt', 'reviseTransaction', 'replanTransaction', 'connectionReport']
const hasSiteActions = ({ line, offers }: LineView): boolean =>
  offers.length === 0 ? line.access === null && line.service === null && line.request === null : siteMethods.some(method => offers.includes(method))

function OpenLine({ view, onBack }: { view: LineView; onBack: (() => void) | undefined }) {
  const text = useText()
  const client = useClient()
  const [tickets] = useState(() => createTicketsStore(client))
  const [writes, setWriting] = useState(false)
  const { visits } = useStores()
  const isAsked = useSelected(visits, state => state.ticketFor === view.line.id)
  const writing = writes || isAsked
  const [asked, setAsked] = useState<CheckKind | 'disconnect' | null>(null)
  const reach = useReach(view.line.accountId)
  const circuitNid = useLine(state => state.circuitNid)
  const runChecks = useLine(state => state.runChecks)
  const refresh = useLine(state => state.refresh)
  const refreshFailure = useLine(state => state.refreshFailure)
  const neighbours = useNeighboursStore()
  const offers = checkOffers(view, circuitNid, reach)
  const diagnostics = view.parts.find(part => part.part === 'diagnostics')?.failure ?? null
  const { id: lineId } = view.line
  // A system without line tests draws no path of what nobody can know; what a check or the engineer found is judged as everywhere.
  const isTold = (view.line.service === null && view.line.request === null) || view.reports.length > 0
    || (view.verdict.lead !== null && ['fault', 'warn'].includes(view.verdict.lead.level))
  const isReady = offers.together.some(kind => offers.startable.includes(kind))
  useEffect(() => dropWantedCheck(lineId), [lineId])
  useEffect(() => {
    // Only what nobody feels is started unasked: the rest has a button.
    if (isReady && takeWantedCheck(lineId, Date.now())) void runChecks(offers.together.filter(kind => offers.startable.includes(kind)))
  }, [lineId, isReady, offers, runChecks])
  const run = (kind: CheckKind): void => {
    if (disturbing.has(kind)) setAsked(kind)
    else void runChecks([kind])
  }
  return (
    <>
      <Heading view={view} onBack={onBack} />
      <PlaceLinks links={view.links} />
      <ActionsBar
        view={view}
        offers={offers}
        asked={asked}
        onAsk={setAsked}
        onRun={kinds => void runChecks(kinds)}
        onCreateTicket={() => setWriting(true)}
      />
      <div className={styles.notes}>
        {refreshFailure !== null && <ErrorNote error={refreshFailure} onRetry={() => void refresh()} />}
        {diagnostics !== null && diagnostics.kind !== 'notOffered' && reach === 'reachable' && <FailureNote failure={diagnostics} onRetry={() => void refresh()} />}
        <FailedChecks view={view} startable={offers.startable} onRun={run} />
        <DisconnectPanel />
        <WatchPanel lineId={view.line.id} />
        <LineOutbox lineId={view.line.id} />
        {hasSiteActions(view) && <SiteActions key={view.line.id} view={view} reach={reach} />}
      </div>
      {isTold && (
        <>
          <Path key={view.line.id} view={view} startable={offers.startable} onRun={run} />
          <VerdictCard
            view={view}
            startable={offers.startable}
            onRun={run}
            onCheckNeighbours={() => void neighbours.choose('verdict')}
          />
        </>
      )}
      <NeighboursNote view={view} />
      <Readings view={view} />
      <div className={styles.tabs}>
        {!isTold && <h2 className="visuallyHidden">{text('line.tabs')}</h2>}
        <LineTabs key={view.line.id} view={view} onCreateTicket={() => setWriting(true)} />
      </div>
      {writing && (
        <TicketDialog
          store={tickets}
          view={view}
          reach={reach}
          onClose={() => {
            setWriting(false)
            visits.ticketClosed()
            void refresh()
          }}
        />
      )}
    </>
  )
}

function RoomContent({ lineId, onBack }: { lineId: LineId; onBack: (() => void) | undefined }) {
  const text = useText()
  const view = useLine(state => state.view)
  const shownId = useLine(state => state.lineId)
  const openFailure = useLine(state => state.openFailure)
  const open = useLine(state => state.open)
  if (openFailure !== null) return <ErrorNote error={openFailure} onRetry={() => void open(lineId)} />
  if (view === null || shownId !== lineId)
    return (
      <p className={styles.opening} role="status">
        <Loader size={18} aria-hidden /> {text('line.opening')}
      </p>
    )
  return <OpenLine view={view} onBack={onBack} />
}

/**
 * The line room: which line, is it well, what is wrong, what to do next, how sure and how old.
 * Without `onBack` it stands beside the list it was chosen from.
 */
export function LineRoom({ lineId, onBack }: { lineId: LineId; onBack?: () => void }) {
  const client = useClient()
  const [store] = useState(() => createLineStore(client))
  useEffect(() => {
    void store.getState().open(lineId)
    const keep = (): void => void store.getState().flushObservations()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      void store.getState().close()
    }
  }, [store, lineId])
  return (
    <LineStoreProvider store={store}>
      <NeighboursProvider lineId={lineId}>
        <div className={styles.room}>
          <RoomContent lineId={lineId} onBack={onBack} />
        </div>
      </NeighboursProvider>
    </LineStoreProvider>
  )
}
