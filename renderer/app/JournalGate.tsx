import { Button } from '@mantine/core'
import type { JournalStatus } from '../../shared/contract/app.ts'
import { hasText } from '../../shared/text/text.ts'
import { CallFailureNote } from '../parts/FailureNote.tsx'
import { formatClock } from '../parts/localTime.ts'
import { useNow } from '../parts/useNow.ts'
import type { AppStore } from '../stores/app.ts'
import { useText } from '../text.tsx'
import styles from './Panel.module.css'
import { useSelected } from './StoresContext.tsx'

/** A journal that is damaged or cannot be used: nothing was touched, the engineer decides. */
export function JournalGate({ journal, app }: { journal: JournalStatus; app: AppStore }) {
  const text = useText()
  const failure = useSelected(app, state => state.failure)
  return (
    <main className={`${styles.panel} ${styles.wide}`} aria-label={text('vault.title')}>
      {journal.state === 'damaged' ? <Damaged journal={journal} app={app} /> : <Refused journal={journal} app={app} />}
      {failure !== null && <CallFailureNote failure={failure} />}
    </main>
  )
}

function Damaged({ journal, app }: { journal: JournalStatus; app: AppStore }) {
  const text = useText()
  const nowMs = useNow()
  const busy = useSelected(app, state => state.busy !== 'none')
  return (
    <>
      <h1>{text('journal.damaged.title')}</h1>
      <p>{text('journal.damaged.next')}</p>
      {journal.backups.length === 0 && <p className={styles.quiet}>{text('journal.damaged.noBackup')}</p>}
      <div className={styles.actions}>
        {journal.backups.map((backup, index) => (
          <Button key={backup.id} variant={index === 0 ? 'filled' : 'default'} disabled={busy}
            onClick={() => void app.chooseJournal({ choice: 'restore', backup: backup.id })}>
            {text('journal.damaged.restore', { at: formatClock(backup.at, text.language, nowMs) })}
          </Button>
        ))}
        <Button variant="default" disabled={busy} onClick={() => void app.chooseJournal({ choice: 'startNew' })}>
          {text('journal.damaged.startNew')}
        </Button>
        <Button variant="subtle" onClick={() => void app.quit()}>{text('vault.quit')}</Button>
      </div>
    </>
  )
}

function Refused({ journal, app }: { journal: JournalStatus; app: AppStore }) {
  const text = useText()
  const busy = useSelected(app, state => state.busy === 'vault')
  const key = `journal.reason.${journal.reason ?? ''}`
  return (
    <>
      <h1>{text('journal.refused.title')}</h1>
      <p>{hasText(key) ? text(key) : text('journal.reason.other', { reason: journal.reason ?? '' })}</p>
      <div className={styles.actions}>
        <Button loading={busy} onClick={() => void app.chooseJournal({ choice: 'retry' })}>
          {text('journal.refused.again')}
        </Button>
        <Button variant="default" onClick={() => void app.quit()}>{text('vault.quit')}</Button>
      </div>
    </>
  )
}
