import type { CallLog } from '../../../../shared/model/callLog.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import styles from './Service.module.css'

/** One call as the system keeps it. */
export function CallItem({ log, mark }: { log: CallLog; mark?: string }) {
  const text = useText()
  return (
    <li className={styles.call}>
      <div className={styles.callHead}>
        <strong>{log.subject ?? text('call.unnamed')}</strong>
        <span className={styles.quiet}>
          {[mark, log.callerName].filter(Boolean).map(each => `${each ?? ''} · `)}
          {log.createdAt !== null && <Moment at={log.createdAt.utc} />}
          {log.createdBy !== null && ` ${text('call.by', { name: log.createdBy })}`}
        </span>
      </div>
      {log.additionalInformation !== null && log.additionalInformation !== '' && <p className={styles.words}>{log.additionalInformation}</p>}
    </li>
  )
}
