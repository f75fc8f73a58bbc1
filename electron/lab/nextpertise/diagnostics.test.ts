import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { labShowcase, startLab } from '../lab.ts'
import { reportOf, testsFor } from './diagnostics.ts'
import { circuitNid } from './line.ts'
import { call, rows } from './testClient.ts'
import type { Lab } from '../lab.ts'
import type { LabLine } from './line.ts'

let nowMs = Date.parse('2026-11-21T12:00:00Z')
const CHECK_MS = 5000
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ lines: 12_000, checkMs: CHECK_MS, now: () => new Date(nowMs) })
})
afterAll(() => lab.close())

const diagnostics = (method: string, params: unknown) => call(lab, 'broadband/diagnostics/v1', method, params)
const circuitOf = (key: string): string => labShowcase.find((each) => each.key === key)?.circuitNid ?? ''
const lineWith = (condition: string): LabLine => {
  for (let index = 0; index < lab.world.size; index++) {
    const line = lab.world.line(index)
    if (line.condition === condition && line.state === 'ACTIVE' && line.nid !== null) return line
  }
  throw new Error(`no line is ${condition}`)
}
const report = (condition: string, at = 0): Record<string, unknown> => {
  const line = lineWith(condition)
  const type = testsFor(line)[at]
  if (!type) throw new Error('no test')
  return reportOf(line, type, nowMs)
}

async function start(nid: string, type: string): Promise<string> {
  return String((await diagnostics('diagnose', { nid, type })).body.result?.['uuid'])
}

describe('a test', () => {
  it('is not finished for a while, in all three ways, then is complete and listed', async () => {
    const nid = circuitOf('ontNotRanged')
    const uuid = await start(nid, 'ont-check')
    const polls = []
    for (let at = 0; at < 3; at++) polls.push((await diagnostics('get_report', { uuid })).body)
    expect(polls.some((body) => body.result?.['report'] === null)).toBe(true)
    expect(polls.some((body) => (body.result?.['report'] as { status?: string } | null | undefined)?.status === 'pending')).toBe(
      true,
    )
    expect(polls.some((body) => body.error?.code === '001')).toBe(true)
    expect((await diagnostics('diagnose', { nid, type: 'ont-lan-check' })).body.error).toMatchObject({ code: 6 })
    nowMs += CHECK_MS
    expect((await diagnostics('get_report', { uuid })).body.result?.['report']).toMatchObject({
      status: 'complete',
      provider: 'KPNWBA',
      ont_check_details: { result_code: 'NOK', exit_code: '0', results: [{ ONTRangingstatus: 'not-ranged' }] },
    })
    const listed = rows(await diagnostics('list_reports', { nid, filter: { uuid } }), 'list')
    expect(listed).toEqual([{ uuid, type: 'ont-check', status: 'complete', updated: '2026-11-21 12:00:05' }])
  })

  it('is still known to a lab that starts again', async () => {
    const nid = circuitOf('deltaTooWeak')
    const uuid = await start(nid, 'ont-check')
    const poll = async (at: Lab, wanted = uuid) => (await call(at, 'broadband/diagnostics/v1', 'get_report', { uuid: wanted })).body
    const again = await startLab({ lines: 12_000, checkMs: CHECK_MS, now: () => new Date(nowMs) })
    try {
      const polls = []
      for (let at = 0; at < 3; at++) polls.push((await poll(again)).result?.['report'])
      expect(polls.some((each) => (each as { status?: string } | null | undefined)?.status === 'pending')).toBe(true)
      nowMs += CHECK_MS
      const finished = (await poll(lab)).result?.['report']
      expect(finished).toMatchObject({ status: 'complete', ont_check_details: { adminStatus: 'UNLOCKED' } })
      expect((await poll(again)).result?.['report']).toEqual(finished)
      expect(rows(await call(again, 'broadband/diagnostics/v1', 'list_reports', { nid, filter: { uuid } }), 'list')).toHaveLength(1)
      const altered = uuid.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
      expect((await poll(again, altered)).error?.code).toBe('001')
    } finally {
      await again.close()
    }
  })

  it('can end in an error', async () => {
    const uuid = await start(circuitOf('testFails'), 'ont-check')
    nowMs += CHECK_MS
    expect((await diagnostics('get_report', { uuid })).body.result?.['report']).toMatchObject({
      status: 'error',
      error_details: expect.any(String),
    })
  })

  it('is offered as the technology allows and refused otherwise', async () => {
    const offered = async (key: string) =>
      (await diagnostics('list_available_diagnostics', { nid: circuitOf(key) })).body.result?.['available_diagnostics']
    expect(await offered('copperHealthy')).toEqual(['authentication_log', 'delt', 'selt'])
    expect(await offered('healthyFibre')).toEqual(['authentication_log', 'fiber-check'])
    expect(await offered('lanDown')).toEqual(['authentication_log', 'ont-check', 'ont-lan-check'])
    expect(await offered('officeStatic')).toEqual([])
    expect((await diagnostics('diagnose', { nid: circuitOf('healthyFibre'), type: 'delt' })).body.error).toMatchObject({
      code: 6,
    })
  })

  it('has earlier reports on some lines, found again by their uuid', async () => {
    let found = 0
    for (let index = 30; index < 130; index++) {
      const nid = circuitNid(lab.world.line(index), 0)
      if (nid === null) continue
      for (const row of rows(await diagnostics('list_reports', { nid }), 'list')) {
        found++
        expect((await diagnostics('get_report', { uuid: row['uuid'] })).body.result?.['report']).toMatchObject({
          status: row['status'],
        })
      }
    }
    expect(found).toBeGreaterThan(10)
  })
})

