import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { AccountDraft } from '../../stores/accountDraft.ts'
import { formFor } from '../../stores/systemForms.ts'
import { say } from '../../../shared/text/words.ts'
import { useText } from '../../text.tsx'
import { Choices } from './Choices.tsx'
import styles from './SettingsRoom.module.css'

const own = 'own'

/** The offered addresses of the system, or one typed by hand. */
export function BaseAddress({ draft, onChange, error }: {
  draft: AccountDraft; onChange: (baseUrl: string) => void; error: string | null
}) {
  const text = useText()
  const { accounts } = useStores()
  const offered = useSelected(accounts, state => state.presets)
  const presets = offered.filter(preset => preset.kind === draft.kind)
  const isOffered = presets.some(preset => preset.baseUrl === draft.baseUrl)
  const [typing, setTyping] = useState(!isOffered)
  const choose = (value: string) => {
    setTyping(value === own)
    if (value !== own) onChange(value)
  }
  return (
    <div className={styles.field}>
      {presets.length > 0 && <Choices
        legend={text('account.form.address')} value={typing || !isOffered ? own : draft.baseUrl} onChange={choose}
        options={[
          ...presets.map(preset => ({
            value: preset.baseUrl, label: `${preset.name} · ${text(`account.form.address.${preset.environment}`)}`,
          })),
          { value: own, label: text('account.form.address.own') },
        ]}
      />}
      {typing || !isOffered
        ? (
          <TextInput
            {...(presets.length > 0 ? { 'aria-label': text('account.form.address') } : { label: text('account.form.address') })}
            description={formFor(draft.kind).ownAddress ? say(text, `account.form.address.hint.${draft.kind}`, '') : null}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={say(text, `account.form.address.example.${draft.kind}`, 'https://')} type="url" inputMode="url" autoComplete="off"
            value={draft.baseUrl}
            onChange={event => onChange(event.currentTarget.value)} error={error}
          />
        )
        : <span className={styles.hint}>{draft.baseUrl}</span>}
    </div>
  )
}
