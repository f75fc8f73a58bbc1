import type { Account } from '../../../shared/model/account.ts'
import type { AccountHealth } from '../../../shared/model/accountHealth.ts'
import { formatClock, formatCount } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { budgetOf } from './systemHealth.ts'
import styles from './Systems.module.css'
import room from './SettingsRoom.module.css'

/** What the system's rate limit leaves, window by window, with the part that background work never touches. */
export function RateWindows({ account, health }: { account: Account; health: AccountHealth | null }) {
  const text = useText()
  const nowMs = useNow()
  const budgets = health?.rate.map(window => budgetOf(window, nowMs)) ?? []
  if (budgets.length === 0) return <span className={room.quiet}>{text(account.kind === 'reseller' ? 'systems.rate.notHeard' : 'systems.rate.none')}</span>
  const count = (value: number): string => formatCount(value, text.language)
  return (
    <ul className={styles.budgets}>
      {budgets.map(({ window, limit, left, reserve, resetAt, state }) => (
        <li key={window} data-state={state}>
          <span className={styles.bar} aria-hidden>
            <span className={styles.left} style={{ width: `${String(limit === 0 ? 0 : 100 * left / limit)}%` }} />
            <span className={styles.reserve} style={{ width: `${String(limit === 0 ? 0 : 100 * reserve / limit)}%` }} />
          </span>
          <span>
            <strong>
              {text('systems.rate.window', { window: window === '1H' ? 'h1' : window === '24H' ? 'h24' : 'other', name: window, left: count(left), limit: count(limit) })}
            </strong>
            {' · '}
            {[
              text(state === 'used' ? 'systems.rate.used' : state === 'engineerOnly' ? 'systems.rate.background' : 'systems.rate.reserve', { reserve: count(reserve) }),
              resetAt === null ? '' : text('systems.rate.reset', { at: formatClock(resetAt, text.language, nowMs) }),
            ].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
