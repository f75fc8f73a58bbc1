import type { ReactNode } from 'react'
import type { LivePartName } from '../../../shared/contract/lines.ts'
import { Age } from '../../parts/Age.tsx'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { useLine } from './lineStoreContext.tsx'
import styles from './PartFrame.module.css'

type PartFrameProps = { part: LivePartName; title: string; children: ReactNode }

/** A part of the line that is fetched and can fail on its own: its age, its failure with a retry, and what is known of it. */
export function PartFrame({ part, title, children }: PartFrameProps) {
  const text = useText()
  const state = useLine(line => line.view?.parts.find(each => each.part === part) ?? null)
  const refresh = useLine(line => line.refresh)
  return (
    <section className={styles.frame} aria-label={title}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <span className={styles.age}>
          {state?.state === 'loading' && text('line.part.loading')}
          {state?.state === 'notOffered' && text('line.part.notOffered')}
          {state !== null && state.state !== 'loading' && state.state !== 'notOffered' && (
            <Age at={state.at} limitMinutes={24 * 60} />
          )}
        </span>
      </div>
      {state?.failure !== null && state?.failure !== undefined && (
        <FailureNote failure={state.failure} onRetry={() => void refresh()} />
      )}
      {children}
    </section>
  )
}

/** Names and values, those without a value left out; `empty` where nothing is left. */
export function Facts({ facts, empty }: { facts: readonly (readonly [string, ReactNode])[]; empty: string }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
  if (known.length === 0) return <p className={styles.empty}>{empty}</p>
  return (
    <dl className={styles.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
