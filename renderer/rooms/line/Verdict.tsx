import { Button } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useId } from 'react'
import type { CheckKind } from '../../../shared/model/report.ts'
import type { Finding, Verdict } from '../../../shared/model/verdict.ts'
import { Age } from '../../parts/Age.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { checkName, isTableRule, plainWords, say } from './words.ts'
import styles from './Verdict.module.css'

type VerdictCardProps = { verdict: Verdict; startable: readonly CheckKind[]; onRun: (kind: CheckKind) => void }

const tableRules = (findings: readonly Finding[]): string[] =>
  [...new Set(findings.map(({ ruleId }) => ruleId))].filter(isTableRule)

/** What is wrong, why, what to do next, how sure that is and how old. */
export function VerdictCard({ verdict, startable, onRun }: VerdictCardProps) {
  const text = useText()
  const labelId = useId()
  const { lead, wouldSettle } = verdict
  // The lead is the first of them.
  const others = verdict.findings.slice(1)
  const words = (finding: Finding, what: 'reason' | 'next'): string =>
    say(text, `finding.${finding.ruleId}.${what}`, '', finding.params)
  const title = (finding: Finding): string => {
    const { ruleId, params } = finding
    const plain = say(text, `finding.${ruleId}.title`, text('line.verdict.rule', { rule: ruleId }), params)
    return params.circuit === undefined ? plain : text('line.verdict.ofCircuit', { title: plain, circuit: String(params.circuit) })
  }
  const headline = lead === null ? text('line.verdict.nothing.title') : title(lead)
  const reason = lead === null ? text('line.verdict.nothing.reason') : words(lead, 'reason')
  const next = lead === null ? text('line.verdict.nothing.next') : words(lead, 'next')
  return (
    <section className={styles.verdict} data-level={verdict.level} aria-labelledby={labelId}>
      <h2 id={labelId} className={styles.label}>
        {text('line.verdict.region')}
      </h2>
      <div className={styles.head}>
        <LevelMark level={verdict.level} size={32} />
        <div>
          <p className={styles.level}>{say(text, `level.${verdict.level}`, plainWords(verdict.level))}</p>
          <p className={styles.headline}>{headline}</p>
        </div>
      </div>
      <div className={styles.body}>
        {reason !== '' && <p className={styles.reason}>{reason}</p>}
        {next !== '' && (
          <p className={styles.next}>
            <IconArrowNarrowRight size={22} aria-hidden />
            <span>
              <strong>{text('line.verdict.next')}</strong> {next}
            </span>
          </p>
        )}
        {lead !== null && (
          <dl className={styles.facts}>
            {lead.domains.length > 0 && (
              <div>
                <dt>{text('line.verdict.domains')}</dt>
                <dd>
                  {lead.domains
                    .map(domain => say(text, `domain.${domain}`, plainWords(domain)))
                    .join(text('line.verdict.thenPerhaps'))}
                  , {say(text, `confidence.${lead.confidence}`, plainWords(lead.confidence))}
                </dd>
              </div>
            )}
            {lead.domains.length === 0 && (
              <div>
                <dt>{text('line.verdict.confidence')}</dt>
                <dd>{say(text, `confidence.${lead.confidence}`, plainWords(lead.confidence))}</dd>
              </div>
            )}
            {tableRules(verdict.findings).length > 0 && (
              <div>
                <dt>{text('line.verdict.rules')}</dt>
                <dd>{tableRules(verdict.findings).join(', ')}</dd>
              </div>
            )}
            {verdict.evidenceAt !== null && (
              <div>
                <dt>{text('line.verdict.evidence')}</dt>
                <dd>
                  <Age at={verdict.evidenceAt} limitMinutes={120} />
                </dd>
              </div>
            )}
          </dl>
        )}
        {wouldSettle !== null && (
          <p className={styles.settle}>
            {text(lead === null ? 'line.verdict.startWith' : 'line.verdict.wouldSettle', { check: checkName(text, wouldSettle) })}
            {startable.includes(wouldSettle) && (
              <Button variant="default" onClick={() => onRun(wouldSettle)}>
                {text('line.verdict.run', { check: checkName(text, wouldSettle) })}
              </Button>
            )}
          </p>
        )}
        {others.length > 0 && (
          <div className={styles.others}>
            <h3>{text('line.verdict.others', { count: others.length })}</h3>
            <ul>
              {others.map((finding, index) => (
                <li key={`${finding.ruleId} ${index}`}>
                  <details>
                    <summary>
                      <LevelMark level={finding.level} size={16} />
                      <span className={styles.otherLevel}>{say(text, `level.${finding.level}`, plainWords(finding.level))}</span>
                      <span className={styles.otherTitle}>{title(finding)}</span>
                      <span className={styles.rule}>
                        {isTableRule(finding.ruleId) ? finding.ruleId : ''}
                        {finding.explainedBy === null || !isTableRule(finding.explainedBy)
                          ? ''
                          : ` ${text('line.verdict.explainedBy', { rule: finding.explainedBy })}`}
                      </span>
                    </summary>
                    <p>{words(finding, 'reason')}</p>
                    <p>
                      <strong>{text('line.verdict.next')}</strong> {words(finding, 'next')}
                    </p>
                  </details>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  )
}
