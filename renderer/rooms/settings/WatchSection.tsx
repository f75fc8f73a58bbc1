import { Button, TextInput } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import type { WatchSettings } from '../../../shared/model/settings.ts'
import { playChangeSound } from '../../app/changeSound.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { AllowNotifications } from '../line/watch/AllowNotifications.tsx'
import styles from './SettingsRoom.module.css'

/** Whole seconds from 15 to 600; null for anything else. */
export function parseInterval(typed: string): number | null {
  const seconds = /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : null
  return seconds !== null && seconds >= 15 && seconds <= 600 ? seconds : null
}

function Switch({ label, hint, on, onChange }: { label: string; hint: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={styles.switch}>
      <input type="checkbox" checked={on} onChange={event => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        <span className={styles.hint}>{hint}</span>
      </span>
    </label>
  )
}

function Interval({ watch, onChange }: { watch: WatchSettings; onChange: (intervalSeconds: number) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(String(watch.intervalSeconds))
  const seconds = parseInterval(typed)
  return (
    <TextInput
      label={text('watch.settings.interval')} description={text('watch.settings.interval.hint')} inputMode="numeric" autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']} className={styles.short ?? ''} maxLength={4} value={typed}
      error={seconds === null ? text('watch.settings.interval.problem') : null}
      onChange={event => {
        setTyped(event.currentTarget.value)
        const next = parseInterval(event.currentTarget.value)
        if (next !== null && next !== watch.intervalSeconds) onChange(next)
      }}
    />
  )
}

/** How *Watch this line* behaves: how often it looks, and how it tells. */
export function WatchSection() {
  const text = useText()
  const { settings: store } = useStores()
  const watch = useSelected(store, state => state.settings?.watch)
  const failure = useSelected(store, state => state.failure)
  const [tried, setTried] = useState(false)
  if (watch === undefined) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  const change = (part: Partial<WatchSettings>): void => void store.change({ watch: { ...watch, ...part } })
  const tryIt = (): void => {
    void playChangeSound('better')
    void playChangeSound('worse', 0.8)
    setTried(true)
  }
  return (
    <>
      <h2>{text('settings.watch')}</h2>
      <p>{text('watch.settings.lead')} {text('watch.limits')}</p>
      {failure !== null && <CallFailureNote failure={failure} />}
      <div className={`${styles.card} ${styles.group}`}>
        <Interval watch={watch} onChange={intervalSeconds => change({ intervalSeconds })} />
        <Switch
          label={text('watch.settings.notifications')} hint={text('watch.settings.notifications.hint')} on={watch.notifications}
          onChange={notifications => change({ notifications })}
        />
        <AllowNotifications />
        <Switch
          label={text('watch.settings.sound')} hint={text('watch.settings.sound.hint')} on={watch.sound}
          onChange={sound => change({ sound })}
        />
        <div className={styles.actions}>
          <Button variant="default" leftSection={<IconVolume size={18} aria-hidden />} onClick={tryIt}>
            {text('watch.settings.try')}
          </Button>
          <span className={styles.hint} role="status">{tried && text('watch.settings.tried')}</span>
        </div>
      </div>
    </>
  )
}
