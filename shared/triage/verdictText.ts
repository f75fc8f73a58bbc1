import type { LineView } from '../contract/lines.ts'
import type { Measurement, NormBand, Report } from '../model/report.ts'
import type { Finding, Verdict } from '../model/verdict.ts'
import { hasText } from '../text/text.ts'
import type { Text, TextParams } from '../text/text.ts'
import { reportMs } from './evidence.ts'
import { freshForMs } from './reportAge.ts'

/** Words of a finding, by its rule id and parameters. */
export function findingText(finding: Finding, what: 'title' | 'reason' | 'next', text: Text): string {
  return say(text, `finding.${finding.ruleId}.${what}`, finding.ruleId, finding.params)
}

/** The verdict in plain words: headline, why, and what else was found that nothing explains. Lines separated by `\n`. */
export function verdictText(verdict: Verdict, text: Text): string {
  const { lead } = verdict
  if (lead === null) return text('verdict.none')
  const others = verdict.findings.filter(finding => finding !== lead && finding.explainedBy === null && finding.level !== 'ok')
  return [
    headline(lead, text),
    text('verdict.why', { reason: findingText(lead, 'reason', text) }),
    findingText(lead, 'next', text),
    ...others.map(finding => headline(finding, text)),
  ].join('\n')
}

/** The most that goes into a ticket; the system's own limit is not documented. */
const mostCharacters = 4000

/**
 * What a ticket says of the line: headline, rule ids, values with their bands and where those come from, the reports' ids at the system
 * and their age, and what was tried. `now` (UTC) tells which reports are old.
 * No customer data: neither user names, addresses nor the engineer's note.
 */
export function technicalSpecifications(
  view: Pick<LineView, 'verdict' | 'reports' | 'checks' | 'observations'>, text: Text, now: string,
): string {
  const { verdict } = view
  const newest = newestOfEachKind(view.reports)
  // Findings about a layer as a whole have no id that could be looked up.
  const ids = [...new Set(verdict.findings.map(({ ruleId }) => ruleId))].filter(id => /^[A-Z]\d+$/.test(id))
  const visit = view.checks.filter(({ requestedAt }) => isSameVisit(requestedAt, view.checks))
  const kinds = [...new Set(visit.map(({ kind }) => kind))]
  const lines = [
    ...(verdict.lead === null
      ? [text('verdict.none')]
      : [headline(verdict.lead, text), text('verdict.why', { reason: safeReason(verdict.lead, text) })]),
    ...(ids.length === 0 ? [] : [text('verdict.rules', { rules: ids.join(', ') })]),
    ...newest.flatMap(report => [
      reportLine(report, text, now), ...report.measurements.flatMap(each => measurementLine(each, text)).map(line => `- ${line}`),
    ]),
    ...observedLines(view.observations, text),
    ...(kinds.length === 0 ? [] : [text('verdict.tried', { checks: kinds.map(kind => text(`check.${kind}`)).join(', ') })]),
  ]
  return lines.join('\n').slice(0, mostCharacters)
}

/** A value with its unit, and its band where it has one; nothing where it was not measured. */
export function measurementLine({ key, value, unit, band, conversion, instance }: Measurement, text: Text): string[] {
  if (value === null) return []
  const name = [say(text, `reading.${key}`, key), instance].filter(part => part !== '').join(' ')
  const number = numberText(value, text)
  if (conversion === 'implausible') {
    return [text('verdict.valueWithoutBand', { name, value: text('verdict.unitUnknown', { value: number }) })]
  }
  const withUnit = unit === '' ? number : `${number} ${unit}`
  if (band === null || (band.lower === null && band.upper === null)) {
    return [text('verdict.valueWithoutBand', { name, value: withUnit })]
  }
  const source = sourceOf(band, text)
  const limit = (at: number | null) => at === null ? '' : numberText(at, text)
  const limits = { lower: limit(band.lower), upper: limit(band.upper), unit, source }
  const shape = band.lower === null ? 'verdict.bandUpper' : band.upper === null ? 'verdict.bandLower' : 'verdict.bandBoth'
  return [text('verdict.value', { name, value: withUnit, band: text(shape, limits) })]
}

/** Whose limits they are and, but for the report's own, which. */
function sourceOf({ source: { kind, reference } }: NormBand, text: Text): string {
  const which = kind === 'report' ? '' : say(text, `band.reference.${reference}`, '')
  return which === '' ? text(`band.${kind}`) : `${text(`band.${kind}`)}: ${which}`
}

function reportLine(report: Report, text: Text, now: string): string {
  const at = `${new Date(reportMs(report)).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const check = text(`check.${report.kind}`)
  const line = report.remoteId === null ? text('verdict.reportWithoutId', { check, at })
    : text('verdict.report', { check, at, id: report.remoteId })
  const ageMs = Date.parse(now) - reportMs(report)
  if (ageMs <= freshForMs) return line
  const hours = Math.floor(ageMs / 3_600_000)
  return `${line}, ${hours < 48 ? text('verdict.oldHours', { hours }) : text('verdict.oldDays', { days: Math.floor(hours / 24) })}`
}

function headline(finding: Finding, text: Text): string {
  const title = findingText(finding, 'title', text)
  const params = { level: text(`level.${finding.level}`), title, confidence: text(`confidence.${finding.confidence}`) }
  if (finding.domains.length === 0) return text('verdict.lineNoDomain', params)
  return text('verdict.line', { ...params, domains: finding.domains.map(domain => text(`domain.${domain}`)).join(' / ') })
}

/** Why, for a ticket. User names and the customer's devices stay out of it: the operator has them, and a ticket travels. */
export function safeReason(finding: Finding, text: Text): string {
  return ['A5', 'L2'].includes(finding.ruleId) ? findingText(finding, 'title', text) : findingText(finding, 'reason', text)
}

function observedLines(observations: LineView['observations'], text: Text): string[] {
  const { lightAtOutletDbm, lightAtOutlet, loopLengthM } = observations
  const what = [
    ...(lightAtOutletDbm === null ? [] : [`${text('reading.lightAtOutletDbm')} ${numberText(lightAtOutletDbm, text)} dBm`]),
    ...(lightAtOutlet === 'none' && lightAtOutletDbm === null ? [`${text('reading.lightAtOutlet')}: ${text('path.reading.noLight')}`] : []),
    ...(loopLengthM === null ? [] : [`${text('reading.loopLengthM')} ${numberText(loopLengthM, text)} m`]),
  ]
  return what.length === 0 ? [] : [text('verdict.observed', { what: what.join(', ') })]
}

/** The reports that go into a ticket: the newest finished one of each kind. */
export function newestOfEachKind(reports: readonly Report[]): Report[] {
  const sorted = reports.filter(({ status }) => status === 'complete').toSorted((a, b) => reportMs(b) - reportMs(a))
  return sorted.filter((report, index) => sorted.findIndex(({ kind }) => kind === report.kind) === index)
}

/** Checks within a day of the newest one: what was tried before that is another story. */
function isSameVisit(requestedAt: string, checks: LineView['checks']): boolean {
  const newest = checks.map(check => Date.parse(check.requestedAt)).reduce((a, b) => Math.max(a, b), 0)
  return newest - Date.parse(requestedAt) <= 86_400_000
}

const numberText = (value: number, text: Text): string =>
  new Intl.NumberFormat(text.language === 'en' ? 'en-GB' : 'nl-NL', { maximumFractionDigits: 2 }).format(value)

function say(text: Text, key: string, otherwise: string, params?: TextParams): string {
  return hasText(key) ? text(key, params) : otherwise
}
