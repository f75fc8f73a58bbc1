import type { Finding } from '../model/verdict.ts'
import { fromLine, fromReport } from './evidence.ts'
import { lanPorts } from './lan.ts'
import { lineOkBy, sessionOkBy } from './layers.ts'
import { ontOk } from './pon.ts'
import { experience, nothing, systemDocument } from './rule.ts'
import type { Rule } from './rule.ts'

/** What is well, layer by layer, and a session that is gone without a cause yet: what no other rule says. */
export const standingRules: readonly Rule[] = [
  {
    id: 'okLan', levels: ['ok'], domains: [],
    source: systemDocument('Nextpertise API, get_report (ONT LAN check): ONTLANOperationalstatus up; DELTA: operationState UP'),
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      return ports === null || ports.up === null || ontOk(evidence) === false ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'terminal', params: { port: ports.up.instance },
        readings: fromReport(ports.report, 'ontLanOperational'),
      }]
    },
  },
  {
    id: 'okSession', levels: ['ok'], domains: [],
    source: systemDocument('Nextpertise API, get_authlog: newest status ok, and the circuit is not offline'),
    evaluate: evidence => {
      const report = sessionOkBy(evidence)
      return report === null ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'router', params: {}, readings: fromReport(report, 'logins'),
      }]
    },
  },
  {
    id: 'noSession', levels: ['unknown'], domains: [],
    source: systemDocument('Nextpertise API, list_connections: circuit key online'),
    evaluate: evidence => evidence.online !== 'offline' ? nothing : [{
      level: 'unknown', domains: [], basis: 'plain', part: 'router', params: {}, readings: fromLine('online'),
    }],
  },
]

const upToTheBox = new Set(['accessNode', 'line', 'terminal'])
const isWrongOnLine = ({ part, level }: Finding): boolean => upToTheBox.has(part) && (level === 'fault' || level === 'warn')

/** That the line is fine, where no other rule found anything wrong with it. */
export const wellRules: readonly Rule[] = [
  {
    id: 'okLine', levels: ['ok'], domains: [],
    source: experience('every test of the physical layer that was run says well'),
    evaluate: (evidence, found) => {
      const report = found.some(isWrongOnLine) ? null : lineOkBy(evidence)
      return report === null ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'line', params: { medium: evidence.medium },
        readings: fromReport(report, 'lineStatus', 'signalStatus', 'ontOperational', 'ontRanging', 'accessPortLink'),
      }]
    },
  },
]
