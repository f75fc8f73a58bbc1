import { Button, Loader } from '@mantine/core'
import type { NeighbourCheckEvent } from '../../../../shared/contract/neighbours.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { CallFailureNote, operatorFailureWords } from '../../../parts/FailureNote.tsx'
import { FailureDetails } from '../../../parts/FailureDetails.tsx'
import { detailsOf } from '../../../parts/describeKept.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import type { NeighbourRun, NeighboursState } from '../../../stores/neighbours.ts'
import { useText } from '../../../text.tsx'
import { formatElapsed } from '../CheckProgress.tsx'
import { checkName, plainWords, say } from '../words.ts'
import { neighbourName, verdictWords } from './NeighbourRow.tsx'
import { useNeighbours, useNeighboursStore } from './neighboursContext.tsx'
import styles from './Neighbours.module.css'

type Item = NeighbourCheckEvent['items'][number]

const isOver = ({ state }: Item): boolean => state !== 'waiting' && state !== 'running'

/** How far the check of the neighbours is, in one sentence. */
export function runWords(text: Text, { state, items }: Pick<NeighbourRun, 'state' | 'items'>): string {
  if (state === 'left') return text('neighbours.run.left')
  if (state === 'failed') return text('neighbours.run.failed')
  if (state === 'running')
    return items.length === 0
      ? text('neighbours.run.asking') : text('neighbours.run.progress', { done: items.filter(isOver).length, all: items.length })
  const failed = items.filter(item => item.state !== 'complete').length
  return failed === 0 ? text('neighbours.run.done') : `${text('neighbours.run.done')}. ${text('neighbours.run.doneSome', { failed })}`
}

function ItemRow({ item }: { item: Item }) {
  const text = useText()
  const { neighbour, state, failure } = item
  const kinds = item.kinds.map(kind => checkName(text, kind)).join(', ')
  return (
    <li className={styles.item}>
      {state === 'running' || state === 'waiting'
        ? <Loader size={16} aria-hidden data-still={state === 'waiting'} />
        : <LevelMark level={state === 'complete' ? (neighbour.level ?? 'unknown') : 'unknown'} size={18} />}
      <strong>{neighbourName(text, neighbour)}</strong>
      <span>
        {state === 'complete' && neighbour.level !== null
          ? `${say(text, `level.${neighbour.level}`, plainWords(neighbour.level))}: ${verdictWords(text, neighbour)}`
          : text(`neighbours.state.${state}`, { kinds })}
        {failure !== null && `. ${operatorFailureWords(failure, text).title}. ${operatorFailureWords(failure, text).next}`}
      </span>
      {failure !== null && <FailureDetails details={detailsOf(failure, text)} />}
    </li>
  )
}

function Elapsed({ sinceMs }: { sinceMs: number }) {
  return <span className={styles.quiet}>{formatElapsed(useElapsedSeconds(sinceMs))}</span>
}

/** The check of a few neighbours: how far each is, what failed, and the way to wait no longer. */
export function NeighbourRunNote({ place }: Pick<NeighboursState, 'place'>) {
  const text = useText()
  const store = useNeighboursStore()
  const run = useNeighbours(state => (state.place === place ? state.run : null))
  return (
    <>
      <span className="visuallyHidden" role="status">{run === null ? '' : runWords(text, run)}</span>
      {run !== null && (
        <section className={styles.run} aria-label={text('neighbours.run.title')}>
          <div className={styles.runHead}>
            {run.state === 'running' && <Loader size={18} aria-hidden />}
            <strong>{runWords(text, run)}</strong>
            {run.state === 'running' && <Elapsed sinceMs={run.startedAtMs} />}
            {run.state === 'running'
              ? <Button variant="default" onClick={store.stopWaiting}>{text('neighbours.run.stop')}</Button>
              : <Button variant="subtle" onClick={store.leaveRun}>{text('neighbours.run.close')}</Button>}
          </div>
          {run.failure !== null && <CallFailureNote failure={run.failure} />}
          {run.items.length > 0 && (
            <ul className={styles.items}>{run.items.map(item => <ItemRow key={item.neighbour.lineId} item={item} />)}</ul>
          )}
        </section>
      )}
    </>
  )
}
