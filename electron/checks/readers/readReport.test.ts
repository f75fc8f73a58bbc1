import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { Report as ReportSchema } from '../../../shared/model/report.ts'
import examples from '../../../test/data/nextpertise-examples.json' with { type: 'json' }
import { change, mutated, respelling } from '../../../test/fakes/bodyMutations.ts'
import { report } from '../../../test/fakes/triageInputs.ts'
import type { ReportContent } from './content.ts'
import { readReport } from './readReport.ts'

const bodies: readonly unknown[] = examples.filter(({ method }) => method === 'get_report').map(({ reply }) => reply.result)
const context = { requestedKind: null, provider: null, dataTechnology: null }
const read = (body: unknown, part: Partial<typeof context> = {}): ReportContent => readReport(body, { ...context, ...part })
const kept = (content: ReportContent): Report => report(content.kind, { ...content, requestedKind: null })
const measurement = (content: ReportContent, key: string) => content.measurements.find(each => each.key === key)
const state = (content: ReportContent, key: string) => content.states.find(each => each.key === key)

const delta = (attributes: Readonly<Record<string, unknown>>, provider: string | null = 'DELTA') =>
  read({ report: { status: 'complete', provider, ont_check_details: { adminStatus: 'UNLOCKED', operationState: 'UP', extraAttributes: attributes } } })
const fibre = (details: Readonly<Record<string, unknown>>) => read({ report: { status: 'complete', provider: 'KPNWBA', fiber_check_details: { sfp_signal_status: 'no-los', ...details } } })

describe('raw values of DELTA', () => {
  it('are converted by provider and field, and shown with their raw number', () => {
    const content = delta({ 'tx-signal-level': '3191', 'op-signal-level': '-4915', 'rx-power-olt': '-103', temperature: '15488', 'equipped-type': 'XS-010X-Q' })
    expect(content.measurements.map(({ key, value, raw, conversion }) => [key, value, raw, conversion])).toEqual([
      ['rxPowerAtOntDbm', -9.83, '-4915', 'scaled'], ['txPowerOntDbm', 6.382, '3191', 'scaled'], ['rxPowerAtOltDbm', -10.3, '-103', 'scaled'],
      ['ontTemperatureC', 60.5, '15488', 'scaled'],
    ])
  })
  it('stay raw, without unit, band or colour, where they make no sense or come from another provider', () => {
    for (const content of [delta({ 'op-signal-level': '4915' }), delta({ 'op-signal-level': '-9.83' }), delta({ 'op-signal-level': '-4915' }, 'EUROFIBER')]) {
      expect(measurement(content, 'rxPowerAtOntDbm')).toMatchObject({ conversion: 'implausible', unit: '', band: null, grade: 'none' })
    }
  })
  it('are no value where Nokia says so', () => {
    for (const raw of ['32768', '65534', '65535', '2147483647', 'unknown', 'invalid']) {
      expect(measurement(delta({ 'op-signal-level': raw }), 'rxPowerAtOntDbm')).toMatchObject({ value: null, conversion: 'sentinel', grade: 'none' })
    }
  })
})

describe('a fibre check', () => {
  it('takes the report\'s own limits, then the standard\'s, and ignores inverted ones', () => {
    const power = { attenuation_receiving_dbm: -6 }
    expect(measurement(fibre({ ...power, rx_lower_bound_norm: -16, rx_upper_bound_norm: -5 }), 'rxPowerAtOperatorModuleDbm')?.band).toMatchObject({ lower: -16, source: { kind: 'report' } })
    expect(measurement(fibre(power), 'rxPowerAtOperatorModuleDbm')?.band).toMatchObject({ lower: -19.5, upper: -3, source: { kind: 'standard' } })
    expect(measurement(fibre({ ...power, rx_lower_bound_norm: -5, rx_upper_bound_norm: -16 }), 'rxPowerAtOperatorModuleDbm')?.band).toMatchObject({ source: { kind: 'standard' } })
    expect(measurement(fibre({ ...power, interface_speed: 10_000_000_000 }), 'rxPowerAtOperatorModuleDbm')?.band).toBeNull()
  })
  it('takes 0 dBm as a value and -40 dBm as no light', () => {
    expect(measurement(fibre({ attenuation_receiving_dbm: 0 }), 'rxPowerAtOperatorModuleDbm')).toMatchObject({ value: 0, grade: 'fault' })
    expect(measurement(fibre({ attenuation_receiving_dbm: -40 }), 'rxPowerAtOperatorModuleDbm')).toMatchObject({ value: null, conversion: 'sentinel' })
    expect(measurement(fibre({ attenuation_receiving_dbm: 'No Power' }), 'rxPowerAtOperatorModuleDbm')).toMatchObject({ value: null, conversion: 'sentinel' })
  })
  it('reads transmit fault 2 as none, 1 as a fault, and words alike', () => {
    expect([1, 2, 3, 'no-tx-fault', 'strange'].map(value => state(fibre({ tx_fault: value }), 'txFault')?.value)).toEqual(['fault', 'noFault', 'notAvailable', 'noFault', 'strange'])
    expect(state(fibre({ tx_fault: 2 }), 'txFault')?.level).toBe('ok')
  })
  it('accepts both spellings of the learned addresses and tells NONE from null', () => {
    for (const key of ['mac_addressess', 'mac_addresses']) {
      const content = fibre({ [key]: [{ vlan: 'VLAN-6', value: 'NONE' }, { vlan: 'VLAN-7', value: null }] })
      expect(content.states.filter(({ key: each }) => each === 'macAddress')).toMatchObject([{ instance: '6', value: 'none' }])
    }
  })
})

