import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import type { Account } from '../../../shared/model/account.ts'
import type { AccountHealth, Feature } from '../../../shared/model/accountHealth.ts'
import type { Level } from '../../../shared/model/report.ts'
import { say } from '../../../shared/text/words.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote, FailureNote } from '../../parts/FailureNote.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { formatClock, formatCount } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import styles from './AccountOffer.module.css'
import room from './SettingsRoom.module.css'

const levels: Record<Feature['state'], Level> = { works: 'ok', notOffered: 'note', refused: 'warn', unknown: 'unknown' }
const order: readonly Feature['state'][] = ['refused', 'notOffered', 'unknown', 'works']

/** What the account's system offers and what not, with the reason; asked for when it is unfolded. */
export function AccountOffer({ account }: { account: Account }) {
  const text = useText()
  const { accounts } = useStores()
  const known = useSelected(accounts, state => state.health[account.id])
  const [open, setOpen] = useState(false)
  const answer = known?.answer ?? null
  const toggle = (isOpen: boolean) => {
    setOpen(isOpen)
    if (isOpen && known === undefined) void accounts.loadHealth(account.id, false)
  }
  const ask = () => void accounts.loadHealth(account.id, true)
  return (
    <details className={styles.offer} open={open} onToggle={event => toggle(event.currentTarget.open)}>
      <summary>{text('account.offer')}</summary>
      {open && (
        <div className={styles.body}>
          {known?.busy === true && <p className={styles.busy} role="status"><Loader size="xs" aria-hidden />{text('account.offer.asking')}</p>}
          {known?.failure !== null && known?.failure !== undefined && <CallFailureNote failure={known.failure} onRetry={ask} />}
          {answer !== null && answer.failure !== null && <FailureNote failure={answer.failure} onRetry={ask} />}
          {answer !== null && <Offered health={answer} />}
          {answer?.canLearn === true && (
            <div>
              <Button
                variant="default" disabled={known?.busy === true} onClick={ask}
                aria-label={text('account.offer.askOf', { label: account.label })}
              >
                {text('account.offer.ask')}
              </Button>
            </div>
          )}
        </div>
      )}
    </details>
  )
}

/** Things a system may or may not offer: what was refused first, then what it does not have, what is not known, and what works. */
export function FeatureList({ features, label }: { features: readonly Feature[]; label: string }) {
  const text = useText()
  const nowMs = useNow()
  const sorted = features.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  if (sorted.length === 0) return null
  return (
    <ul className={styles.features} aria-label={label}>
      {sorted.map(({ name, state, reason, at }) => (
        <li key={name}>
          <LevelMark level={levels[state]} size={16} />
          <span className={styles.name}>{say(text, `feature.${name}`, name)}</span>
          <span className={styles.state}>
            {text(`feature.state.${state}`)}
            {reason !== null && `: ${say(text, `feature.reason.${reason}`, reason)}`}
          </span>
          <span className={styles.at}>{at === null ? '' : formatClock(at, text.language, nowMs)}</span>
        </li>
      ))}
    </ul>
  )
}

function Offered({ health }: { health: AccountHealth }) {
  const text = useText()
  const nowMs = useNow()
  const { features, unsupportedFields, rate } = health
  if (features.length + unsupportedFields.length + rate.length === 0) return <p className={room.quiet}>{text('account.offer.nothing')}</p>
  return (
    <>
      <FeatureList features={features} label={text('account.offer')} />
      {unsupportedFields.length > 0 && (
        <p>{text('account.offer.unsupported', { count: unsupportedFields.length })} <span className="mono">{unsupportedFields.join(', ')}</span></p>
      )}
      {rate.map(({ window, limit, left, resetAt }) => (
        <p key={window}>
          {text('account.offer.rate', { window: say(text, `account.offer.window.${window}`, window), left: formatCount(left, text.language), limit: formatCount(limit, text.language) })}
          {resetAt !== null && ` ${text('account.offer.rateReset', { at: formatClock(resetAt, text.language, nowMs) })}`}
        </p>
      ))}
    </>
  )
}
