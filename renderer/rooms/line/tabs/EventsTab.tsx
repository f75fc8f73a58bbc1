import type { LineView } from '../../../../shared/contract/lines.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { PartFrame } from '../PartFrame.tsx'
import styles from './Tabs.module.css'

/** What was asked and changed on this line, by whom, newest first. */
export function EventsTab({ view }: { view: LineView }) {
  const text = useText()
  const events = view.events.toSorted((a, b) => (b.at?.utc ?? '').localeCompare(a.at?.utc ?? ''))
  return (
    <PartFrame part="events" title={text('line.tab.events')}>
      {events.length === 0 && <p className={styles.quiet}>{text('line.events.none')}</p>}
      <ul className={styles.list}>
        {events.map((event, index) => (
          <li key={event.uuid ?? index} className={styles.historyItem}>
            <details>
              <summary>
                <span>
                  {event.at === null ? '–' : <Moment at={event.at.utc} />}
                  {event.at?.zone === 'assumed' && ` ${text('line.log.zoneUnknown')}`}
                </span>
                <strong>{event.method ?? event.type ?? '–'}</strong>
                <span className={styles.quiet}>{event.username}</span>
              </summary>
              {event.correlationId !== null && (
                <p className={styles.quiet}>
                  {text('failure.correlationId')} <span className="mono">{event.correlationId}</span>
                </p>
              )}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
              <pre className={styles.pre} tabIndex={0}>
                {event.detail}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </PartFrame>
  )
}
