import { Button, Loader, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { UnsentWork } from '../../../shared/contract/privacy.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { describeError } from '../../parts/describeError.ts'
import type { CallFailure } from '../../parts/describeError.ts'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { LostWork } from './LostWork.tsx'
import styles from './SettingsRoom.module.css'

/** *Delete customer data*: looks for what nobody else has, names it, and asks for a word before anything is destroyed. */
export function DeleteCustomerData() {
  const text = useText()
  const { privacy } = useClient()
  const { app } = useStores()
  const [looking, setLooking] = useState(false)
  const [lost, setLost] = useState<UnsentWork | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const look = async (): Promise<void> => {
    setLooking(true)
    setFailure(null)
    try {
      setLost(await privacy.unsentWork())
    } catch (error) {
      setFailure(describeError(error))
    }
    setLooking(false)
  }
  const destroy = async (agreed: UnsentWork): Promise<void> => {
    if (await app.deleteCustomerData({ unsent: agreed.unsent, openVisits: agreed.openVisits.length })) return
    const refused = app.getState().failure
    if (refused?.kind === 'conflict' && refused.reason === 'unsentWork') await look()
  }
  return (
    <div className={`${styles.card} ${styles.group}`}>
      <h3>{text('privacy.delete')}</h3>
      <p>{text('privacy.delete.what')}</p>
      <div className={styles.actions}>
        <Button variant="default" loading={looking} onClick={() => void look()}>{text('privacy.delete.ask')}</Button>
        {looking && <span className={styles.hint} role="status">{text('privacy.delete.looking')}</span>}
      </div>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void look()} />}
      {lost !== null && (
        <Confirm lost={lost} onCancel={() => { setLost(null); app.forgetFailure() }} onConfirm={() => void destroy(lost)} />
      )}
    </div>
  )
}

function Confirm({ lost, onCancel, onConfirm }: { lost: UnsentWork; onCancel: () => void; onConfirm: () => void }) {
  const text = useText()
  const { app } = useStores()
  const busy = useSelected(app, state => state.busy === 'delete')
  const failure = useSelected(app, state => state.failure)
  const [typed, setTyped] = useState('')
  const word = text('privacy.delete.word')
  return (
    <ConfirmDialog
      title={text('privacy.delete.title')} cancelLabel={text('privacy.delete.keep')} confirmLabel={text('privacy.delete.confirm')}
      busy={busy} disabled={typed.trim().toUpperCase() !== word} onCancel={() => { if (!busy) onCancel() }}
      onConfirm={() => { setTyped(''); onConfirm() }}
    >
      <LostWork lost={lost} />
      <p>{text('privacy.delete.effect')}</p>
      <p>{text('privacy.delete.stays')}</p>
      {failure !== null && <Refused failure={failure} />}
      {busy ? <p role="status"><Loader size="xs" /> {text('privacy.delete.busy')}</p> : (
        <TextInput
          label={text('privacy.delete.type', { word })} autoComplete="off" spellCheck={false} maxLength={20}
          value={typed} onChange={event => setTyped(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  )
}

function Refused({ failure }: { failure: CallFailure }) {
  const text = useText()
  if (failure.kind === 'conflict' && failure.reason === 'unsentWork') return <p role="alert"><strong>{text('privacy.delete.changed')}</strong></p>
  if (failure.kind === 'conflict' && failure.reason === 'keychainRefused') {
    return <p role="alert"><strong>{text('privacy.delete.keychainRefused')}</strong></p>
  }
  return <CallFailureNote failure={failure} />
}
