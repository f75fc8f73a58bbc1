import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circuit, input, line, minutesBefore, now, observed, provisioning, report } from '../../test/fakes/triageInputs.ts'
import { addressWith, finishedFibre, neighbours } from '../../test/fakes/triageReports.ts'
import { ReportId } from '../model/common.ts'
import type { Measurement, Report, StateReading } from '../model/report.ts'
import type { Verdict } from '../model/verdict.ts'
import { Verdict as VerdictSchema } from '../model/verdict.ts'
import { createText } from '../text/text.ts'
import {
  adslAttenuationBand, gradeOf, noiseMarginBand, oltReceivedBands, ontReceivedBands, pointToPointBands, relativeCapacityBand, sfpBands,
} from './bands.ts'
import type { TriageInput } from './evidence.ts'
import { rules, triage } from './triage.ts'
import { findingText, technicalSpecifications, verdictText } from './verdictText.ts'

const kinds = ['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt', 'authenticationLog', 'unknown'] as const
const bands = {
  rxPowerAtOperatorModuleDbm: pointToPointBands.received, txPowerOperatorModuleDbm: pointToPointBands.transmitted,
  moduleTemperatureC: sfpBands.temperatureC, supplyVoltageV: sfpBands.supplyVoltageV, rxPowerAtOntDbm: ontReceivedBands.xgsPon,
  txPowerOntDbm: null, rxPowerAtOltDbm: oltReceivedBands.xgsPon, problemLengthM: null, loopAttenuationDb: null, noiseMarginDownDb: noiseMarginBand,
  noiseMarginUpDb: noiseMarginBand, signalAttenuationDownDb: adslAttenuationBand, actualRateDownKbps: null, attainableRateDownKbps: null,
  contractRateDownKbps: null, relativeCapacityDownPercent: relativeCapacityBand, deltDistanceM: null, loopLengthM: null, interfaceSpeedBps: null,
}
const stateWords: Readonly<Record<string, readonly (string | null)[]>> = {
  lineStatus: ['up', 'down', null, 'odd'], signalStatus: ['los', 'noLos', 'notAvailable', null], txFault: ['fault', 'noFault', null],
  macAddress: ['none', '00:00:5E:00:53:01', null], vlanConfigured: ['yes'], ontAdministrative: ['up', 'down', null], ontOperational: ['up', 'down', null, '{odd}'],
  ontRanging: ['ranged', 'notRanged', null], ontSerial: ['GNXS12345678', null], ontType: ['XS-010X-Q', 'G-010', null], ontLastDownCause: ['dying-gasp', 'los', null],
  ontLanAdministrative: ['up', 'down', null], ontLanOperational: ['up', 'down', null], resultCode: ['ok', 'notOk'], exitCode: ['0', '1'],
  problem: ['CONNECTION_STATUS-CPE_SILENT-NOATUR', 'CPE_STATE-OFF_OR_NOT_CONNECTED', 'bridged-tap', null], termination: ['open', 'short', 'poweredCpe', 'closed', 'unknown', null],
  faultDomain: ['CPE', 'NETWORK'], vectoringFallback: ['active', 'notActive'], vectoringType: ['vect.cpe.type.legacy.cpe', null], vectoringStatus: ['Enabled both US and DS'],
  serviceStability: ['unstable', 'risky', 'stable', null], dslType: ['adsl2plus.g9925', 'vdsl2'],
}
const instance = fc.constantFrom('', '', '', '1', '2')
const value = fc.oneof(fc.constant(null), fc.constant(0), fc.double({ min: -60, max: 130, noNaN: true }), fc.integer({ min: 0, max: 2e9 }))
const measurement: fc.Arbitrary<Measurement> = fc.record({
  key: fc.constantFrom(...Object.keys(bands) as (keyof typeof bands)[]), value, instance, conversion: fc.constantFrom('none', 'scaled', 'implausible', 'sentinel'),
}).map(({ key, value: number, instance: of, conversion }) => {
  const band = conversion === 'implausible' ? null : bands[key]
  return {
    key, place: 'dslam', instance: of, direction: key.includes('Up') ? 'upstream' : 'downstream', value: number, unit: '',
    raw: null, conversion, band, grade: gradeOf(number, band),
  }
})
const stateReading: fc.Arbitrary<StateReading> = fc.constantFrom(...Object.keys(stateWords)).chain(key => fc.record({
  key: fc.constant(key), place: fc.constant('ont' as const), instance, value: fc.constantFrom(...stateWords[key] ?? [null]), raw: fc.constant(null),
  level: fc.constant(null),
}))
const minutes = fc.integer({ min: -30, max: 20_000 })
const moment = fc.option(fc.record({ at: minutes, zone: fc.constantFrom('given', 'assumed') })
  .map(({ at, zone }) => ({ utc: minutesBefore(at), zone, text: '' })), { nil: null })
