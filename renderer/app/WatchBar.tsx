import { ActionIcon } from '@mantine/core'
import { IconEye, IconX } from '@tabler/icons-react'
import type { WatchState } from '../../shared/model/watch.ts'
import { ageInWords } from '../parts/Age.tsx'
import { useNow } from '../parts/useNow.ts'
import { changeWords } from '../rooms/line/watch/changeWords.ts'
import { ChangeMark } from '../rooms/line/watch/ChangeMark.tsx'
import { byNews, headlineOf, isActive, isWaiting } from '../stores/watch.ts'
import { useText } from '../text.tsx'
import { formatRoute } from './route.ts'
import { useSelected, useStores } from './StoresContext.tsx'
import { useWatchTelling } from './useWatchTelling.ts'
import styles from './WatchBar.module.css'

function WatchedLine({ watch }: { watch: WatchState }) {
  const text = useText()
  const nowMs = useNow()
  const { watch: store, accounts } = useStores()
  const busy = useSelected(store, state => state.asking[watch.lineId] === true)
  const newest = headlineOf(watch.changes)
  const line = watch.label === '' ? watch.nativeId ?? text('line.noAddress') : watch.label
  const reachable = useSelected(accounts, state => !['unreachable', 'refused'].includes(state.reachability[watch.accountId]?.state ?? ''))
  const turn = watch.state === 'ended' ? text('watch.bar.ended') : isWaiting(watch, reachable) ? text('watch.bar.waiting') : null
  return (
    <li className={styles.line}>
      <a className={styles.link} href={formatRoute({ room: 'line', lineId: watch.lineId })} title={text('watch.bar.open', { line })}>
        <strong className={styles.name}>{line}</strong>
        {turn !== null && <span className={styles.turn}>{turn}</span>}
        {newest === undefined && turn === null && <span className={styles.quiet}>{text('watch.bar.quiet')}</span>}
        {newest !== undefined && (
          <>
            <ChangeMark direction={newest.direction} />
            <span className={styles.change}>{changeWords(text, newest, nowMs)}</span>
            <span className={styles.quiet}>{ageInWords(newest.at, nowMs, text)}</span>
          </>
        )}
      </a>
      <ActionIcon
        aria-label={text(isActive(watch) ? 'watch.stopOf' : 'watch.clearOf', { line })} color="gray" disabled={busy}
        onClick={() => void store.stop(watch.lineId)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** The watched lines with their newest change, in sight in every room; says each change to those who do not see it. */
export function WatchBar() {
  const text = useText()
  const { watch } = useStores()
  const watches = useSelected(watch, state => state.watches)
  const said = useWatchTelling()
  return (
    <>
      <span className="visuallyHidden" role="status" aria-live="polite">{said}</span>
      {watches !== null && watches.length > 0 && (
        <section className={styles.bar} aria-label={text('watch.bar')}>
          <IconEye className={styles.icon} size={20} stroke={1.75} aria-hidden />
          <ul className={styles.lines}>
            {byNews(watches).map(each => <WatchedLine key={each.lineId} watch={each} />)}
          </ul>
        </section>
      )}
    </>
  )
}
