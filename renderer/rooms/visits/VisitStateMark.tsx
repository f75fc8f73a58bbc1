import type { Visit } from '../../../shared/model/visit.ts'
import { useText } from '../../text.tsx'
import styles from './VisitStateMark.module.css'

/** Open, finished or received, in words. */
export function VisitStateMark({ state }: { state: Visit['state'] }) {
  const text = useText()
  return <span className={styles.mark} data-state={state}>{text(`visits.state.${state}`)}</span>
}
