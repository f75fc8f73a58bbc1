import { IconClipboardList } from '@tabler/icons-react'
import type { VisitSummary } from '../../shared/contract/visits.ts'
import { onSiteMinutes } from '../../shared/visits/onSite.ts'
import { durationWords } from '../parts/durationWords.ts'
import { useNow } from '../parts/useNow.ts'
import { useText } from '../text.tsx'
import { formatRoute, useRoute } from './route.ts'
import { useSelected, useStores } from './StoresContext.tsx'
import styles from './WatchBar.module.css'

function OpenVisit({ visit }: { visit: VisitSummary }) {
  const text = useText()
  const nowMs = useNow()
  const minutes = onSiteMinutes(visit, new Date(nowMs).toISOString())
  const isThere = visit.onSite.at(-1)?.to === null
  return (
    <li className={styles.line}>
      <a
        className={styles.link} href={formatRoute({ room: 'visits', visitId: visit.id, finishing: false })}
        title={text('visits.bar.open', { line: visit.label })}
      >
        <strong className={styles.name}>{visit.label}</strong>
        <span className={styles.quiet}>
          {isThere ? text('visits.bar.onSite', { time: durationWords(text, minutes) }) : text('visits.bar.away')}
        </span>
      </a>
    </li>
  )
}

/** The visits under way, in sight everywhere but where the visit itself is: in its room, and at its line. */
export function VisitBar() {
  const text = useText()
  const route = useRoute()
  const open = useSelected(useStores().visits, state => state.open)
  const shown = (open ?? []).filter(({ id, lineId }) =>
    !(route.room === 'visits' && route.visitId === id) && !(route.room === 'line' && route.lineId === lineId))
  if (shown.length === 0) return null
  return (
    <section className={styles.bar} data-quiet="true" aria-label={text('visits.bar')}>
      <IconClipboardList className={styles.icon} size={20} stroke={1.75} aria-hidden />
      <ul className={styles.lines}>
        {shown.map(each => <OpenVisit key={each.id} visit={each} />)}
      </ul>
    </section>
  )
}
