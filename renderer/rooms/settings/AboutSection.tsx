import { Button } from '@mantine/core'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import styles from './SettingsRoom.module.css'

/** Which Lineside this is, where it keeps what, and the way out. */
export function AboutSection() {
  const text = useText()
  const { app } = useStores()
  const status = useSelected(app, state => state.status)
  const failure = useSelected(app, state => state.failure)
  const isQuitting = useSelected(app, state => state.busy === 'quit')
  if (status === null) return null
  return (
    <>
      <h2>{text('settings.about')}</h2>
      <div className={styles.card}>
        <dl className={styles.facts}>
          <dt>{text('about.version')}</dt><dd>{status.version}</dd>
          <dt>{text('about.host')}</dt><dd>{text(`about.host.${status.host}`)}</dd>
          {status.readyAfterMs !== null && (
            <>
              <dt>{text('about.ready')}</dt>
              <dd>{text('about.readyMs', { ms: Math.round(status.readyAfterMs) })}</dd>
            </>
          )}
          <dt>{text('about.data')}</dt>
          <dd>
            <code className="mono">{status.dataDirectory}</code>
            <CopyButton value={status.dataDirectory} label={text('about.copyData')} />
          </dd>
          <dt>{text('about.vault')}</dt><dd>{text(`about.vault.${status.vault.kind ?? 'memory'}`)}</dd>
        </dl>
        <p className={styles.quiet}>{text('about.data.what')}</p>
        {status.demo && <p className={styles.quiet}>{text('about.demo')}</p>}
      </div>
      <div className={styles.actions}>
        <Button variant="default" loading={isQuitting} onClick={() => void app.quit()}>{text('about.quit')}</Button>
        <span className={styles.hint}>{text('about.quit.hint')}</span>
      </div>
      {failure !== null && <CallFailureNote failure={failure} />}
    </>
  )
}
