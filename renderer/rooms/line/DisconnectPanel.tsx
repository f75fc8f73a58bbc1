import { Button, Loader } from '@mantine/core'
import type { Disconnect } from '../../stores/line.ts'
import { FailureNote, ErrorNote } from '../../parts/FailureNote.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { OnlineMark } from '../../parts/OnlineMark.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { useText } from '../../text.tsx'
import { formatElapsed } from './CheckProgress.tsx'
import { useLine } from './lineStoreContext.tsx'
import styles from './LineRoom.module.css'

const levels = { sending: 'unknown', sent: 'unknown', watching: 'unknown', back: 'ok', notBack: 'warn', unknown: 'warn' } as const

function Watch({ disconnect }: { disconnect: Disconnect }) {
  const text = useText()
  const leave = useLine(state => state.leaveDisconnect)
  const elapsed = useElapsedSeconds()
  const { latest, running, failure, circuitNid } = disconnect
  const stage = latest?.stage ?? 'sending'
  const tookSeconds = Math.round((latest?.elapsedMs ?? 0) / 1000)
  return (
    <section className={styles.disconnect} data-level={levels[stage]} aria-label={text('line.actions.forceDisconnect')}>
      {running ? <Loader size={20} aria-hidden /> : <LevelMark level={failure === null ? levels[stage] : 'warn'} size={22} />}
      <div>
        <p role="status">
          <strong>{text(`line.disconnect.${stage}`, { seconds: tookSeconds })}</strong>
        </p>
        <p className={styles.quiet}>
          <span className="mono">{circuitNid}</span>
          {running && <> · {formatElapsed(elapsed)}</>}
        </p>
        {latest !== null && <OnlineMark online={latest.online} />}
        {latest !== null && latest.failure !== null && <FailureNote failure={latest.failure} />}
        {failure !== null && <ErrorNote error={failure} />}
      </div>
      <Button variant="default" onClick={leave}>
        {text(running ? 'line.disconnect.hide' : 'line.disconnect.close')}
      </Button>
    </section>
  )
}

/** After *Force disconnect*: watching, back after so many seconds, or not back. */
export function DisconnectPanel() {
  const disconnect = useLine(state => state.disconnect)
  return disconnect === null ? null : <Watch disconnect={disconnect} />
}
