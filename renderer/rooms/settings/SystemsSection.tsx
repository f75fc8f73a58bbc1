import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { SystemCard } from './SystemCard.tsx'
import { standingOf } from './systemHealth.ts'
import styles from './SettingsRoom.module.css'

/** The windows of a rate limit move while others use them. Only what is known here is read: no system is asked. */
const rereadMs = 20_000

/** Every account at once: whether it answers, what may still be asked, how far it is kept, and what works for it. */
export function SystemsSection() {
  const text = useText()
  const nowMs = useNow()
  const { accounts: store, sync } = useStores()
  const accounts = useSelected(store, state => state.accounts)
  const failure = useSelected(store, state => state.failure)
  const reachability = useSelected(store, state => state.reachability)
  const health = useSelected(store, state => state.health)
  const syncStates = useSelected(sync, state => state.states)
  useEffect(() => {
    const load = (): void => { for (const { id } of accounts ?? []) void store.loadHealth(id, false) }
    load()
    const timer = setInterval(load, rereadMs)
    return () => clearInterval(timer)
  }, [store, accounts])
  const ok = accounts?.filter(account =>
    ['ok', 'note'].includes(standingOf(account, reachability[account.id], syncStates[account.id], health[account.id]?.answer ?? null, nowMs))).length ?? 0
  return (
    <>
      <div className={styles.head}>
        <h2>{text('settings.systems')}</h2>
        {accounts !== null && accounts.length > 0 && <span className={styles.quiet} role="status">{text('systems.summary', { ok, all: accounts.length })}</span>}
      </div>
      <p className={styles.quiet}>{text('systems.hint')}</p>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {accounts?.length === 0 && (
        <div className={styles.actions}>
          <p className={styles.quiet}>{text('systems.none')}</p>
          <Button component="a" href="#/settings/accounts/new" variant="default">{text('account.add')}</Button>
        </div>
      )}
      {accounts?.map(account => <SystemCard key={account.id} account={account} />)}
    </>
  )
}
