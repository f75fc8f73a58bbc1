import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Settings } from '../../../shared/model/settings.ts'
import type { Text } from '../../../shared/text/text.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useText } from '../../text.tsx'
import { DeleteCustomerData } from './DeleteCustomerData.tsx'
import { parseKeepDays } from './keepDays.ts'
import styles from './SettingsRoom.module.css'

const offeredMinutes = [0, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480]

const idleWords = (minutes: number, text: Text): string =>
  minutes === 0 ? text('privacy.lock.never') : text('privacy.lock.minutes', { count: minutes })

/** How long work is kept, when Lineside locks, and the end of all customer data. */
export function PrivacySection() {
  const text = useText()
  const { app, settings: store } = useStores()
  const settings = useSelected(store, state => state.settings)
  const failure = useSelected(store, state => state.failure)
  const refused = useSelected(app, state => state.failure)
  if (settings === null) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  return (
    <>
      <h2>{text('settings.privacy')}</h2>
      <Deleted />
      {failure !== null && <CallFailureNote failure={failure} />}
      {refused !== null && refused.kind !== 'conflict' && <CallFailureNote failure={refused} />}
      <KeepPeriod key={settings.keepDays} keepDays={settings.keepDays} />
      <Lock settings={settings} />
      <DeleteCustomerData />
    </>
  )
}

function Deleted() {
  const text = useText()
  const at = useSelected(useStores().app, state => state.deletedAt)
  if (at === null) return null
  return (
    <div className={styles.card} role="status">
      <h3>{text('privacy.delete.done', { at: formatClock(at, text.language, Date.parse(at)) })}</h3>
      <p>{text('privacy.delete.done.next')}</p>
      <div className={styles.actions}><a href="#/find">{text('privacy.delete.done.start')}</a></div>
    </div>
  )
}

function KeepPeriod({ keepDays }: { keepDays: number }) {
  const text = useText()
  const { settings: store } = useStores()
  const saving = useSelected(store, state => state.saving)
  const [typed, setTyped] = useState(String(keepDays))
  const days = parseKeepDays(typed)
  const isChanged = typed.trim() !== String(keepDays)
  return (
    <form
      className={`${styles.card} ${styles.group}`} noValidate
      onSubmit={event => { event.preventDefault(); if (days !== null && isChanged) void store.change({ keepDays: days }) }}
    >
      <h3>{text('privacy.keep')}</h3>
      <p>{text('privacy.keep.what')}</p>
      <p>{text('privacy.keep.never')}</p>
      <TextInput
        label={text('privacy.keep.days')} description={text('privacy.keep.range')} inputMode="numeric" autoComplete="off"
        inputWrapperOrder={['label', 'input', 'description', 'error']} className={styles.short ?? ''} maxLength={4} value={typed}
        onChange={event => setTyped(event.currentTarget.value)} error={days === null ? text('privacy.keep.problem') : null}
      />
      {days !== null && days < keepDays && <p role="status"><strong>{text('privacy.keep.shorter', { days })}</strong></p>}
      <div className={styles.actions}>
        <Button type="submit" loading={saving} disabled={days === null || !isChanged}>{text('privacy.keep.save')}</Button>
        {isChanged && <Button variant="subtle" onClick={() => setTyped(String(keepDays))}>{text('privacy.keep.discard')}</Button>}
      </div>
    </form>
  )
}

function Lock({ settings }: { settings: Settings }) {
  const text = useText()
  const { app, settings: store } = useStores()
  const kind = useSelected(app, state => state.status?.vault.kind ?? 'memory')
  const busy = useSelected(app, state => state.busy === 'lock')
  const minutes = [...new Set([...offeredMinutes, settings.idleLockMinutes])].toSorted((a, b) => a - b)
  return (
    <div className={`${styles.card} ${styles.group}`}>
      <h3>{text('privacy.lock')}</h3>
      {kind === 'memory' ? <p>{text('privacy.lock.unkept')}</p> : (
        <>
          <p>{text(`privacy.lock.${kind}`)} {text('privacy.lock.meanwhile')}</p>
          <NativeSelect
            label={text('privacy.lock.idle')} value={String(settings.idleLockMinutes)}
            onChange={event => void store.change({ idleLockMinutes: Number(event.currentTarget.value) })}
            data={minutes.map(each => ({ value: String(each), label: idleWords(each, text) }))}
          />
          <div className={styles.actions}>
            <Button variant="default" leftSection={<IconLock size={18} aria-hidden />} loading={busy} onClick={() => void app.lock()}>
              {text('privacy.lock.now')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
