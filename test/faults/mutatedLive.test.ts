import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLiveBody } from '../../electron/checks/readers/onApiLive.ts'
import { LiveKind, Report } from '../../shared/model/report.ts'
import type { Measurement } from '../../shared/model/report.ts'
import { Verdict } from '../../shared/model/verdict.ts'
import type { Finding } from '../../shared/model/verdict.ts'
import { compareReports } from '../../shared/triage/compare.ts'
import { withRates } from '../../shared/triage/counters.ts'
import { limitableReadings, withLimits } from '../../shared/triage/limits.ts'
import { liveFacts, problemTypeOf } from '../../shared/triage/onApiTicket.ts'
import { triage } from '../../shared/triage/triage.ts'
import { accessLine } from '../fakes/accessReports.ts'
import { change, emptying, mutated, respelling, withEveryValue } from '../fakes/bodyMutations.ts'
import { input, minutesBefore, report } from '../fakes/triageInputs.ts'

/** Together 10,000 mutations. */
const runs = { any: 6_000, emptied: 3_000, respelled: 1_000 }

const time = '2026-11-21T11:14:15Z'
const counters = (bytes: number) => ({ packets: bytes / 500, bytes, unicast: 9, broadcast: 2, multicast: 1, pauses: 0, errors: 3, crcErrors: 2 })
const statistics = {
  counterResetAt: '2026-08-24T14:15:22Z', peakInputRate: { counter: 120_000_000, timestamp: time }, peakOutputRate: { counter: 80_000_000, timestamp: time },
  lastFiveInput: counters(5e9), lastFiveOutput: counters(6e8), input: counters(9e12), output: counters(8e12),
}
const optics = { dbmRx: '-21.5', dbmTx: '-5.6 dBm', temp: '38', biasTx: '14.2', supplyVoltage: '3.29', vendor: 'FINISAR', partNumber: 'BX', serialNumber: 'S1' }
const entry = { mac: 'AA:BB:CC:00:00:01', serviceType: 'bb', vlan: 101, port: 'ge-0/0/7', learntAt: time }

/** The examples of the document (ON-API 2.6, `/tech/`) with values in them, and the same as the public specification has them. */
const documented: readonly (readonly [LiveKind, unknown])[] = [
  ['accessHardware', { up: true, upSince: time, vendor: 'string', model: 'string' }],
  ['portStatus', { link: true, fullDuplex: true, linkSince: time, speed: '1000', adminDown: false, statistics, transceiver: optics, configuredSpeeds: [{ serviceType: 'bb', queue: '0', cir: '0', pir: '250000' }] }],
  ['portStatus', { link: true, fullDuplex: true, linkSince: time, speed: 'auto', linkSpeed: 1000, adminDown: false, statistics, fiber: { ...optics, dbmRx: -21.5, dbmTx: -5.6 }, configuredSpeed: [{ serviceType: 'bb', queue: 0, cir: 0, pir: 250_000 }] }],
  ['macTable', entry], ['macTable', [{ mac: 'aa:bb:cc:00:00:01', serviceType: 'bb' }]],
  ['leases', entry], ['leases', [{ lease: '192.0.2.7', mac: 'aa:bb:cc:00:00:01', serviceType: 'bb', start: time, end: '2026-11-21T13:14:15Z' }]],
  ['igmpGroups', { multicast: '239.16.2.3', timestamp: time, counter: 0 }], ['igmpGroups', [{ multicast: '239.16.2.3', timestamp: time, counter: 7 }]],
  ...[{ snooping: 'dhcpSnoopingTable', module: 'transceiver', since: '2026-08-24 14:15:22' }, { snooping: 'dhcpSnooping', module: 'fiber', since: time }].map(({ snooping, module, since }) => ['cpeStatus', {
    firmware: '1.2', vendor: 'Inteno', model: 'FG500', mac: '00:22:07:00:00:01', up: true, upSince: since,
    ports: [
      { index: 0, ifDescription: 'WAN', name: 'WAN', link: true, fullDuplex: true, changedAt: time, loopDetectionStatus: 'unlocked', freeSeating: true, configuredSpeed: 'auto', linkSpeed: 1000, [module]: optics, statistics },
      { index: 1, ifDescription: 'LAN1', name: 'LAN1', link: true, fullDuplex: true, changedAt: time, loopDetectionStatus: 'string', freeSeating: false, configuredSpeed: '1000', linkSpeed: 1000, statistics },
    ],
    macAddressTable: [entry], [snooping]: [{ ip: '192.0.2.7', mac: 'AA:BB:CC:00:00:01', serviceType: 'bb', timeout: '2026-11-21T13:14:15Z' }],
  }] as const),
]
const example = fc.constantFrom(...documented)
const line = accessLine()
const before = (kind: LiveKind, body: unknown): Report =>
  withRates(report(kind, { ...readLiveBody(kind, body), receivedAt: minutesBefore(6), raw: '{}' }), null)
const kept = (kind: LiveKind, body: unknown, earlier: Report | null = null): Report =>
  withRates(report(kind, { ...readLiveBody(kind, body), receivedAt: minutesBefore(1), raw: '{}' }), earlier)
const judged = (reports: Report[]) => triage(input({ line, reports }))
const faultsOf = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level === 'fault')

/** What a value can physically be; written down apart from the readers. */
const physical: readonly (readonly [key: RegExp, least: number, most: number])[] = [
  [/Dbm$/, -45, 12], [/TemperatureC$/, -40, 110], [/SupplyV$/, 0, 20], [/BiasMa$/, 0, 500], [/SpeedBps$/, 1e5, 1e12], [/^rate/, 0, 1e12], [/Ppm$/, 0, 1e6], [/Percent$/, 0, 100],
  [/^peak/, 0, Number.MAX_VALUE],
]
const unitOf = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

