import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Account, Reachability } from '../../../shared/model/account.ts'
import type { AccountHealth } from '../../../shared/model/accountHealth.ts'
import type { SyncState } from '../../../shared/model/search.ts'
import type { Text } from '../../../shared/text/text.ts'
import { formatRoute } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { ageInWords } from '../../parts/Age.tsx'
import type { CallFailure } from '../../parts/describeError.ts'
import { CallFailureNote, FailureNote, operatorFailureWords } from '../../parts/FailureNote.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { formatClock, formatCount } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { syncWords } from '../find/SyncLine.tsx'
import { RetryForm } from './AccountCard.tsx'
import { FeatureList } from './AccountOffer.tsx'
import { RateWindows } from './RateWindows.tsx'
import { searchCompleteness, standingOf } from './systemHealth.ts'
import room from './SettingsRoom.module.css'
import styles from './Systems.module.css'

/** How one account stands, row by row. */
export function SystemCard({ account }: { account: Account }) {
  const text = useText()
  const nowMs = useNow()
  const { accounts, sync } = useStores()
  const reach = useSelected(accounts, state => state.reachability[account.id])
  const known = useSelected(accounts, state => state.health[account.id])
  const syncState = useSelected(sync, state => state.states[account.id])
  const { id, label } = account
  const health = known?.answer ?? null
  const isRunning = syncState?.phase === 'running'
  return (
    <article className={room.card} aria-label={label}>
      <div className={room.head}>
        <h3 className={styles.title}>
          <LevelMark level={standingOf(account, reach, syncState, health, nowMs)} size={20} />
          <AccountMark accountId={id} />
          <span className={styles.kind}>{text(`system.${account.kind}`)}</span>
        </h3>
        <a className={styles.link} href={formatRoute({ room: 'settings', section: 'accounts', account: id })} aria-label={text('systems.editOf', { label })}>
          {text('systems.edit')}
        </a>
      </div>
      <dl className={styles.rows}>
        <Row name={text('systems.reach')}>{reachWords(reach, text, nowMs)}</Row>
        <Row name={text('systems.login')}>
          {logInWords(account, reach, health, text, nowMs)}
          {reach?.state === 'refused' && <RetryForm account={account} />}
        </Row>
        <Row name={text('systems.rate')}><RateWindows account={account} health={health} /></Row>
        <Row name={text('systems.sync')}>
          <Kept label={label} state={syncState} />
          <div className={room.actions}>
            <Button
              variant="default" aria-label={text(isRunning ? 'account.sync.stopOf' : 'account.sync.startOf', { label })}
              onClick={() => void (isRunning ? sync.stop(id) : sync.start(id))}
            >
              {text(isRunning ? 'account.sync.stop' : 'systems.syncNow')}
            </Button>
          </div>
        </Row>
        <Row name={text('systems.search')}><Searched account={account} state={syncState} /></Row>
        <Row name={text('systems.features')}>
          {known?.busy === true && health === null && <p className={styles.busy} role="status"><Loader size="xs" aria-hidden />{text('account.offer.asking')}</p>}
          {known?.failure !== null && known?.failure !== undefined && <CallFailureNote failure={known.failure} onRetry={() => void accounts.loadHealth(id, false)} />}
          {health !== null && health.failure !== null && <FailureNote failure={health.failure} onRetry={() => void accounts.loadHealth(id, true)} />}
          {health !== null && <Works account={account} health={health} canLearn={health.canLearn} />}
        </Row>
      </dl>
    </article>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return <div className={styles.row}><dt>{name}</dt><dd>{children}</dd></div>
}

function reachWords(reach: Reachability | undefined, text: Text, nowMs: number): string {
  if (reach === undefined || reach.state === 'unknown') return text('account.reach.unknown')
  const since = formatClock(reach.since, text.language, nowMs)
  if (reach.state === 'unreachable') return text('account.reach.unreachable', { since })
  const words = text('systems.reach.since', { since })
  return reach.lastSuccessAt === undefined ? words : `${words} · ${text('systems.reach.last', { age: ageInWords(reach.lastSuccessAt, nowMs, text) })}`
}

function logInWords(account: Account, reach: Reachability | undefined, health: AccountHealth | null, text: Text, nowMs: number): ReactNode {
  if (!account.hasPassword) return <p className={room.problem}>{text('systems.login.noPassword')}. {text('account.noPassword')}</p>
  if (reach?.state === 'refused') {
    const { title, did, next } = operatorFailureWords({ kind: 'refused', ...(reach.refusal === undefined ? {} : { refusal: reach.refusal }) }, text)
    return (
      <p>
        <strong>{text('account.reach.refused', { since: formatClock(reach.since, text.language, nowMs), why: title })}</strong> {did} {next}
      </p>
    )
  }
  const isIn = reach?.lastSuccessAt !== undefined || health?.features.some(({ state }) => state === 'works') === true
  return text(isIn ? 'systems.login.ok' : 'systems.login.unknown')
}

function Kept({ label, state }: { label: string; state: SyncState | undefined }) {
  const text = useText()
  const nowMs = useNow()
  if (state === undefined) return null
  const doing = syncWords(state, label, text)
  const { completedAt, detailsComplete, doneBy, nextAt } = state
  const by = doneBy === null ? '' : ` · ${text('systems.sync.doneBy', { at: formatClock(doneBy, text.language, nowMs) })}`
  return (
    <>
      {doing !== null && <p>{doing}{detailsComplete === null && by}</p>}
      {completedAt !== null && (
        <p>
          {text('account.sync.idle', { age: ageInWords(completedAt, nowMs, text), count: state.lineCount, changed: state.changed })}
          {nextAt !== null && <span className={room.quiet}> · {text('account.sync.next', { at: formatClock(nextAt, text.language, nowMs) })}</span>}
        </p>
      )}
      {detailsComplete !== null && detailsComplete.lines < detailsComplete.of && (
        <p>
          {text('systems.sync.details', { lines: formatCount(detailsComplete.lines, text.language), of: formatCount(detailsComplete.of, text.language) })}{by}
        </p>
      )}
      {state.badRecords > 0 && <p className={room.quiet}>{text('account.sync.bad', { count: state.badRecords })}</p>}
    </>
  )
}

function Searched({ account, state }: { account: Account; state: SyncState | undefined }) {
  const text = useText()
  const { complete, missing } = searchCompleteness(account.kind, state)
  const names = (fields: readonly (typeof complete)[number][]): string => [...new Set(fields.map(field => text(`find.field.${field}`)))].join(', ')
  if (complete.length === 0) return <span className={room.quiet}>{text('systems.search.nothing')}</span>
  return (
    <>
      <p>{names(complete)}</p>
      {missing.length > 0 && <p className={styles.missing}><LevelMark level="note" size={16} /><span>{text('systems.search.missing')}: {names(missing)}</span></p>}
    </>
  )
}

/** What works and what not; what was refused once is asked again only by the engineer. */
function Works({ account, health, canLearn }: { account: Account; health: AccountHealth; canLearn: boolean }) {
  const text = useText()
  const { accounts } = useStores()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const refused = health.features.filter(({ state }) => state === 'refused')
  const works = health.features.filter(({ state }) => state === 'works').length
  const again = async (): Promise<void> => {
    setBusy(true)
    setFailure(await accounts.retry(account.id, ''))
    await accounts.loadHealth(account.id, canLearn)
    setBusy(false)
  }
  if (health.features.length === 0) return <span className={room.quiet}>{text('systems.features.none')}</span>
  return (
    <>
      <p>
        {[refused.length === 0 ? '' : text('systems.features.refused', { count: refused.length }), text('systems.features.works', { count: works })]
          .filter(Boolean).join(' · ')}
      </p>
      {refused.length > 0 && (
        <>
          <FeatureList features={refused} label={text('feature.state.refused')} />
          <p className={room.quiet}>{text('systems.features.explained')}</p>
          <div className={room.actions}>
            <Button variant="default" loading={busy} aria-label={text('systems.tryAgainOf', { label: account.label })} onClick={() => void again()}>
              {text('systems.tryAgain')}
            </Button>
          </div>
        </>
      )}
      {failure !== null && <CallFailureNote failure={failure} />}
      <details className={styles.fold}>
        <summary>{text('systems.fold')}</summary>
        <FeatureList features={health.features.filter(({ state }) => state !== 'refused')} label={text('systems.features')} />
      </details>
    </>
  )
}
