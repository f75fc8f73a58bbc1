import { hasText } from '../../../shared/text/text.ts'
import { describeError } from '../../parts/describeError.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import styles from './RefusalNote.module.css'

/** Why something was not done with a visit: in a visit's own words where it has them. */
export function RefusalNote({ error }: { error: unknown }) {
  const text = useText()
  const failure = describeError(error)
  if (failure.kind === 'conflict') {
    if (failure.reason === 'unsent') return <p className={styles.note} role="alert">{text('visit.remove.unsent', { count: failure.count ?? 1 })}</p>
    const key = `visit.conflict.${failure.reason}`
    if (hasText(key)) return <p className={styles.note} role="alert">{text(key)}</p>
  }
  return <ErrorNote error={error} />
}
