import { describe, expect, it } from 'vitest'
import { input, line, measured, observed, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { addressWith, atIsra, atSocket, before, bonded, delt, selt, silentDelt } from '../../test/fakes/triageReports.ts'
import type { Example } from '../../test/fakes/ruleExamples/ruleExample.ts'
import { knownLength } from './copper.ts'
import { evidenceOf } from './evidence.ts'
import { triage } from './triage.ts'

const lead = (part: Example) => triage(input({ line: line({ medium: 'copper' }), ...part })).lead
const lengthM = (part: Example) => knownLength(evidenceOf(input(part)))?.lengthM ?? null

describe('how long the cable is', () => {
  it('is what the engineer entered, then the address check, then a DELT', () => {
    const reports = [delt('up', { loopLengthM: 480 })]
    const addressCheck = addressWith({ cableLengthM: 500 })
    expect(lengthM({ reports, addressCheck, observations: observed({ loopLengthM: 520 }) })).toBe(520)
    expect(lengthM({ reports, addressCheck, observations: observed({ loopLengthM: 0 }) })).toBe(500)
    expect(lengthM({ reports, addressCheck: addressWith({ cableLengthM: 0 }) })).toBe(480)
    expect(lengthM({})).toBeNull()
  })
  it('is that of the pair\'s own point, and nothing where points contradict each other', () => {
    const addressCheck = addressWith({ point: 'Al-C', cableLengthM: 300 }, { point: 'Al-D', cableLengthM: 900 })
    expect(lengthM({ addressCheck })).toBeNull()
    const carrier = { ...line().carrier, distributionFrame: 'AL-D' }
    expect(lengthM({ addressCheck, line: line({ carrier }) })).toBe(900)
    expect(lengthM({ addressCheck: addressWith({ cableLengthM: 300 }, { cableLengthM: 900, nids: ['2408ZE000100100'] }) })).toBe(900)
    expect(lengthM({ addressCheck: addressWith({ cableLengthM: 500 }, { cableLengthM: 520 }) })).toBe(520)
    expect(lengthM({ addressCheck: addressWith({ kind: 'fibre', cableLengthM: 500 }) })).toBeNull()
  })
  it('is no distance that a DELT gave of a silent modem', () => {
    expect(lengthM({ reports: [delt('down', { deltDistanceM: 200 })] })).toBeNull()
    expect(lengthM({ reports: [delt('down', { deltDistanceM: 200 }), before(900, delt('up', { deltDistanceM: 480 }))] })).toBe(480)
  })
})

describe('bonded lines', () => {
  it('name the pair that is worst', () => {
    const reports = [bonded({ 1: ['up', { noiseMarginDownDb: 9 }], 2: ['up', { noiseMarginDownDb: 2 }] })]
    expect(lead({ reports })).toMatchObject({ ruleId: 'D4', params: { pair: '2', db: 2 } })
  })
  it('with one dead pair have a fault of the pair, not of the modem', () => {
    const reports = [bonded({ 1: ['up', { noiseMarginDownDb: 9 }], 2: ['down', {}] })]
    expect(lead({ reports })).toMatchObject({ ruleId: 'D1', domains: ['access', 'wiring'], part: 'line', params: { pair: '2', why: 'pair' } })
  })
  it('carry what their pairs carry together', () => {
    const product = { id: null, name: null, supplier: null, quality: null, downloadKbps: 100_000, uploadKbps: null }
    const bondedLine = line({ medium: 'copper', circuits: line().circuits.map(each => ({ ...each, product })) })
    const of = (kbps: number) => triage(input({ line: bondedLine, reports: [bonded({ 1: ['up', { attainableRateDownKbps: kbps }], 2: ['up', { attainableRateDownKbps: kbps }] })] }))
    expect(of(60_000).findings.map(({ ruleId }) => ruleId)).not.toContain('D8')
    expect(of(40_000).lead).toMatchObject({ ruleId: 'D8', params: { attainableKbps: 80_000, contractKbps: 100_000 } })
  })
  it('are judged by SELT pair by pair', () => {
    const pairs = report('selt', {
      states: [stateOf('termination', 'poweredCpe', { instance: '1' }), stateOf('termination', 'short', { instance: '2' })],
      measurements: [measured('problemLengthM', 500, { instance: '1' }), measured('problemLengthM', 120, { instance: '2' })],
    })
    expect(lead({ reports: [pairs] })).toMatchObject({ ruleId: 'S5', params: { pair: '2', lengthM: 120 } })
  })
})

describe('tests at both ends of the inside wiring', () => {
  const low = delt('up', { noiseMarginDownDb: 2 })
  const good = delt('up', { noiseMarginDownDb: 8 })
  it('blame the wiring where it is better at the hand-over point, whichever came last', () => {
    for (const reports of [[atIsra(good, 5), atSocket(low, 60)], [atIsra(good, 60), atSocket(low, 5)]]) {
      expect(lead({ reports })).toMatchObject({ ruleId: 'D4', domains: ['wiring'], confidence: 'high', part: 'terminal' })
    }
  })
  it('blame the access network where it is the same there', () => {
    expect(lead({ reports: [atIsra(low), atSocket(low)] })).toMatchObject({ ruleId: 'D4', domains: ['access'], confidence: 'high' })
  })
  it('exclude the wiring by one test at the hand-over point alone, and nothing by one behind it', () => {
    expect(lead({ reports: [atIsra(low)] })).toMatchObject({ domains: ['access'], confidence: 'medium' })
    expect(lead({ reports: [atSocket(low)] })).toMatchObject({ domains: ['wiring', 'access'], confidence: 'low' })
  })
  it('are not compared over days', () => {
    expect(lead({ reports: [atIsra(good, 4000), atSocket(low, 5)] })).toMatchObject({ domains: ['wiring', 'access'] })
  })
  it('find the fault in the house by SELT, and beyond it where nothing changes', () => {
    expect(lead({ reports: [atIsra(selt('open', 479)), atSocket(selt('short', 485))] })).toMatchObject({ ruleId: 'S3', domains: ['wiring'], confidence: 'high' })
    expect(lead({ reports: [atIsra(selt('short', 200)), atSocket(selt('short', 205))] })).toMatchObject({ ruleId: 'S5', domains: ['access'], confidence: 'high' })
  })
  it('need no second test where the modem is seen to be off', () => {
    expect(lead({ reports: [silentDelt], observations: observed({ modemPowered: 'no' }) })).toMatchObject({ ruleId: 'D1', domains: ['home'], confidence: 'high', params: { why: 'off' } })
  })
  it('find a modem that is only silent behind the wiring', () => {
    expect(lead({ reports: [atIsra(delt('up')), atSocket(silentDelt)] })).toMatchObject({ ruleId: 'D1', domains: ['wiring'], confidence: 'high' })
  })
})

describe('limits', () => {
  it('are those of the reading, whoever set them', () => {
    const own = { lower: 5, upper: null, warnLower: 8, warnUpper: null, source: { kind: 'engineer' as const, reference: 'own' } }
    const of = (db: number) => lead({ reports: [report('delt', { states: [stateOf('lineStatus', 'up')], measurements: [measured('noiseMarginDownDb', db, { band: own, direction: 'downstream' })] })] })
    expect(of(4.9)).toMatchObject({ ruleId: 'D4', params: { limitDb: 5 } })
    expect(of(7.9)).toMatchObject({ ruleId: 'D5', params: { limitDb: 8 } })
    expect(of(8)?.ruleId).toBe('okLine')
  })
  it('of a faster line are not held against its margin', () => {
    const slow = before(3000, delt('up', { noiseMarginDownDb: 12, actualRateDownKbps: 50_000 }))
    expect(lead({ reports: [delt('up', { noiseMarginDownDb: 8, actualRateDownKbps: 90_000 }), slow] })?.ruleId).toBe('okLine')
    expect(lead({ reports: [delt('up', { noiseMarginDownDb: 8, actualRateDownKbps: 50_000 }), slow] })?.ruleId).toBe('D12')
  })
})
