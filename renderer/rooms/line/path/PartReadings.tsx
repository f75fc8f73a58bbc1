import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../../shared/model/report.ts'
import type { PathPart, PathPartName } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { Facts } from '../explain/Explain.tsx'
import { OpenReport } from '../explain/CitedReportPart.tsx'
import { newestReports, readingsOfPart, reportBefore } from '../../../../shared/triage/readingParts.ts'
import { ReadingRows } from '../ReadingRows.tsx'
import { findingTitle } from '../../../../shared/triage/findingWords.ts'
import { checkName, isTableRule, plainWords, say } from '../words.ts'
import { factsOfPart } from './factsOfPart.ts'
import { hiddenWords } from './PathStop.tsx'
import styles from './PartReadings.module.css'

type PartReadingsProps = {
  part: PathPart
  hiddenBy: PathPartName | null
  view: LineView
  startable: readonly CheckKind[]
  onRun: (kind: CheckKind) => void
  onClose: () => void
}

/** Everything known of one part of the path: findings there, what reports measured, and what else was looked at. */
export function PartReadings({ part, hiddenBy, view, startable, onRun, onClose }: PartReadingsProps) {
  const text = useText()
  const { verdict, reports } = view
  const { wouldTell } = part
  const name = say(text, `path.part.${part.part}`, plainWords(part.part))
  const told = newestReports(reports)
    .map(report => ({ report, ...readingsOfPart(part.part, report, verdict) }))
    .filter(({ measurements, states }) => measurements.length + states.length > 0)
  const facts = factsOfPart(part.part, view)
  const findings = verdict.findings.filter(finding => finding.part === part.part)
  return (
    <div>
      <div className={styles.head}>
        <h3>{text('line.path.readingsOf', { part: name })}</h3>
        <ActionIcon aria-label={text('line.path.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {part.beyondFault && <p className={styles.none}>{hiddenWords(text, hiddenBy)}</p>}
      {findings.map((finding, index) => (
        <p key={`${finding.ruleId} ${index}`} className={styles.finding}>
          <LevelMark level={finding.level} size={16} /> {findingTitle(text, finding)}{' '}
          <span className={styles.rule}>{isTableRule(finding.ruleId) ? finding.ruleId : ''}</span>
        </p>
      ))}
      {told.length === 0 && facts.length === 0 && (
        <p className={styles.none}>
          {wouldTell === null ? text('line.path.nothing') : text('line.path.nothingYet', { check: checkName(text, wouldTell) })}
        </p>
      )}
      {told.length === 0 && wouldTell !== null && startable.includes(wouldTell) && (
        <Button variant="default" onClick={() => onRun(wouldTell)}>
          {text('line.verdict.run', { check: checkName(text, wouldTell) })}
        </Button>
      )}
      {told.map(({ report, measurements, states }) => (
        <div key={report.id}>
          <p className={styles.from}>
            {say(text, `check.${report.kind}`, plainWords(report.kind))} ·{' '}
            <Age at={report.measuredAt?.utc ?? report.receivedAt} limitMinutes={120} />{' '}
            <OpenReport reportId={report.id} />
          </p>
          <ReadingRows measurements={measurements} states={states} before={reportBefore(report, reports)} />
        </div>
      ))}
      {facts.length > 0 && <Facts facts={facts} view={view} />}
    </div>
  )
}
