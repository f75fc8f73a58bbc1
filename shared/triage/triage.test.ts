import { describe, expect, it } from 'vitest'
import { circuit, input, line, log, measured, minutesBefore, now, observed, provisioning, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { createText } from '../text/text.ts'
import { ruleSources, triage } from './triage.ts'
import { technicalSpecifications, verdictText } from './verdictText.ts'

const silentOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'down'), stateOf('ontRanging', 'notRanged')] })
const goodOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'up'), stateOf('ontRanging', 'ranged')] })
const lanDown = report('ontLanCheck', { states: [stateOf('ontLanAdministrative', 'up'), stateOf('ontLanOperational', 'down')] })
const lanUp = report('ontLanCheck', { states: [stateOf('ontLanAdministrative', 'up'), stateOf('ontLanOperational', 'up')] })
const blocked = line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] })
const path = (part: Parameters<typeof input>[0]) => Object.fromEntries(triage(input(part)).path.map(each => [each.part, each]))

describe('what leads', () => {
  it('is nothing before anything was looked at', () => {
    const verdict = triage(input({ line: line({ medium: 'pon' }) }))
    expect(verdict).toMatchObject({ lead: null, level: 'unknown', findings: [], wouldSettle: 'ontCheck', evidenceAt: null })
    expect(verdict.path.every(({ state }) => state !== 'fault')).toBe(true)
  })
  it('is a blocked service, whatever else is dead behind it', () => {
    const { lead, findings } = triage(input({ line: blocked, reports: [silentOnt, log([[5, 'incorrect']])], online: 'offline' }))
    expect(lead?.ruleId).toBe('G5')
    expect(findings.filter(({ ruleId }) => ['P1', 'A2', 'noSession'].includes(ruleId)).map(({ explainedBy }) => explainedBy)).toEqual(['G5', 'G5', 'G5'])
  })
  it('is a locked box rather than what it causes', () => {
    const locked = report('ontCheck', { states: [stateOf('ontAdministrative', 'down'), stateOf('ontOperational', 'down')] })
    expect(triage(input({ reports: [locked, log([])], online: 'offline' })).lead?.ruleId).toBe('P4')
  })
  it('is the worst level, and of equal ones the nearest to the customer', () => {
    const weak = report('fibreCheck', { states: [stateOf('lineStatus', 'up')], measurements: [measured('rxPowerAtOperatorModuleDbm', -15.5, {
      band: { lower: -16, upper: -5, warnLower: -15, warnUpper: -6, source: { kind: 'report', reference: 'report' } }, grade: 'warn',
    })] })
    expect(triage(input({ reports: [weak, log([[5, 'incorrect']])] })).lead?.ruleId).toBe('A2')
    expect(triage(input({ reports: [weak, log([[5, 'ok', 'else@where']])] })).lead?.ruleId).toBe('A5')
  })
  it('is never a note about the data where there is anything else', () => {
    const old = { ...goodOnt, receivedAt: minutesBefore(500) }
    expect(triage(input({ reports: [old] }))).toMatchObject({ level: 'ok', lead: { ruleId: 'okLine' } })
  })
  it('is unsettled, not bad, for a report that no rule can read', () => {
    expect(triage(input({ reports: [report('unknown')] }))).toMatchObject({ level: 'unknown', lead: { ruleId: 'unsettled' } })
  })
  it('keeps judging by the older report when the newest test failed', () => {
    const failed = report('ontCheck', { status: 'error', id: report('ontCheck', {}).id })
    const older = { ...silentOnt, id: report('unknown').id, receivedAt: minutesBefore(30) }
    expect(triage(input({ reports: [failed, older] })).findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['G1', 'P1']))
  })
})

describe('confidence', () => {
  const confidence = (part: Parameters<typeof input>[0]) => triage(input(part)).lead?.confidence
  it('is medium for one plain test, and one lower where several domains are possible', () => {
    expect(confidence({ reports: [log([[5, 'incorrect']])] })).toBe('medium')
    expect(confidence({ reports: [silentOnt] })).toBe('low')
  })
  it('is high where two independent tests agree', () => {
    expect(confidence({ reports: [silentOnt], observations: observed({ lightAtOutlet: 'none' }) })).toBe('high')
    expect(confidence({ reports: [goodOnt, lanUp, log([[5, 'ok']])], online: 'online' })).toBe('high')
  })
  it('is lowered by what the operator itself doubts', () => {
    const doubted = { ...lanDown, remarks: [{ key: 'exitMessage', text: 'measurement may not be fully reliable' }] }
    expect(confidence({ reports: [goodOnt, lanDown] })).toBe('medium')
    expect(confidence({ reports: [goodOnt, doubted] })).toBe('low')
  })
})

describe('the check that would settle it', () => {
  it('is one the system offers, that has no fresh result', () => {
    expect(triage(input({ reports: [goodOnt, lanDown], available: ['ontCheck', 'ontLanCheck', 'authenticationLog'] })).wouldSettle).toBe('authenticationLog')
    expect(triage(input({ reports: [goodOnt, lanDown], available: ['ontCheck', 'ontLanCheck'] })).wouldSettle).toBeNull()
    expect(triage(input({ reports: [{ ...goodOnt, receivedAt: minutesBefore(300) }], available: ['ontCheck'] })).wouldSettle).toBe('ontCheck')
  })
  it('is the failed one again', () => {
    expect(triage(input({ reports: [report('ontCheck', { status: 'error' })], available: ['authenticationLog', 'ontCheck'] })).wouldSettle).toBe('ontCheck')
  })
})

