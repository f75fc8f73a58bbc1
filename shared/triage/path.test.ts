import { describe, expect, it } from 'vitest'
import { circuit, input, line, log, minutesBefore, observed, provisioning, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { addressWith, bonded, delt, selt } from '../../test/fakes/triageReports.ts'
import { accessLine, cpe, hardware, leases, macs, port, portDown } from '../../test/fakes/accessReports.ts'
import type { Report } from '../model/report.ts'
import { triage } from './triage.ts'

const silentOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'down'), stateOf('ontRanging', 'notRanged')] })
const goodOnt = report('ontCheck', { states: [stateOf('ontAdministrative', 'up'), stateOf('ontOperational', 'up'), stateOf('ontRanging', 'ranged')] })
const lanUp = report('ontLanCheck', { states: [stateOf('ontLanAdministrative', 'up'), stateOf('ontLanOperational', 'up')] })
const blocked = line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] })
const path = (part: Parameters<typeof input>[0]) => Object.fromEntries(triage(input(part)).path.map(each => [each.part, each]))

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
  it('shows the worst pair of a bonded line, and that one in sync is a modem that answers', () => {
    const { line: pair, terminal } = path({ reports: [bonded({ 1: ['up', { noiseMarginDownDb: 9 }], 2: ['up', { noiseMarginDownDb: 4, noiseMarginUpDb: 6 }] })] })
    expect(pair?.reading).toEqual({ key: 'noiseMargin', params: { db: 4, pair: '2' } })
    expect(terminal?.reading?.key).toBe('inSync')
    expect(path({ reports: [bonded({ 1: ['down', {}], 2: ['up', { noiseMarginDownDb: 9 }] })] })['terminal']?.reading?.key).toBe('inSync')
  })
  it('says how long the cable is where nothing better is known', () => {
    const copper = line({ medium: 'copper' })
    expect(path({ line: copper, addressCheck: addressWith({ cableLengthM: 730 }) })['line']).toMatchObject({ state: 'unknown', reading: { key: 'lengthKnown', params: { lengthM: 730 } }, at: null })
    expect(path({ line: copper, observations: observed({ loopLengthM: 700 }) })['line']).toMatchObject({ reading: { key: 'lengthKnown' }, at: minutesBefore(1) })
    expect(path({ line: copper, addressCheck: addressWith({ cableLengthM: 730 }), reports: [selt('open', 479)] })['line']?.reading).toEqual({ key: 'openAt', params: { lengthM: 479 } })
    expect(path({ line: copper, addressCheck: addressWith({ cableLengthM: 730 }), reports: [delt('up', { noiseMarginDownDb: 9 })] })['line']?.reading?.key).toBe('noiseMargin')
  })
  it('says since when there is no session', () => {
    const changed = { ...silentOnt, lastStatusChange: { utc: minutesBefore(50), zone: 'given' as const, text: '' } }
    expect(path({ reports: [changed, log([[300, 'ok']])], online: 'offline' })['router']?.reading).toEqual({ key: 'noSessionSince', params: { atMs: Date.parse(minutesBefore(50)) } })
  })
  it('shows what a SELT alone tells of the modem', () => {
    expect(path({ reports: [selt('poweredCpe', 479)] })['terminal']?.reading?.key).toBe('modemSeen')
    expect(path({ reports: [selt('open', 479)] })['terminal']?.reading?.key).toBe('noModem')
    expect(path({ reports: [selt('short', 479)] })['terminal']?.reading ?? null).toBeNull()
  })
})

describe('the path of an access', () => {
  const of = (...reports: Report[]) => Object.fromEntries(triage(input({ line: accessLine(), reports })).path.map(each => [each.part, each]))
  it('goes from the operator over access switch, fibre and CPE to the router, unknown parts with the live query that tells', () => {
    const parts = triage(input({ line: accessLine() })).path
    expect(parts.map(({ kind }) => kind)).toEqual(['network', 'accessSwitch', 'fibre', 'cpe', 'router', 'home'])
    expect(parts.map(({ wouldTell }) => wouldTell)).toEqual([null, 'accessHardware', 'portStatus', 'cpeStatus', 'macTable', null])
  })
  it('is green where every answer is well', () => {
    const parts = of(hardware(true), port(), cpe(), macs('DC:A6:32:01:02:03'), leases({ ip: '192.0.2.7' }))
    expect(Object.values(parts).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'unknown'])
    expect(Object.values(parts).map(({ reading }) => reading?.key)).toEqual(['serviceOn', 'switchUp', 'light', 'boxAnswers', 'hasAddress', undefined])
  })
  it('says that a lease is held where the network does not say of which address', () => {
    expect(of(leases({ mac: 'DC:A6:32:01:02:03' }))['router']?.reading).toEqual({ key: 'hasLease', params: {} })
  })
  it('does not lay the silence behind a living router on a fault before it', () => {
    const parts = of(hardware(true), port({ transceiver: { dbmRx: '-25' } }), cpe(), macs('DC:A6:32:01:02:03'), leases({ ip: '192.0.2.7' }))
    expect(parts['line']?.state).toBe('fault')
    expect(parts['home']).toMatchObject({ state: 'unknown', beyondFault: false })
  })
  it('shows a switch that is down, and what is dead behind it is not red', () => {
    const parts = of(hardware(false), port(portDown), cpe({ up: false, ports: [] }), macs())
    expect(parts['accessNode']).toMatchObject({ state: 'fault', reading: { key: 'switchDown' } })
    expect(['line', 'terminal', 'router'].map(part => parts[part]?.state)).not.toContain('fault')
    expect(parts['terminal']).toMatchObject({ state: 'unknown', beyondFault: true, reading: { key: 'boxSilent' } })
  })
})
