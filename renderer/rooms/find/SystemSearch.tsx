import { Button, Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { AccountId, LineId } from '../../../shared/model/common.ts'
import type { SearchResult } from '../../../shared/model/search.ts'
import { formatRoute } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { CallFailureNote, FailureNote } from '../../parts/FailureNote.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { useNow } from '../../parts/useNow.ts'
import { createSystemSearchStore } from '../../stores/systemSearch.ts'
import type { SystemFound, SystemSearchStore } from '../../stores/systemSearch.ts'
import { useText } from '../../text.tsx'
import styles from './FindRoom.module.css'
import { LineRow } from './LineRow.tsx'
import { searchWords } from './searchWords.ts'

/** What cannot be found here yet is said, and the systems' own search offered for it. */
export function SystemSearch({ result, chosen }: { result: SearchResult; chosen: LineId | null }) {
  const client = useClient()
  const [store] = useState(() => createSystemSearchStore(client))
  useEffect(() => () => store.stop(), [store])
  return result.incomplete.length === 0 ? null : <Offer result={result} chosen={chosen} store={store} />
}

function Offer({ result: { query, incomplete }, chosen, store }: { result: SearchResult; chosen: LineId | null; store: SystemSearchStore }) {
  const text = useText()
  const nowMs = useNow()
  const { accounts, sync } = useStores()
  const state = useSelected(store, each => each)
  const known = useSelected(accounts, each => each.accounts) ?? []
  const reachability = useSelected(accounts, each => each.reachability)
  const syncStates = useSelected(sync, each => each.states)
  const words = query.trim()
  const labels = incomplete.flatMap((id: AccountId) => known.find(account => account.id === id)?.label ?? [])
  const offline = incomplete.every(id => reachability[id]?.state === 'unreachable')
  const { missing, doneBy } = searchWords(incomplete.flatMap(id => syncStates[id] ?? []))
  const ask = (): void => void store.ask(words)
  const isAsked = state.words === words
  return (
    <div className={styles.incomplete}>
      <div className={styles.asking}>
        <details>
          <summary>{text('find.incomplete', { accounts: labels.join(', ') })}</summary>
          {[
            missing.length === 0 ? '' : text('find.incomplete.missing', { fields: missing.map(field => text(`find.field.${field}`)).join(', ') }),
            doneBy === null ? '' : text('find.incomplete.doneBy', { at: formatClock(doneBy, text.language, nowMs) }),
            offline ? text('find.system.offline') : '',
          ].filter(Boolean).join(' ')}
        </details>
        {isAsked && state.busy
          ? <Asking words={words} startedAtMs={state.startedAtMs} onStop={store.stop} />
          : <Button variant="subtle" px="xs" disabled={offline || words.length < 3} onClick={ask}>{text('find.system.search')}</Button>}
      </div>
      {isAsked && state.failure !== null && <CallFailureNote failure={state.failure} onRetry={ask} />}
      {isAsked && state.found !== null && <Found found={state.found} words={words} chosen={chosen} onRetry={ask} />}
    </div>
  )
}

function Asking({ words, startedAtMs, onStop }: { words: string; startedAtMs: number; onStop: () => void }) {
  const text = useText()
  const seconds = useElapsedSeconds(startedAtMs)
  return (
    <div className={styles.asking}>
      <Loader size="sm" aria-hidden />
      <span role="status">{text('find.system.searching', { words })}</span>
      <span>{text('find.live.elapsed', { seconds })}</span>
      <Button variant="default" onClick={onStop}>{text('find.live.stop')}</Button>
    </div>
  )
}

/** Whole lines first, then what the systems only named; a failure of one account beside what the others found. */
function Found({ found, words, chosen, onRetry }: { found: SystemFound; words: string; chosen: LineId | null; onRetry: () => void }) {
  const text = useText()
  const { find } = useStores()
  const whole = new Set(found.found.map(({ id }) => id))
  const named = found.hits.filter(({ lineId }) => lineId === null || !whole.has(lineId))
  const isNothing = found.found.length + named.length === 0
  return (
    <section className={styles.stack} aria-label={text('find.system.found')}>
      <div role="status">
        {isNothing && found.asked === 0 && <p className={styles.note}>{text('find.system.nobody')}</p>}
        {isNothing && found.asked > found.failures.length && <p className={styles.note}>{text('find.system.none', { words })}</p>}
        {!isNothing && <h2 className={styles.heading}>{text('find.system.found')}</h2>}
      </div>
      {found.found.map((line, index) => (
        <LineRow key={line.id} id={`system-row-${String(index)}`} line={line} active={false} chosen={line.id === chosen} onPin={find.pin} />
      ))}
      {named.length > 0 && (
        <ul className={styles.plainList}>
          {named.map(hit => {
            const name = [hit.customerName, hit.label].filter(Boolean).join(' · ')
            const shown = name === '' ? text('find.system.hit.unnamed', { id: hit.nativeId }) : `${name} (${hit.nativeId})`
            return (
              <li key={`${hit.accountId} ${hit.nativeId}`} className={styles.note}>
                {hit.lineId === null ? <strong>{shown}</strong> : <a href={formatRoute({ room: 'line', lineId: hit.lineId })}>{shown}</a>}
                <span className={styles.asking}><AccountMark accountId={hit.accountId} />{text(`find.system.hit.${hit.by}`)}</span>
              </li>
            )
          })}
        </ul>
      )}
      {!isNothing && !found.complete && <p>{text('find.system.more')}</p>}
      {found.failures.map(({ accountId, failure }) => (
        <div key={accountId} className={styles.stack}>
          <AccountMark accountId={accountId} />
          <FailureNote failure={failure} onRetry={onRetry} />
        </div>
      ))}
    </section>
  )
}
