import { Button, Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineId } from '../../../shared/model/common.ts'
import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import { useClient } from '../../clientContext.tsx'
import { Age } from '../../parts/Age.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { createCallLogsStore, likelyCalls } from '../../stores/callLogs.ts'
import { useText } from '../../text.tsx'
import { CallItem } from '../line/service/CallItem.tsx'
import { useReach } from '../line/lineStoreContext.tsx'
import styles from './Outbox.module.css'

const shownMost = 6

/** Whether a write left unanswered and only the engineer can tell whether it arrived. */
export const isDoubtful = ({ state, failure }: Pick<OutboxEntry, 'state' | 'failure'>): boolean => state === 'needsYou' && failure?.code === 'notRecognised'

/** The list of calls as it now stands at the system, beside the one that may be on it: those with its subject first. */
export function CallLogLook({ entry, lineId, subject }: { entry: OutboxEntry; lineId: LineId; subject: string }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createCallLogsStore(client, lineId))
  const { logs, readAt, busy, failure } = useStore(store)
  const reach = useReach(entry.accountId)
  useEffect(() => {
    if (reach === 'reachable') void store.load()
  }, [store, reach])
  const likely = likelyCalls(logs ?? [], subject)
  return (
    <section className={styles.look} aria-label={text('call.look.now')}>
      <div className={styles.lookHead}>
        <strong>{text('call.look.now')}</strong>
        <span className={styles.quiet}>
          {busy && <span role="status"><Loader size={14} aria-hidden /> {text('call.look.asking')}</span>}
          {readAt !== null && <Age at={readAt} />}
        </span>
        <Button variant="subtle" px="xs" disabled={busy || reach !== 'reachable'} onClick={() => void store.load()}>{text('order.again')}</Button>
      </div>
      {reach !== 'reachable' && <p className={styles.quiet}>{text('call.offline')}</p>}
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {logs !== null && !likely.some(({ same }) => same) && <p>{text('call.look.none')}</p>}
      {likely.length > 0 && (
        <ul className={styles.lookList}>
          {likely.slice(0, shownMost).map(({ log, same }) => <CallItem key={log.id} log={log} {...(same ? { mark: text('call.look.same') } : {})} />)}
        </ul>
      )}
      {likely.length > shownMost && <p className={styles.quiet}>{text('call.look.more', { count: likely.length - shownMost })}</p>}
    </section>
  )
}
