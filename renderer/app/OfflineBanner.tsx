import { IconCloudOff, IconLock } from '@tabler/icons-react'
import type { Account, Reachability } from '../../shared/model/account.ts'
import { operatorFailureWords } from '../parts/FailureNote.tsx'
import { formatClock } from '../parts/localTime.ts'
import { useNow } from '../parts/useNow.ts'
import { useText } from '../text.tsx'
import styles from './Banner.module.css'
import { formatRoute } from './route.ts'
import { useSelected, useStores } from './StoresContext.tsx'

type Troubled = { readonly account: Account; readonly reachability: Reachability }

/** Offline is a calm line per account and never an error; a refusal says why and leads to the account. */
export function OfflineBanner() {
  const text = useText()
  const nowMs = useNow()
  const { accounts: store } = useStores()
  const accounts = useSelected(store, state => state.accounts)
  const reachability = useSelected(store, state => state.reachability)
  const troubled = (accounts ?? []).flatMap((account): Troubled[] => {
    const known = reachability[account.id]
    return known === undefined || known.state === 'reachable' || known.state === 'unknown' ? [] : [{
      account, reachability: known,
    }]
  })
  const unreachable = troubled.filter(each => each.reachability.state === 'unreachable')
  const refused = troubled.filter(each => each.reachability.state === 'refused')
  return (
    <div role="status">
      {unreachable.length > 0 && (
        <div className={styles.banner} data-level="unknown">
          <IconCloudOff className={styles.icon} size={20} stroke={1.75} aria-hidden />
          <div className={styles.words}>
            {unreachable.map(({ account, reachability: known }) => (
              <strong key={account.id}>
                {text('offline.title', { label: account.label, since: formatClock(known.since, text.language, nowMs) })}
              </strong>
            ))}
            <span>{text('offline.next')}</span>
          </div>
        </div>
      )}
      {refused.map(({ account, reachability: known }) => (
        <div key={account.id} className={styles.banner} data-level="warn">
          <IconLock className={styles.icon} size={20} stroke={1.75} aria-hidden />
          <div className={styles.words}>
            <strong>
              {text('offline.refused', { label: account.label, since: formatClock(known.since, text.language, nowMs) })}
            </strong>
            <span>
              {operatorFailureWords({
                kind: 'refused', ...(known.refusal === undefined ? {} : { refusal: known.refusal }),
              }, text).title}.
            </span>
          </div>
          <a className={styles.link} href={formatRoute({ room: 'settings', section: 'accounts', account: account.id })}>
            {text('offline.refused.open')}
          </a>
        </div>
      ))}
    </div>
  )
}
