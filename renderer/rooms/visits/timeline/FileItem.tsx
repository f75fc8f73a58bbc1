import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { useClient } from '../../../clientContext.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { useText } from '../../../text.tsx'
import styles from './Timeline.module.css'

/** A file on the visit: only ever saved, never opened here. */
export function FileItem({ visitId, item }: { visitId: string; item: Extract<VisitItem, { kind: 'file' }> }) {
  const text = useText()
  const client = useClient()
  const [failure, setFailure] = useState<unknown>(null)
  const save = (): void => {
    setFailure(null)
    client.visits.file({ id: visitId, itemId: item.id }).then(saveFile, setFailure)
  }
  return (
    <>
      <span className={styles.file}>
        <strong>{item.fileName}</strong>
        <span className={styles.quiet}>{text('visit.file.size', { kb: Math.ceil(item.bytes / 1000) })}</span>
        <Button
          variant="subtle" px="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}
        >
          {text('visit.file.save', { name: item.fileName })}
        </Button>
      </span>
      {failure !== null && <ErrorNote error={failure} onRetry={save} />}
    </>
  )
}
