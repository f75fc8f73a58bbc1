import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Account, Reachability } from '../../../shared/model/account.ts'
import type { SyncState } from '../../../shared/model/search.ts'
import type { Text } from '../../../shared/text/text.ts'
import { goTo } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { ageInWords } from '../../parts/Age.tsx'
import type { CallFailure } from '../../parts/describeError.ts'
import { CallFailureNote, operatorFailureWords } from '../../parts/FailureNote.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { syncWords } from '../find/SyncLine.tsx'
import { AccountOffer } from './AccountOffer.tsx'
import styles from './SettingsRoom.module.css'

function reachWords(known: Reachability | undefined, text: Text, nowMs: number): string {
  switch (known?.state) {
    case 'reachable': return known.lastSuccessAt === undefined
      ? text('account.reach.reachable')
      : text('account.reach.reachableSince', { age: ageInWords(known.lastSuccessAt, nowMs, text) })
    case 'unreachable': return text('account.reach.unreachable', { since: formatClock(known.since, text.language, nowMs) })
    case 'refused': return text('account.reach.refused', {
      since: formatClock(known.since, text.language, nowMs),
      why: operatorFailureWords({
        kind: 'refused', ...(known.refusal === undefined ? {} : { refusal: known.refusal }),
      }, text).title,
    })
    default: return text('account.reach.unknown')
  }
}

/** One account: whether it answers, how its synchronisation stands, and what can be done with it. */
export function AccountCard({ account }: { account: Account }) {
  const text = useText()
  const nowMs = useNow()
  const { accounts, sync } = useStores()
  const reachability = useSelected(accounts, state => state.reachability[account.id])
  const syncState = useSelected(sync, state => state.states[account.id])
  const { id, label } = account
  const isRunning = syncState?.phase === 'running'
  return (
    <article className={styles.card} aria-label={label}>
      <div className={styles.head}>
        <h3><AccountMark accountId={id} /></h3>
        <div className={styles.actions}>
          <Button
            variant="default" aria-label={text('account.editOf', { label })}
            onClick={() => goTo({ room: 'settings', section: 'accounts', account: id })}
          >
            {text('account.edit')}
          </Button>
          <Button variant="subtle" aria-label={text('account.removeOf', { label })} onClick={() => accounts.askRemoval(id)}>
            {text('account.remove')}
          </Button>
        </div>
      </div>
      <p className={styles.quiet}>{text(`system.${account.kind}`)} · {account.username} · <span className={styles.file}>{account.baseUrl}</span></p>
      {!account.hasPassword && <p className={styles.problem}>{text('account.noPassword')}</p>}
      <p role="status">{reachWords(reachability, text, nowMs)}</p>
      {reachability?.state === 'refused' && <RetryForm account={account} />}
      <div className={styles.head}>
        <SyncFacts label={label} state={syncState} />
        <Button
          variant="default" aria-label={text(isRunning ? 'account.sync.stopOf' : 'account.sync.startOf', { label })}
          onClick={() => void (isRunning ? sync.stop(id) : sync.start(id))}
        >
          {text(isRunning ? 'account.sync.stop' : 'account.sync.start')}
        </Button>
      </div>
      <AccountOffer account={account} />
    </article>
  )
}

function SyncFacts({ label, state }: { label: string; state: SyncState | undefined }) {
  const text = useText()
  const nowMs = useNow()
  if (state === undefined) return <span />
  const words = syncWords(state, label, text)
  return (
    <div className={styles.grow}>
      {words !== null && (
        <p>{words}</p>
      )}
      {state.completedAt !== null && (
        <p className={styles.quiet}>
          {text('account.sync.idle', {
            age: ageInWords(state.completedAt, nowMs, text), count: state.lineCount, changed: state.changed,
          })}
          {state.nextAt !== null && ` · ${text('account.sync.next', { at: formatClock(state.nextAt, text.language, nowMs) })}`}
        </p>
      )}
      {state.badRecords > 0 && <p className={styles.quiet}>{text('account.sync.bad', { count: state.badRecords })}</p>}
    </div>
  )
}

/** After a refusal the account is silent until the engineer acts: this is how, with a code where it is asked for. */
export function RetryForm({ account }: { account: Account }) {
  const text = useText()
  const { accounts } = useStores()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const isCode = code === '' || /^\d{4,8}$/.test(code)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isCode) return
    setBusy(true)
    setFailure(await accounts.retry(account.id, code))
    setBusy(false)
  }
  return (
    <>
      <form className={styles.actions} onSubmit={event => void submit(event)}>
        <TextInput
          aria-label={text('account.retry.code')} placeholder={text('account.retry.code')} inputMode="numeric"
          autoComplete="one-time-code" maxLength={8}
          value={code} onChange={event => setCode(event.currentTarget.value.trim())}
          error={isCode ? null : text('account.problem.oneTimeCode')} w="18rem"
        />
        <Button type="submit" loading={busy} aria-label={text('account.retryOf', { label: account.label })}>
          {text('account.retry')}
        </Button>
      </form>
      {failure !== null && <CallFailureNote failure={failure} />}
    </>
  )
}
