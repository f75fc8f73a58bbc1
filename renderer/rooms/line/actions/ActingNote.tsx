import { Button, Loader } from '@mantine/core'
import { useStore } from 'zustand'
import type { SiteAction } from '../../../../shared/contract/actions.ts'
import { hasText } from '../../../../shared/text/text.ts'
import { describeError } from '../../../parts/describeError.ts'
import { detailsOf } from '../../../parts/describeKept.ts'
import { FailureDetails } from '../../../parts/FailureDetails.tsx'
import { ErrorNote, FailureNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import type { Acting, SiteActionsStore } from '../../../stores/siteActions.ts'
import { useText } from '../../../text.tsx'
import { formatElapsed } from '../CheckProgress.tsx'
import { useLine } from '../lineStoreContext.tsx'
import styles from './SiteActions.module.css'

function Refused({ failure }: { failure: unknown }) {
  const text = useText()
  const described = describeError(failure)
  const key = described.kind === 'conflict' ? `actions.conflict.${described.reason}` : ''
  if (!hasText(key)) return <ErrorNote error={failure} />
  return <p className={styles.refused} role="alert">{text(key)}</p>
}

function Running({ acting }: { acting: Acting }) {
  const text = useText()
  const elapsed = useElapsedSeconds(acting.startedAtMs)
  const stage = acting.event?.stage
  const words = stage === 'done' || stage === 'unknown'
    ? `${stage === 'done' ? text(`actions.done.${acting.kind}`) : `${text('actions.unknown.title')}:`} ${text('actions.stage.rereading')}`
    : text(`actions.stage.${stage ?? 'looking'}`)
  return (
    <p className={styles.note} role="status">
      <Loader size={18} aria-hidden /> {words} · {formatElapsed(elapsed)}
    </p>
  )
}

/** How an action on the order goes, and how it ended. */
export function ActingNote({ store, kinds }: { store: SiteActionsStore; kinds: readonly SiteAction['kind'][] }) {
  const text = useText()
  const acting = useStore(store, state => (state.acting !== null && kinds.includes(state.acting.kind) ? state.acting : null))
  const refresh = useLine(state => state.refresh)
  const refreshing = useLine(state => state.refreshing)
  if (acting === null) return null
  if (acting.running) return <Running acting={acting} />
  const { event, failure, kind } = acting
  const close = <Button variant="default" onClick={store.getState().leaveActing}>{text('actions.close')}</Button>
  if (failure !== null) return <div className={styles.result}><Refused failure={failure} />{close}</div>
  const unread = event?.transactionFailure ?? null
  const isUnknown = event?.stage === 'unknown'
  return (
    <div className={styles.result} data-level={isUnknown ? 'warn' : 'ok'}>
      <p className={styles.note} role={isUnknown ? 'alert' : 'status'}>
        <LevelMark level={isUnknown ? 'warn' : 'ok'} size={20} />
        <strong>{isUnknown ? text('actions.unknown.title') : text(`actions.done.${kind}`)}</strong>
      </p>
      {isUnknown && <p>{text('actions.unknown.next')}</p>}
      {isUnknown && event.failure !== null && <FailureDetails details={detailsOf(event.failure, text)} />}
      {unread !== null && <><p>{text('actions.unread')}</p><FailureNote failure={unread} /></>}
      <div className={styles.buttons}>
        {(isUnknown || unread !== null) && (
          <Button variant="default" disabled={refreshing} onClick={() => void refresh()}>{text('actions.unknown.again')}</Button>
        )}
        {close}
      </div>
    </div>
  )
}
