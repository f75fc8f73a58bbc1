import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { useText } from '../../../text.tsx'
import { findingTitle, relations } from '../../../../shared/triage/findingWords.ts'
import { isTableRule } from '../words.ts'
import { citedBy } from './cited.ts'
import type { CitedFact } from './cited.ts'
import { CitedReportPart, OpenReport } from './CitedReportPart.tsx'
import { factAt, factName, factWords } from './factWords.ts'
import styles from './Explain.module.css'

/** Readings that stand in no report: from the line, the order, the address, the neighbours, or seen on site. */
export function Facts({ facts, view }: { facts: readonly CitedFact[]; view: LineView }) {
  const text = useText()
  return (
    <dl className={styles.facts}>
      {facts.map(fact => {
        const at = factAt(fact, view)
        return (
          <div key={`${fact.source} ${fact.key}`}>
            <dt>{factName(text, fact)}</dt>
            <dd>
              <ul className={styles.values}>
                {[...new Set(factWords(text, fact, view))].map(words => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
              <span className={styles.quiet}>
                {text(`explain.source.${fact.source}`)}
                {at !== null && (
                  <>
                    {' · '}
                    <Age at={at} limitMinutes={fact.source === 'observation' || fact.source === 'addressCheck' ? 24 * 60 : 120} />
                  </>
                )}
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** What a finding rests on: readings with limits, place and age, the operator's own words, its rule, and what explains what. */
export function Explain({ finding, view }: { finding: Finding; view: LineView }) {
  const text = useText()
  const { reports, facts, elsewhere } = citedBy(finding, view)
  const { by, explains } = relations(finding, view.verdict)
  return (
    <div className={styles.explain}>
      {reports.map(cited => (
        <CitedReportPart key={cited.report.id} cited={cited} reports={view.reports} />
      ))}
      {elsewhere.map(id => (
        <p key={id}>
          {text('explain.elsewhere')} <OpenReport reportId={id} />
        </p>
      ))}
      {facts.length > 0 && <Facts facts={facts} view={view} />}
      {by !== null && <p>{text('explain.explainedBy', { title: findingTitle(text, by) })}</p>}
      {explains.length > 0 && (
        <div>
          <p>{text('explain.explains')}</p>
          <ul className={styles.values}>
            {explains.map(each => (
              <li key={each.ruleId}>{findingTitle(text, each)}</li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles.quiet}>
        {text('explain.because', {
          confidence: finding.confidence,
          grounds: finding.grounds.map(each => text(`explain.grounds.${each}`)).join('; '),
        })}{' '}
        {isTableRule(finding.ruleId) && `${text('explain.rule', { rule: finding.ruleId })} `}
        {text('explain.ruleFrom', { kind: text(`explain.kind.${finding.source.kind}`), reference: finding.source.reference })}
      </p>
    </div>
  )
}
