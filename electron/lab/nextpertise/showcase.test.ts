import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { labShowcase, startLab } from '../lab.ts'
import { call, rows } from './testClient.ts'
import type { Lab } from '../lab.ts'

let nowMs = Date.parse('2026-11-21T12:00:00Z')
const CHECK_MS = 5000
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ lines: 60, checkMs: CHECK_MS, now: () => new Date(nowMs) })
})
afterAll(() => lab.close())

const diagnostics = (method: string, params: unknown) => call(lab, 'broadband/diagnostics/v1', method, params)
const named = (key: string) => labShowcase.find((each) => each.key === key) ?? { nid: '', circuitNid: '', address: '' }
async function run(key: string, type: string): Promise<unknown> {
  const { uuid } = (await diagnostics('diagnose', { nid: named(key).circuitNid, type })).body.result ?? {}
  nowMs += CHECK_MS
  return (await diagnostics('get_report', { uuid })).body.result?.['report']
}

describe('named lines with a past', () => {
  /** Every report of a line, over the pages of the list, oldest first. */
  async function past(key: string): Promise<{ status: string; updated: string; report: string }[]> {
    const nid = named(key).circuitNid
    const list: Record<string, unknown>[] = []
    for (let page = 1; ; page++) {
      const reply = await diagnostics('list_reports', { nid, pagination: { per_page: 15, page } })
      list.push(...rows(reply, 'list'))
      const beside = { pagination: z.object({ next_page: z.number().nullable(), count: z.number() }).parse(Reflect.get(reply.body, 'pagination')) }
      if (beside.pagination.next_page === null) {
        expect(list).toHaveLength(beside.pagination.count)
        break
      }
    }
    const found = []
    for (const { uuid, status, updated } of list) {
      const report = (await diagnostics('get_report', { uuid })).body.result?.['report']
      expect(report).toMatchObject({ status })
      found.push({ status: String(status), updated: String(updated), report: JSON.stringify(report) })
    }
    expect(found.map((each) => each.updated)).toEqual(found.map((each) => each.updated).toSorted())
    return found
  }
  const values = (reports: { report: string }[], pattern: RegExp): number[] =>
    reports.flatMap(({ report }) => (pattern.exec(report)?.[1] === undefined ? [] : [Number(pattern.exec(report)?.[1])]))
  const mean = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

  it.each<readonly [key: string, count: number, pattern: RegExp, step: number, fallDb: number]>([
    ['fibreFading', 44, /"attenuation_receiving_dbm":(-?[0-9.]+)/, 1, 3],
    ['deltaFading', 40, /"op-signal-level":"(-?[0-9]+)"/, 0.002, 3],
    ['copperFading', 120, /"noise_margin_down":(-?[0-9.]+)/, 1, 5],
  ])('%s', async (key, count, pattern, step, fallDb) => {
    const reports = await past(key)
    expect(reports).toHaveLength(count)
    expect(reports.some(({ status }) => status === 'error')).toBe(true)
    const measured = values(reports, pattern).map((each) => each * step)
    expect(measured.length).toBeGreaterThan(count / 2)
    const fall = mean(measured.slice(0, 5)) - mean(measured.slice(-5))
    expect(fall).toBeGreaterThan(fallDb * 0.75)
    expect(fall).toBeLessThan(fallDb * 1.1)
    const year = Date.parse(`${reports.at(-1)?.updated.replace(' ', 'T')}Z`) - Date.parse(`${reports[0]?.updated.replace(' ', 'T')}Z`)
    expect(year / 86_400_000).toBeGreaterThan(330)
  })
})

describe('named lines with neighbours', () => {
  it('are dead on one fibre of an OLT, where others are well', async () => {
    const reports = await Promise.all(
      ['areaOutage1', 'areaOutage2', 'areaOutage3', 'areaOutage4', 'areaSpared1', 'areaSpared2'].map((key) => run(key, 'ont-check')),
    )
    const details = reports.map((report) => (report as { ont_check_details: Record<string, unknown> }).ont_check_details)
    expect(details.map(({ operationState }) => operationState)).toEqual(['DOWN', 'DOWN', 'DOWN', 'DOWN', 'UP', 'UP'])
    expect(new Set(details.map(({ name }) => String(name).replace(/\.ONT\d+$/, '')))).toEqual(new Set(['R1.S1.LT3.PON5']))
    expect(new Set(details.map(({ name }) => name)).size).toBe(6)
    expect(JSON.stringify(details)).toContain('vri-poc-olt01:IACM:R1.S1.LT3.PON5.ONT11')
  })

  it('live in one building, on one line card', async () => {
    const ports = []
    for (const key of ['flatA', 'flatB', 'flatC', 'flatD'])
      ports.push(((await run(key, 'delt')) as { delt_details: { dslam_port: string }[] }).delt_details[0]?.dslam_port)
    expect(ports).toEqual([11, 12, 13, 14].map((port) => `AL-AFQ-DSLA-1.R1.S1.LT6.${port}`))
    expect(new Set(['flatA', 'flatD'].map((key) => named(key).address.replace(/22[A-D]/, '22'))).size).toBe(1)
  })
})

