import type { InternetRequest, RequestOffer } from '../../../../shared/model/internetRequest.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { DataTable } from '../access/DataTable.tsx'
import { PartFrame } from '../PartFrame.tsx'
import { formatNumber } from '../words.ts'
import styles from './Request.module.css'
import { daysLeft, offersState, pricesGiven } from './requestWords.ts'

/** What was offered for a request, for how long it holds, and prices only where this account is given them. */
export function Offers({ request }: { request: InternetRequest }) {
  const text = useText()
  const nowMs = useNow()
  const { offers, answeredAt, offersExpireAt } = request
  const state = offersState(request)
  const prices = pricesGiven(offers)
  const left = offersExpireAt === null ? null : daysLeft(offersExpireAt, nowMs)
  const name = ({ productName, productId, id }: RequestOffer): string => productName ?? productId ?? text('request.offer.unnamed', { id: id ?? '' })
  return (
    <PartFrame part="line" title={text('request.offers')}>
      {(answeredAt !== null || offersExpireAt !== null) && (
        <p className={styles.expiry}>
          {answeredAt !== null && <span>{text('request.offers.answered')} <Moment at={answeredAt} /></span>}
          {offersExpireAt !== null && (
            <span className={styles.mark}>
              <LevelMark level={left === null ? 'warn' : left < 7 ? 'note' : 'ok'} size={16} />
              {left === null ? text('request.offers.expired', { date: formatDate(offersExpireAt, text.language) })
                : text('request.offers.expires', { date: formatDate(offersExpireAt, text.language), days: left })}
            </span>
          )}
        </p>
      )}
      {state !== 'here' && <p className={styles.quiet}>{text(`request.offers.${state}`)}</p>}
      {state === 'here' && (
        <>
          <DataTable
            label={text('request.offers')} rows={offers} rowKey={({ id }, index) => `${id ?? ''} ${String(index)}`}
            columns={[
              { key: 'product', title: text('request.offer.product'), sortBy: name },
              { key: 'provider', title: text('request.offer.provider'), sortBy: ({ providerName }) => providerName },
              {
                key: 'commitment', title: text('request.offer.commitment'), sortBy: ({ commitmentMonths }) => commitmentMonths,
                render: ({ commitmentMonths }) => commitmentMonths === null ? null : text('request.offer.months', { count: commitmentMonths }),
              },
              ...prices.map(({ when, who }) => ({
                key: `${when} ${who}`, title: `${text(when === 'initiation' ? 'request.offer.once' : 'request.offer.monthly')}, ${text(`request.offer.${who}`)}`,
                sortBy: (offer: RequestOffer) => offer[when][who],
                render: (offer: RequestOffer) => offer[when][who] === null ? null : formatNumber(text, offer[when][who] ?? 0),
              })),
            ]}
          />
          {prices.length > 0 && <p className={styles.quiet}>{text('request.offer.currency')}</p>}
        </>
      )}
    </PartFrame>
  )
}
