import { systemKindOf } from '../../shared/model/common.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { OnlineState } from '../../shared/model/line.ts'
import { useText } from '../text.tsx'
import styles from './OnlineMark.module.css'

/** Whether a session is up, told by shape and word as well as colour. */
export function OnlineMark({ online }: { online: OnlineState }) {
  const text = useText()
  return (
    <span className={styles.mark} data-online={online}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
        {online === 'online' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
        {online === 'offline' && (
          <path d="M2.2 2.2 9.8 9.8 M9.8 2.2 2.2 9.8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        )}
        {online === 'unknown' && (
          <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.2 2.2" />
        )}
      </svg>
      {text(`online.${online}`)}
    </span>
  )
}

/** The same of a line: nothing where its system has no sessions and nobody has looked at its port lately. */
export function LineOnline({ lineId, online }: { lineId: LineId; online: OnlineState }) {
  return online === 'unknown' && systemKindOf(lineId) !== 'nextpertise' ? null : <OnlineMark online={online} />
}
