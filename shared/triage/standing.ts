import { fromLine, fromReport } from './evidence.ts'
import { lanPorts } from './lan.ts'
import { lineOkBy, sessionOkBy } from './layers.ts'
import { ontOk } from './pon.ts'
import { nothing } from './rule.ts'
import type { Rule } from './rule.ts'

/** What is well, layer by layer, and a session that is gone without a cause yet: what the table of domain.md leaves unsaid. */
export const standingRules: readonly Rule[] = [
  {
    id: 'okLine', source: 'domain.md section 3: physical layer ok',
    evaluate: evidence => {
      const report = lineOkBy(evidence)
      return report === null ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'line', params: { medium: evidence.medium },
        readings: fromReport(report, 'lineStatus'),
      }]
    },
  },
  {
    id: 'okLan', source: 'domain.md section 3: link layer ok',
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      return ports === null || ports.up === null || ontOk(evidence) === false ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'terminal', params: { port: ports.up.instance },
        readings: fromReport(ports.report, 'ontLanOperational'),
      }]
    },
  },
  {
    id: 'okSession', source: 'domain.md section 3: session layer ok',
    evaluate: evidence => {
      const report = sessionOkBy(evidence)
      return report === null ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'router', params: {}, readings: fromReport(report, 'logins'),
      }]
    },
  },
  {
    id: 'noSession', source: 'Nextpertise API: circuit online',
    evaluate: evidence => evidence.online !== 'offline' ? nothing : [{
      level: 'unknown', domains: [], basis: 'plain', part: 'router', params: {}, readings: fromLine('online'),
    }],
  },
]