describe('reports follow the condition', () => {
  const fibre = (condition: string) => report(condition)['fiber_check_details'] as Record<string, number & string>
  const delta = (condition: string) =>
    report(condition)['ont_check_details'] as {
      adminStatus: string
      extraAttributes: Record<string, string>
      ports: { operationState: string }[]
    }
  const raw = (condition: string, key: string): number => Number(delta(condition).extraAttributes[key])

  it('on point-to-point fibre, in dBm with the norm beside it', () => {
    expect(fibre('noLight')['sfp_signal_status']).toBe('los')
    expect(fibre('lightTooWeak')['attenuation_receiving_dbm']).toBeLessThan(-16)
    expect(fibre('lightMarginal')['attenuation_receiving_dbm']).toBeGreaterThanOrEqual(-16)
    expect(fibre('lightMarginal')['attenuation_receiving_dbm']).toBeLessThanOrEqual(-15)
    expect(fibre('lightTooStrong')['attenuation_receiving_dbm']).toBeGreaterThan(-5)
    expect(fibre('transmitterLow')['attenuation_transmitting_dbm']).toBeLessThan(-14)
    expect(fibre('transmitterFault')['tx_fault']).toBe(1)
    expect(fibre('lightNoLink')).toMatchObject({ line_status: 'down', sfp_signal_status: 'no-los' })
    expect(fibre('fibreSilent')['mac_addressess']).toEqual(expect.arrayContaining([{ vlan: 'VLAN-6', value: 'NONE' }]))
    expect(fibre('wrongVlan')['mac_addressess']).toEqual(
      expect.arrayContaining([{ vlan: 'VLAN-34', value: expect.stringMatching(/^00:00:5E/) }]),
    )
    expect(Number.parseFloat(fibre('sfpHot')['temperature'] ?? '')).toBeGreaterThan(70)
  })

  it('on DELTA, in raw steps: 0.002 dBm at the box, 0.1 dBm at the OLT, 1/256 degree', () => {
    expect(raw('deltaTooWeak', 'op-signal-level') * 0.002).toBeLessThan(-28)
    const weak = raw('deltaWeak', 'op-signal-level') * 0.002
    expect(weak < -25 && weak >= -28).toBe(true)
    expect(raw('deltaTooStrong', 'op-signal-level') * 0.002).toBeGreaterThan(-10)
    const up = raw('deltaReturnWeak', 'tx-signal-level') * 0.002 - raw('deltaReturnWeak', 'rx-power-olt') / 10
    expect(up).toBeGreaterThan(28)
    expect(raw('deltaReturnWeak', 'op-signal-level') * 0.002).toBeGreaterThan(-25)
    expect(raw('deltaReturnWeak', 'rx-power-olt') / 10).toBeLessThan(-24)
    expect(raw('deltaTooWeak', 'temperature') / 256).toBeLessThan(70)
    expect(delta('deltaLocked').adminStatus).toBe('LOCKED')
    expect(delta('deltaLanGone').ports[0]?.operationState).toBe('DOWN')
    expect(JSON.stringify(delta('deltaLanGone'))).toContain('mac-addresses-learned')
    expect(JSON.stringify(delta('deltaLanDown'))).not.toContain('mac-addresses-learned')
    expect(delta('deltaNoValues').extraAttributes['op-signal-level']).toBe('32768')
  })

  it('on copper, null where the modem is silent, shorter where the pair is cut', () => {
    const delt = JSON.stringify(report('modemOff'))
    expect(delt).toContain('CPE_SILENT')
    expect(delt).toContain('"noise_margin_down":null')
    const selt = (condition: string) =>
      (report(condition, 1)['selt_details'] as { details: { termination_type: string; problem_length: number } }[])[0]?.details
    expect(selt('modemOff')?.termination_type).toBe('OPEN')
    expect(selt('cableShort')?.termination_type).toBe('SHORT')
    expect(selt('modemNoSync')?.termination_type).toBe('POWERED_CPE')
    const margin = Number(/"noise_margin_down":(-?[0-9.]+)/.exec(JSON.stringify(report('lowMargin')))?.[1])
    expect(margin).toBeLessThan(3)
    expect(report('otherReport')).toHaveProperty('selt_details')
    const bonded = lab.world.byNid(circuitOf('copperBonded'))
    expect(bonded && reportOf(bonded.line, 'delt', nowMs)['delt_details']).toHaveLength(2)
  })

  it('on KPNWBA boxes', () => {
    const lan = (condition: string) =>
      (report(condition, 1)['ont_lan_check_details'] as { results: Record<string, string>[] }).results[0]
    expect(lan('lanDown')).toMatchObject({ ONTLANAdministrativestatus: 'up', ONTLANOperationalstatus: 'down' })
    expect(lan('lanClosed')).toMatchObject({ ONTLANAdministrativestatus: 'down' })
    expect(report('ontLocked')['ont_check_details']).toMatchObject({ results: [{ ONTAdministrativestatus: 'down' }] })
    expect(report('ontDoubtful')['ont_check_details']).toMatchObject({
      exit_msg: expect.stringContaining('not be fully reliable'),
    })
    const other = lineWith('ontOtherSerial')
    expect(JSON.stringify(reportOf(other, 'ont-check', nowMs))).not.toContain(other.ontNumber)
  })
})

