import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Settings } from '../../../shared/model/settings.ts'
import type { Text } from '../../../shared/text/text.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { networkDraftOf } from '../../stores/settings.ts'
import { useText } from '../../text.tsx'
import { Choices } from './Choices.tsx'
import styles from './SettingsRoom.module.css'

const offeredMinutes = [0, 15, 30, 60, 120, 240, 480, 1440]

function intervalWords(minutes: number, text: Text): string {
  if (minutes === 0) return text('pref.sync.never')
  return minutes % 60 === 0 ? text('pref.sync.hours', { count: minutes / 60 }) : text('pref.sync.minutes', { count: minutes })
}

/** What the engineer chose. Choices count at once; the network fields when they are saved. */
export function PreferencesSection() {
  const text = useText()
  const { settings: store } = useStores()
  const settings = useSelected(store, state => state.settings)
  const failure = useSelected(store, state => state.failure)
  if (settings === null) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  const minutes = [...new Set([...offeredMinutes, settings.syncIntervalMinutes])].toSorted((a, b) => a - b)
  return (
    <>
      <h2>{text('settings.preferences')}</h2>
      {failure !== null && <CallFailureNote failure={failure} />}
      <div className={`${styles.card} ${styles.group}`}>
        <Choices
          legend={text('pref.language')} value={settings.language} onChange={language => void store.change({ language })}
          options={(['en', 'nl'] as const).map(value => ({ value, label: text(`pref.language.${value}`) }))}
        />
        <Choices
          legend={text('pref.theme')} value={settings.theme} onChange={theme => void store.change({ theme })}
          options={(['system', 'light', 'dark'] as const).map(value => ({ value, label: text(`pref.theme.${value}`) }))}
        />
        <div className={styles.pair}>
          <NativeSelect
            label={text('pref.sync')} value={String(settings.syncIntervalMinutes)}
            onChange={event => void store.change({ syncIntervalMinutes: Number(event.currentTarget.value) })}
            data={minutes.map(each => ({ value: String(each), label: intervalWords(each, text) }))}
          />
          <NativeSelect
            label={text('pref.logLevel')} value={settings.logLevel}
            onChange={event => void store.change({ logLevel: event.currentTarget.value as Settings['logLevel'] })}
            data={(['warn', 'info', 'debug'] as const).map(value => ({ value, label: text(`pref.logLevel.${value}`) }))}
          />
        </div>
      </div>
      <Network settings={settings} />
    </>
  )
}

function Network({ settings }: { settings: Settings }) {
  const text = useText()
  const { settings: store } = useStores()
  const typed = useSelected(store, state => state.network)
  const saving = useSelected(store, state => state.saving)
  const draft = typed ?? networkDraftOf(settings)
  const isProxyWrong = draft.proxyMode === 'explicit' && !/^https?:\/\/[^\s/]+/.test(draft.proxyUrl.trim())
  return (
    <form
      className={`${styles.card} ${styles.group}`} noValidate
      onSubmit={event => { event.preventDefault(); if (!isProxyWrong) void store.saveNetwork() }}
    >
      <h3>{text('pref.network')}</h3>
      <Choices
        legend={text('pref.proxy')} value={draft.proxyMode} onChange={proxyMode => store.typeNetwork({ ...draft, proxyMode })}
        options={(['system', 'none', 'explicit'] as const).map(value => ({ value, label: text(`pref.proxy.${value}`) }))}
      />
      {draft.proxyMode === 'explicit' && (
        <TextInput
          label={text('pref.proxy.url')} placeholder={text('pref.proxy.url.hint')} type="url" autoComplete="off" maxLength={500}
          value={draft.proxyUrl}
          onChange={event => store.typeNetwork({ ...draft, proxyUrl: event.currentTarget.value })}
          error={isProxyWrong && typed !== null && draft.proxyUrl !== '' ? text('pref.proxy.url.problem') : null}
        />
      )}
      <Textarea
        label={text('pref.ca')} description={text('pref.ca.hint')} inputWrapperOrder={['label', 'input', 'description', 'error']}
        rows={3} value={draft.extraCaFiles}
        onChange={event => store.typeNetwork({ ...draft, extraCaFiles: event.currentTarget.value })} spellCheck={false}
        classNames={{ input: 'mono' }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={saving} disabled={typed === null || isProxyWrong}>{text('pref.save')}</Button>
        {typed !== null && <Button variant="subtle" onClick={store.discardNetwork}>{text('pref.discard')}</Button>}
      </div>
    </form>
  )
}