const logins = fc.array(fc.record({ at: minutes, status: fc.constantFrom('ok', 'incorrect', 'unknown'), username: fc.constantFrom('user@realm', 'else@realm', null) }), { maxLength: 9 })
  .map(attempts => ({ after: minutesBefore(10_080), attempts: attempts.map(({ at, status, username }) => ({ at: { utc: minutesBefore(at), zone: 'given' as const, text: '' }, status, rawStatus: status, username })) }))
const oneReport: fc.Arbitrary<Report> = fc.record({
  kind: fc.constantFrom(...kinds), status: fc.constantFrom('complete', 'complete', 'complete', 'error'), received: minutes, measuredAt: moment, lastStatusChange: moment, logins,
  measurements: fc.array(measurement, { maxLength: 8 }), states: fc.array(stateReading, { maxLength: 9 }), testPoint: fc.constantFrom('isra', 'firstSocket', null),
  requestedKind: fc.constantFrom(...kinds.slice(0, 6), null), remarks: fc.constantFrom<Report['remarks']>([], [{ key: 'exitMessage', text: 'may not be fully reliable' }]),
}).map(({ received, logins: attempts, requestedKind, ...part }) => report(part.kind, {
  ...part, receivedAt: minutesBefore(received), logins: part.kind === 'authenticationLog' ? attempts : null,
  requestedKind: requestedKind === 'unknown' ? null : requestedKind,
}))
const reports = fc.array(oneReport, { maxLength: 7 }).map(all => all.map((each, index) => ({ ...each, id: ReportId.parse(`r${index}`) })))
const lightDbm = fc.option(fc.double({ min: -60, max: 15, noNaN: true }), { nil: null })
const evidence: fc.Arbitrary<TriageInput> = fc.record({
  reports, online: fc.constantFrom('online', 'offline', 'unknown'), clockOffsetMs: fc.option(fc.integer({ min: -4e6, max: 4e6 }), { nil: null }),
  line: fc.record({
    medium: fc.constantFrom('copper', 'pon', 'fibrePointToPoint', 'unknown'), state: fc.constantFrom('active', 'processing', null), blocked: fc.boolean(),
  }).map(({ medium, state, blocked }) => line({ medium, state, circuits: [circuit(), circuit({ nid: '2408ZE000100103', provisioning: provisioning({ blocked }) })] })),
  observations: fc.option(fc.record({
    modemPowered: fc.constantFrom('yes', 'no', null), lightAtOutlet: fc.constantFrom('present', 'none', null), lightAtOutletDbm: lightDbm,
    loopLengthM: fc.option(fc.integer({ min: 0, max: 16_383 }), { nil: null }), serialOnLabel: fc.constantFrom('ZZZZ00000000', '', null),
    pcAddress: fc.constantFrom('169.254.1.1', null), customerComplains: fc.constantFrom(true, null),
  }).map(observed), { nil: null }),
  neighbours: fc.record({ count: fc.integer({ min: 0, max: 4 }), ruleId: fc.constantFrom('P1', 'D1', 'A1', 'noSession'), closeness: fc.constantFrom('ponPort', 'building', 'accessNode') })
    .map(({ count, ...part }) => neighbours(count, part)),
  addressCheck: fc.constantFrom(null, addressWith(finishedFibre), addressWith({ cableLengthM: 500 }), addressWith({ cableLengthM: 100 }, { cableLengthM: 900 })),
  available: fc.constantFrom(null, kinds.slice(0, 6).filter(kind => kind !== 'unknown')),
}).map(part => input(part))

