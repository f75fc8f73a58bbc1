import type { Report } from '../../../../shared/model/report.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'

/** The newest authentication log of each circuit, newest first. */
export function newestLogs(reports: readonly Report[]): Report[] {
  const seen = new Set<string>()
  return reports
    .filter(report => report.logins !== null)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
    .filter(report => !seen.has(report.target.nid) && seen.add(report.target.nid))
}

/** Findings about log-ins that rest on a log; those that cite none (a circuit without log-in) stand with the newest. */
export function loginFindings(findings: readonly Finding[], log: Report, logs: readonly Report[]): Finding[] {
  const cites = (finding: Finding, report: Report): boolean => finding.readings.some(({ reportId }) => reportId === report.id)
  return findings.filter(finding =>
    (/^A\d+$/.test(finding.ruleId) || finding.ruleId === 'X1')
    && (cites(finding, log) || (log === logs[0] && logs.every(each => !cites(finding, each)))))
}
