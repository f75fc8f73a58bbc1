import type { ReadContext, Reading, ReportContent } from './content.ts'
import { isDelt, readDelt } from './delt.ts'
import { isDeltaOnt, readDeltaOnt } from './deltaOnt.ts'
import { fieldsOf, firstObject, rawOf, textOf } from './fields.ts'
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
  if (report === null) {
    return { ...nothing, provider: context.provider, status: 'complete', errorText: rawOf(body), measuredAt: null }
  }
  const provider = report.text('provider') ?? context.provider
  const reading = readDetails(report, provider, context)
  const status = report.text('status')
  const errorText = errorTextOf(report.any('error_details', 'error'))
  const complete = status === null ? errorText === null : completeWords.has(status.toLowerCase())
  return {
    ...reading,
    provider,
    status: complete ? 'complete' : 'error',
    errorText: complete ? errorText : errorText ?? status,
    measuredAt: readTime(report.any('measured_at', 'created', 'updated', 'timestamp')),
  }
}

/** The document knows `complete` alone; the others are what systems say for it. */
const completeWords = new Set(['complete', 'completed', 'finished', 'done'])

const nothing: Reading = { kind: 'unknown', lastStatusChange: null, measurements: [], states: [], remarks: [] }

/** A reply, its result and the report; a proxy may add one of its own. */
const mostEnvelopes = 5

function unwrap(body: unknown): Fields | null {
  let inner = fieldsOf(body)
  for (let depth = 0; inner !== null && depth < mostEnvelopes; depth++) {
    const within: Fields | null = inner.object('result') ?? inner.object('report')
    if (within === null) break
    inner = within
  }
  return inner
}

/**
 * `error_details` has no documented shape: text as it is, the texts of a list, the words of an object with its code, anything
 * else as JSON. Null for what says nothing.
 */
function errorTextOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.slice(0, mostErrors).flatMap(each => errorTextOf(each) ?? []).join('; ') || null
  const fields = fieldsOf(value)
  if (fields === null) return textOf(value)?.slice(0, mostErrorText) ?? null
  if (fields.keys.length === 0) return null
  const words = fields.text('message', 'error_message', 'text', 'description', 'detail', 'reason')
  const code = fields.text('code', 'error_code')
  return (words === null ? JSON.stringify(value) : code === null ? words : `${words} (${code})`).slice(0, mostErrorText)
}
const mostErrors = 5
const mostErrorText = 2000

/** Fields beside the content. */
const aside: ReadonlySet<string> = new Set(['status', 'provider', 'errordetails', 'error'])

function readDetails(report: Fields, provider: string | null, context: ReadContext): Reading {
  const candidates = report.keys.filter(key => key.endsWith('details') && key !== 'errordetails')
  const others = report.keys.filter(key => !candidates.includes(key) && !aside.has(key))
  const read = [...candidates, ...others].flatMap(key => {
    const reading = readOne(report.any(key), key, provider, context)
    return reading === null ? [] : [reading]
  })
  const found = read.find(reading => reading.kind === context.requestedKind) ?? read[0]
  return found ?? readOne(Object.fromEntries(report.keys.map(key => [key, report.any(key)])), '', provider, context) ?? nothing
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