const refs = (verdict: Verdict) => verdict.findings.flatMap(({ ruleId, readings }) => readings.map(reading => ({ ruleId, ...reading })))
const parameters = { numRuns: 250 }

describe('triage of anything', () => {
  it('gives a sound verdict, the lead first, with what its rows name', () => fc.assert(fc.property(evidence, given => {
    const verdict = triage(given)
    expect(VerdictSchema.safeParse(verdict).success).toBe(true)
    expect(verdict.lead).toBe(verdict.findings[0] ?? null)
    expect(verdict.level).toBe(verdict.lead?.level ?? 'unknown')
    for (const { ruleId, level, domains } of verdict.findings) {
      const rule = rules.find(({ id }) => id === ruleId)
      if (rule === undefined) continue
      expect(rule.levels).toContain(level)
      expect(rule.domains).toEqual(expect.arrayContaining(domains))
    }
  }), parameters))

  it('says the same again, whatever order the reports come in', () => fc.assert(fc.property(evidence, fc.integer(), (given, seed) => {
    const shuffled = given.reports.map((each, index) => ({ each, key: (index * 7919 + seed) % 101 })).toSorted((a, b) => a.key - b.key).map(({ each }) => each)
    expect(triage({ ...given, reports: shuffled.toReversed() })).toEqual(triage(given))
  }), parameters))

  it('rests on readings that are there', () => fc.assert(fc.property(evidence, given => {
    const ofReport = new Set(['status', 'kind', 'receivedAt', 'measuredAt', 'logins', 'lastStatusChange', 'exitMessage'])
    for (const { ruleId, source, reportId, key } of refs(triage(given))) {
      if (source !== 'report') continue
      const found = given.reports.find(({ id }) => id === reportId)
      const has = found !== undefined && (ofReport.has(key) || found.states.some(each => each.key === key) || found.measurements.some(each => each.key === key))
      expect(has, `${ruleId} ${key}`).toBe(true)
    }
    for (const { readings, ruleId } of triage(given).findings) expect(readings.length, ruleId).toBeGreaterThan(0)
  }), parameters))

  it('finds no fault in nothing but nulls', () => fc.assert(fc.property(evidence, given => {
    const nulled = given.reports.map(each => ({
      ...each, logins: null, remarks: [],
      measurements: each.measurements.map(measured => ({ ...measured, value: null, grade: 'none' as const })), states: each.states.map(state => ({ ...state, value: null })),
    }))
    const { findings } = triage(input({ reports: nulled, available: given.available, now }))
    expect(findings.filter(({ level }) => level === 'fault' || level === 'warn')).toEqual([])
  }), parameters))

  it('has words in both languages, every parameter filled', () => fc.assert(fc.property(evidence, given => {
    const verdict = triage(given)
    for (const text of texts) {
      for (const finding of verdict.findings) {
        for (const what of ['title', 'reason', 'next'] as const) {
          const words = findingText(finding, what, text)
          expect(words, `${finding.ruleId}.${what}`).not.toBe(finding.ruleId)
          expect(words.replaceAll('{odd}', ''), `${finding.ruleId}.${what}`).not.toMatch(/[{}]|undefined|NaN|Invalid|null/)
        }
      }
      verdictText(verdict, text)
      const ticket = technicalSpecifications({ verdict, reports: [...given.reports], checks: [], observations: given.observations ?? observed({}) }, text, now)
      expect(ticket).not.toMatch(/user@realm|else@realm|Zuidpoolsingel/)
    }
  }), { numRuns: 60 }))
})

const texts = [createText('en'), createText('nl')]
