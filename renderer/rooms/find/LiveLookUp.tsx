import { Button, Loader } from '@mantine/core'
import type { LineId } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { CallFailureNote, FailureNote } from '../../parts/FailureNote.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import type { LookUp } from '../../stores/find.ts'
import { useText } from '../../text.tsx'
import styles from './FindRoom.module.css'
import { LineRow } from './LineRow.tsx'

/** A full NID that is not kept here: offers to ask the operators, shows how that goes and what came of it. */
export function LiveLookUp({ nid, chosen }: { nid: string; chosen: LineId | null }) {
  const text = useText()
  const { find, accounts } = useStores()
  const lookUp = useSelected(find, state => state.lookUp?.nid === nid ? state.lookUp : null)
  const offline = useSelected(accounts, ({ accounts: known, reachability }) =>
    known !== null && known.length > 0 && known.every(account => reachability[account.id]?.state === 'unreachable'))
  if (lookUp === null) {
    return (
      <div className={styles.note}>
        <strong>{text('find.live.title', { nid })}</strong>
        <p>{text(offline ? 'find.live.offline' : 'find.live.next')}</p>
        <div><Button disabled={offline} onClick={() => void find.lookUpLive(nid)}>{text('find.live.look')}</Button></div>
      </div>
    )
  }
  if (lookUp.busy) return <Asking lookUp={lookUp} onStop={find.stopLookUp} />
  const again = () => void find.lookUpLive(nid)
  return (
    <div className={styles.stack} role="status">
      {lookUp.found.length > 0 && (
        <section aria-label={text('find.live.found')}>
          <h2 className={styles.heading}>{text('find.live.found')}</h2>
          {lookUp.found.map((line, index) => (
            <LineRow
              key={line.id} id={`live-row-${index}`} line={line} active={false} chosen={line.id === chosen} onPin={find.pin}
            />
          ))}
        </section>
      )}
      {lookUp.found.length === 0 && lookUp.failures.length === 0 && lookUp.failure === null && (
        <div className={styles.note}><strong>{text('find.live.none', { nid })}</strong></div>
      )}
      {lookUp.failures.map(({ accountId, failure }) => (
        <div key={accountId} className={styles.stack}>
          <AccountMark accountId={accountId} />
          <FailureNote failure={failure} onRetry={again} />
        </div>
      ))}
      {lookUp.failure !== null && <CallFailureNote failure={lookUp.failure} onRetry={again} />}
    </div>
  )
}

function Asking({ lookUp, onStop }: { lookUp: LookUp; onStop: () => void }) {
  const text = useText()
  const seconds = useElapsedSeconds(lookUp.startedAtMs)
  return (
    <div className={styles.note}>
      <div className={styles.asking}>
        <Loader size="sm" />
        <span role="status">{text('find.live.busy', { nid: lookUp.nid })}</span>
        <span>{text('find.live.elapsed', { seconds })}</span>
        <Button variant="default" onClick={onStop}>{text('find.live.stop')}</Button>
      </div>
    </div>
  )
}
