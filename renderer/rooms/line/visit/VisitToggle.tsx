import { Button } from '@mantine/core'
import { IconClipboardList, IconDoorEnter, IconDoorExit, IconFlagCheck } from '@tabler/icons-react'
import type { LineId } from '../../../../shared/model/common.ts'
import { onSiteMinutes } from '../../../../shared/visits/onSite.ts'
import { formatRoute } from '../../../app/route.ts'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { durationWords } from '../../../parts/durationWords.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import styles from './VisitToggle.module.css'

/** *Start visit*, until one is under way. */
export function StartVisit({ lineId }: { lineId: LineId }) {
  const text = useText()
  const { visits } = useStores()
  const known = useSelected(visits, state => state.open !== null)
  const isOpen = useSelected(visits, state => state.open?.some(each => each.lineId === lineId) === true)
  const asking = useSelected(visits, state => state.asking[lineId] === true)
  if (isOpen) return null
  return (
    <Button
      px="sm" variant="default" leftSection={<IconClipboardList size={18} aria-hidden />} disabled={!known || asking}
      onClick={() => void visits.start(lineId)}
    >
      {text(asking ? 'visits.starting' : 'visits.start')}
    </Button>
  )
}

/** The visit under way: since when, how long on site, and the ways out of it; or why it did not start. */
export function RunningVisit({ lineId }: { lineId: LineId }) {
  const text = useText()
  const nowMs = useNow()
  const { visits } = useStores()
  const visit = useSelected(visits, state => state.open?.find(each => each.lineId === lineId))
  const asking = useSelected(visits, state => state.asking[lineId] === true)
  const failure = useSelected(visits, state => state.failures[lineId])
  if (failure !== undefined) return <ErrorNote error={failure} />
  if (visit === undefined) return null
  const isThere = visit.onSite.at(-1)?.to === null
  const minutes = durationWords(text, onSiteMinutes(visit, new Date(nowMs).toISOString()))
  return (
    <div className={styles.visit} role="group" aria-label={text('visits.since', { time: formatClock(visit.startedAt, text.language, nowMs) })}>
      <a className={styles.since} href={formatRoute({ room: 'visits', visitId: visit.id, finishing: false })}>
        <IconClipboardList size={18} aria-hidden />
        <span>{text('visits.since', { time: formatClock(visit.startedAt, text.language, nowMs) })}</span>
        <span className={styles.time}>{isThere ? text('visits.onSiteFor', { time: minutes }) : text('visits.away')}</span>
      </a>
      <Button
        px="sm" variant="default" disabled={asking}
        leftSection={isThere ? <IconDoorExit size={18} aria-hidden /> : <IconDoorEnter size={18} aria-hidden />}
        onClick={() => void visits.setOnSite(lineId, visit.id, !isThere)}
      >
        {text(isThere ? 'visits.leave' : 'visits.back')}
      </Button>
      <Button
        component="a" href={formatRoute({ room: 'visits', visitId: visit.id, finishing: true })} px="sm" variant="default"
        leftSection={<IconFlagCheck size={18} aria-hidden />}
      >
        {text('visits.finish')}
      </Button>
    </div>
  )
}
