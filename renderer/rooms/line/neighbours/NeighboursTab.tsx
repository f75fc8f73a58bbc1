import { Button, Loader, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { CallFailureNote } from '../../../parts/FailureNote.tsx'
import { checkedTogether } from '../../../stores/neighbours.ts'
import { useText } from '../../../text.tsx'
import { useReach } from '../lineStoreContext.tsx'
import { keepListing, keptListing, listNeighbours, neighbourOrders } from './listNeighbours.ts'
import type { NeighbourListing } from './listNeighbours.ts'
import { NeighbourRow } from './NeighbourRow.tsx'
import { NeighbourRunNote } from './NeighbourRun.tsx'
import { useNeighbours, useNeighboursStore } from './neighboursContext.tsx'
import styles from './Neighbours.module.css'

/** Lines nearby, how they fare, and the way to check three of them. */
export function NeighboursTab({ view }: { view: LineView }) {
  const text = useText()
  const store = useNeighboursStore()
  const nearby = useNeighbours(state => state.nearby)
  const failure = useNeighbours(state => state.failure)
  const running = useNeighbours(state => state.run?.state === 'running')
  const reach = useReach(view.line.accountId)
  const [listing, setListing] = useState(() => keptListing())
  const all = nearby?.neighbours ?? view.neighbours
  const listed = listNeighbours(all, listing)
  useEffect(() => () => store.leaveTab(), [store])
  const list = (change: Partial<NeighbourListing>): void => {
    const next = { ...listing, ...change }
    setListing(next)
    keepListing(next)
  }
  if (nearby === null && all.length === 0)
    return failure === null
      ? <p className={styles.quiet} role="status"><Loader size={16} aria-hidden /> {text('neighbours.loading')}</p>
      : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  return (
    <div className={styles.tab}>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {nearby !== null && all.length > 0 && (
        <p className={styles.quiet}>
          {nearby.port === null ? text('neighbours.port.none') : text('neighbours.port', { port: nearby.port })}
        </p>
      )}
      {all.length === 0 ? (
        <p>{text(nearby?.port === null ? 'neighbours.none.noPort' : 'neighbours.none.nobody')}</p>
      ) : (
        <>
          <div className={styles.tools}>
            <Button disabled={running || reach !== 'reachable'} onClick={() => void store.choose('tab')}>
              {text('neighbours.check', { count: checkedTogether })}
            </Button>
            <NativeSelect
              aria-label={text('neighbours.sort')} value={listing.order}
              onChange={event => list({ order: neighbourOrders.find(each => each === event.currentTarget.value) ?? 'nearest' })}
              data={neighbourOrders.map(value => ({ value, label: text(`neighbours.sort.${value}`) }))}
            />
            <label className={styles.only}>
              <input type="checkbox" checked={listing.onlyBad} onChange={event => list({ onlyBad: event.currentTarget.checked })} />
              {text('neighbours.onlyBad')}
            </label>
            <span className={styles.quiet} role="status">
              {text('neighbours.shown', { shown: listed.length, all: all.length })}
            </span>
          </div>
          <NeighbourRunNote place="tab" />
          {reach !== 'reachable' && <p className={styles.quiet}>{text('neighbours.check.offline')}</p>}
          {listed.length === 0 ? <p>{text('neighbours.none.bad')}</p> : (
            <ul className={styles.list} aria-label={text('neighbours.title')}>
              {listed.map(neighbour => <NeighbourRow key={neighbour.lineId} neighbour={neighbour} />)}
            </ul>
          )}
          {nearby !== null && nearby.more > 0 && (
            <p className={styles.quiet}>{text('neighbours.more', { count: nearby.more })}</p>
          )}
        </>
      )}
    </div>
  )
}
