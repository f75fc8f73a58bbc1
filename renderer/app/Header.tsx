import { Button } from '@mantine/core'
import { IconCalendarWeek, IconClipboardList, IconMapSearch, IconRouteAltLeft, IconSearch, IconSettings, IconTicket } from '@tabler/icons-react'
import type { LineId } from '../../shared/model/common.ts'
import { useText } from '../text.tsx'
import { OutboxMark } from '../rooms/outbox/OutboxMark.tsx'
import styles from './Header.module.css'
import { formatRoute } from './route.ts'
import type { Route } from './route.ts'
import { useSelected, useStores } from './StoresContext.tsx'

/** Name, rooms, and the two things one must never overlook: demo, and data that is not kept. */
export function Header({ route, lineId }: { route: Route; lineId: LineId | null }) {
  const text = useText()
  const { app } = useStores()
  const demo = useSelected(app, state => state.status?.demo ?? false)
  const kept = useSelected(app, state => state.status?.vault.persistent ?? true)
  const busy = useSelected(app, state => state.busy === 'demo')
  const rooms: readonly (readonly [Route['room'], string, typeof IconSearch])[] = [
    ['find', '#/find', IconSearch],
    ['line', formatRoute({ room: 'line', lineId }), IconRouteAltLeft],
    ['tickets', '#/tickets', IconTicket],
    ['visits', '#/visits', IconClipboardList],
    ['work', '#/work', IconCalendarWeek],
    ['addresses', '#/addresses', IconMapSearch],
    ['settings', '#/settings/accounts', IconSettings],
  ]
  return (
    <header className={styles.header}>
      <span className={styles.name}>
        <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden>
          <path d="M4 6h20" stroke="currentColor" strokeWidth="1.6" />
          <circle cx="4" cy="6" r="3" fill="currentColor" />
          <circle cx="14" cy="6" r="3" fill="var(--surface-raised)" stroke="currentColor" strokeWidth="1.6" />
          <rect x="21" y="3" width="6" height="6" rx="1" fill="currentColor" />
        </svg>
        {text('app.name')}
      </span>
      <nav className={styles.rooms} aria-label={text('room.rooms')}>
        {rooms.map(([room, href, Icon]) => (
          <a key={room} href={href} className={styles.room} {...(route.room === room ? { 'aria-current': 'page' } : {})}>
            <Icon size={18} stroke={1.75} aria-hidden />
            {text(`room.${room}`)}
          </a>
        ))}
      </nav>
      <div className={styles.marks}>
        <OutboxMark current={route.room === 'outbox'} />
        {demo ? (
          <>
            <span className={styles.mark} title={text('app.demo.explained')}>{text('app.demo')}</span>
            <Button variant="subtle" loading={busy} onClick={() => void app.leaveDemo()}>{text('app.demo.leave')}</Button>
          </>
        ) : !kept && (
          <a className={styles.mark} href="#/settings/about" title={text('app.unkept.explained')}>{text('app.unkept')}</a>
        )}
      </div>
    </header>
  )
}
