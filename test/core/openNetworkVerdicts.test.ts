import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showcaseAccess } from '../../electron/lab/on-api/showcase.ts'
import type { Services } from '../../electron/services.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import { LiveKind } from '../../shared/model/report.ts'
import { openOnLab, lastOf, lineOf, unhurried, type OnLab } from './coreOnLab.ts'

/** What the engineer reads first of a named access: the rules that may lead. */
const leads: readonly (readonly [name: string, rules: readonly string[]])[] = [
  ['healthy', ['okLine', 'okLease']], ['dirtyOptics', ['F2']], ['tooStrong', ['F4']], ['duplexMismatch', ['L4']], ['slowLink', ['L4']], ['loop', ['L6']],
  ['noLease', ['L8']], ['expiredLease', ['L8']], ['nobodyTalks', ['L7']],
  ['deadCpe', ['F1']], ['portDown', ['L3']], ['noLink', ['F1']], ['suspended', ['G5']], ['switchDown1', ['L10']], ['migrating', ['G4']], ['inMigration', ['G4']], ['planned', ['G4']],
  ['counterReset', ['okLine', 'okLease']], ['counterWrap', ['okLine', 'okLease']], ['clockOff', ['okLine', 'okLease']],
]

describe.each(['document', 'public'] as const)('accesses of the lab, as the %s has them', dialect => {
  let on: OnLab
  let services: Services
  beforeAll(async () => {
    on = await openOnLab()
    on.lab.onApi.settings = { ...on.lab.onApi.settings, dialect }
    services = (await on.open()).services()
    await on.signOn(services, { kind: 'onApi', baseUrl: on.lab.onApi.baseUrl, authentication: 'basic', label: 'Stadsnät' })
  })
  afterAll(async () => { await on[Symbol.asyncDispose]() })
  const opened = (name: string): Promise<LineView> => lastOf(services.lines.refresh(lineOf(services, showcaseAccess(name)).id, unhurried()))

  it.each(leads)('%s', async (name, rules) => {
    const { verdict } = await opened(name)
    expect(rules).toContain(verdict.lead?.ruleId ?? 'none')
  })

  it('have nothing said of them where the system says nothing, or everything of another type', async () => {
    for (const name of ['empty', 'wrongTypes']) {
      const { verdict, reports } = await opened(name)
      expect(verdict.findings.filter(({ level }) => level === 'fault')).toEqual([])
      expect(reports.every(({ measurements }) => measurements.every(({ conversion, band }) => conversion !== 'implausible' || band === null))).toBe(true)
    }
  })

  it('are read alike where numbers and booleans are text with units', async () => {
    const { reports, verdict } = await opened('strings')
    const port = reports.find(({ kind }) => kind === 'portStatus')
    expect(port?.live).toMatchObject({ port: { link: true, fullDuplex: true, adminDown: false, speedBps: 1e9 } })
    expect(port?.measurements.find(({ key }) => key === 'rxPowerAtAccessPortDbm')).toMatchObject({ unit: 'dBm', grade: 'ok' })
    expect(['okLine', 'okLease']).toContain(verdict.lead?.ruleId)
  })

  it('are neighbours at one switch once they were seen live, without a check or a second look', async () => {
    for (const name of ['switchDown3', 'switchDown4']) await opened(name)
    const { neighbours } = services.lines.open(lineOf(services, showcaseAccess('switchDown3')).id)
    expect(neighbours.find(({ nativeId }) => nativeId === showcaseAccess('switchDown4'))).toMatchObject({ closeness: 'accessNode', level: 'fault', ruleId: 'L10' })
  })

  it('answer live queries as checks: journalled, at once and together, with rates since the answer before', async () => {
    const { line, offers } = await opened('healthy')
    expect(offers).toContain('liveQuery')
    const nid = line.nativeId ?? ''
    const { checks } = await lastOf(services.checks.run(line.id, nid, LiveKind.options, unhurried()))
    expect(checks.map(({ state, target }) => [state, target.kind])).toEqual(LiveKind.options.map(() => ['complete', 'access']))
    const { entries } = await services.history.page({ lineId: line.id, filter: { kinds: [], where: 'everywhere', from: null, to: null, onlyBad: false }, sort: { by: 'at', direction: 'descending' }, offset: 0, limit: 50 })
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(LiveKind.options))
    const port = services.lines.open(line.id).reports.find(({ kind }) => kind === 'portStatus')
    expect(port?.measurements.map(({ key }) => key)).toEqual(expect.arrayContaining(['rateInBps', 'crcRatioInPpm', 'rxPowerAtAccessPortDbm']))
    expect(services.lines.open(line.id).line.online).toBe('online')
  })
})
