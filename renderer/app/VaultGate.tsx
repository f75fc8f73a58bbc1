import { Button, Loader, PasswordInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { VaultStatus } from '../../shared/contract/app.ts'
import { hasText } from '../../shared/text/text.ts'
import type { Text } from '../../shared/text/text.ts'
import { CallFailureNote } from '../parts/FailureNote.tsx'
import { formatClock } from '../parts/localTime.ts'
import { useElapsedSeconds } from '../parts/useElapsedSeconds.ts'
import type { AppStore } from '../stores/app.ts'
import { useText } from '../text.tsx'
import styles from './Panel.module.css'
import { useSelected } from './StoresContext.tsx'

const shortestPassphrase = 8

/** Everything between start and an open vault: waiting, choosing, entering, failing. */
export function VaultGate({ vault, app, locked }: { vault: VaultStatus; app: AppStore; locked: boolean }) {
  const text = useText()
  const [without, setWithout] = useState(false)
  const failure = useSelected(app, state => state.failure)
  const deletedAt = useSelected(app, state => state.deletedAt)
  useEffect(() => {
    if (!locked) return
    const before = document.title
    document.title = `${text('vault.locked.documentTitle')} · ${text('app.name')}`
    return () => { document.title = before }
  }, [locked, text])
  return (
    <main className={`${styles.panel} ${styles.wide}`} aria-label={text('vault.title')}>
      {deletedAt !== null && !locked && (
        <div role="status">
          <h2>{text('privacy.delete.done', { at: formatClock(deletedAt, text.language, Date.parse(deletedAt)) })}</h2>
          <p>{text('privacy.delete.done.next')}</p>
        </div>
      )}
      <Step vault={vault} app={app} locked={locked} without={without} onWithout={() => setWithout(true)} />
      {failure !== null && <CallFailureNote failure={failure} />}
    </main>
  )
}

function Step({ vault, app, locked, without, onWithout }: {
  vault: VaultStatus; app: AppStore; locked: boolean; without: boolean; onWithout: () => void
}) {
  switch (vault.state) {
    case 'opening':
    case 'ready': return <Opening app={app} />
    case 'waitingForKeychain': return without ? <Choice vault={vault} app={app} /> : <Waiting onWithout={onWithout} />
    case 'locked': return <Locked vault={vault} app={app} locked={locked} />
    case 'needsChoice': return <Choice vault={vault} app={app} />
    case 'needsPassphrase': return vault.newPassphrase
      ? <Choice vault={vault} app={app} />
      : <EnterPassphrase vault={vault} app={app} locked={locked} />
    case 'damaged': return <Damaged vault={vault} app={app} />
    case 'failed': return <Failed vault={vault} app={app} />
  }
}

/** Why there is a choice to make, in words. */
function reasonWords(reason: string | null, text: Text): string {
  const key = `vault.reason.${reason ?? 'other'}`
  return text(hasText(key) ? key : 'vault.reason.other')
}

function Opening({ app }: { app: AppStore }) {
  const text = useText()
  const isDeleting = useSelected(app, state => state.busy === 'delete')
  return <p className={styles.centre} role="status"><Loader size="sm" />{text(isDeleting ? 'privacy.delete.busy' : 'vault.opening')}</p>
}

/** What stays where it is while locked, and where. */
function WhatIsLocked({ app, locked }: { app: AppStore; locked: boolean }) {
  const text = useText()
  const path = useSelected(app, state => state.status?.dataDirectory ?? '')
  return (
    <>
      {locked && <p>{text('vault.locked.kept')}</p>}
      <p className={`${styles.quiet} ${styles.path}`}>{text('vault.locked.folder', { path })}</p>
    </>
  )
}

function Locked({ vault, app, locked }: { vault: VaultStatus; app: AppStore; locked: boolean }) {
  const text = useText()
  const busy = useSelected(app, state => state.busy === 'vault')
  const passphrase = vault.kind === 'passphrase'
  return (
    <>
      <h1 className={styles.centre}><IconLock size={24} aria-hidden />{text('vault.locked.title')}</h1>
      <p>{text(passphrase ? 'vault.locked.passphrase' : 'vault.locked.next')}</p>
      {!passphrase && (
        <div className={styles.actions}>
          <Button autoFocus loading={busy} onClick={() => void app.chooseVault({ choice: 'retry' })}>{text('vault.locked.open')}</Button>
          {busy && <UnlockingFor />}
        </div>
      )}
      <WhatIsLocked app={app} locked={locked} />
    </>
  )
}

function UnlockingFor() {
  const text = useText()
  const seconds = useElapsedSeconds()
  return <span className={`${styles.centre} ${styles.quiet}`} role="status">{text('vault.locked.opening', { seconds })}</span>
}

function Waiting({ onWithout }: { onWithout: () => void }) {
  const text = useText()
  const seconds = useElapsedSeconds()
  return (
    <>
      <h1 className={styles.centre}><Loader size="sm" />{text('vault.waiting.title')}</h1>
      <p>{text('vault.waiting.next')}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onWithout}>{text('vault.waiting.without')}</Button>
        <span className={`${styles.centre} ${styles.quiet}`}>{text('vault.waiting.elapsed', { seconds })}</span>
      </div>
    </>
  )
}

