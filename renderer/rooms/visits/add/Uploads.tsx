import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import type { Upload } from '../../../stores/uploads.ts'
import { useText } from '../../../text.tsx'
import { RefusalNote } from '../RefusalNote.tsx'
import styles from './AddToVisit.module.css'

function Elapsed({ sinceMs }: { sinceMs: number }) {
  const text = useText()
  const seconds = useElapsedSeconds(sinceMs)
  return <>{seconds < 1 ? '' : ` · ${text('visit.upload.elapsed', { seconds })}`}</>
}

function UploadRow({ upload }: { upload: Upload }) {
  const text = useText()
  const { uploads } = useStores()
  const { key, name, state, sinceMs, trouble, failure } = upload
  return (
    <li className={styles.upload}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        {state !== 'failed' && (
          <span>{text(`visit.upload.${state}`)}{sinceMs !== null && state !== 'waiting' && <Elapsed key={state} sinceMs={sinceMs} />}</span>
        )}
        {trouble !== null && <p className={styles.trouble} role="alert">{text(`visit.trouble.${trouble}`)}</p>}
        {failure !== null && (
          <>
            <RefusalNote error={failure} />
            <p><Button variant="default" onClick={() => uploads.again(key)}>{text('visit.upload.again')}</Button></p>
          </>
        )}
      </div>
      {state !== 'keeping' && (
        <ActionIcon
          color="gray" aria-label={text(state === 'failed' ? 'visit.upload.dismiss' : 'visit.upload.cancel', { name })} onClick={() => uploads.cancel(key)}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

/** Files on their way to this visit, each with where it stands, and those that could not be added. */
export function Uploads({ visitId }: { visitId: string }) {
  const text = useText()
  const { uploads: store } = useStores()
  const all = useSelected(store, state => state.uploads)
  const kept = useSelected(store, state => state.kept[visitId] ?? 0)
  const mine = all.filter(each => each.visitId === visitId)
  return (
    <>
      <span className="visuallyHidden" role="status">{kept > 0 && text('visit.upload.kept', { count: kept })}</span>
      {mine.length > 0 && (
        <ul className={styles.uploads} aria-label={text('visit.upload.title')}>
          {mine.map(each => <UploadRow key={each.key} upload={each} />)}
        </ul>
      )}
    </>
  )
}
