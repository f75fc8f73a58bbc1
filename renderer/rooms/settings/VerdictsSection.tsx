import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../clientContext.tsx'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { saveBlob } from '../../parts/fileContent.ts'
import { useText } from '../../text.tsx'
import styles from './SettingsRoom.module.css'

/** What the engineer said of verdicts, in numbers, and the file others can learn from. */
export function VerdictsSection() {
  const text = useText()
  const client = useClient()
  const [counts, setCounts] = useState<{ right: number; wrong: number } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [exported, setExported] = useState<string | null>(null)
  const load = useCallback(() => {
    client.verdicts.counts().then(setCounts, setFailure)
  }, [client])
  useEffect(load, [load])
  const exportAll = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const { fileName, json } = await client.verdicts.export()
      saveBlob(fileName, new Blob([json], { type: 'application/json' }))
      setExported(fileName)
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <>
      <h2>{text('settings.verdicts')}</h2>
      <p>{text('verdicts.lead')}</p>
      {failure !== null && <ErrorNote error={failure} onRetry={() => { setFailure(null); load() }} />}
      {counts !== null && (
        <div className={`${styles.card} ${styles.group}`}>
          {counts.right + counts.wrong === 0 ? <p>{text('verdicts.none')}</p> : (
            <p>
              <strong>{text('verdicts.right', { count: counts.right })}</strong>
              {', '}
              <strong>{text('verdicts.wrong', { count: counts.wrong })}</strong>
            </p>
          )}
          <div>
            <p>{text('verdicts.export.in')}</p>
            <p>{text('verdicts.export.out')}</p>
          </div>
          <div className={styles.actions}>
            <Button
              leftSection={<IconDownload size={18} aria-hidden />} loading={busy} disabled={counts.right + counts.wrong === 0}
              onClick={() => void exportAll()}
            >
              {text('verdicts.export')}
            </Button>
            <span className={styles.hint} role="status">{exported !== null && text('verdicts.exported', { file: exported })}</span>
          </div>
        </div>
      )}
    </>
  )
}
