import type { Level, Measurement, Report, StateReading } from '../../shared/model/report.ts'
import { formatNumber, plainWords, say } from '../../shared/text/words.ts'
import { compareReports } from '../../shared/triage/compare.ts'
import {
  changeOf, distanceWords, isUnreadable, limitsFrom, limitsWords, placeWords, rawWords, readingName, stateWords, valueWords,
} from '../../shared/triage/readingWords.ts'
import { makersHalf } from './discreet.ts'
import type { Words } from './evidenceWords.ts'
import { drawGauge, gaugeHeight } from './gauge.ts'
import { dimmed, sizes, toneOf } from './palette.ts'
import type { Sheet } from './sheet.ts'
import { drawTable } from './table.ts'
import type { Block, Cell, Column, Row } from './table.ts'

const small = { size: sizes.small, color: dimmed }
const isSame = (a: Measurement, b: Measurement): boolean =>
  a.key === b.key && a.place === b.place && a.direction === b.direction && a.instance === b.instance

/** A report, measurement by measurement with its gauge, then its states; beside those of an earlier report where there is one. */
export async function drawReadings(sheet: Sheet, report: Report, before: Report | null, words: Words): Promise<void> {
  const { text } = words
  const kind = say(text, `check.${report.kind}`, plainWords(report.kind))
  sheet.heading(kind, 3, 70)
  sheet.paragraph(reportFacts(report, before, words).join(' · '), small)
  if (report.status === 'error') sheet.paragraph(text('line.report.error', { text: report.errorText ?? '–' }))
  for (const { key, text: said } of report.remarks) {
    sheet.paragraph(`${say(text, `remark.${key}`, plainWords(key))}: ${said}`, { size: sizes.small })
  }
  if (report.logins !== null) sheet.paragraph(loginWords(report, words))
  sheet.gap(3)
  await drawTable(sheet, measurementColumns(before !== null, words), measurementRows(sheet, report, before, words))
  if (report.states.length > 0) {
    sheet.gap(5)
    await drawTable(sheet, stateColumns(before !== null, words), stateRows(report, before, words))
  }
  sheet.gap(4)
}

function reportFacts(report: Report, before: Report | null, { text, inFull, moment }: Words): string[] {
  const at = report.measuredAt?.utc ?? report.receivedAt
  const point = ({ testPoint }: Report): string => text(`history.testPoint.${testPoint ?? 'unknown'}`)
  const points = before === null || before.testPoint === report.testPoint ? point(report) : `${point(before)} / ${point(report)}`
  return [
    before === null
      ? inFull(at)
      : text('evidence.readings.times', { before: moment(before.measuredAt?.utc ?? before.receivedAt), after: moment(at) }),
    ...(report.provider === null ? [] : [report.provider]),
    report.target.nid,
    ...(report.remoteId === null ? [] : [text('evidence.readings.report', { id: report.remoteId })]),
    ...(report.testPoint === null && (before?.testPoint ?? null) === null ? []
      : [text('evidence.readings.testPoint', { point: points })]),
    ...(report.lastStatusChange === null ? [] : [text('line.report.lastChange', { at: moment(report.lastStatusChange.utc) })]),
  ]
}

/** Attempts by outcome and the newest of them; user names stay out. */
function loginWords({ logins }: Report, { text, moment }: Words): string {
  const attempts = logins?.attempts ?? []
  const count = (status: string): number => attempts.filter(each => each.status === status).length
  const [newest] = attempts
  const counted = text('evidence.logins', {
    ok: count('ok'), incorrect: count('incorrect'), unknown: count('unknown'), after: logins === null ? '' : moment(logins.after),
  })
  if (newest === undefined) return counted
  const status = text(`evidence.login.${newest.status}`)
  return `${counted} ${text('evidence.logins.newest', { at: moment(newest.at.utc), status })}`
}

function measurementColumns(hasBefore: boolean, { text }: Words): Column[] {
  return [
    { title: text('evidence.column.reading'), width: hasBefore ? 165 : 180 },
    ...(hasBefore ? [{ title: text('evidence.column.before'), width: 82 }] : []),
    { title: text(hasBefore ? 'evidence.column.after' : 'evidence.column.value'), width: 92 },
    { title: text('evidence.column.limits'), width: 130 },
    ...(hasBefore ? [{ title: text('evidence.column.change'), width: 72 }] : []),
  ]
}

function valueBlocks(measurement: Measurement, { text }: Words): Block[] {
  const { grade } = measurement
  const value = valueWords(text, measurement)
  if (measurement.value === null && !isUnreadable(measurement)) return [{ words: value, type: { color: dimmed } }]
  if (grade === 'none' || isUnreadable(measurement)) return [{ words: value, type: { bold: true } }]
  return [
    { words: value, type: { bold: true } },
    { words: text(`level.${grade}`), type: { size: sizes.small, color: toneOf[grade] }, mark: grade },
  ]
}