describe('the authentication log', () => {
  const log = async (nid: string, hours = 24) => {
    const after = `${new Date(nowMs - hours * 3_600_000).toISOString().slice(0, 19)}Z`
    return rows(await diagnostics('get_authlog', { nid, after }), 'log_entries') as {
      username: string
      loginstatus: string
      datetime: string
    }[]
  }
  const circuit = (condition: string): string => circuitNid(lineWith(condition), 0) ?? ''

  it('shows each condition', async () => {
    expect((await log(circuitOf('flapping'), 1)).filter((entry) => entry.loginstatus === 'ok').length).toBeGreaterThanOrEqual(4)
    const wrong = await log(circuitOf('wrongPassword'), 1)
    expect(wrong.length).toBeGreaterThan(5)
    expect(wrong.every((entry) => entry.loginstatus === 'incorrect')).toBe(true)
    expect(await log(circuit('neverLogsIn'))).toEqual([])
    const refused = await log(circuit('loginRefused'))
    expect(refused.some((entry) => entry.loginstatus === 'ok')).toBe(true)
    expect(refused.at(-1)?.loginstatus).toBe('incorrect')
    expect((await log(circuit('otherUser'), 168)).every((entry) => entry.username.endsWith('@old.example.nl'))).toBe(true)
    expect(await log(circuitOf('officeStatic'))).toEqual([])
  })

  it('follows a forced disconnect: off, back after a while with a new login, or never', async () => {
    const online = async (nid: string) =>
      JSON.stringify(rows(await call(lab, 'broadband/v1', 'list_connections', { filter: { nid } }), 'connections')).match(
        /"online":"([a-z]+)"/,
      )?.[1]
    const [good, stuck, gone] = [circuitOf('healthyFibre'), circuitOf('stuckSession'), circuitOf('neverReturns')]
    expect([await online(good), await online(stuck)]).toEqual(['online', 'offline'])
    for (const nid of [good, stuck, gone]) expect((await diagnostics('force_disconnect', { nid })).body.result).toEqual({})
    expect(await online(good)).toBe('offline')
    nowMs += 2 * CHECK_MS
    expect([await online(good), await online(stuck), await online(gone)]).toEqual(['online', 'online', 'offline'])
    expect((await log(good, 1)).at(-1)).toMatchObject({
      loginstatus: 'ok',
      datetime: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    })
    expect((await diagnostics('force_disconnect', { nid: circuitOf('officeStatic') })).body.error).toMatchObject({ code: 8 })
  })
})
