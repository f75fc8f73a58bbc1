import type { LineView } from '../../../../shared/contract/lines.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { Explain } from '../explain/Explain.tsx'
import { isTableRule, plainWords, say } from '../words.ts'
import { findingTitle, findingWords, relations } from '../../../../shared/triage/findingWords.ts'
import styles from './Verdict.module.css'

/** Every finding but the lead; each opens to what it says, what to do, and what it rests on. */
export function OtherFindings({ view }: { view: LineView }) {
  const text = useText()
  // The lead is the first of them.
  const others = view.verdict.findings.slice(1)
  if (others.length === 0) return null
  return (
    <div className={styles.others}>
      <h3>{text('line.verdict.others', { count: others.length })}</h3>
      <ul>
        {others.map((finding, index) => {
          const { by } = relations(finding, view.verdict)
          const next = findingWords(text, finding, 'next')
          return (
            <li key={`${finding.ruleId} ${index}`}>
              <details className={styles.finding}>
                <summary>
                  <LevelMark level={finding.level} size={16} />
                  <span className={styles.otherLevel}>{say(text, `level.${finding.level}`, plainWords(finding.level))}</span>
                  <span className={styles.otherTitle}>{findingTitle(text, finding)}</span>
                  <span className={styles.rule}>
                    {isTableRule(finding.ruleId) ? `${finding.ruleId} ` : ''}
                    {by !== null &&
                      text('line.verdict.explainedBy', {
                        rule: isTableRule(by.ruleId) ? by.ruleId : findingTitle(text, by),
                      })}
                  </span>
                </summary>
                <div className={styles.otherBody}>
                  <p>{findingWords(text, finding, 'reason')}</p>
                  {next !== '' && (
                    <p>
                      <strong>{text('line.verdict.next')}</strong> {next}
                    </p>
                  )}
                  <Explain finding={finding} view={view} />
                </div>
              </details>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
