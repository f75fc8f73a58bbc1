import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../../shared/model/report.ts'
import type { PathPartName, Verdict } from '../../../../shared/model/verdict.ts'
import { useText } from '../../../text.tsx'
import { PartReadings } from './PartReadings.tsx'
import { PathStop } from './PathStop.tsx'
import { hiddenBy, railsOf } from '../../../../shared/triage/rails.ts'
import { readingAt } from './readingAt.ts'
import styles from './Path.module.css'

type PathProps = {
  view: LineView
  /** Checks that can be started now; others that would tell are named only. */
  startable: readonly CheckKind[]
  onRun: (kind: CheckKind) => void
}

/** The part the verdict points at; none where all is well. */
export function pointedAt(verdict: Verdict): PathPartName | null {
  return verdict.lead !== null && (verdict.lead.level === 'fault' || verdict.lead.level === 'warn') ? verdict.lead.part : null
}

/** The chain from the operator to the home, each part with its state, its most telling reading and its age. */
export function Path({ view, startable, onRun }: PathProps) {
  const text = useText()
  const { verdict } = view
  const [chosen, setChosen] = useState<PathPartName | null>(null)
  const chain = useRef<HTMLOListElement>(null)
  const titleId = useId()
  const panelId = useId()
  const rails = railsOf(verdict.path)
  const chosenPart = verdict.path.find(part => part.part === chosen)

  const moveFocus = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    const stops = [...(chain.current?.querySelectorAll<HTMLButtonElement>('button[aria-expanded]') ?? [])]
    const index = stops.findIndex(stop => stop === document.activeElement)
    if (step === 0 || index === -1) return
    event.preventDefault()
    stops[index + step]?.focus()
  }

  return (
    <section className={styles.path} aria-labelledby={titleId} data-open={chosen !== null}>
      <h2 id={titleId} className={styles.title}>
        {text('line.path.title')}
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move between the buttons inside */}
      <ol className={styles.chain} ref={chain} onKeyDown={moveFocus}>
        {verdict.path.map((part, index) => (
          <PathStop
            key={part.part}
            part={part}
            rails={rails[index] ?? { into: 'end', out: 'end' }}
            at={readingAt(part, view.parts)}
            hiddenBy={hiddenBy(verdict.path, index)}
            pointed={pointedAt(verdict) === part.part}
            open={chosen === part.part}
            panelId={panelId}
            canRun={part.wouldTell !== null && startable.includes(part.wouldTell)}
            onToggle={() => setChosen(chosen === part.part ? null : part.part)}
            onRun={onRun}
          />
        ))}
      </ol>
      <div id={panelId} className={styles.panel} hidden={chosenPart === undefined}>
        {chosenPart !== undefined && (
          <PartReadings
            part={chosenPart}
            hiddenBy={hiddenBy(verdict.path, verdict.path.indexOf(chosenPart))}
            view={view}
            startable={startable}
            onRun={onRun}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
    </section>
  )
}