function expectSound({ key, value, unit, band, grade, conversion }: Measurement): void {
  if (value === null || conversion === 'implausible' || conversion === 'sentinel') expect([key, band, grade]).toEqual([key, null, 'none'])
  if (value === null) return
  expect(Number.isFinite(value)).toBe(true)
  if (conversion === 'implausible') return expect(unit).toBe('')
  if (!key.startsWith('peak')) expect(unit).toBe(unitOf.get(key))
  const [, least, most] = physical.find(([keys]) => keys.test(key)) ?? [null, 0, -1]
  expect([key, value, value >= least && value <= most]).toEqual([key, value, true])
}

/** A fault rests on at least one reading that has a value. */
function expectGrounds(finding: Finding, of: readonly Report[]): void {
  const keys = finding.readings.filter(({ source }) => source === 'report').map(({ key }) => key)
  const said = of.flatMap(each => [...each.measurements, ...each.states]).filter(({ value }) => value !== null).map(({ key }) => key)
  expect([finding.ruleId, keys.some(key => said.includes(key))]).toEqual([finding.ruleId, true])
}

const anyLimits = limitableReadings.map(({ key }) => ({ key, supplier: null, technology: null, lower: -20, warnLower: -10, warnUpper: 10, upper: 20 }))
/** The whole access as it is well, but for the one answer that a test changes. */
const whole = LiveKind.options.flatMap(kind => documented.filter(([each]) => each === kind).slice(0, 1).map(([each, body]) => kept(each, body)))
const others = (kind: LiveKind): Report[] => whole.filter(each => each.kind !== kind)
const earlier = new Map(documented.map(each => [each, before(...each)]))
const hadFaults = new Map(documented.map(each => [each, faultsOf(judged([kept(...each), ...others(each[0])]).findings).map(({ ruleId }) => ruleId)]))

describe('documented live answers that a system changed', () => {
  it('are read, counted and judged without a crash, a band on an implausible value, or a fault without grounds', () => {
    fc.assert(fc.property(example, fc.array(change, { minLength: 1, maxLength: 6 }), (each, changes) => {
      const [kind, body] = each
      const first = earlier.get(each) ?? null
      const read = kept(kind, mutated(body, changes), first)
      expect(Report.safeParse(read).success).toBe(true)
      for (const measurement of read.measurements) expectSound(measurement)
      for (const measurement of withLimits(read, anyLimits, { supplier: null, technology: null }).measurements.filter(({ key }) => !key.startsWith('peak'))) expectSound(measurement)
      const all = [read, ...others(kind)]
      const verdict = judged(all)
      Verdict.parse(verdict)
      for (const finding of faultsOf(verdict.findings)) expectGrounds(finding, all)
      problemTypeOf(verdict, { reports: all })
      liveFacts(all)
      for (const { after, matters, what } of compareReports(first ?? read, read)) if (after === null && what === 'measurement') expect(matters).toBe('unclear')
    }), { numRuns: runs.any })
  }, 240_000)

  it('get no fault from a value that is gone', () => {
    fc.assert(fc.property(example, fc.array(emptying, { minLength: 1, maxLength: 6 }), (each, changes) => {
      const [kind, body] = each
      const emptied = mutated(body, changes)
      const had = hadFaults.get(each) ?? []
      // With the light of one end gone, the other is the one direction known to be weak: that is less said, not another fault.
      const allowed = had.includes('F2') ? [...had, 'F6'] : had
      // An empty list is what an empty table says.
      if (JSON.stringify(emptied) === '[]') return
      for (const { ruleId } of faultsOf(judged([kept(kind, emptied), ...others(kind)]).findings)) expect(allowed).toContain(ruleId)
    }), { numRuns: runs.emptied })
  })

  it('say the same with keys in another case, with hyphens, underscores or capitals', () => {
    fc.assert(fc.property(example, fc.array(respelling, { minLength: 1, maxLength: 6 }), ([kind, body], changes) => {
      expect(readLiveBody(kind, mutated(body, changes))).toEqual(readLiveBody(kind, body))
    }), { numRuns: runs.respelled })
  })

  it('have no grade and no fault with every value gone, and say nothing at all where they are {}', () => {
    for (const [kind, body] of documented) {
      for (const value of [null, '', 'null', undefined]) {
        const read = kept(kind, withEveryValue(body, () => value, []))
        expect(read.measurements.filter(({ grade }) => grade !== 'none')).toEqual([])
        expect(faultsOf(judged([read]).findings)).toEqual([])
      }
      for (const nothing of [{}, null, '', 0, true, 'text', undefined]) {
        const { measurements, states, live } = readLiveBody(kind, nothing)
        expect([measurements, states, live.kind]).toEqual([[], [], kind])
      }
    }
  })

  it('are read in linear time where tables are huge and lists deep', () => {
    const table = Array.from({ length: 100_000 }, (_, index) => ({ ...entry, vlan: index }))
    const deep = Array.from({ length: 5_000 }).reduce<unknown>(inner => ({ transceiver: inner, ports: [inner] }), {})
    for (const kind of LiveKind.options) {
      for (const body of [table, { ports: table, macAddressTable: table }, deep]) {
        const from = performance.now()
        kept(kind, body)
        expect(performance.now() - from).toBeLessThan(1_000)
      }
    }
  })
})