describe('shapes', () => {
  it('reads an ONT LAN check also in DELTA\'s shape and under other keys', () => {
    const body = { adminStatus: 'UNLOCKED', operationState: 'UP', ports: { fqdn: 'x:R1.ONT14.C10.P1', adminStatus: 'LOCKED', operationState: 'DOWN' } }
    for (const key of ['ont_lan_check_details', 'ont-lan-details', 'ONT_LAN']) {
      const content = read({ report: { status: 'complete', provider: 'DELTA', [key]: body } })
      expect(content.kind).toBe('ontLanCheck')
      expect(state(content, 'ontLanAdministrative')).toMatchObject({ value: 'down', instance: 'C10.P1' })
    }
  })
  it('unwraps a whole reply, a result and a bare report alike', () => {
    const whole = bodies[2] as { report: unknown }
    expect([read({ jsonrpc: '2.0', result: whole }), read(whole), read(whole.report)].map(({ kind }) => kind)).toEqual(['fibreCheck', 'fibreCheck', 'fibreCheck'])
  })
  it('says unknown, and nothing else, of what no reader knows', () => {
    for (const body of [null, 7, 'text', [], {}, { report: null }, { report: { status: 'complete', new_test_details: { a: 1 } } }]) {
      expect(read(body)).toMatchObject({ kind: 'unknown', measurements: [], states: [] })
    }
  })
  it('takes the operator\'s words of an error of any shape', () => {
    expect(read({ report: { status: 'error', error_details: { code: 5 } } })).toMatchObject({ status: 'error', errorText: '{"code":5}' })
    expect(read({ report: { status: 'aborted' } })).toMatchObject({ status: 'error', errorText: 'aborted' })
  })
  it('reads times of every kind, and marks those without a zone', () => {
    const at = (value: unknown) => fibre({ last_status_change: value }).lastStatusChange
    expect(at('2022-04-02T08:12:45Z')).toMatchObject({ utc: '2022-04-02T08:12:45.000Z', zone: 'given' })
    expect(at(1686042326845)).toMatchObject({ utc: '2023-06-06T09:05:26.845Z', zone: 'given' })
    expect(at('2018-02-01 15:58:48')).toMatchObject({ utc: '2018-02-01T15:58:48.000Z', zone: 'assumed' })
    expect(at('2020-04-15T11:49:55')).toMatchObject({ zone: 'assumed' })
    expect([at('yesterday'), at(0), at(null), at('2026-99-99T00:00:00Z')]).toEqual([null, null, null, null])
  })
})

/** A few runs of what test/faults/mutatedReports.test.ts does at length. */
describe('documented bodies that were changed', () => {
  const documented = fc.constantFrom(...bodies)
  it('never crash a reader, and always give a valid report', () => {
    fc.assert(fc.property(documented, fc.array(change, { minLength: 1, maxLength: 6 }), (body, changes) => {
      ReportSchema.parse(kept(read(mutated(body, changes))))
    }), { numRuns: 400 })
  })

  it('give the same readings with keys in another case or hyphen', () => {
    fc.assert(fc.property(documented, fc.array(respelling, { minLength: 1, maxLength: 6 }), (body, changes) => {
      expect(read(mutated(body, changes))).toEqual(read(body))
    }), { numRuns: 200 })
  })

  it('never put a band on an implausible value', () => {
    const key = fc.constantFrom('tx-signal-level', 'op-signal-level', 'rx-power-olt', 'temperature')
    fc.assert(fc.property(key, fc.oneof(fc.integer(), fc.double(), fc.string()), (attribute, raw) => {
      for (const { conversion, band, grade, value } of delta({ [attribute]: raw }).measurements) {
        if (conversion === 'implausible') expect([band, grade]).toEqual([null, 'none'])
        if (conversion === 'scaled') expect(value).toBeGreaterThanOrEqual(-45)
      }
    }))
  })
})
