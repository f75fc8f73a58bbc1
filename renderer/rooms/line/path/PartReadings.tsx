import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Report } from '../../../../shared/model/report.ts'
import type { PathPart, Verdict } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { newestReports, readingsOfPart, reportBefore } from '../readingParts.ts'
import { ReadingRows } from '../ReadingRows.tsx'
import { checkName, isTableRule, plainWords, say } from '../words.ts'
import styles from './PartReadings.module.css'

type PartReadingsProps = { part: PathPart; verdict: Verdict; reports: readonly Report[]; onClose: () => void }

/** Everything the newest reports tell of one part of the path. */
export function PartReadings({ part, verdict, reports, onClose }: PartReadingsProps) {
  const text = useText()
  const name = say(text, `path.part.${part.part}`, plainWords(part.part))
  const told = newestReports(reports)
    .map(report => ({ report, ...readingsOfPart(part.part, report, verdict) }))
    .filter(({ measurements, states }) => measurements.length + states.length > 0)
  const findings = verdict.findings.filter(finding => finding.part === part.part)
  return (
    <div>
      <div className={styles.head}>
        <h3>{text('line.path.readingsOf', { part: name })}</h3>
        <ActionIcon aria-label={text('line.path.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {findings.map((finding, index) => (
        <p key={`${finding.ruleId} ${index}`} className={styles.finding}>
          {say(text, `finding.${finding.ruleId}.title`, finding.ruleId, finding.params)}{' '}
          <span className={styles.rule}>{isTableRule(finding.ruleId) ? finding.ruleId : ''}</span>
        </p>
      ))}
      {told.length === 0 && (
        <p className={styles.none}>
          {part.wouldTell === null
            ? text('line.path.nothing')
            : text('line.path.nothingYet', { check: checkName(text, part.wouldTell) })}
        </p>
      )}
      {told.map(({ report, measurements, states }) => (
        <div key={report.id}>
          <p className={styles.from}>
            {say(text, `check.${report.kind}`, plainWords(report.kind))} · <Age at={report.receivedAt} limitMinutes={120} />
          </p>
          <ReadingRows measurements={measurements} states={states} before={reportBefore(report, reports)} />
        </div>
      ))}
    </div>
  )
}
