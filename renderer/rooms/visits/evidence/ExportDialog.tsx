import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useClient } from '../../../clientContext.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { useText } from '../../../text.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { passphraseLeast, passphraseStrength } from '../passphraseStrength.ts'
import styles from './Evidence.module.css'

/** Asks for a passphrase, twice, and makes the file for a colleague. */
export function ExportDialog({ visitId, onClose }: { visitId: string; onClose: (fileName: string | null) => void }) {
  const text = useText()
  const client = useClient()
  const [passphrase, setPassphrase] = useState('')
  const [repeated, setRepeated] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const missing = passphraseLeast - passphrase.length
  const strength = passphraseStrength(passphrase)
  const differs = repeated !== '' && !passphrase.startsWith(repeated)
  const make = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const file = await client.visits.export({ id: visitId, passphrase })
      saveFile(file)
      onClose(file.fileName)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={text('visit.export.title')} submitLabel={text('visit.export.go')} cancelLabel={text('visit.export.cancel')} busy={busy}
      disabled={missing > 0 || passphrase !== repeated} onCancel={() => onClose(null)} onSubmit={() => void make()}
    >
      <p>{text('visit.export.lead')}</p>
      <PasswordInput
        label={text('visit.export.passphrase')} description={text('visit.export.hint')} value={passphrase} maxLength={500}
        autoComplete="new-password" data-autofocus onChange={event => setPassphrase(event.currentTarget.value)}
      />
      <p className={styles.strength} role="status" data-strength={missing > 0 ? 'short' : strength}>
        {passphrase === '' ? '' : missing > 0 ? text('visit.export.tooShort', { count: missing }) : text(`visit.export.${strength}`)}
      </p>
      <PasswordInput
        label={text('visit.export.repeat')} value={repeated} maxLength={500} autoComplete="new-password"
        error={differs ? text('visit.export.differs') : null} onChange={event => setRepeated(event.currentTarget.value)}
      />
      {failure !== null && <ErrorNote error={failure} />}
    </FormDialog>
  )
}
