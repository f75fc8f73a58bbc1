import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { LineId } from '../../shared/model/common.ts'
import { FindRoom } from '../rooms/find/FindRoom.tsx'
import { Welcome } from '../rooms/find/Welcome.tsx'
import { LineRoom } from '../rooms/line/LineRoom.tsx'
import { TicketsRoom } from '../rooms/tickets/TicketsRoom.tsx'
import { useText } from '../text.tsx'
import banner from './Banner.module.css'
import { Header } from './Header.tsx'
import { NoLine } from './NoLine.tsx'
import { Notices } from './Notices.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import panel from './Panel.module.css'
import { RoomBoundary } from './RoomBoundary.tsx'
import { goTo, useRoute } from './route.ts'
import type { Route } from './route.ts'
import styles from './Shell.module.css'
import { useSelected, useStores } from './StoresContext.tsx'
import { focusSearchBox, useKeyboard } from './useKeyboard.ts'
import { useWide } from './useWide.ts'
import { VisitBar } from './VisitBar.tsx'
import { WatchBar } from './WatchBar.tsx'

const AddressesRoom = lazy(async () => ({ default: (await import('../rooms/addresses/AddressesRoom.tsx')).AddressesRoom }))
const OutboxRoom = lazy(async () => ({ default: (await import('../rooms/outbox/OutboxRoom.tsx')).OutboxRoom }))
const VisitsRoom = lazy(async () => ({ default: (await import('../rooms/visits/VisitsRoom.tsx')).VisitsRoom }))
const WorkRoom = lazy(async () => ({ default: (await import('../rooms/work/WorkRoom.tsx')).WorkRoom }))
const SettingsRoom = lazy(async () => ({ default: (await import('../rooms/settings/SettingsRoom.tsx')).SettingsRoom }))

const openLine = (lineId: LineId) => goTo({ room: 'line', lineId })
const toFind = () => {
  goTo({ room: 'find' })
  focusSearchBox()
}

/** Header, banners and the room the address names. */
export function Shell() {
  const text = useText()
  const { app } = useStores()
  const route = useRoute()
  const lineId = useLastLine(route)
  const lost = useSelected(app, state => state.connection === 'lost')
  const notices = useSelected(app, state => state.status?.notices)
  const back = useCallback(() => {
    if (route.room === 'settings' && route.account !== null) goTo({ room: 'settings', section: 'accounts', account: null })
    else if (route.room === 'visits' && route.visitId !== null) goTo({ ...route, visitId: route.finishing ? route.visitId : null, finishing: false })
    else if (route.room === 'tickets' && route.ticket !== null) goTo({ room: 'tickets', ticket: null })
    else toFind()
  }, [route])
  useKeyboard(toFind, back)
  useEffect(() => { document.title = `${text(`room.${route.room}`)} · ${text('app.name')}` }, [route.room, text])
  return (
    <div className={styles.shell}>
      <Header route={route} lineId={lineId} />
      <div className={styles.banners}>
        {lost && <div className={banner.banner} data-level="warn" role="status">{text('app.lost')}</div>}
        <OfflineBanner />
        <WatchBar />
        <VisitBar />
        {notices !== undefined && <Notices notices={notices} onDismiss={id => void app.dismissNotice(id)} />}
      </div>
      <main className={styles.main}>
        <RoomBoundary key={route.room}>
          <Suspense fallback={<p className={panel.panel} role="status">{text('room.loading')}</p>}>
            <Room route={route} lineId={lineId} />
          </Suspense>
        </RoomBoundary>
      </main>
    </div>
  )
}

function Room({ route, lineId }: { route: Route; lineId: LineId | null }) {
  switch (route.room) {
    case 'find':
    case 'line': return <FindAndLine room={route.room} lineId={lineId} />
    case 'tickets': return <TicketsRoom place={route.ticket} onOpenLine={openLine} />
    case 'visits': return <VisitsRoom visitId={route.visitId} finishing={route.finishing} />
    case 'work': return <WorkRoom />
    case 'addresses': return <AddressesRoom query={route.query} />
    case 'outbox': return <OutboxRoom filter={route.filter} />
    case 'settings': return <SettingsRoom section={route.section} account={route.account} />
  }
}

/** Wide: results left, the chosen line right. Narrow: one of them, with a way back. */
function FindAndLine({ room, lineId }: { room: 'find' | 'line'; lineId: LineId | null }) {
  const text = useText()
  const wide = useWide()
  const { accounts } = useStores()
  const isEmpty = useSelected(accounts, state => state.accounts?.length === 0)
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (room === 'line' && lineId !== null) pane.current?.focus({ preventScroll: true })
  }, [room, lineId])
  if (isEmpty && room === 'find') return <Welcome />
  return (
    <div className={styles.split} data-wide={wide}>
      {(wide || room === 'find') && (
        <section className={styles.find} aria-label={text('room.find')}>
          <RoomBoundary><FindRoom chosen={lineId} onOpenLine={openLine} /></RoomBoundary>
        </section>
      )}
      {(wide || room === 'line') && (
        <section ref={pane} className={styles.line} aria-label={text('room.line')} tabIndex={-1}>
          <RoomBoundary key={lineId ?? ''}>
            {lineId === null ? <NoLine onFind={toFind} /> : <LineRoom lineId={lineId} {...(wide ? {} : { onBack: toFind })} />}
          </RoomBoundary>
        </section>
      )}
    </div>
  )
}

/** The line of the address, or the one opened last: *Line* leads back to it from any room. */
function useLastLine(route: Route): LineId | null {
  const named = route.room === 'line' ? route.lineId : null
  const [last, setLast] = useState(named)
  if (named !== null && named !== last) setLast(named)
  return named ?? last
}
