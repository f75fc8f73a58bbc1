import { Button, Loader } from '@mantine/core'
import { IconArrowLeft, IconDoorEnter, IconDoorExit, IconFlagCheck, IconRouteAltLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Visit } from '../../../shared/model/visit.ts'
import { onSiteMinutes } from '../../../shared/visits/onSite.ts'
import { formatRoute, goTo } from '../../app/route.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { durationWords } from '../../parts/durationWords.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { createVisitStore } from '../../stores/visit.ts'
import { useText } from '../../text.tsx'
import { AddToVisit } from './add/AddToVisit.tsx'
import { CustomerWord } from './finish/CustomerWord.tsx'
import { FinishDialog } from './finish/FinishDialog.tsx'
import { Summing } from './finish/Summing.tsx'
import { Evidence } from './evidence/Evidence.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import { RemoveVisit } from './RemoveVisit.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { VisitStateMark } from './VisitStateMark.tsx'
import { useVisit, VisitStoreProvider } from './visitStoreContext.tsx'
import styles from './OneVisit.module.css'

const visitRoute = (visitId: string, finishing = false) => ({ room: 'visits', visitId, finishing }) as const

function Head({ visit }: { visit: Visit }) {
  const text = useText()
  const nowMs = useNow()
  const busy = useVisit(state => state.busy)
  const setOnSite = useVisit(state => state.setOnSite)
  const reopen = useVisit(state => state.reopen)
  const isThere = visit.onSite.at(-1)?.to === null
  const clock = (at: string): string => formatClock(at, text.language, nowMs)
  const minutes = onSiteMinutes(visit, visit.state === 'open' ? new Date(nowMs).toISOString() : visit.changedAt)
  return (
    <header className={styles.head}>
      <a className={styles.back} href="#/visits"><IconArrowLeft size={18} aria-hidden />{text('visits.toList')}</a>
      <div className={styles.title}>
        <h1>{visit.label}</h1>
        <VisitStateMark state={visit.state} />
      </div>
      <p className={styles.facts}>
        {visit.nativeId !== null && <span className="mono">{visit.nativeId}</span>}
        <span>
          {visit.finishedAt !== null ? text('visit.from', { from: clock(visit.startedAt), to: clock(visit.finishedAt) })
            : visit.state === 'open' ? text('visits.since', { time: clock(visit.startedAt) })
              : `${text('evidence.fact.started')} ${clock(visit.startedAt)}`}
        </span>
        <span>{text('visits.onSiteFor', { time: durationWords(text, minutes) })}</span>
        {visit.state === 'open' && !isThere && <strong>{text('visits.away')}</strong>}
        <span>{text('visit.by', { engineer: visit.engineer })}</span>
      </p>
      {visit.state !== 'open' && <p className={styles.note}>{text(`visit.${visit.state}.note`)}</p>}
      <div className={styles.actions}>
        {visit.state === 'open' && (
          <>
            <Button
              component="a" href={formatRoute(visitRoute(visit.id, true))} leftSection={<IconFlagCheck size={18} aria-hidden />}
            >
              {text('visits.finish')}
            </Button>
            <Button
              variant="default" loading={busy === 'onSite'} onClick={() => void setOnSite(!isThere)}
              leftSection={isThere ? <IconDoorExit size={18} aria-hidden /> : <IconDoorEnter size={18} aria-hidden />}
            >
              {text(isThere ? 'visits.leave' : 'visits.back')}
            </Button>
          </>
        )}
        {visit.state === 'finished' && (
          <Button variant="default" loading={busy === 'reopen'} onClick={() => void reopen()}>{text('visit.reopen')}</Button>
        )}
        <Button
          component="a" variant="default" href={formatRoute({ room: 'line', lineId: visit.lineId })}
          leftSection={<IconRouteAltLeft size={18} aria-hidden />}
        >
          {text('visits.toLine')}
        </Button>
        <RemoveVisit visit={visit} />
      </div>
    </header>
  )
}

function Content({ visitId, finishing }: { visitId: string; finishing: boolean }) {
  const text = useText()
  const visit = useVisit(state => state.visit)
  const failure = useVisit(state => state.failure)
  const refusal = useVisit(state => state.refusal)
  const load = useVisit(state => state.load)
  useEffect(() => {
    // Finished already, by another window: there is nothing to finish.
    if (finishing && visit !== null && visit.state !== 'open') goTo(visitRoute(visitId))
  }, [finishing, visit, visitId])
  if (visit === null) {
    return failure !== null ? (
      <>
        <a className={styles.back} href="#/visits"><IconArrowLeft size={18} aria-hidden />{text('visits.toList')}</a>
        <ErrorNote error={failure} onRetry={() => void load()} />
      </>
    ) : <p className={styles.opening} role="status"><Loader size={18} aria-hidden /> {text('visit.opening')}</p>
  }
  return (
    <>
      <Head visit={visit} />
      {failure !== null && <ErrorNote error={failure} onRetry={() => void load()} />}
      {refusal !== null && <RefusalNote error={refusal} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          {visit.state === 'open' && <AddToVisit visitId={visit.id} />}
          <Timeline visit={visit} />
        </div>
        <div className={styles.column}>
          <Summing visit={visit} />
          <CustomerWord visit={visit} />
          <Evidence visit={visit} />
        </div>
      </div>
      {finishing && visit.state === 'open' && <FinishDialog visit={visit} onClose={() => goTo(visitRoute(visitId))} />}
    </>
  )
}

/** One visit: what happened, what it comes to, how it ends and what it leaves in writing. */
export function OneVisit({ visitId, finishing }: { visitId: string; finishing: boolean }) {
  const client = useClient()
  const { visits } = useStores()
  const [store] = useState(() => createVisitStore(client, visitId))
  useEffect(() => {
    void store.getState().load()
    const left = visits.onChanged(changed => {
      if (changed === null || changed === visitId) void store.getState().load()
    })
    const keep = (): void => void store.getState().close()
    addEventListener('pagehide', keep)
    return () => {
      left()
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [store, visitId, visits])
  return (
    <VisitStoreProvider store={store}>
      <div className={styles.room}><Content visitId={visitId} finishing={finishing} /></div>
    </VisitStoreProvider>
  )
}
