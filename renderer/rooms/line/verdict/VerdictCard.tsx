import { Button } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useId } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../../shared/model/report.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { Explain } from '../explain/Explain.tsx'
import { checkName, plainWords, say } from '../words.ts'
import { findingTitle, findingWords } from '../../../../shared/triage/findingWords.ts'
import { Marks } from './Marks.tsx'
import { OtherFindings } from './OtherFindings.tsx'
import { Settle } from './Settle.tsx'
import { VerdictFacts } from './VerdictFacts.tsx'
import styles from './Verdict.module.css'

type VerdictCardProps = {
  view: LineView
  startable: readonly CheckKind[]
  onRun: (kind: CheckKind) => void
  onCheckNeighbours: () => void
}

/** What is wrong, what to do next, why we say so, how sure that is and how old; and whether it was right. */
export function VerdictCard({ view, startable, onRun, onCheckNeighbours }: VerdictCardProps) {
  const text = useText()
  const labelId = useId()
  const { verdict } = view
  const { lead, nextCheck } = verdict
  const words = (finding: Finding | null, what: 'reason' | 'next'): string =>
    finding === null ? text(`line.verdict.nothing.${what}`) : findingWords(text, finding, what)
  const reason = words(lead, 'reason')
  const next = words(lead, 'next')
  return (
    <section className={styles.verdict} data-level={verdict.level} aria-labelledby={labelId}>
      <h2 id={labelId} className="visuallyHidden">
        {text('line.verdict.region')}
      </h2>
      <div className={styles.head}>
        <LevelMark level={verdict.level} size={32} />
        <div>
          <p className={styles.level}>{say(text, `level.${verdict.level}`, plainWords(verdict.level))}</p>
          <p className={styles.headline}>{lead === null ? text('line.verdict.nothing.title') : findingTitle(text, lead)}</p>
        </div>
      </div>
      <div className={styles.body}>
        {next !== '' && (
          <div className={styles.next}>
            <IconArrowNarrowRight size={24} aria-hidden />
            <span>
              <strong>{text('line.verdict.next')}</strong> {next}
            </span>
            {nextCheck !== null && startable.includes(nextCheck) && (
              <Button variant="default" className={styles.nextCheck ?? ''} onClick={() => onRun(nextCheck)}>
                {text('line.verdict.run', { check: checkName(text, nextCheck) })}
              </Button>
            )}
          </div>
        )}
        {reason !== '' && <p className={styles.reason}>{reason}</p>}
        {lead !== null && <VerdictFacts verdict={verdict} lead={lead} />}
        <Settle key={view.line.id} view={view} startable={startable} onRun={onRun} onCheckNeighbours={onCheckNeighbours} />
        {lead !== null && (
          <div className={styles.more}>
            <details className={styles.finding}>
              <summary>{text('explain.lead')}</summary>
              <Explain finding={lead} view={view} />
            </details>
            <OtherFindings view={view} />
            <Marks key={view.line.id} view={view} lead={lead} />
          </div>
        )}
      </div>
    </section>
  )
}
