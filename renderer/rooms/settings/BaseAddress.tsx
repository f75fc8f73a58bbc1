import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { AccountDraft } from '../../stores/accountDraft.ts'
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
  const presets = useSelected(accounts, state => state.presets)
  const isOffered = presets.some(preset => preset.baseUrl === draft.baseUrl)
  const [typing, setTyping] = useState(!isOffered)
  const choose = (value: string) => {
    setTyping(value === own)
    if (value !== own) onChange(value)
  }
  return (
    <div className={styles.field}>
      <Choices
        legend={text('account.form.address')} value={typing || !isOffered ? own : draft.baseUrl} onChange={choose}
        options={[
          ...presets.map(preset => ({
            value: preset.baseUrl, label: `${preset.name} · ${text(`account.form.address.${preset.environment}`)}`,
          })),
          { value: own, label: text('account.form.address.own') },
        ]}
      />
      {typing || !isOffered
        ? (
          <TextInput
            aria-label={text('account.form.address')} placeholder="https://" type="url" inputMode="url" autoComplete="off"
            value={draft.baseUrl}
            onChange={event => onChange(event.currentTarget.value)} error={error}
          />
        )
        : <span className={styles.hint}>{draft.baseUrl}</span>}
    </div>
  )
}