describe('age of the evidence', () => {
  it('is that of the oldest reading the lead rests on', () => {
    expect(triage(input({ reports: [silentOnt] })).evidenceAt).toBe(silentOnt.receivedAt)
    expect(triage(input({ line: blocked })).evidenceAt).toBe(blocked.seenAt)
    const measuredAt = { utc: minutesBefore(90), zone: 'given' as const, text: '' }
    expect(triage(input({ reports: [{ ...silentOnt, measuredAt }], observations: observed({ lightAtOutlet: 'none' }) })).evidenceAt).toBe(measuredAt.utc)
  })
})

describe('the path', () => {
  it('has the six parts of the medium, unknown ones with the check that would tell', () => {
    const parts = triage(input({ line: line({ medium: 'copper' }) })).path
    expect(parts.map(({ kind }) => kind)).toEqual(['network', 'dslam', 'copper', 'modem', 'router', 'home'])
    expect(parts.map(({ wouldTell }) => wouldTell)).toEqual([null, 'delt', 'delt', 'delt', 'authenticationLog', null])
    expect(triage(input({ line: line({ medium: 'pon' }) })).path.map(({ kind }) => kind).slice(1, 4)).toEqual(['olt', 'fibre', 'ont'])
  })
  it('points at the part with the fault, and what is dead behind it is not red', () => {
    const { terminal, router, home, network } = path({ line: line({ medium: 'pon' }), reports: [silentOnt, log([[300, 'ok']])], online: 'offline' })
    expect(terminal).toMatchObject({ state: 'fault', beyondFault: false, reading: { key: 'notRanged' } })
    expect(router).toMatchObject({ state: 'unknown', beyondFault: true, reading: { key: 'noSessionLastLogin' } })
    expect(home).toMatchObject({ state: 'unknown', beyondFault: true, wouldTell: null })
    expect(network?.state).toBe('ok')
  })
  it('shows a blocked service at the network, and nothing behind it as red', () => {
    const parts = triage(input({ line: blocked, reports: [silentOnt, log([[5, 'incorrect']])], online: 'offline' })).path
    expect(parts.filter(({ state }) => state === 'fault').map(({ part }) => part)).toEqual(['network'])
    expect(parts[0]?.reading?.key).toBe('blocked')
  })
  it('is green where every layer is well', () => {
    const parts = triage(input({ line: line({ medium: 'pon' }), reports: [goodOnt, lanUp, log([[5, 'ok']])], online: 'online' })).path
    expect(parts.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'unknown'])
  })
})

describe('words of a verdict', () => {
  const verdict = triage(input({ reports: [silentOnt, { ...report('fibreCheck', { remoteId: 'd36c1bc4' }), measurements: [
    measured('rxPowerAtOperatorModuleDbm', -6.04, { band: { lower: -16, upper: -5, warnLower: null, warnUpper: null, source: { kind: 'report', reference: 'report' } } }),
    measured('txPowerOntDbm', 99_999, { conversion: 'implausible', unit: '' }), measured('rxPowerAtOntDbm', null),
  ] }] }))
  it('are plain in both languages', () => {
    expect(verdictText(verdict, createText('en'))).toMatch(/^Fault: The network expects the box but does not hear it \(in the home \/ access network, not sure\)\./)
    expect(verdictText(verdict, createText('nl'))).toMatch(/^Storing: Het netwerk verwacht de ONT maar hoort hem niet/)
    expect(verdictText(triage(input({})), createText('en'))).toBe('Nothing looked at yet.')
  })
  it('give a ticket the headline, rule ids, values with their bands, report ids, and no customer data', () => {
    const reports = [silentOnt, log([[5, 'ok', 'jan@isp']]), report('fibreCheck', { remoteId: 'd36c1bc4', measurements: [
      measured('rxPowerAtOperatorModuleDbm', -6.04, { band: { lower: -16, upper: -5, warnLower: null, warnUpper: null, source: { kind: 'report', reference: 'report' } } }),
      measured('txPowerOntDbm', 99_999, { conversion: 'implausible', unit: '' }), measured('rxPowerAtOntDbm', null),
    ] })]
    const words = technicalSpecifications({
      verdict: triage(input({ reports })), reports, checks: [], observations: observed({ lightAtOutletDbm: -21.5, note: 'private' }),
    }, createText('en'), now)
    expect(words).toContain('Light from the house: -6.04 dBm (-16 to -5 dBm, limits of the report itself)')
    expect(words).toContain('99,999 (unit unknown)')
    expect(words).toContain('report d36c1bc4')
    expect(words).toContain('Rules: P1')
    expect(words).toContain('-21.5 dBm')
    expect(words).not.toMatch(/jan@isp|private|Zuidpoolsingel/)
  })
})

describe('what is exported beside it', () => {
  it('names the source of every rule once', () => {
    expect(new Set(ruleSources.map(({ id }) => id)).size).toBe(ruleSources.length)
    expect(ruleSources.every(({ source }) => source !== '')).toBe(true)
  })
  it('judges the same at the same moment', () => expect(triage(input({ reports: [silentOnt], now }))).toEqual(triage(input({ reports: [silentOnt], now }))))
})
