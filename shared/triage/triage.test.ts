import { describe, expect, it } from 'vitest'
import { circuit, input, line, log, measured, minutesBefore, now, observed, provisioning, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { accessLine, counted, cpe, lanPort, optics, port, portDown } from '../../test/fakes/accessReports.ts'
import { before, delt, neighbours, selt } from '../../test/fakes/triageReports.ts'
import type { Access } from '../model/access.ts'
import type { Line } from '../model/line.ts'
import type { Report } from '../model/report.ts'
import { createText } from '../text/text.ts'
import { rules, triage } from './triage.ts'
import { technicalSpecifications, verdictText } from './verdictText.ts'

const silentOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'down'), stateOf('ontRanging', 'notRanged')] })
const goodOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'up'), stateOf('ontRanging', 'ranged')] })
const lanDown = report('ontLanCheck', { states: [stateOf('ontLanAdministrative', 'up'), stateOf('ontLanOperational', 'down')] })
const lanUp = report('ontLanCheck', { states: [stateOf('ontLanAdministrative', 'up'), stateOf('ontLanOperational', 'up')] })
const blocked = line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] })

describe('what leads', () => {
  it('is nothing before anything was looked at', () => {
    const verdict = triage(input({ line: line({ medium: 'pon' }) }))
    expect(verdict).toMatchObject({ lead: null, level: 'unknown', findings: [], wouldSettle: { what: 'check', check: 'ontCheck' }, evidenceAt: null })
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
  it('is the order or the end of the service where that explains what is missing', () => {
    expect(triage(input({ line: line({ state: 'processing' }), online: 'offline' })).lead?.ruleId).toBe('G4')
    expect(triage(input({ line: line({ state: 'processing' }), reports: [silentOnt] })).lead?.ruleId).toBe('P1')
    expect(triage(input({ line: line({ state: 'terminated' }), reports: [silentOnt], online: 'offline' })).lead?.ruleId).toBe('G4')
  })
  it('is the move or the building of an access rather than that it is dark, and a state nobody knows where nothing runs on it', () => {
    const dark = [port({ ...portDown, ...optics({ dbmRx: '-40' }) })]
    const leadOf = (more: Partial<Access>, state: Line['state'] = 'active') => triage(input({ line: { ...accessLine(more), state }, reports: dark }))
    for (const verdict of [
      leadOf({ accessState: 'OUT_MIGRATION' }), leadOf({ accessState: 'IN_MIGRATION' }, 'processing'), leadOf({ accessState: 'DEPLOYING' }, 'processing'),
      leadOf({ accessState: 'RESERVED', subscriptions: [] }, null),
    ]) {
      expect(verdict).toMatchObject({ level: 'note', lead: { ruleId: 'G4' } })
      expect(verdict.findings.find(({ ruleId }) => ruleId === 'F1')).toMatchObject({ explainedBy: 'G4' })
    }
    expect(leadOf({ accessState: 'RESERVED' }, null)).toMatchObject({ level: 'fault', lead: { ruleId: 'F1' } })
    expect(leadOf({ accessState: 'CONNECTED' })).toMatchObject({ level: 'fault', lead: { ruleId: 'F1' } })
  })
  it('is half duplex rather than the frames that it damages, and the frames where they are damaged elsewhere', () => {
    const leadOf = (...reports: Report[]) => triage(input({ line: accessLine(), reports })).lead
    expect(leadOf(port({ fullDuplex: false, ...counted(500, 1_000_000) }))).toMatchObject({ ruleId: 'L4', level: 'fault', params: { harm: 'yes' } })
    expect(leadOf(port({ fullDuplex: false }))).toMatchObject({ ruleId: 'L4', level: 'warn', params: { harm: 'no' } })
    expect(leadOf(port(counted(500, 1_000_000)), cpe({ ports: [lanPort({ fullDuplex: false })] }))).toMatchObject({ ruleId: 'L5', level: 'fault' })
  })
  it('is what makes a line drop or slow rather than that it does', () => {
    const flapping = log([[5, 'ok'], [15, 'ok'], [30, 'ok'], [55, 'ok']])
    const lead = (...reports: Report[]) => triage(input({ reports })).lead
    expect(lead(flapping, delt('up', {}, [stateOf('serviceStability', 'unstable')]))).toMatchObject({ ruleId: 'D11', confidence: 'medium' })
    expect(lead(flapping, delt('up', { noiseMarginDownDb: 2 }))?.ruleId).toBe('D4')
    expect(lead(flapping, delt('up', { noiseMarginDownDb: 9 }))?.ruleId).toBe('A3')
    expect(lead(delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 }, [stateOf('vectoringFallback', 'active')]))?.ruleId).toBe('D10')
    const weak = report('fibreCheck', { states: [stateOf('lineStatus', 'up'), stateOf('macAddress', '00:00:5E:00:53:01', { instance: '34' }), stateOf('vlanConfigured', 'yes', { instance: '6' })] })
    expect(lead(weak, log([]))).toMatchObject({ ruleId: 'F9', level: 'warn' })
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
    expect(confidence({ reports: [log([[5, 'incorrect'], [9, 'incorrect']])] })).toBe('medium')
    expect(confidence({ reports: [log([[5, 'incorrect']])] })).toBe('low')
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

describe('newer evidence', () => {
  const found = (part: Parameters<typeof input>[0]) => triage(input(part))
  it('overtakes a test before the last accepted log-in, and says so', () => {
    const { lead, findings } = found({ reports: [before(60, silentOnt), log([[3, 'ok']])], online: 'online' })
    expect(lead).toMatchObject({ ruleId: 'C1', level: 'note', params: { why: 'overtaken', by: 'login', check: 'ontCheck' } })
    expect(findings.find(({ ruleId }) => ruleId === 'P1')?.explainedBy).toBe('C1')
  })
  it('of a session alone only makes a dead box less sure', () => {
    const alone = found({ reports: [{ ...silentOnt, receivedAt: minutesBefore(30) }], observations: observed({ lightAtOutlet: 'none' }) })
    const contradicted = found({ reports: [before(30, silentOnt)], observations: observed({ lightAtOutlet: 'none' }), online: 'online' })
    expect(alone.lead).toMatchObject({ ruleId: 'P3', confidence: 'high' })
    expect(contradicted.lead).toMatchObject({ ruleId: 'P3', confidence: 'medium' })
    expect(contradicted.findings.find(({ ruleId }) => ruleId === 'C1')).toMatchObject({ level: 'unknown', params: { by: 'session' } })
  })
  it('beats a locked box that has logged in since', () => {
    const locked = report('ontCheck', { receivedAt: minutesBefore(60), states: [stateOf('ontAdministrative', 'down'), stateOf('ontOperational', 'down')] })
    expect(found({ reports: [locked, log([[3, 'ok']])] }).lead?.ruleId).toBe('C1')
  })
  it('of the copper pair makes an older SELT history', () => {
    const up = delt('up', { noiseMarginDownDb: 9 })
    expect(found({ reports: [before(60, selt('open', 479)), up] })).toMatchObject({ level: 'ok', lead: { ruleId: 'okLine' } })
    expect(found({ reports: [selt('open', 479), before(60, up)] }).lead?.ruleId).toBe('S4')
  })
  it('takes the list\'s word of a session back after a later log-in', () => {
    const { findings } = found({ reports: [log([[3, 'ok']]), report('fibreCheck', { states: [stateOf('lineStatus', 'up')] })], online: 'offline' })
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['C1', 'okSession']))
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('A4')
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('noSession')
  })
  it('is measured by the system\'s clock where that is known', () => {
    const measuredAt = { utc: minutesBefore(150), zone: 'given' as const, text: '' }
    const ids = (clockOffsetMs: number | null) => found({ reports: [{ ...goodOnt, measuredAt }], clockOffsetMs }).findings.map(({ ruleId }) => ruleId)
    expect(ids(null)).toContain('G2')
    expect(ids(-60 * 60_000)).not.toContain('G2')
    expect(ids(60 * 60_000)).toContain('G2')
    // What carries this computer's own time is as old as it was.
    expect(found({ reports: [goodOnt], clockOffsetMs: 5 * 3_600_000 }).findings.map(({ ruleId }) => ruleId)).toEqual(['okLine', 'G6'])
  })
})

describe('several customers', () => {
  const found = (part: Parameters<typeof input>[0]) => triage(input(part))
  it('lead as one fault of the operator, which explains the box', () => {
    const { lead, findings, path } = found({ reports: [silentOnt], neighbours: neighbours(2), line: line({ medium: 'pon' }) })
    expect(lead).toMatchObject({ ruleId: 'X3', level: 'fault', domains: ['operator'], confidence: 'high', params: { count: 3, where: 'ponPort' } })
    expect(findings.find(({ ruleId }) => ruleId === 'P1')?.explainedBy).toBe('X3')
    expect(path.find(({ part }) => part === 'accessNode')).toMatchObject({ state: 'fault', reading: { key: 'neighboursDown', params: { count: 3 } } })
    expect(path.filter(({ state }) => state === 'fault')).toHaveLength(1)
  })
  it('are named by the nearest that they share', () => {
    const mixed = [...neighbours(1), ...neighbours(3, { closeness: 'lineCard' }).slice(1)]
    expect(found({ reports: [silentOnt], neighbours: mixed }).lead?.params).toMatchObject({ where: 'lineCard', count: 4 })
  })
  it('do not lead for two addresses, nor for a building alone', () => {
    const two = found({ reports: [silentOnt], neighbours: neighbours(1) })
    expect(two.lead?.ruleId).toBe('P1')
    expect(two.findings.find(({ ruleId }) => ruleId === 'X3')?.level).toBe('note')
    const building = found({ reports: [silentOnt], neighbours: neighbours(3, { closeness: 'building' }) })
    expect(building.lead?.ruleId).toBe('P1')
    expect(building.findings.find(({ ruleId }) => ruleId === 'X3')).toMatchObject({ level: 'warn', domains: ['access'] })
  })
  it('are no story of a box that has logged in since', () => {
    expect(found({ reports: [before(60, silentOnt), log([[3, 'ok']])], neighbours: neighbours(3) }).lead?.ruleId).toBe('C1')
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
    expect(words).not.toMatch(/jan@isp|private|Zuidpoolsingel|old \(/)
  })
  it('tell the operator which reports are old, and whose limits hold', () => {
    const band = { lower: -28, upper: -9, warnLower: -25, warnUpper: -10, source: { kind: 'standard' as const, reference: 'g9807.1' } }
    const old = { ...goodOnt, receivedAt: minutesBefore(200), measurements: [measured('rxPowerAtOntDbm', -20, { band, grade: 'ok' })] }
    const words = (reports: Report[]) => technicalSpecifications({ verdict: triage(input({ reports })), reports, checks: [], observations: observed({}) }, createText('en'), now)
    expect(words([old])).toContain('old (3 hours)')
    expect(words([{ ...old, receivedAt: minutesBefore(3 * 24 * 60) }])).toContain('old (3 days)')
    expect(words([old])).toContain('(-28 to -9 dBm, limits of the standard: ITU-T G.9807.1)')
  })
})

describe('what is exported beside it', () => {
  it('names the source of every rule once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ source }) => source.reference.length < 20 || /domain\.md|seed/.test(source.reference))).toEqual([])
  })
  it('judges the same at the same moment', () => expect(triage(input({ reports: [silentOnt], now }))).toEqual(triage(input({ reports: [silentOnt], now }))))
})
