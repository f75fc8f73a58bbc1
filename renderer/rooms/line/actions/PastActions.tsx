import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Moment } from '../../../parts/Moment.tsx'
import type { SiteActionsStore } from '../../../stores/siteActions.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import styles from './SiteActions.module.css'

const shown = 5

/** What was done on this line from here, with its outcome, newest first. */
export function PastActions({ store }: { store: SiteActionsStore }) {
  const text = useText()
  const past = useStore(store, state => state.past)
  useEffect(() => void store.getState().load(), [store])
  if (past === null || past.length === 0) return null
  return (
    <section className={styles.past} aria-label={text('actions.past')}>
      <h3>{text('actions.past')}</h3>
      <ul>
        {past.slice(0, shown).map(({ id, kind, at, outcome, detail }) => (
          <li key={id} data-outcome={outcome}>
            <Moment at={at} />
            <span>
              {say(text, `visit.action.${kind}`, plainWords(kind))}: <strong>{say(text, `visit.outcome.${outcome}`, plainWords(outcome))}</strong>
            </span>
            {detail !== null && <span className="mono">{detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
