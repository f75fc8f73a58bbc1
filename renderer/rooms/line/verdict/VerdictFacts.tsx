import type { Finding, Verdict } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { isTableRule, plainWords, say } from '../words.ts'
import { whereWords } from '../../../../shared/triage/findingWords.ts'
import styles from './Verdict.module.css'

/** Where the fault is and how sure that is, the part of the path, the age of the evidence, and the rules behind it. */
export function VerdictFacts({ verdict, lead }: { verdict: Verdict; lead: Finding }) {
  const text = useText()
  const rules = [...new Set(verdict.findings.map(({ ruleId }) => ruleId))].filter(isTableRule)
  const isWrong = lead.level === 'fault' || lead.level === 'warn'
  return (
    <div className={styles.standing}>
      <p className={styles.where}>{whereWords(text, lead)}</p>
      <dl className={styles.facts}>
        {isWrong && (
          <div>
            <dt>{text('explain.part')}</dt>
            <dd>{say(text, `path.part.${lead.part}`, plainWords(lead.part))}</dd>
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
        {rules.length > 0 && (
          <div>
            <dt>{text('line.verdict.rules')}</dt>
            <dd>{rules.join(', ')}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
