import type { Visit } from '../../../../shared/model/visit.ts'
import { useText } from '../../../text.tsx'
import { LeftOpen } from './LeftOpen.tsx'
import { SummingLists } from './SummingLists.tsx'
import styles from './Summing.module.css'

/** What the visit comes to so far, or came to. */
export function Summing({ visit }: { visit: Visit }) {
  const text = useText()
  return (
    <section className={styles.summing} aria-labelledby="visit-summing">
      <h2 id="visit-summing">{text('visit.summing')}</h2>
      <SummingLists visit={visit} />
      {visit.state !== 'received' && <LeftOpen />}
    </section>
  )
}
