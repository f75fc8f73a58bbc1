import { Button, Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Level } from '../../../../shared/model/report.ts'
import type { ServiceOrder, ServiceOrderState } from '../../../../shared/model/serviceOrder.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { useAccount } from '../../../app/StoresContext.tsx'
import { useClient } from '../../../clientContext.tsx'
import { Age } from '../../../parts/Age.tsx'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { CallFailureNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { canCancel, createServiceOrdersStore } from '../../../stores/serviceOrders.ts'
import type { ServiceOrdersStore } from '../../../stores/serviceOrders.ts'
import { useText } from '../../../text.tsx'
import { useReach } from '../lineStoreContext.tsx'
import { Facts } from '../PartFrame.tsx'
import { plainWords } from '../words.ts'
import { OrderParts } from './OrderParts.tsx'
import { customerPath } from './serviceWords.ts'
import styles from './Service.module.css'
import { UploadList } from './UploadList.tsx'

export const orderLevels: Record<ServiceOrderState, Level> = { open: 'note', done: 'ok', failed: 'fault', cancelled: 'unknown', other: 'unknown' }

/** `Porting 9101`. */
const orderName = ({ id, type, label }: ServiceOrder, text: Text): string => {
  const what = [type === null ? null : plainWords(type), label].filter(Boolean).join(' · ')
  return what === '' ? text('order.unnamed', { id }) : `${what} (${id})`
}

/** A state in our word, with the system's own beside it where that says something else. */
export function OrderState({ state, status }: { state: ServiceOrderState; status: string | null }) {
  const text = useText()
  const ours = text(`order.state.${state}`)
  return (
    <span className={styles.mark}>
      <LevelMark level={orderLevels[state]} size={16} />
      {state === 'other' && status !== null ? status : ours}
      {state !== 'other' && status !== null && status.toLowerCase() !== ours.toLowerCase() && <span className={styles.quiet}>({status})</span>}
    </span>
  )
}

/** Requests of the line's customer at the system, newest first; each opens to its tasks and products. */
export function OrdersTab({ view }: { view: LineView }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createServiceOrdersStore(client, view.line.id))
  const { orders, readAt, busy, failure } = useStore(store)
  const reach = useReach(view.line.accountId)
  useEffect(() => {
    if (reach === 'reachable' && store.getState().orders === null) void store.load()
  }, [store, reach])
  return (
    <section className={styles.section} aria-label={text('order.title')}>
      <div className={styles.head}>
        <h3>{text('order.title')}</h3>
        <span className={styles.tools}>
          {busy && <span className={styles.state} role="status"><Loader size={14} aria-hidden />{text('order.asking')}</span>}
          {readAt !== null && <span className={styles.quiet}><Age at={readAt} limitMinutes={60} /></span>}
          <Button variant="subtle" px="xs" disabled={busy || reach !== 'reachable'} onClick={() => void store.load()}>{text('order.again')}</Button>
        </span>
      </div>
      <p className={styles.quiet}>{text('order.hint')}</p>
      {reach !== 'reachable' && <p className={styles.quiet}>{text('order.offline')}</p>}
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {orders?.length === 0 && <p className={styles.quiet}>{text('order.none')}</p>}
      {orders !== null && orders.length > 0 && (
        <ul className={styles.orders}>
          {orders.map(order => <OrderItem key={order.id} order={order} view={view} store={store} reachable={reach === 'reachable'} />)}
        </ul>
      )}
    </section>
  )
}

