import type { ReactNode } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Address } from '../../../../shared/model/address.ts'
import { ExternalLink } from '../../../parts/ExternalLink.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { Copyable } from '../access/tables.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { plainWords } from '../words.ts'
import { Offers } from './Offers.tsx'
import styles from './Request.module.css'
import { windowWords } from './requestWords.ts'

const addressWords = (address: Address): string =>
  [[address.street, address.houseNumber, address.houseNumberExtension].filter(Boolean).join(' '), address.unit, [address.postcode, address.city].filter(Boolean).join(' '), address.country]
    .filter(Boolean).join(', ')

/** A request or account of TelecomX: what it is, where, who to call, when, and what was offered. */
export function RequestTab({ view }: { view: LineView }) {
  const text = useText()
  const nowMs = useNow()
  const { line } = view
  const { request } = line
  if (request === null) return null
  const { installContact, installWindow, takeover, secondAddress } = request
  const date = (value: string | null): string | null => value === null ? null : Number.isNaN(Date.parse(value)) ? value : formatDate(value, text.language)
  const isPast = (value: string | null): boolean => value !== null && Date.parse(value) <= nowMs
  const isAccount = request.of === 'account'
  const named = (name: string | null, id: string | null): string | null => name ?? id
  const wish: readonly [string, ReactNode] = isAccount
    ? [text(isPast(request.startDate) ? 'request.live' : 'request.goesLive'), date(request.startDate)]
    : [text('request.wish'), date(request.startDate) ?? (request.hasFullForm ? text('request.wish.soon') : null)]
  return (
    <>
      {!request.hasFullForm && <p className={styles.note}>{text('request.condensed')}</p>}
      {request.details === 'missing' && <p className={styles.note}>{text('request.missing')}</p>}
      <PartFrame part="line" title={text(`request.about.${request.of}`)}>
        <Facts
          empty={text('line.none')}
          facts={[
            [text('request.product'), named(request.productName, request.productId)],
            [text('request.name'), request.name],
            [text('request.type'), request.type],
            [text('request.status'), request.status],
            [text('request.reference'), request.references.length === 0 ? null : <span key="references">{request.references.map(each => <Copyable key={each} value={each} />)}</span>],
            [text('request.customer'), named(request.customerName, request.customerId)],
            [text('request.reseller'), named(request.resellerName, request.resellerId)],
            wish,
            [text(isPast(request.terminationDate) ? 'request.ended' : 'request.ends'), date(request.terminationDate)],
            [text('request.circuit'), request.circuit === null ? null : <Copyable key="circuit" value={request.circuit} />],
            [text('request.provider'), request.provider?.name ?? null],
            [text('request.provider.order'), request.provider?.orderId ?? null],
            [text('request.ipAddresses'), request.ipAddressCount],
            [text('request.commitment'), request.commitmentYears.length === 0 ? null : text('request.commitment.years', { years: request.commitmentYears.join(', ') })],
            [text(isAccount ? 'request.ordered' : 'request.created'), request.createdAt === null ? null : (
              <span key="created"><Moment at={request.createdAt} />{request.createdByName !== null && ` ${text('request.createdBy', { name: request.createdByName })}`}</span>
            )],
            [text('request.notify'), request.notify.join(', ')],
          ]}
        />
        {request.notes !== null && request.notes !== '' && <p className={styles.notes}><span className={styles.quiet}>{text('request.notes')}</span>{request.notes}</p>}
      </PartFrame>
      <PartFrame part="line" title={text('request.addresses')}>
        <Facts
          empty={text('line.noAddress')}
          facts={[
            [text('request.address.a'), addressWords(line.address)],
            [text('request.address.b'), secondAddress === null ? null : addressWords(secondAddress)],
          ]}
        />
      </PartFrame>
      {(installContact !== null || installWindow !== null || !isAccount) && (
        <PartFrame part="line" title={text('request.contact')}>
          <Facts
            empty={text('request.contact.none')}
            facts={[
              [text('request.contact.name'), installContact?.name ?? null],
              [text('service.phone'), installContact === null || installContact.phoneNumber === null ? null : (
                <ExternalLink key="call" href={`tel:${installContact.phoneNumber.replaceAll(/[^+\d]/g, '')}`} className={styles.link ?? ''}>
                  {text('request.contact.call', { number: installContact.phoneNumber })}
                </ExternalLink>
              )],
              [text('request.window'), installWindow === null ? null : windowWords(installWindow, text)],
            ]}
          />
          {installContact !== null && <p className={styles.quiet}>{text('request.contact.when')}</p>}
        </PartFrame>
      )}
      {takeover !== null && takeover.isTakeover !== false && (
        <PartFrame part="line" title={text('request.takeover')}>
          <Facts
            empty={text('line.none')}
            facts={[
              [text('request.takeover'), takeover.isTakeover === true ? text('request.takeover.yes') : null],
              [text('request.takeover.circuit'), takeover.circuit === null ? null : <Copyable key="circuit" value={takeover.circuit} />],
              [text('request.takeover.customer'), takeover.customerNumber],
            ]}
          />
        </PartFrame>
      )}
      {!isAccount && <Offers request={request} />}
      {isAccount && (
        <PartFrame part="line" title={text('request.net')}>
          <Facts empty={text('request.net.none')} facts={request.netSettings.map(({ name, value }) => [plainWords(name), <Copyable key={name} value={value} />] as const)} />
        </PartFrame>
      )}
      {request.others.length > 0 && (
        <PartFrame part="line" title={text('request.others')}>
          <Facts empty="" facts={request.others.map(({ name, value }) => [plainWords(name), value] as const)} />
        </PartFrame>
      )}
    </>
  )
}
