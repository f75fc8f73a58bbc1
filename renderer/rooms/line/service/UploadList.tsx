import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { ResellerService } from '../../../../shared/model/resellerService.ts'
import { useClient } from '../../../clientContext.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { useText } from '../../../text.tsx'
import { useLine, useReach } from '../lineStoreContext.tsx'
import styles from './Service.module.css'

type Upload = ResellerService['uploads'][number]

/** Files at the system. The core gives them names and types that its content bears out; they are saved, never opened here. */
export function UploadList({ uploads, titled = false }: { uploads: readonly Upload[]; titled?: boolean }) {
  const text = useText()
  return (
    <section className={styles.section} aria-label={text('service.files')}>
      {titled ? <div className={styles.head}><h3>{text('service.files')}</h3></div> : <h4>{text('service.files')}</h4>}
      <ul className={styles.files}>{uploads.map(upload => <UploadItem key={upload.id} upload={upload} />)}</ul>
      <p className={styles.quiet}>{text('service.file.hint')}</p>
    </section>
  )
}

function UploadItem({ upload }: { upload: Upload }) {
  const text = useText()
  const client = useClient()
  const lineId = useLine(state => state.lineId)
  const accountId = useLine(state => state.view?.line.accountId)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const name = upload.fileName ?? text('service.file.unnamed', { id: upload.id })
  const save = async (): Promise<void> => {
    if (lineId === null) return
    setBusy(true)
    setFailure(null)
    try {
      saveFile(await client.customers.upload({ lineId, id: upload.id }))
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <li>
      {accountId !== undefined && <SaveButton accountId={accountId} name={name} busy={busy} onClick={() => void save()} />}
      {busy && <span className={styles.quiet} role="status">{text('service.file.fetching', { name })}</span>}
      {failure !== null && <ErrorNote error={failure} onRetry={() => void save()} />}
    </li>
  )
}

function SaveButton({ accountId, name, busy, onClick }: { accountId: Parameters<typeof useReach>[0]; name: string; busy: boolean; onClick: () => void }) {
  const text = useText()
  const reach = useReach(accountId)
  return (
    <Button variant="subtle" px="xs" leftSection={<IconDownload size={16} aria-hidden />} loading={busy} disabled={reach !== 'reachable'} onClick={onClick}>
      {text('service.file.fetch', { name })}
    </Button>
  )
}
