import type { Report, ReportKind } from '../model/report.ts'
import type { FaultDomain } from '../model/verdict.ts'
import { movingReadings } from '../text/movingReadings.ts'
import { compareReports } from './compare.ts'
import type { ReadingChange } from './compare.ts'
import { completeOf, pairName } from './copper.ts'
import { fromReport, momentMs } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { judgeMovement } from './movement.ts'
import { experience, rounded } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const compared: readonly ReportKind[] = ['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt', 'portStatus', 'cpeStatus']

/** What tells most of a line, first. */
const tellingFirst: readonly string[] = movingReadings

function domainsOf(key: string): FaultDomain[] {
  if (key === 'txPowerOperatorModuleDbm' || key === 'txPowerAccessPortDbm') return ['operator']
  if (key === 'txPowerOntDbm' || key === 'txPowerCpeDbm' || key.endsWith('SpeedBps')) return ['home']
  return key.startsWith('rxPower') ? ['access', 'home'] : ['access', 'wiring']
}

/** The report before of the same kind, target and place of the modem: what else changed is the line. */
const before = (evidence: Evidence, report: Report): Report | undefined => completeOf(evidence, report.kind).find(each =>
  each.target.nid === report.target.nid && each.testPoint === report.testPoint && momentMs(evidence, each) < momentMs(evidence, report))

/** Worse by more than a meter's noise: a value that only crept over a limit did not move. */
const isWorse = ({ key, what, matters, before: was, after: is }: ReadingChange): boolean =>
  what === 'measurement' && matters === 'worse' && tellingFirst.includes(key) && typeof was === 'number' && typeof is === 'number'
    && judgeMovement(key, was, is, null) !== 'same'

function sinceLast(evidence: Evidence, kind: ReportKind): RuleHit[] {
  const report = evidence.complete.get(kind)
  const earlier = report === undefined ? undefined : before(evidence, report)
  if (report === undefined || earlier === undefined) return []
  const worse = compareReports(earlier, report).filter(isWorse)
    .toSorted((a, b) => tellingFirst.indexOf(a.key) - tellingFirst.indexOf(b.key) || a.instance.localeCompare(b.instance))
  const first = worse[0]
  if (first === undefined || typeof first.before !== 'number' || typeof first.after !== 'number') return []
  return [{
    level: 'warn', domains: domainsOf(first.key), basis: 'plain', part: first.key.endsWith('SpeedBps') ? 'terminal' : 'line',
    params: {
      key: first.key, before: rounded(first.before), after: rounded(first.after), unit: first.unit, others: worse.length - 1,
      check: kind, beforeMs: momentMs(evidence, earlier), pair: pairName(first.instance),
    },
    readings: [...fromReport(report, ...new Set(worse.map(({ key }) => key))), ...fromReport(earlier, first.key)],
  }]
}

export const worseRules: readonly Rule[] = [
  {
    id: 'H1', levels: ['warn'], domains: ['access', 'home', 'wiring', 'operator'],
    source: experience('more than a meter repeats: light 2 dB, attenuation 3 dB, rates 25 % (BT, over 14 days), lengths 10 %'),
    evaluate: evidence => {
      const hits = compared.flatMap(kind => sinceLast(evidence, kind))
      // One of DELTA's bodies answers both the ONT check and the ONT LAN check.
      return hits.filter((hit, index) => hits.findIndex(({ params }) => params['key'] === hit.params['key']) === index)
    },
  },
]