function measurementRows(sheet: Sheet, report: Report, before: Report | null, words: Words): Row[] {
  const { text } = words
  const changes = before === null ? [] : compareReports(before, report)
  const row = (measurement: Measurement): Row => {
    const was = before?.measurements.find(each => isSame(each, measurement))
    const change = changes.find(each => each.what === 'measurement'
      && each.key === measurement.key && each.place === measurement.place
      && each.direction === measurement.direction && each.instance === measurement.instance)
    const limits = isUnreadable(measurement) ? null : limitsWords(text, measurement)
    const from = isUnreadable(measurement) ? null : limitsFrom(text, measurement)
    const notes = [
      placeWords(text, measurement),
      isUnreadable(measurement) ? text('line.reading.unitUnknown') : null,
      from === null
        ? null
        : limits === null ? text('line.reading.limitsFrom', { from }) : text('line.reading.limitsAre', { limits, from }),
      distanceWords(text, measurement),
      rawWords(text, measurement),
    ].filter(note => note !== null)
    return {
      cells: [
        {
          isHead: true,
          blocks: [{ words: say(text, `reading.${measurement.key}`, plainWords(measurement.key)), type: { bold: true } }],
        },
        ...(
          before === null
            ? []
            : [was === undefined ? missing(text('line.reading.notMeasured')) : { blocks: valueBlocks(was, words) }]
        ),
        { blocks: valueBlocks(measurement, words) },
        gaugeCell(sheet, measurement, was ?? null, words),
        ...(before === null ? [] : [changeCell(change ?? null, measurement, words)]),
      ],
      below: notes.join(' · '),
    }
  }
  const groups = [...Map.groupBy(report.measurements, ({ instance }) => instance)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  // Of a port of the box that has nothing in it, the states say so; its counters would fill pages.
  const isUnused = (instance: string): boolean => isWithoutLink(report, instance) && (before === null || isWithoutLink(before, instance))
  return groups.flatMap(([instance, measurements]) => isUnused(instance) ? []
    : [...(instance === '' ? [] : [groupRow(instance, measurements, text)]), ...measurements.map(row)])
}

const isWithoutLink = ({ states }: Report, instance: string): boolean =>
  states.some(state => state.key === 'cpePortLink' && state.instance === instance && state.value === 'down')

/** Above the measurements of one port of a box, or of one pair of a bonded line. */
const groupRow = (instance: string, [first]: readonly Measurement[], text: Words['text']): Row => ({
  cells: [{ isHead: true, blocks: [{ words: first?.place === 'cpePort' || first?.place === 'cpe' ? text('access.box.port', { port: instance }) : text('line.reading.pair', { instance }), type: { bold: true, color: dimmed } }] }],
})
const missing = (words: string): Cell => ({ blocks: [{ words, type: { color: dimmed } }] })

function gaugeCell(sheet: Sheet, measurement: Measurement, was: Measurement | null, { text }: Words): Cell {
  const { value, band, grade } = measurement
  if (value === null || band === null || isUnreadable(measurement)) return { blocks: [] }
  const before = was === null || isUnreadable(was) || was.unit !== measurement.unit ? null : was.value
  return {
    blocks: [],
    picture: {
      height: gaugeHeight,
      draw: (x, y, width) =>
        drawGauge(
          sheet, x + 4, y + 1, width - 8, { value, band, grade, before, formatLimit: limit => formatNumber(text, limit) },
        ),
    },
  }
}

function changeCell(change: ReturnType<typeof compareReports>[number] | null, { unit }: Measurement, { text }: Words): Cell {
  if (change === null || change.delta === null) return missing('–')
  const mark: Level | null = change.matters === 'better' ? 'ok' : change.matters === 'worse' ? 'warn' : null
  const matters = { words: text(`history.compare.matters.${change.matters}`), type: small }
  if (change.delta === 0 && mark === null) return { blocks: [matters] }
  return { blocks: [{ words: changeOf(text, change.delta, unit) }, mark === null ? matters : { ...matters, mark }] }
}

function stateColumns(hasBefore: boolean, { text }: Words): Column[] {
  return [
    { title: text('evidence.column.state'), width: 190 },
    ...(hasBefore ? [{ title: text('evidence.column.before'), width: 150 }] : []),
    { title: text(hasBefore ? 'evidence.column.after' : 'evidence.column.value'), width: hasBefore ? 170 : 320 },
  ]
}

function stateRows(report: Report, before: Report | null, words: Words): Row[] {
  const left = [...(before?.states ?? [])]
  return report.states.map((state): Row => {
    const index = left.findIndex(each => each.key === state.key && each.place === state.place && each.instance === state.instance)
    const [was] = index < 0 ? [] : left.splice(index, 1)
    return {
      cells: [
        { isHead: true, blocks: [{ words: readingName(words.text, state) }] },
        ...(before === null ? [] : [was === undefined ? missing('–') : stateCell(was, words)]),
        stateCell(state, words),
      ],
    }
  })
}

function stateCell({ key, value, raw, level }: StateReading, { text }: Words): Cell {
  if (value === null) return missing(text('line.reading.noValue'))
  const said = makersHalf(stateWords(text, key, value))
  const own = raw === null || raw === value || makersHalf(raw) === said
    ? ''
    : ` (${text('line.reading.raw.none', { raw: makersHalf(raw) })})`
  if (level === null) return { blocks: [{ words: `${said}${own}` }] }
  const word = level === 'ok' ? '' : ` – ${text(`level.${level}`)}`
  return { blocks: [{ words: `${said}${word}${own}`, type: { color: toneOf[level] }, mark: level }] }
}
