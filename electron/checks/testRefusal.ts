import type { Check } from '../../shared/model/report.ts'
import type { OperatorFailure } from '../operators/operatorFailure.ts'

/**
 * Why a system would not start a test, with words of its own under `check.failure.<code>`:
 * `testLimit` as many tests as it allows; `testRunning` one runs already; `lineUp` a DELT needs the line down (RFC 4706, adminUp);
 * `rightMissing`; `notSupported` not on this line; `lineUnknown`; `tryLater`; `notStarted` refused without a reason.
 */
export type TestRefusal =
  'testLimit' | 'testRunning' | 'lineUp' | 'rightMissing' | 'notSupported' | 'lineUnknown' | 'tryLater' | 'notStarted'

/** Codes that say it by themselves (Nextpertise document, Errors; JSON-RPC 2.0, section 5.1: method not found). */
const byCode = new Map<string, TestRefusal>([
  ['004', 'tryLater'], ['005', 'rightMissing'], ['012', 'rightMissing'], ['-32601', 'notSupported'],
])

/**
 * Words that tell, the most telling first. No document names them: they are those of the errors it has, of RFC 4706 for loop tests,
 * and what such systems say in English and Dutch (our assumption).
 */
const byWords: readonly (readonly [TestRefusal, RegExp])[] = [
  ['rightMissing', /not (?:been )?(?:authori[sz]ed|permitted)|permission|prohibited|cannot consume|geen recht/i],
  ['testLimit', /limit|maximum|too many|number[ _]of[ _]tests|quota|exceed|te veel/i],
  ['testRunning', /already (?:running|exists|in progress|started|active)|in progress|another (?:test|measurement|diagnos)|busy|being (?:tested|measured)|pending|loopt (?:al|reeds)|(?:al|reeds) bezig/i],
  ['lineUp', /admin[ _-]?up|\b(?:line|link|port|lijn) (?:is )?(?:still )?(?:up|in sync)\b|in showtime/i],
  ['lineUnknown', /does not exist|not found|unknown (?:nid|circuit|carrier|line)|bestaat niet/i],
  ['notSupported', /not (?:supported|available|offered|applicable|possible)|unsupported|does not support|unknown (?:type|test)|niet (?:ondersteund|mogelijk)/i],
]

/** The failure of a test that the system refused to start, with its own words. `rejected` where nothing tells why. */
export function refusalOfTest({ data }: OperatorFailure): NonNullable<Check['failure']> {
  const words = data.detail ?? ''
  const code = byCode.get(data.code ?? '') ?? byWords.find(([, pattern]) => pattern.test(words))?.[0]
  return {
    code: code ?? (data.code === '006' ? 'notStarted' : data.kind), detail: data.detail ?? data.code ?? null,
    correlationId: data.correlationId ?? null,
  }
}