describe('named lines on copper', () => {
  it('have one bad pair of two, and are online over the other', async () => {
    const noisy = (await run('bondedPairNoisy', 'delt')) as { delt_details: unknown[] }
    const margins = noisy.delt_details.map((pair) => Number(/"noise_margin_down":(-?[0-9.]+)/.exec(JSON.stringify(pair))?.[1]))
    expect(margins[0]).toBeGreaterThan(6)
    expect(margins[1]).toBeLessThan(3)
    const cut = (await run('bondedPairCut', 'delt')) as { delt_details: unknown[] }
    expect(cut.delt_details.map((pair) => /"line_up":"([a-z]+)"/.exec(JSON.stringify(pair))?.[1])).toEqual(['true', 'false'])
    const { nid } = named('bondedPairCut')
    expect(JSON.stringify((await call(lab, 'broadband/v1', 'list_connections', { filter: { nid } })).body)).not.toContain('"offline"')
  })

  it('have a cable as long as a whole pair measures, and longer than a cut one', async () => {
    const cable = async (key: string, carrier: string) => {
      const { address } = named(key)
      const [, housenr, housenrext] = /(\d+)([A-Z]?),/.exec(address) ?? []
      const params = { zipcode: '2405LZ', housenr: Number(housenr), housenrext: housenrext === '' ? null : housenrext, carrier }
      return JSON.stringify((await call(lab, 'broadband/v1', 'carriercheck', params)).body.result)
    }
    const length = async (key: string) => Number(/"cable_length":(\d+)/.exec(await cable(key, 'Copper'))?.[1])
    const open = async (key: string) => Number(/"problem_length":(\d+)/.exec(JSON.stringify(await run(key, 'selt')))?.[1])
    expect(await length('flatB')).toBe(await open('flatB'))
    expect(await length('copperWithFibre')).toBeGreaterThan((await open('copperWithFibre')) * 1.2)
    expect(await cable('copperWithFibre', 'Fiber')).toMatch(/"carrier_status":"O".*"has_date":"20120604"/)
  })
})

describe('named lines that refuse', () => {
  it('tests, each in the words of its reason; a second test at once is refused too', async () => {
    const refused = async (key: string, type: string) =>
      (await diagnostics('diagnose', { nid: named(key).circuitNid, type })).body.error
    expect(await refused('refusesLimit', 'ont-check')).toMatchObject({ code: 6, message: expect.stringContaining('Maximum number of tests') })
    expect(await refused('refusesDelt', 'delt')).toMatchObject({ code: 6, message: expect.stringContaining('adminUp') })
    expect(await refused('refusesRight', 'fiber-check')).toMatchObject({ code: 12 })
    expect(await refused('refusesDelt', 'selt')).toBeUndefined()
    expect(await refused('refusesDelt', 'selt')).toMatchObject({ code: 6, message: expect.stringContaining('already exists') })
  })
})

describe('lines that change', () => {
  const online = async (nid: string) =>
    /"online":"([a-z]+)"/.exec(JSON.stringify((await call(lab, 'broadband/v1', 'list_connections', { filter: { nid } })).body))?.[1]

  it('by themselves, at every third look', async () => {
    const { nid } = named('restless')
    const seen = []
    for (let at = 0; at < 7; at++) {
      nowMs += 30_000
      seen.push(await online(nid))
    }
    expect(seen).toEqual(['online', 'online', 'offline', 'offline', 'offline', 'online', 'online'])
    expect(await run('restless', 'ont-lan-check')).toMatchObject({ ont_lan_check_details: { results: [{ ONTLANOperationalstatus: 'up' }] } })
  })

  it('when a test in another process says so', async () => {
    const { nid } = named('areaSpared1')
    const change = (patch: unknown) =>
      fetch(`${lab.origin}/lab/world`, { method: 'POST', body: JSON.stringify({ do: 'changeLine', nid, patch }) })
    expect(await online(nid)).toBe('online')
    expect((await change({ condition: 'areaOutage' })).status).toBe(200)
    expect(await online(nid)).toBe('offline')
    expect((await change({ condition: 'no such thing' })).status).toBe(404)
    nowMs += 60_000
    await change({ condition: 'healthy' })
    expect(await online(nid)).toBe('online')
    const log = rows(await diagnostics('get_authlog', { nid: named('areaSpared1').circuitNid, after: '2026-11-21T00:00:00Z' }), 'log_entries')
    expect(log.at(-1)).toMatchObject({ loginstatus: 'ok', datetime: `${new Date(nowMs).toISOString().slice(0, 19)}Z` })
  })
})
