import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useStore } from 'zustand'
import { localDay, planOf } from '../../../../shared/work/plan.ts'
import { Age } from '../../../parts/Age.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import { ActingNote } from './ActingNote.tsx'
import { ActionRow } from './ActionRow.tsx'
import { Agree } from './Agree.tsx'
import { openOrder } from './openOrder.ts'
import type { ActionProps } from './SiteActions.tsx'
import styles from './SiteActions.module.css'

type Order = NonNullable<ReturnType<typeof openOrder>>

function OrderWords({ order }: { order: Order }) {
  const text = useText()
  const nowMs = useNow()
  const plan = planOf(order, localDay(new Date(nowMs)))
  const wish = order.dates.find(({ key }) => key === 'customer_wish')?.date ?? null
  const dated = (key: string, date: string): string =>
    text('actions.order.plan', { what: say(text, `line.transaction.date.${key}`, plainWords(key)), date: formatDate(date, text.language) })
  return (
    <>
      {[
        order.action === null ? null : say(text, `line.transaction.action.${order.action}`, plainWords(order.action)),
        order.state === null ? null : say(text, `line.transaction.state.${order.state}`, plainWords(order.state)),
        plan === null ? null : dated(plan.key, plan.date),
        wish === null || plan?.key === 'customer_wish' ? null : dated('customer_wish', wish),
        order.onDemandRequested === true ? text('actions.order.asked') : null,
      ].filter(Boolean).join(' · ')}
    </>
  )
}

/** The running order: executed where it waits on demand, and replanned. Online only, asked once. */
export function OrderAction({ view, store, blocked }: ActionProps) {
  const text = useText()
  const { line } = view
  const order = openOrder(view)
  const part = view.parts.find(each => each.part === 'transaction') ?? null
  const running = useStore(store, state => state.acting?.running === true)
  const [form, setForm] = useState(false)
  const [asks, setAsks] = useState<'execute' | 'replan' | null>(null)
  const [date, setDate] = useState('')
  const [soonest, setSoonest] = useState(false)
  const [tried, setTried] = useState(false)
  const nowMs = useNow()
  const today = localDay(new Date(nowMs))
  const wish = order?.dates.find(({ key }) => key === 'customer_wish')?.date ?? ''
  const problem = soonest ? null : !/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'empty' : date < today ? 'past' : date === wish ? 'same' : null
  const leave = (): void => {
    setAsks(null)
    setForm(false)
  }
  const confirm = (): void => {
    leave()
    if (order === null) return
    const on = { lineId: line.id, orderUuid: order.uuid }
    void store.getState().run(asks === 'execute' ? { kind: 'onDemandDelivery', ...on } : { kind: 'replan', ...on, wishDate: soonest ? null : date })
  }
  const shown = (value: string): string => (value === '' ? '' : formatDate(value, text.language))
  return (
    <ActionRow
      title={text('actions.order')}
      value={
        <>
          {order === null ? text(part?.at === null ? 'actions.order.unknown' : 'actions.order.none') : <OrderWords order={order} />}{' '}
          {part !== null && part.at !== null && <span className={styles.quiet}><Age at={part.at} limitMinutes={24 * 60} /></span>}
          {order !== null && order.replanPossible !== true && <span className={styles.quiet}>{text('actions.order.replan.not')}</span>}
        </>
      }
      buttons={order !== null && (
        <>
          {order.onDemand === true && order.onDemandRequested !== true && (
            <Button variant="default" disabled={blocked !== null || running} onClick={() => setAsks('execute')}>{text('actions.order.execute')}</Button>
          )}
          {order.replanPossible === true && (
            <Button
              variant="default" disabled={blocked !== null || running}
              onClick={() => {
                setForm(true)
                setTried(false)
              }}
            >
              {text('actions.order.replan')}
            </Button>
          )}
        </>
      )}
    >
      {form && (
        <form
          className={styles.form} noValidate aria-label={text('actions.order.replan')}
          onSubmit={event => {
            event.preventDefault()
            setTried(true)
            if (problem === null) setAsks('replan')
          }}
        >
          <TextInput
            type="date" label={text('actions.order.replan.date')} description={text('actions.order.replan.hint')} value={date} min={today} autoFocus
            disabled={soonest} error={tried && problem !== null ? text(`actions.order.replan.problem.${problem}`) : null}
            onChange={event => setDate(event.currentTarget.value)}
          />
          <Checkbox
            label={text('actions.order.replan.soonest')} checked={soonest} onChange={event => setSoonest(event.currentTarget.checked)}
          />
          <div className={styles.buttons}>
            <Button type="submit">{text('actions.next')}</Button>
            <Button variant="subtle" onClick={leave}>{text('actions.cancel')}</Button>
          </div>
        </form>
      )}
      <ActingNote store={store} kinds={['onDemandDelivery', 'replan']} />
      {asks !== null && order !== null && (
        <Agree
          view={view} nid={line.nativeId ?? ''} waits={false} title={text(`actions.order.${asks}.title`)} effect={text(`actions.order.${asks}.effect`)}
          confirmLabel={text(`actions.order.${asks}.go`)} onCancel={() => setAsks(null)} onConfirm={confirm}
          before={asks === 'execute' ? text('actions.order.execute.before') : shown(wish)}
          after={asks === 'execute' ? text('actions.order.execute.after') : soonest ? text('actions.order.replan.soonest') : shown(date)}
        />
      )}
    </ActionRow>
  )
}
