import { describe, expect, it } from 'vitest'
import { input, line, log, minutesBefore, observed, report } from '../../test/fakes/triageInputs.ts'
import type { Example } from '../../test/fakes/ruleExamples/ruleExample.ts'
import {
  addressWith, atIsra, atSocket, before, delt, fibre, joined, known, lan, linkUp, neighbours, noLos, ontRx, selt, silentDelt, silentOnt,
} from '../../test/fakes/triageReports.ts'
import { stateOf } from '../../test/fakes/triageInputs.ts'
import { triage } from './triage.ts'

const settles = (part: Example): string | null => {
  const { wouldSettle } = triage(input(part))
  if (wouldSettle === null) return null
  return wouldSettle.what === 'check' ? `check ${wouldSettle.check}` : wouldSettle.what === 'look' ? `look ${wouldSettle.look}` : wouldSettle.what
}
const pon = line({ medium: 'pon' })
const copper = line({ medium: 'copper' })
const unjudged = neighbours(2, { level: null, ruleId: null, at: null })
const on = observed({ modemPowered: 'yes' })

/** What is known, and the one thing that would tell most. */
const table: readonly (readonly [what: string, known: Example, then: string | null])[] = [
  ['nothing, on a PON', { line: pon }, 'check ontCheck'],
  ['nothing, on copper', { line: copper }, 'check authenticationLog'],
  ['no session', { line: pon, online: 'offline' }, 'check ontCheck'],
  ['box not heard', { line: pon, reports: [silentOnt] }, 'look lightAtOutlet'],
  ['box not heard, neighbours not judged', { line: pon, reports: [silentOnt], neighbours: unjudged }, 'neighbours'],
  ['box not heard, neighbours judged and well', { line: pon, reports: [silentOnt], neighbours: neighbours(2, { level: 'ok', ruleId: 'okLine' }) }, 'look lightAtOutlet'],
  ['box not heard, one neighbour only', { line: pon, reports: [silentOnt], neighbours: unjudged.slice(1) }, 'look lightAtOutlet'],
  ['box not heard, neighbours only in the building', { line: pon, reports: [silentOnt], neighbours: neighbours(3, { closeness: 'building', at: null, level: null, ruleId: null }) }, 'look lightAtOutlet'],
  ['box not heard, light at the outlet good', { line: pon, reports: [silentOnt], observations: observed({ lightAtOutletDbm: -20 }) }, null],
  ['no light from the house', { reports: [fibre([stateOf('signalStatus', 'los')])] }, 'look lightAtOutlet'],
  ['weak light at the box', { line: pon, reports: [joined(ontRx(-28.5))] }, 'look lightAtOutlet'],
  ['modem silent', { line: copper, reports: [silentDelt] }, 'look modemPowered'],
  ['modem silent, and it is on', { line: copper, reports: [silentDelt], observations: on }, 'check selt'],
  ['modem silent, and no SELT on offer', { line: copper, reports: [silentDelt], observations: on, available: ['delt'] }, null],
  ['whole cable, no modem', { line: copper, reports: [selt('open', 479)], observations: known }, 'look modemPowered'],
  ['open end, length not known', { line: copper, reports: [selt('open', 479)] }, 'look loopLength'],
  ['open end, length listed but contradictory', { line: copper, reports: [selt('open', 479)], addressCheck: addressWith({ cableLengthM: 300 }, { cableLengthM: 900 }) }, 'look loopLength'],
  ['short', { line: copper, reports: [selt('short', 200)] }, 'look testPoint'],
  ['low margin', { line: copper, reports: [delt('up', { noiseMarginDownDb: 2 })] }, 'look testPoint'],
  ['low margin, tested at both ends of the wiring', { line: copper, reports: [atIsra(delt('up', { noiseMarginDownDb: 2 })), atSocket(delt('up', { noiseMarginDownDb: 2 }))] }, null],
  ['low margin, and the modem moved to the hand-over point', { line: copper, reports: [delt('up', { noiseMarginDownDb: 2 })], observations: observed({ testPoint: 'isra' }) }, 'check delt'],
  ['low margin, tested at the hand-over point only', { line: copper, reports: [atIsra(delt('up', { noiseMarginDownDb: 2 }))], observations: observed({ testPoint: 'isra' }) }, 'look testPoint'],
  ['low margin, at the first socket as before', { line: copper, reports: [delt('up', { noiseMarginDownDb: 2 })], observations: observed({ testPoint: 'firstSocket' }) }, 'look testPoint'],
  ['short, and the wiring taken off', { line: copper, reports: [selt('short', 200)], observations: observed({ testPoint: 'isra' }) }, 'check selt'],
  ['modem silent, and it is off', { line: copper, reports: [silentDelt], observations: observed({ modemPowered: 'no' }) }, null],
  ['nothing of the line, and an empty log', { line: pon, reports: [log([])], online: 'offline' }, 'check ontCheck'],
  ['too slow', { line: copper, reports: [delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })] }, 'look testPoint'],
  ['LAN port down', { line: pon, reports: [joined(), lan('up', 'down')] }, 'check authenticationLog'],
  ['no device heard on fibre', { reports: [fibre([linkUp, noLos, stateOf('macAddress', 'none', { instance: '6' })])] }, 'check authenticationLog'],
  ['never logs in, the line looked at long ago', { line: pon, reports: [before(300, joined()), log([])] }, 'check ontCheck'],
  ['wrong password', { line: pon, reports: [log([[5, 'incorrect'], [6, 'incorrect']])] }, null],
  ['a failed test', { reports: [report('ontCheck', { status: 'error' })], available: ['authenticationLog', 'ontCheck'] }, 'check ontCheck'],
  ['an old result', { line: pon, reports: [{ ...joined(), receivedAt: minutesBefore(300) }], available: ['ontCheck'] }, 'check ontCheck'],
  ['a result that a log-in overtook', { line: pon, reports: [before(60, silentOnt), log([[3, 'ok']])] }, 'check ontCheck'],
  ['a group fault', { line: pon, reports: [silentOnt], neighbours: neighbours(3) }, null],
  ['all well, and the customer complains', { line: pon, reports: [joined(), lan('up', 'up'), log([[60, 'ok']])], online: 'online', observations: observed({ customerComplains: true }) }, null],
  ['an order under way', { line: line({ medium: 'pon', state: 'processing' }) }, null],
]

describe('what would settle it', () => {
  it.each(table)('%s', (_, given, then) => expect(settles(given)).toBe(then))
})
