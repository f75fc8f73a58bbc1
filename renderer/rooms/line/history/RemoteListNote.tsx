import { Button, Loader } from '@mantine/core'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { Age } from '../../../parts/Age.tsx'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import type { Reach } from '../checkOffers.ts'
import { useLine } from '../lineStoreContext.tsx'
import styles from './History.module.css'

type RemoteListNoteProps = { view: LineView; remoteAt: string | null; reach: Reach }

/** How new the system's own list of reports is, and why it could not be fetched. */
export function RemoteListNote({ view, remoteAt, reach }: RemoteListNoteProps) {
  const text = useText()
  const refresh = useLine(state => state.refresh)
  const part = view.parts.find(each => each.part === 'reports')
  const isLoading = part?.state === 'loading'
  if (part?.state === 'notOffered') return <p className={styles.quiet}>{text('history.remoteNotOffered')}</p>
  return (
    <>
      <div className={styles.remoteNote}>
        {isLoading ? (
          <span role="status">
            <Loader size={14} aria-hidden /> {text('history.remoteLoading')}
          </span>
        ) : remoteAt === null ? (
          text('history.remoteNever')
        ) : (
          <span>
            {text('history.remoteAt')} <Age at={remoteAt} limitMinutes={24 * 60} />
          </span>
        )}
        {!isLoading && reach === 'reachable' && (
          <Button variant="subtle" px="xs" onClick={() => void refresh()}>
            {text('history.askAgain')}
          </Button>
        )}
      </div>
      {part?.failure !== null && part?.failure !== undefined && reach === 'reachable' && (
        <FailureNote failure={part.failure} onRetry={() => void refresh()} />
      )}
    </>
  )
}
