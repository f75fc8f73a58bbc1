import { Button, PasswordInput } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { goTo } from '../../app/route.ts'
import { useClient } from '../../clientContext.tsx'
import { describeError } from '../../parts/describeError.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { base64Of } from '../../parts/fileContent.ts'
import { hasText } from '../../../shared/text/text.ts'
import type { TextKey } from '../../../shared/text/text.ts'
import { useText } from '../../text.tsx'
import { FormDialog } from './FormDialog.tsx'
import { hasFiles, useFileDrop } from './add/useFileDrop.ts'
import styles from './ImportVisit.module.css'

/** The most a visit's file has, as the core takes it. */
const mostBytes = 300_000_000

/** The words for a visit's file that was not taken in; null where it failed in another way. */
function refusalKey(error: unknown): TextKey | null {
  const failure = describeError(error)
  const key = failure.kind === 'invalid' || failure.kind === 'conflict' ? `visits.import.${failure.reason}` : ''
  return hasText(key) ? key : null
}

/** Takes in a colleague's visit: a file, by picker or dropped, then its passphrase. */
export function ImportVisit() {
  const text = useText()
  const client = useClient()
  const picker = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<{ readonly key: TextKey | null; readonly error: unknown } | null>(null)
  const choose = (chosen: File | undefined): void => {
    if (chosen === undefined) return
    setFile(chosen)
    setPassphrase('')
    setError(chosen.size === 0 ? { key: 'visits.import.empty', error: null } : chosen.size > mostBytes ? { key: 'visits.import.tooBig', error: null } : null)
  }
  const drop = useFileDrop(files => choose(files[0]))
  // A file that misses the frame must not take the page's place.
  useEffect(() => {
    const hold = (event: DragEvent): void => { if (hasFiles(event)) event.preventDefault() }
    addEventListener('dragover', hold)
    addEventListener('drop', hold)
    return () => {
      removeEventListener('dragover', hold)
      removeEventListener('drop', hold)
    }
  }, [])
  const takeIn = async (): Promise<void> => {
    if (file === null) return
    setBusy(true)
    setError(null)
    const base64 = await base64Of(file).catch(() => null)
    if (base64 === null) setError({ key: 'visits.import.unreadable', error: null })
    else {
      try {
        const { id } = await client.visits.import({ base64, passphrase })
        goTo({ room: 'visits', visitId: id, finishing: false })
      } catch (failure) {
        setError({ key: refusalKey(failure), error: failure })
      }
    }
    setBusy(false)
  }
  const unusable = file === null || file.size === 0 || file.size > mostBytes
  return (
    <div className={styles.import} data-over={drop.isOver} {...drop.handlers}>
      <Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} onClick={() => picker.current?.click()}>
        {text('visits.import')}
      </Button>
      <input
        ref={picker} type="file" hidden accept=".lineside-visit" data-testid="import-visit"
        onChange={event => {
          choose(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {drop.isOver && <span className={styles.over}>{text('visits.import.drop')}</span>}
      {file !== null && (
        <FormDialog
          title={text('visits.import')} submitLabel={text('visits.import.go')} cancelLabel={text('visits.import.cancel')}
          busy={busy} disabled={unusable || passphrase === ''} onCancel={() => setFile(null)} onSubmit={() => void takeIn()}
        >
          <p>{text('visits.import.file', { file: file.name })}</p>
          <PasswordInput
            label={text('visits.import.passphrase')} value={passphrase} maxLength={500} autoComplete="off" disabled={unusable} data-autofocus
            onChange={event => setPassphrase(event.currentTarget.value)}
          />
          {error !== null && (error.key === null ? <ErrorNote error={error.error} /> : <p className={styles.error} role="alert">{text(error.key)}</p>)}
        </FormDialog>
      )}
    </div>
  )
}
