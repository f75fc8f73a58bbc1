import { Button, NativeSelect } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { LogEntry } from '../../../shared/contract/app.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { Moment } from '../../parts/Moment.tsx'
import { useText } from '../../text.tsx'
import styles from './SettingsRoom.module.css'

const levels: readonly LogEntry['level'][] = ['debug', 'info', 'warn', 'error']

/** The log as it is on disk, newest last, from a level on. */
export function LogSection() {
  const text = useText()
  const { settings: store } = useStores()
  const log = useSelected(store, state => state.log)
  const minimum = useSelected(store, state => state.logMinimum)
  const failure = useSelected(store, state => state.logFailure)
  useEffect(() => void store.loadLog(), [store])
  const asText = log?.entries.map(entry => `${entry.at} ${entry.level} ${entry.event} ${entry.detail}`).join('\n') ?? ''
  return (
    <>
      <h2>{text('settings.log')}</h2>
      <div className={styles.head}>
        <div className={styles.actions}>
          <label className={styles.actions}>
            <span className={styles.label}>{text('log.level')}</span>
            <NativeSelect
              value={minimum} onChange={event => void store.showLogFrom(event.currentTarget.value as LogEntry['level'])}
              data={levels.map(value => ({ value, label: text(`log.level.${value}`) }))}
            />
          </label>
          <Button
            variant="default" leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
            onClick={() => void store.loadLog()}
          >
            {text('log.refresh')}
          </Button>
          {log !== null && <CopyButton value={asText} label={text('log.copy')} />}
        </div>
        <span className={styles.hint}>{text('log.safe')}</span>
      </div>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.loadLog()} />}
      {log !== null && (
        <>
          <p className={styles.actions}>
            <span className={styles.quiet}>{text('log.file')}</span>
            <span className={styles.pairOfText}>
              <code className={`mono ${styles.file}`}>{log.file}</code>
              <CopyButton value={log.file} label={text('log.copyFile')} />
            </span>
          </p>
          {log.entries.length === 0 ? <p className={styles.quiet}>{text('log.empty')}</p> : (
            <div className={styles.log}>
              <table aria-label={text('log.entries')}>
                <thead><tr><th>{text('log.time')}</th><th>{text('log.event')}</th><th>{text('log.detail')}</th></tr></thead>
                <tbody>
                  {log.entries.map((entry, index) => (
                    <tr key={`${entry.at} ${String(index)}`}>
                      <td><Moment at={entry.at} /></td>
                      <td data-level={entry.level}>
                        {text(`log.entry.${entry.level}`)} · <span className="mono">{entry.event}</span>
                      </td>
                      <td className="mono">{entry.detail}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </>
  )
}
