import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Visit, VisitItem } from '../../../../shared/model/visit.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import { PhotoDialog } from './PhotoDialog.tsx'
import { Removed } from './Removed.tsx'
import { TimelineItem } from './TimelineItem.tsx'
import styles from './Timeline.module.css'

type Happened = { readonly key: string; readonly at: string; readonly content: ReactNode; readonly kind: string }

/** Everything that happened on the visit, newest last, as in the PDF. */
export function Timeline({ visit }: { visit: Visit }) {
  const text = useText()
  const removed = useVisit(state => state.removed)
  const noteId = useVisit(state => state.note.itemId)
  const [shown, setShown] = useState<string | null>(null)
  const photos = visit.items.filter(item => item.kind === 'photo')
  const gone = new Set(removed.map(({ id }) => id))
  const event = (key: string, at: string, words: string): Happened => ({ key, at, content: <p className={styles.event}>{words}</p>, kind: 'event' })
  const itemContent = (item: VisitItem): ReactNode => gone.has(item.id) ? <Removed item={item} photos={photos} /> : (
    <TimelineItem
      item={item} visitId={visit.id} mayChange={visit.state === 'open'} isTyped={item.id === noteId}
      photoNumber={photos.findIndex(({ id }) => id === item.id) + 1} onShow={setShown}
    />
  )
  const happened: readonly Happened[] = [
    event('started', visit.startedAt, text('evidence.event.started')),
    ...visit.onSite.slice(1).map(({ from }) => event(`back ${from}`, from, text('evidence.event.back'))),
    ...visit.onSite.flatMap(({ to }) => to === null || to === visit.finishedAt ? [] : [event(`left ${to}`, to, text('evidence.event.left'))]),
    ...visit.items.map((item): Happened => ({ key: item.id, at: item.at, content: itemContent(item), kind: item.kind })),
    ...(visit.confirmation === null ? []
      : [event('confirmed', visit.confirmation.at, text('evidence.event.confirmed', { name: visit.confirmation.name }))]),
    ...(visit.finishedAt === null ? [] : [event('finished', visit.finishedAt, text('evidence.event.finished'))]),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
  return (
    <section className={styles.timeline} aria-labelledby="visit-timeline">
      <h2 id="visit-timeline">{text('visit.timeline')}</h2>
      <ol aria-labelledby="visit-timeline">
        {happened.map(({ key, at, content, kind }) => (
          <li key={key} className={styles.entry} data-kind={kind}>
            <span className={styles.when}><Moment at={at} /></span>
            <div className={styles.what}>{content}</div>
          </li>
        ))}
      </ol>
      {shown !== null && <PhotoDialog visitId={visit.id} photos={photos.filter(({ id }) => !gone.has(id))} shown={shown} onShow={setShown} />}
    </section>
  )
}
