import { Progress } from '@mantine/core'
import type { Account } from '../../../shared/model/account.ts'
import type { SyncState } from '../../../shared/model/search.ts'
import { hasText } from '../../../shared/text/text.ts'
import type { Text } from '../../../shared/text/text.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { ageInWords } from '../../parts/Age.tsx'
import { formatCount } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import styles from './FindRoom.module.css'

/** Why a synchronisation did not get through: the operator's system, or something on this device. */
function whyNot(failure: string, text: Text): string {
  const key = [`failure.${failure}.title`, `sync.failure.${failure}`].find(hasText)
  return text(key ?? 'sync.failure.internal')
}

/** What one account's synchronisation is doing and why it did not get through, in words; null where the quiet line says it. */
export function syncWords(state: SyncState | undefined, label: string, text: Text): string | null {
  const doing = doingWords(state, label, text)
  const failure = state?.phase === 'failed' || state?.phase === 'interrupted' ? state.failure : null
  return doing === null || failure === null ? doing : `${doing} (${whyNot(failure, text)})`
}

function doingWords(state: SyncState | undefined, label: string, text: Text): string | null {
  if (state === undefined) return null
  const done = formatCount(state.linesDone, text.language)
  switch (state.phase) {
    case 'never': return text('find.sync.never', { label })
    case 'running': return state.linesTotal === null
      ? text('find.sync.runningOpen', { label, done: state.linesDone })
      : text('find.sync.running', { label, done, total: formatCount(state.linesTotal, text.language) })
    case 'interrupted': return text('find.sync.interrupted', { label, done: state.linesDone })
    case 'failed': return text('find.sync.failed', { label })
    case 'paused': return text('find.sync.paused', { label })
    case 'idle': return null
  }
}

/** Connection and age of what is kept, in one quiet line; a bar with counts while a walk runs. */
export function SyncLine() {
  const text = useText()
  const nowMs = useNow()
  const { accounts, sync } = useStores()
  const known = useSelected(accounts, state => state.accounts) ?? []
  const states = useSelected(sync, state => state.states)
  const completed = known.flatMap(account => states[account.id]?.completedAt ?? []).toSorted()
  const oldest = completed[0]
  const count = known.reduce((sum, account) => sum + (states[account.id]?.lineCount ?? 0), 0)
  const words = known.flatMap((account: Account) => syncWords(states[account.id], account.label, text) ?? [])
  const running = known.filter(account => states[account.id]?.phase === 'running')
  return (
    <div className={styles.sync}>
      <p>
        {oldest !== undefined && <span>{text('find.sync.done', { age: ageInWords(oldest, nowMs, text), count })}</span>}
        {words.map(each => <span key={each}>{each}</span>)}
      </p>
      {running.map(account => {
        const state = states[account.id]
        if (state === undefined || state.linesTotal === null || state.linesTotal === 0) return null
        const label = text('find.sync.progress', { label: account.label })
        return <Progress key={account.id} size={4} value={100 * state.linesDone / state.linesTotal} aria-label={label} />
      })}
    </div>
  )
}
