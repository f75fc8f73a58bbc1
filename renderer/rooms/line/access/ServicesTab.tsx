import type { ReactNode } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { AccessOrder, AvailableService, Subscription } from '../../../../shared/model/access.ts'
import type { Level } from '../../../../shared/model/report.ts'
import { decodeOption82, isOption82 } from '../../../../shared/model/option82.ts'
import { formatDate } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { plainWords, say } from '../words.ts'
import { characteristicName, characteristicValue, choiceWords } from './characteristicWords.ts'
import { Marked } from './PortDetail.tsx'
import { Copyable } from './tables.tsx'
import styles from './Live.module.css'

const levels: Record<NonNullable<Subscription['state']>, Level | null> = { active: 'ok', suspended: 'warn', ended: null, planned: null, other: null }

/** Services that run on the access, those that can be ordered, and orders: to read. */
export function ServicesTab({ view }: { view: LineView }) {
  const text = useText()
  const { access } = view.line
  if (access === null) return null
  const { subscriptions, services } = access
  return (
    <>
      <PartFrame part="line" title={text('access.subscriptions')}>
        {subscriptions.length === 0
          ? <p className={styles.quiet}>{text('access.subscriptions.none')}</p>
          : (
            <ul className={styles.list}>
              {subscriptions.map((subscription, index) => <SubscriptionCard key={subscription.subscriptionId ?? index} subscription={subscription} />)}
            </ul>
          )}
      </PartFrame>
      <PartFrame part="orders" title={text('access.orders')}>
        {view.accessOrders.length === 0
          ? <p className={styles.quiet}>{text('access.orders.none')}</p>
          : <ul className={styles.list}>{view.accessOrders.map((order, index) => <OrderCard key={order.orderId ?? index} order={order} />)}</ul>}
      </PartFrame>
      <PartFrame part="line" title={text('access.services')}>
        {services.length === 0
          ? <p className={styles.quiet}>{text('access.services.none')}</p>
          : <ul className={styles.list}>{services.map((service, index) => <ServiceCard key={`${service.service ?? ''} ${String(index)}`} service={service} />)}</ul>}
      </PartFrame>
    </>
  )
}

/** A date of the system, in words where it is one. */
function useDate(): (value: string | null) => string | null {
  const text = useText()
  return value => value === null ? null : Number.isNaN(Date.parse(value)) ? value : formatDate(value, text.language)
}

function SubscriptionCard({ subscription }: { subscription: Subscription }) {
  const text = useText()
  const date = useDate()
  const { service, state, operationalState, subscriptionId, equipment, option82, ipAddresses, fixedIp } = subscription
  const word = state === null || state === 'other' ? operationalState : text(`access.subscription.${state}`)
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{service ?? text('access.subscription.unnamed')}</strong>
        {word !== null && <Marked level={state === null ? null : levels[state]}>{word}</Marked>}
        {operationalState !== null && word !== operationalState && <span className={styles.quiet}>{text('line.reading.raw.none', { raw: operationalState })}</span>}
        {subscriptionId !== null && <Copyable value={subscriptionId} />}
      </div>
      {subscription.note !== null && <p className={styles.note}>{subscription.note}</p>}
      <Facts
        empty={text('line.none')}
        facts={[
          [text('access.subscription.from'), date(subscription.connectionDate)],
          [text('access.subscription.until'), date(subscription.disconnectionDate)],
          [text('access.spReference'), subscription.spReference === null ? null : <Copyable key="reference" value={subscription.spReference} />],
          [text('access.subscription.ownId'), subscription.spSubscriptionId === null ? null : <Copyable key="own" value={subscription.spSubscriptionId} />],
          [text('access.subscription.addresses'), ipAddresses.length > 0
            ? <span key="ips">{ipAddresses.map(address => <Copyable key={address} value={address} />)}</span>
            : fixedIp === null ? null : text(fixedIp ? 'access.subscription.fixed' : 'access.subscription.notFixed')],
          [text('line.sla'), subscription.sla],
          [text('access.subscription.option82'), option82 === null ? null : <Option82 key="option82" value={option82} />],
          ...subscription.dhcpIdentifiers.map(({ name, value }): readonly [string, ReactNode] => [say(text, `dhcp.field.${name}`, plainWords(name)), <Copyable key={name} value={value} />]),
          ...equipment.map(({ vendorId, macAddress }, index): readonly [string, ReactNode] => [
            text('access.subscription.equipment'),
            <span key={String(index)}>{vendorId} {macAddress !== null && <Copyable value={macAddress} />}</span>,
          ]),
          ...subscription.characteristics.map(({ name, value }): readonly [string, ReactNode] => [characteristicName(text, name), characteristicValue(text, { name, value })]),
        ]}
      />
    </li>
  )
}

/** The option as the system gave it, with what its parts read as. */
function Option82({ value }: { value: string }) {
  const parts = isOption82(value) ? decodeOption82(value).subOptions.flatMap(({ text, mac }) => text ?? mac ?? []) : []
  return <span><Copyable value={value} />{parts.length > 0 && <span className={styles.quiet}> {parts.join(' · ')}</span>}</span>
}

function OrderCard({ order }: { order: AccessOrder }) {
  const text = useText()
  const failed = order.state !== null && /FAIL|REJECT|ERROR/i.test(order.state)
  const state = order.state === null ? null : say(text, `access.order.state.${order.state}`, plainWords(order.state))
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{[order.operation === null ? null : say(text, `access.order.operation.${order.operation}`, plainWords(order.operation)), order.service].filter(Boolean).join(' · ') || text('access.order.unnamed')}</strong>
        {state !== null && <Marked level={failed ? 'warn' : null}>{state}</Marked>}
        {order.state !== null && state !== order.state && <span className={styles.quiet}>{text('line.reading.raw.none', { raw: order.state })}</span>}
        {order.orderId !== null && <Copyable value={order.orderId} />}
      </div>
      {order.message !== null && <p className={styles.note}>{text('failure.systemSays', { detail: order.message })}</p>}
      <Facts
        empty={text('line.none')}
        facts={[
          [text('access.order.requested'), order.requestedAt === null ? null : <Moment key="requested" at={order.requestedAt} />],
          [text('access.order.expected'), order.expectedCompletionAt === null ? null : <Moment key="expected" at={order.expectedCompletionAt} />],
          [text('access.spReference'), order.spReference],
          [text('access.subscription.ownId'), order.spSubscriptionId],
          [text('access.order.subscription'), order.subscriptionId],
          [text('access.order.takeover'), order.forcedTakeover === true ? text('line.yes') : null],
          [text('access.order.note'), order.externalNote],
        ]}
      />
    </li>
  )
}

function ServiceCard({ service }: { service: AvailableService }) {
  const text = useText()
  const date = useDate()
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}><strong>{service.service ?? text('access.subscription.unnamed')}</strong></div>
      {service.comments.map(comment => <p key={comment} className={styles.note}>{comment}</p>)}
      <Facts
        empty={text('access.services.noDetails')}
        facts={[
          [text('access.service.available'), date(service.availableDate)],
          [text('access.subscription.from'), date(service.connectionDate)],
          [text('access.subscription.until'), date(service.disconnectionDate)],
          [text('access.order.takeover'), service.forcedTakeoverPossible === null ? null : text(service.forcedTakeoverPossible ? 'access.service.takeover' : 'line.no')],
          ...service.characteristics.map(({ name, required, values }): readonly [string, ReactNode] => [
            characteristicName(text, name), [choiceWords(text, values), required === true ? text('access.service.required') : ''].filter(Boolean).join(' · '),
          ]),
        ]}
      />
    </li>
  )
}
