import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { LineId } from '../../../../shared/model/common.ts'
import type { WatchChange, WatchState } from '../../../../shared/model/watch.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatRoute } from '../../../app/route.ts'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { Age } from '../../../parts/Age.tsx'
import { CallFailureNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { Moment } from '../../../parts/Moment.tsx'
import { useElapsedSeconds } from '../../../parts/useElapsedSeconds.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { headlineOf, isWaiting } from '../../../stores/watch.ts'
import { useLine, useReach } from '../lineStoreContext.tsx'
import { plainWords, say } from '../words.ts'
import { AllowNotifications } from './AllowNotifications.tsx'
import { ChangeMark } from './ChangeMark.tsx'
import { changeWords } from './changeWords.ts'
import styles from './Watch.module.css'

/** When the next look is due, in words. */
export function nextLookWords(text: Text, watch: Pick<WatchState, 'state' | 'nextAt'>, nowMs: number): string {
  if (watch.state === 'looking') return text('watch.next.now')
  if (watch.state === 'waiting') return text('watch.next.waiting')
  const seconds = watch.nextAt === null ? 0 : Math.round((Date.parse(watch.nextAt) - nowMs) / 1000)
  return seconds > 0 ? text('watch.next.in', { seconds }) : text('watch.next.soon')
}

function Change({ change }: { change: WatchChange }) {
  const text = useText()
  const nowMs = useNow()
  return (
    <>
      <ChangeMark direction={change.direction} />
      <strong>{changeWords(text, change, nowMs)}</strong>
      <span className={styles.quiet}><Moment at={change.at} /></span>
    </>
  )
}

function NextLook({ watch }: { watch: WatchState }) {
  const text = useText()
  const startedMs = Date.parse(watch.startedAt)
  const seconds = useElapsedSeconds(startedMs)
  return <dd className={styles.next}>{nextLookWords(text, watch, startedMs + seconds * 1000)}</dd>
}

function Facts({ watch }: { watch: WatchState }) {
  const text = useText()
  return (
    <dl className={styles.facts}>
      <div><dt>{text('watch.since')}</dt><dd><Moment at={watch.startedAt} /></dd></div>
      <div><dt>{text('watch.looks')}</dt><dd>{watch.looks}</dd></div>
      <div><dt>{text('watch.last')}</dt><dd><Age at={watch.lastAt} /></dd></div>
      {watch.state !== 'ended' && <div><dt>{text('watch.next')}</dt><NextLook watch={watch} /></div>}
    </dl>
  )
}

function Panel({ watch: told }: { watch: WatchState }) {
  const text = useText()
  const waits = isWaiting(told, useReach(told.accountId) === 'reachable')
  const watch: WatchState = waits ? { ...told, state: 'waiting' } : told
  const { watch: store } = useStores()
  const busy = useSelected(store, state => state.asking[watch.lineId] === true)
  const newest = headlineOf(watch.changes)
  const older = watch.changes.filter(change => change !== newest)
  const ended = watch.state === 'ended'
  const why = watch.failure === null ? null : say(text, `failure.${watch.failure}.title`, plainWords(watch.failure))
  return (
    <section className={styles.panel} data-state={watch.state} aria-label={text(ended ? 'watch.ended.title' : 'watch.title')}>
      <div className={styles.head}>
        <IconEye size={20} stroke={1.75} aria-hidden />
        <h2>{text(ended ? 'watch.ended.title' : 'watch.title')}</h2>
        <Facts watch={watch} />
        {ended && (
          <Button variant="default" disabled={busy} onClick={() => void store.stop(watch.lineId)}>{text('watch.clear')}</Button>
        )}
      </div>
      {ended && <p className={styles.quiet}>{text('watch.ended.next')}</p>}
      {watch.state === 'waiting' && <p>{text('watch.waiting')}</p>}
      {watch.state !== 'waiting' && why !== null && (
        <p className={styles.head}><LevelMark level="unknown" size={16} /> {text('watch.failed', { why })}</p>
      )}
      <div className={styles.newest}>
        {newest === undefined ? <span className={styles.quiet}>{text('watch.changes.none')}</span> : <Change change={newest} />}
      </div>
      {older.length > 0 && (
        <details className={styles.more}>
          <summary>{text('watch.changes.more', { count: older.length })}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
          <ul className={styles.changes} aria-label={text('watch.changes')} tabIndex={0}>
            {older.map(change => <li key={change.id}><Change change={change} /></li>)}
          </ul>
        </details>
      )}
      {!ended && (
        <details className={styles.more}>
          <summary>{text('watch.about')}</summary>
          <div className={styles.about}>
            <p>{text('watch.what', { seconds: watch.intervalSeconds })}</p>
            <p>{text('watch.limits')}</p>
            <a className={styles.settingsLink} href={formatRoute({ room: 'settings', section: 'watch', account: null })}>
              {text('watch.settings')}
            </a>
          </div>
        </details>
      )}
      {!ended && <AllowNotifications />}
    </section>
  )
}

/** What the watch of the line on screen saw; each change brings the line up to date where it stands. */
export function WatchPanel({ lineId }: { lineId: LineId }) {
  const { watch: store } = useStores()
  const watch = useSelected(store, state => state.watches?.find(each => each.lineId === lineId) ?? null)
  const failure = useSelected(store, state => state.failures[lineId] ?? null)
  const text = useText()
  useRefreshOnChange(lineId)
  return (
    <>
      {failure !== null && (failure.kind === 'conflict'
        ? <p className={styles.full} role="alert"><LevelMark level="note" size={18} /> {text('watch.full')}</p>
        : <CallFailureNote failure={failure} onRetry={() => void store.start(lineId)} />)}
      {watch !== null && <Panel watch={watch} />}
    </>
  )
}

function useRefreshOnChange(lineId: LineId): void {
  const { watch: store } = useStores()
  const refresh = useLine(state => state.refresh)
  useEffect(() => store.onNews(news => {
    if (news.watch.lineId === lineId && news.changes.length > 0) void refresh()
  }), [store, lineId, refresh])
}
