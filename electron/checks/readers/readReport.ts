import type { ReadContext, Reading, ReportContent } from './content.ts'
import { isDelt, readDelt } from './delt.ts'
import { isDeltaOnt, readDeltaOnt } from './deltaOnt.ts'
import { fieldsOf, firstObject, rawOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { isFibreCheck, readFibreCheck } from './fibreCheck.ts'
import { isFlatEnvelope, isFlatOntCheck, isFlatOntLanCheck, readFlatOntCheck, readFlatOntLanCheck } from './ontCheck.ts'
import { isSelt, readSelt } from './selt.ts'
import { readTime } from './times.ts'

/**
 * Reads the body of a report: the report itself, `{ report }`, or a whole reply with `result`. Decides by the key that is
 * present and what is in it, never by what was asked for or by a title (the document's own examples are swapped,
 * domain.md section 4). Never throws; what no reader knows is of kind `unknown`, without readings.
 */
export function readReport(body: unknown, context: ReadContext): ReportContent {
  const report = unwrap(body)
  if (report === null) return { ...nothing, provider: context.provider, status: 'complete', errorText: rawOf(body), measuredAt: null }
  const provider = report.text('provider') ?? context.provider
  const reading = readDetails(report, provider, context)
  const status = report.text('status')
  const complete = status === null ? report.text('error_details', 'error') === null : status.toLowerCase() === 'complete'
  const errorText = errorTextOf(report.any('error_details', 'error'))
  return {
    ...reading,
    provider,
    status: complete ? 'complete' : 'error',
    errorText: complete ? errorText : errorText ?? status,
    measuredAt: readTime(report.any('measured_at', 'created', 'updated', 'timestamp')),
  }
}

const nothing: Reading = { kind: 'unknown', lastStatusChange: null, measurements: [], states: [], remarks: [] }

function unwrap(body: unknown): Fields | null {
  const outer = fieldsOf(body)
  const inner = outer?.object('result') ?? outer
  return inner?.object('report') ?? inner ?? null
}

/** `error_details` has no documented shape: text as it is, anything else as JSON. */
function errorTextOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return rawOf(value) ?? (typeof value === 'object' ? JSON.stringify(value).slice(0, 2000) : null)
}

function readDetails(report: Fields, provider: string | null, context: ReadContext): Reading {
  const candidates = report.keys.filter(key => key.endsWith('details') && key !== 'errordetails')
  const others = report.keys.filter(key => !candidates.includes(key) && !['status', 'provider', 'errordetails', 'error'].includes(key))
  const read = [...candidates, ...others].flatMap(key => {
    const reading = readOne(report.any(key), key, provider, context)
    return reading === null ? [] : [reading]
  })
  return read.find(reading => reading.kind === context.requestedKind) ?? read[0] ?? nothing
}

function readOne(value: unknown, key: string, provider: string | null, context: ReadContext): Reading | null {
  const fields = firstObject(value)
  if (fields === null) return null
  if (isFibreCheck(fields)) return readFibreCheck(fields)
  if (isDeltaOnt(fields)) return readDeltaOnt(fields, key, provider, context)
  if (isFlatOntLanCheck(fields)) return readFlatOntLanCheck(fields)
  if (isFlatOntCheck(fields)) return readFlatOntCheck(fields)
  if (isDelt(value)) return readDelt(value)
  if (isSelt(value)) return readSelt(value)
  if (isFlatEnvelope(fields)) return key.includes('lan') ? readFlatOntLanCheck(fields) : readFlatOntCheck(fields)
  return null
}