function OrderItem({ order, view, store, reachable }: { order: ServiceOrder; view: LineView; store: ServiceOrdersStore; reachable: boolean }) {
  const text = useText()
  const opened = useStore(store, state => state.opened[order.id])
  const cancelling = useStore(store, state => state.cancelling?.id === order.id ? state.cancelling : null)
  const [asking, setAsking] = useState(false)
  const name = orderName(order, text)
  const date = (value: string | null): string | null => value === null ? null : formatDate(value, text.language)
  const mayCancel = canCancel(order) && view.offers.includes('cancelServiceOrder')
  return (
    <li className={styles.order}>
      <details onToggle={event => { if (event.currentTarget.open && opened === undefined) void store.open(order.id) }}>
        <summary>
          <strong>{name}</strong>
          <OrderState state={order.state} status={order.status} />
          {order.orderId !== null && order.orderId === view.line.nativeId && <span className={styles.quiet}>{text('order.ofThis')}</span>}
          {order.createdAt !== null && <span className={styles.quiet}><Moment at={order.createdAt.utc} /></span>}
        </summary>
        <div className={styles.body}>
          <Facts
            empty={text('line.none')}
            facts={[
              [text('order.wish'), date(order.wishDate)],
              [text('order.planned'), date(order.plannedDate)],
              [text('order.service'), order.orderId === null || order.orderId === view.line.nativeId ? null : text('service.group.order', { id: order.orderId })],
              [text('order.reference'), order.reference],
              [text('order.remark'), order.remark],
              ...order.others.map(({ name: key, value }) => [plainWords(key), value] as const),
            ]}
          />
          {opened?.busy === true && <p className={styles.state} role="status"><Loader size={14} aria-hidden />{text('order.asking')}</p>}
          {opened?.failure !== null && opened?.failure !== undefined && <CallFailureNote failure={opened.failure} onRetry={() => void store.open(order.id)} />}
          {opened?.view !== null && opened?.view !== undefined && <OrderParts view={opened.view} />}
          {order.uploads.length > 0 && <UploadList uploads={order.uploads} />}
          {cancelling?.state === 'failed' && cancelling.unclear && <p role="alert">{text('order.cancel.unclear')}</p>}
          {cancelling?.failure !== null && cancelling?.failure !== undefined && <CallFailureNote failure={cancelling.failure} />}
          {cancelling?.state === 'done' && (
            <p role="status">
              {order.state === 'cancelled' ? text('order.cancelled', { order: name })
                : text('order.cancel.asked', { order: name, state: order.status ?? text(`order.state.${order.state}`) })}
            </p>
          )}
          {mayCancel && (
            <div className={styles.tools}>
              <Button
                variant="default" disabled={!reachable || cancelling?.state === 'busy'} aria-label={text('order.cancel.of', { order: name })}
                onClick={() => setAsking(true)}
              >
                {text('order.cancel')}
              </Button>
            </div>
          )}
        </div>
      </details>
      {asking && (
        <CancelDialog
          name={name} order={order} view={view} busy={cancelling?.state === 'busy'} onCancel={() => setAsking(false)}
          onConfirm={() => void store.cancel(order.id).then(() => setAsking(false))}
        />
      )}
    </li>
  )
}

/** Names the order, whose it is, and what withdrawing it comes to. */
function CancelDialog({ name, order, view, busy, onConfirm, onCancel }: {
  name: string; order: ServiceOrder; view: LineView; busy: boolean; onConfirm: () => void; onCancel: () => void
}) {
  const text = useText()
  const account = useAccount(view.line.accountId)
  const { service } = view.line
  const customer = service === null ? '' : customerPath(service, text).at(-1) ?? ''
  const isThis = order.orderId !== null && order.orderId === view.line.nativeId
  const about = isThis ? service?.label ?? text('service.group.order', { id: order.orderId ?? '' }) : order.orderId === null ? null : text('service.group.order', { id: order.orderId })
  return (
    <ConfirmDialog
      title={text('order.cancel.title', { order: name })} confirmLabel={text('order.cancel.confirm')} cancelLabel={text('order.cancel.keep')}
      busy={busy} onConfirm={onConfirm} onCancel={onCancel}
    >
      <p>{text('order.cancel.effect', { order: name, customer, system: account?.label ?? '' })}</p>
      {about !== null && <p>{text('order.cancel.about', { service: about })}</p>}
      {view.summary.street !== '' && <p>{text('order.cancel.place', { line: `${view.summary.street}, ${view.summary.place}` })}</p>}
      <p>{text('order.cancel.once')}</p>
    </ConfirmDialog>
  )
}