function Choice({ vault, app }: { vault: VaultStatus; app: AppStore }) {
  const text = useText()
  const busy = useSelected(app, state => state.busy === 'vault')
  const isDemoStarting = useSelected(app, state => state.busy === 'demo')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [told, setTold] = useState(false)
  const tooShort = passphrase.length < shortestPassphrase
  const differs = passphrase !== again
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTold(true)
    if (!tooShort && !differs) void app.chooseVault({ choice: 'passphrase', passphrase })
  }
  return (
    <>
      <h1>{text('vault.choice.title')}</h1>
      {vault.state !== 'needsPassphrase' && <p className={styles.quiet}>{reasonWords(vault.reason, text)}</p>}
      {vault.keychainInUse && <p>{text('vault.choice.inUse')}</p>}
      <div className={styles.choices}>
        <form className={styles.choice} onSubmit={submit}>
          <h2>{text('vault.passphrase.title')}</h2>
          <p>{text('vault.passphrase.next')}</p>
          <PasswordInput
            label={text('vault.passphrase.field')} description={text('vault.passphrase.hint')} autoComplete="new-password"
            autoFocus
            value={passphrase} onChange={event => setPassphrase(event.currentTarget.value)}
            error={told && tooShort ? text('vault.passphrase.tooShort') : null}
          />
          <PasswordInput
            label={text('vault.passphrase.repeat')} autoComplete="new-password"
            value={again} onChange={event => setAgain(event.currentTarget.value)}
            error={told && !tooShort && differs ? text('vault.passphrase.differs') : null}
          />
          <Button type="submit" loading={busy}>{text('vault.passphrase.use')}</Button>
        </form>
        <div className={styles.choice}>
          <h2>{text('vault.memory.title')}</h2>
          <p>{text('vault.memory.next')}</p>
          <Button variant="default" disabled={busy} onClick={() => void app.chooseVault({ choice: 'memory' })}>
            {text('vault.memory.use')}
          </Button>
        </div>
      </div>
      {(['wait', 'retry'] as const).filter(choice => vault.offers.includes(choice)).map(choice => (
        <div key={choice} className={styles.actions}>
          <Button variant="subtle" disabled={busy} onClick={() => void app.chooseVault({ choice })}>
            {text(choice === 'wait' ? 'vault.choice.keepWaiting' : 'vault.choice.waitAgain')}
          </Button>
        </div>
      ))}
      {!vault.keychainInUse && (
        <div className={styles.actions}>
          <Button variant="subtle" loading={isDemoStarting} disabled={busy} onClick={() => void app.startDemo()}>
            {text('welcome.demo.go')}
          </Button>
          <span className={styles.quiet}>{text('app.demo.explained')}</span>
        </div>
      )}
    </>
  )
}

function EnterPassphrase({ vault, app, locked }: { vault: VaultStatus; app: AppStore; locked: boolean }) {
  const text = useText()
  const busy = useSelected(app, state => state.busy === 'vault')
  const [passphrase, setPassphrase] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase.length >= shortestPassphrase) void app.chooseVault({ choice: 'passphrase', passphrase })
  }
  return (
    <form className={styles.choice} onSubmit={submit}>
      {locked ? (
        <>
          <h1 className={styles.centre}><IconLock size={24} aria-hidden />{text('vault.locked.title')}</h1>
          <p>{text('vault.locked.passphrase')}</p>
        </>
      ) : (
        <>
          <h1>{text('vault.enter.title')}</h1>
          <p>{text('vault.enter.next')}</p>
        </>
      )}
      <PasswordInput
        label={text('vault.passphrase.field')} autoComplete="current-password" autoFocus
        value={passphrase} onChange={event => setPassphrase(event.currentTarget.value)}
        error={vault.wrongPassphrase && !busy ? text('vault.enter.wrong') : null}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={busy} disabled={passphrase.length < shortestPassphrase}>{text('vault.enter.open')}</Button>
        {!locked && (
          <Button variant="subtle" disabled={busy} onClick={() => void app.chooseVault({ choice: 'memory' })}>
            {text('vault.memory.use')}
          </Button>
        )}
      </div>
      <WhatIsLocked app={app} locked={locked} />
    </form>
  )
}

function Damaged({ vault, app }: { vault: VaultStatus; app: AppStore }) {
  const text = useText()
  const busy = useSelected(app, state => state.busy === 'vault')
  return (
    <>
      <h1>{text('vault.damaged.title')}</h1>
      <p>{text('vault.damaged.next', { file: vault.reason ?? '' })}</p>
      <div className={styles.actions}>
        <Button variant="default" autoFocus onClick={() => void app.quit()}>{text('vault.quit')}</Button>
        <Button variant="default" loading={busy} onClick={() => void app.chooseVault({ choice: 'startOver' })}>
          {text('vault.damaged.startOver')}
        </Button>
        <Button variant="subtle" disabled={busy} onClick={() => void app.chooseVault({ choice: 'memory' })}>
          {text('vault.memory.use')}
        </Button>
      </div>
    </>
  )
}

function Failed({ vault, app }: { vault: VaultStatus; app: AppStore }) {
  const text = useText()
  return (
    <>
      <h1>{text('vault.failed.title')}</h1>
      <p>{text('vault.failed.next')}</p>
      {vault.reason !== null && <p className={styles.quiet}>{text('vault.failed.why', { reason: vault.reason })}</p>}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => void app.quit()}>{text('vault.quit')}</Button>
      </div>
    </>
  )
}
