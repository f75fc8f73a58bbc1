import { describe, expect, it } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { circuit, line, log, measured, minutesBefore, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { ontReceivedBands } from '../../shared/triage/bands.ts'
import { broughtUpToDate, loginChanges, readingChanges, sessionChanges } from './changes.ts'

describe('sessions', () => {
  const withSession = (online: 'online' | 'offline' | 'unknown') => line({ online, circuits: [circuit({ online })] })

  it.each([
    ['online', 'offline', 'worse'], ['offline', 'online', 'better'], ['unknown', 'online', 'neutral'], ['online', 'unknown', 'neutral'],
  ] as const)('that went from %s to %s are %s', (from, to, direction) => {
    expect(sessionChanges(withSession(from), withSession(to))).toEqual([{ kind: 'session', key: 'online', instance: '', from, to, direction }])
  })

  it('that stayed are nothing', () => expect(sessionChanges(withSession('online'), withSession('online'))).toEqual([]))

  it('are told by circuit where there are several, and of the line where circuits have no name', () => {
    const two = (first: 'online' | 'offline', second: 'online' | 'offline') =>
      line({ circuits: [circuit({ nid: 'c-1', online: first }), circuit({ nid: 'c-2', online: second })] })
    expect(sessionChanges(two('online', 'online'), two('online', 'offline'))).toMatchObject([{ instance: 'c-2', to: 'offline' }])
    const nameless = (online: 'online' | 'offline') => line({ online, circuits: [circuit({ nid: null, online })] })
    expect(sessionChanges(nameless('offline'), nameless('online'))).toMatchObject([{ instance: '', to: 'online', direction: 'better' }])
  })
})

describe('log-ins', () => {
  const before = [log([[30, 'ok'], [60, 'incorrect']])]

  it('that are new come oldest first, with what the log says of them', () => {
    expect(loginChanges(before, [log([[1, 'ok'], [2, 'incorrect'], [3, 'unknown'], [30, 'ok'], [60, 'incorrect']])])).toEqual([
      { kind: 'login', key: 'login', instance: '', from: null, to: 'unknown', direction: 'neutral' },
      { kind: 'login', key: 'login', instance: '', from: null, to: 'incorrect', direction: 'worse' },
      { kind: 'login', key: 'login', instance: '', from: null, to: 'ok', direction: 'better' },
    ])
  })

  it('that left the window, or are older than what was known, are no news', () => {
    expect(loginChanges(before, [log([[30, 'ok']])])).toEqual([])
    expect(loginChanges(before, [log([[30, 'ok'], [45, 'ok'], [60, 'incorrect']])])).toEqual([])
  })

  it('are news where the log was empty, not where it was never read', () => {
    expect(loginChanges([log([])], [log([[1, 'ok']])])).toMatchObject([{ to: 'ok' }])
    expect(loginChanges([], [log([[1, 'ok']])])).toEqual([])
  })

  it('name their circuit where there are several', () => {
    const target = { kind: 'circuit', nid: 'c-2' } as const
    expect(loginChanges([log([]), log([], { target })], [log([]), log([[1, 'ok']], { target })])).toMatchObject([{ instance: 'c-2' }])
  })
})

describe('readings', () => {
  const box = (up: boolean, dbm: number, part: Partial<Report> = {}) => report('ontCheck', {
    states: [
      stateOf('ontOperational', up ? 'up' : 'down', { level: up ? 'ok' : 'fault' }), stateOf('ontRanging', up ? 'ranged' : 'notRanged', { level: up ? 'ok' : 'fault' }),
      stateOf('ontLanOperational', up ? 'up' : 'down', { level: up ? 'ok' : 'fault', place: 'ontLanPort', instance: 'C10.P1' }), stateOf('ontSerial', 'GNXS1'),
    ],
    measurements: [measured('rxPowerAtOntDbm', dbm, { band: ontReceivedBands.gpon })], ...part,
  })

  it('are told with their kind and whether it is for the better', () => {
    expect(readingChanges(box(false, -18.25), box(true, -24.501))).toEqual(expect.arrayContaining([
      { kind: 'box', key: 'ontOperational', instance: '', from: 'down', to: 'up', direction: 'better' },
      { kind: 'box', key: 'ontRanging', instance: '', from: 'notRanged', to: 'ranged', direction: 'better' },
      { kind: 'port', key: 'ontLanOperational', instance: 'C10.P1', from: 'down', to: 'up', direction: 'better' },
      { kind: 'light', key: 'rxPowerAtOntDbm', instance: '', from: '-18.25', to: '-24.5', direction: 'worse' },
    ]))
  })

  it('within what the meter repeats, or not read either time, are no change', () => {
    expect(readingChanges(box(true, -18.2), box(true, -18.4))).toEqual([])
    const blind = report('ontCheck', { states: [stateOf('ontOperational', null)], measurements: [measured('rxPowerAtOntDbm', null)] })
    expect(readingChanges(blind, blind)).toEqual([])
  })

  it('that another check has told already are not told again', () => {
    const base = box(true, -18, { receivedAt: minutesBefore(10) })
    const other = box(false, -26, { kind: 'ontLanCheck', receivedAt: minutesBefore(5) })
    const later = box(false, -26, { receivedAt: minutesBefore(0) })
    expect(readingChanges(base, later)).not.toEqual([])
    expect(readingChanges(broughtUpToDate(base, [base, other]), later)).toEqual([])
    const elsewhere = { ...other, target: { kind: 'circuit', nid: 'c-9' } as const }
    expect(readingChanges(broughtUpToDate(base, [elsewhere]), later)).not.toEqual([])
  })
})
