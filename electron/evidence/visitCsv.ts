import type { Measurement, Report, StateReading } from '../../shared/model/report.ts'
import type { Visit } from '../../shared/model/visit.ts'
import type { Text } from '../../shared/text/text.ts'
import { plainWords, say } from '../../shared/text/words.ts'
import { limitsFrom, readingName, stateWords } from '../../shared/triage/readingWords.ts'
import { partsOfReading } from '../../shared/triage/readingParts.ts'
import { partName } from './evidenceWords.ts'
import { reportsOf } from './visitParts.ts'

const columns = [
  'when', 'check', 'part', 'reading', 'place', 'direction', 'pair', 'value', 'unit', 'lower', 'upper', 'source', 'grade', 'raw',
] as const
type CsvRow = Readonly<Record<(typeof columns)[number], string | number | null>>

/**
 * Every reading of a visit, one row each, oldest report first: RFC 4180, UTF-8 with a byte order mark so that spreadsheets know
 * it. Words are in the language of `text`; times are UTC and numbers plain (`-8.31`) in every language. What was not measured has
 * no value. Cells that a spreadsheet would take for a formula begin with an apostrophe. No log-ins and no user names.
 */
export function visitCsv(visit: Pick<Visit, 'items'>, text: Text): string {
  const rows = reportsOf(visit).flatMap(report => [
    ...report.measurements.map(each => measurementRow(report, each, text)),
    ...report.states.map(each => stateRow(report, each, text)),
  ])
  const head = columns.map(column => csvCell(text(`evidence.csv.${column}`))).join(',')
  return `\uFEFF${[head, ...rows.map(row => columns.map(column => csvCell(row[column])).join(','))].join('\r\n')}\r\n`
}

/** One cell: quoted where it must be, and never a formula. Plain numbers stay numbers, also below zero and as text. */
export function csvCell(value: string | number | null): string {
  const plain = String(value ?? '')
  const isNumber = /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(plain)
  const defused = !isNumber && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused
}

const common = (
  report: Report, reading: Measurement | StateReading, text: Text,
): Pick<CsvRow, 'when' | 'check' | 'part' | 'reading' | 'place' | 'pair' | 'raw'> => ({
  when: report.measuredAt?.utc ?? report.receivedAt,
  check: say(text, `check.${report.kind}`, plainWords(report.kind)),
  part: partsOfReading(reading).map(part => partName(text, part)).join(' / ').replaceAll('\u00ad', ''),
  reading: readingName(text, { key: reading.key, instance: '' }),
  place: say(text, `place.${reading.place}`, plainWords(reading.place)),
  pair: reading.instance,
  raw: reading.raw,
})

function measurementRow(report: Report, measurement: Measurement, text: Text): CsvRow {
  const { direction, value, unit, band, grade, conversion } = measurement
  const isKnown = conversion !== 'implausible'
  return {
    ...common(report, measurement, text),
    direction: say(text, `direction.${direction}`, ''), value: isKnown ? value : null, unit: isKnown ? unit : '',
    lower: band?.lower ?? band?.warnLower ?? null, upper: band?.upper ?? band?.warnUpper ?? null,
    source: limitsFrom(text, measurement),
    grade: grade === 'none' ? '' : text(`level.${grade}`),
  }
}

function stateRow(report: Report, state: StateReading, text: Text): CsvRow {
  return {
    ...common(report, state, text),
    value: state.value === null ? null : stateWords(text, state.key, state.value),
    direction: '', unit: '', lower: null, upper: null, source: '',
    grade: state.level === null ? '' : text(`level.${state.level}`),
  }
}
