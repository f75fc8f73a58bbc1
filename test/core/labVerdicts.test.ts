import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONDITIONS, conditionOf, faultsFor } from '../../electron/lab/nextpertise/conditions.ts'
import { TECHNOLOGIES } from '../../electron/lab/nextpertise/products.ts'
import { loopLengthM } from '../../electron/lab/nextpertise/reportCopper.ts'
import type { LabWorld } from '../../electron/lab/nextpertise/world.ts'
import type { Services } from '../../electron/services.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import { noObservations, type Observations } from '../../shared/model/observation.ts'
import { check, lastOf, lineOf, openOnLab, unhurried, type OnLab } from './coreOnLab.ts'

/** Every condition on every technology that can have it, over PPP where the technology can. */
const cases = TECHNOLOGIES.flatMap(({ key: technology, family, provisioning }) => {
  const ppp = provisioning.includes('ppp')
  const named = CONDITIONS.filter(({ drawn, family: own }) => !drawn && own === family).map(({ key }) => key)
  return ['healthy', ...faultsFor(family, ppp), ...named].map(condition => ({ technology, condition, provisioning: ppp ? 'ppp' as const : provisioning[0] ?? 'vlan' as const }))
})

let on: OnLab
let services: Services
const nids = new Map<string, string>()
const views = new Map<string, LineView>()
/** What an engineer on site adds for rules that need it: cable length from the plant records, the label of the box. */
function seenBy(world: LabWorld, nid: string): Partial<Observations> {
  const line = world.byNid(nid)?.line
  if (line?.condition === 'modemOff' || line?.condition === 'cableCut') return { loopLengthM: loopLengthM(line) }
  return line?.condition.endsWith('OtherSerial') ? { serialOnLabel: line.ontNumber } : {}
}
const nameOf = (each: typeof cases[number]) => `${each.condition} on ${each.technology}`

beforeAll(async () => {
  on = await openOnLab({ lines: 20 })
  cases.forEach((each, at) => {
    // Each in an area of its own: lines with the same fault at one access node would be seen together.
    const { nid } = on.lab.world.addLine({ street: 'Proefweg', housenr: at + 1, zipcode: `${9000 + at}ZZ`, city: 'Teststad', ...each })
    nids.set(nameOf(each), nid ?? '')
  })
  services = (await on.open()).services()
  await on.signOn(services)
  await Promise.all([...nids].map(async ([name, nid]) => {
    const { id } = lineOf(services, nid)
    const { available } = await lastOf(services.lines.refresh(id, unhurried()))
    if (available[0] !== undefined) await check(services, id, available[0].nid)
    services.lines.saveObservations({ ...noObservations(id), ...seenBy(on.lab.world, nid) })
    views.set(name, services.lines.open(id))
  }))
}, 120_000)
afterAll(() => on[Symbol.asyncDispose]())

test('covers every condition of the lab', () => {
  expect([...new Set(cases.map(({ condition }) => condition))].toSorted()).toEqual(CONDITIONS.map(({ key }) => key).toSorted())
})

/** Rule and level that lead, per condition; the same on every technology. */
const leads: Readonly<Record<string, string>> = {
  modemOff: 'X1 fault', cableCut: 'D3 fault', cableShort: 'D3 fault', modemNoSync: 'S6 fault', bridgedTap: 'S9 warn', lowMargin: 'D4 fault',
  littleMargin: 'D5 warn', longLine: 'D8 fault', cappedProfile: 'D7 warn', cannotCarry: 'D8 fault', atLimit: 'D5 warn',
  vectoringFallback: 'D10 warn', unstable: 'D11 warn', deltEmpty: 'D13 unknown', otherReport: 'okSession ok',
  noLight: 'F1 fault', lightTooWeak: 'F2 fault', lightMarginal: 'F3 warn', lightTooStrong: 'F4 warn', transmitterLow: 'F5 fault',
  transmitterFault: 'F5 fault', lightNoLink: 'F7 fault', fibreSilent: 'F8 warn', wrongVlan: 'F9 warn', sfpHot: 'okSession ok',
  ontNotRanged: 'P1 fault', ontLocked: 'P4 fault', ontOtherSerial: 'P5 fault', lanDown: 'X1 fault', lanClosed: 'L3 fault',
  ontDoubtful: 'okSession ok', deltaNotRanged: 'P1 fault', areaOutage: 'P1 fault', deltaLocked: 'P4 fault', deltaOtherSerial: 'P5 fault', deltaTooWeak: 'P6 fault',
  deltaWeak: 'P7 warn', deltaTooStrong: 'P8 warn', deltaReturnWeak: 'P9 warn', deltaLanDown: 'L1 fault', deltaLanGone: 'L1 fault',
  deltaLanLocked: 'L3 fault', deltaNoValues: 'okSession ok',
  neverLogsIn: 'A1 fault', wrongPassword: 'A2 fault', flapping: 'A3 warn', stuckSession: 'A4 warn', otherUser: 'A5 warn',
  loginRefused: 'A7 fault', sessionLost: 'A4 warn', blocked: 'G5 fault', disabled: 'G5 fault', inOrder: 'G4 note', testFails: 'G1 unknown',
}

test.each(cases.map(each => [nameOf(each), each] as const))('%s', (name, { condition, technology }) => {
  const view = views.get(name)
  const { lead, findings, level } = view?.verdict ?? { lead: null, findings: [], level: 'unknown' }
  const seen = findings.map(each => `${each.ruleId} ${each.level}`)
  if (condition === 'healthy') {
    expect(seen.filter(each => / (fault|warn)$/.test(each))).toEqual([])
    // Where the system offers no check there is nothing to judge by.
    expect(level).toBe(view?.available[0]?.kinds.length ? 'ok' : 'unknown')
    return
  }
  // A1 rests on a physical layer that is known to be well: no check shows that on these.
  const untold = condition === 'neverLogsIn' && (technology === 'odidoFibre' || technology === 'sdsl')
  const rules = untold ? ['noSession'] : [...conditionOf(condition).rules]
  expect(findings.map(({ ruleId }) => ruleId), seen.join()).toEqual(expect.arrayContaining(rules))
  expect(`${lead?.ruleId} ${lead?.level}`, seen.join()).toBe(untold ? 'noSession unknown' : leads[condition])
})

test('every check of every condition ends, and only the failing ones fail', () => {
  const states = (condition: string) => cases.filter(each => each.condition === condition)
    .flatMap(each => views.get(nameOf(each))?.checks.filter(({ kind }) => kind !== 'authenticationLog')
      .map(({ state }) => state) ?? [])
  for (const { key } of CONDITIONS) expect(new Set(states(key)).size, key).toBeLessThan(2)
  expect(new Set(states('testFails'))).toEqual(new Set(['failed']))
  expect(new Set(states('healthy'))).toEqual(new Set(['complete']))
})
