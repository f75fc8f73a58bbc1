import { Button, Loader } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ReportKind } from '../../../shared/model/report.ts'
import type { Text } from '../../../shared/text/text.ts'
import { reportMs } from '../../../shared/triage/evidence.ts'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { formatClock } from '../../parts/localTime.ts'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { formatElapsed } from '../line/CheckProgress.tsx'
import { plainWords, say } from '../line/words.ts'
import { ageWords } from '../../stores/oldReports.ts'
import type { OldResultsState } from '../../stores/oldResults.ts'
import type { RunAgain } from './runAgain.ts'
import styles from './OldResults.module.css'

const namesOf = (text: Text, kinds: readonly ReportKind[]): string =>
  kinds.map(kind => say(text, `check.${kind}`, plainWords(kind))).join(', ')

type QuestionProps = { results: OldResultsState; again: RunAgain; offersKnown: boolean }

/** The question before the form: run the old results again, or use them as they are. */
export function OldResultsQuestion({ results, again, offersKnown }: QuestionProps) {
  const text = useText()
  const { runThem, useThem } = results
  const first = useRef<HTMLButtonElement>(null)
  const canRun = again.now.length > 0
  useEffect(() => first.current?.focus(), [])
  return (
    <section className={styles.question} aria-label={text('tickets.old.title')}>
      <h3>
        <LevelMark level="note" size={18} /> {text('tickets.old.title')}
      </h3>
      <OldList results={results} />
      <p>{text('tickets.old.why')}</p>
      {again.disturbing.length > 0 && <p>{text('tickets.old.disturbing', { checks: namesOf(text, again.disturbing) })}</p>}
      {!offersKnown && <p className={styles.quiet}>{text('tickets.old.asking')}</p>}
      {offersKnown && again.not.length > 0 && <p>{text('tickets.old.notOffered', { checks: namesOf(text, again.not) })}</p>}
      <div className={styles.choices}>
        {canRun && (
          <div>
            <Button ref={first} onClick={() => void runThem(again.now)}>
              {text('tickets.old.again')}
            </Button>
            <p className={styles.quiet}>{text('tickets.old.againHint', { checks: namesOf(text, again.now) })}</p>
          </div>
        )}
        <div>
          <Button ref={canRun ? null : first} variant="default" onClick={useThem}>
            {text('tickets.old.asTheyAre')}
          </Button>
          <p className={styles.quiet}>{text('tickets.old.asTheyAreHint')}</p>
        </div>
      </div>
    </section>
  )
}

function OldList({ results }: { results: OldResultsState }) {
  const text = useText()
  const nowMs = useNow()
  return (
    <ul className={styles.list}>
      {results.old.map(report => (
        <li key={report.id}>
          {text('tickets.old.report', {
            check: say(text, `check.${report.kind}`, plainWords(report.kind)),
            at: formatClock(new Date(reportMs(report)).toISOString(), text.language, nowMs),
            age: ageWords(report, new Date(nowMs).toISOString(), text),
          })}
        </li>
      ))}
    </ul>
  )
}

/** Above the form: how it stands with the old results; the form can be filled in meanwhile. */
export function OldResultsNote({ results }: { results: OldResultsState }) {
  const text = useText()
  const { phase, withoutResult } = results
  if (phase === 'none' || phase === 'ask' || phase === 'asTheyAre') return null
  if (phase === 'offline')
    return (
      <div className={styles.state}>
        <p>{text('tickets.old.offline')}</p>
        <OldList results={results} />
      </div>
    )
  if (phase === 'running') return <Running results={results} />
  return (
    <div className={styles.state} role="status">
      {phase !== 'failed' && <p>{text(`tickets.old.${phase}`)}</p>}
      {withoutResult.length > 0 && <p>{text('tickets.old.failed', { checks: namesOf(text, withoutResult) })}</p>}
    </div>
  )
}

function Running({ results: { started, goOn } }: { results: OldResultsState }) {
  const text = useText()
  const elapsed = formatElapsed(useElapsedSeconds())
  return (
    <div className={styles.state}>
      <p className={styles.running}>
        <Loader size={16} aria-hidden />
        <span role="status">{text('tickets.old.running', { checks: namesOf(text, started) })}</span> <span>{elapsed}</span>
        <Button variant="subtle" px="xs" onClick={goOn}>
          {text('tickets.old.goOn')}
        </Button>
      </p>
    </div>
  )
}
