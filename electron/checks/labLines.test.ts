import { describe, expect, it } from 'vitest'
import { AccountId, ReportId, SystemKey } from '../../shared/model/common.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import { triage } from '../../shared/triage/triage.ts'
import { input, observed, report } from '../../test/fakes/triageInputs.ts'
import { CONDITIONS } from '../lab/nextpertise/conditions.ts'
import { connectionOf } from '../lab/nextpertise/connection.ts'
import { reportOf, testsFor } from '../lab/nextpertise/diagnostics.ts'
import type { TestType } from '../lab/nextpertise/diagnostics.ts'
import { circuitNid, furnish } from '../lab/nextpertise/line.ts'
import type { LabAddress, LabLine } from '../lab/nextpertise/line.ts'
import { loopLengthM } from '../lab/nextpertise/reportCopper.ts'
import { Sessions } from '../lab/nextpertise/sessions.ts'
import { readLine } from '../operators/nextpertise/readLine.ts'
import { readLoginAttempts } from '../operators/nextpertise/readDiagnostics.ts'
import { readReport } from './readers/readReport.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const now = new Date(nowMs).toISOString()
const after = new Date(nowMs - 7 * 86_400_000).toISOString()
const kindOf: Readonly<Record<TestType, CheckKind>> = {
  'fiber-check': 'fibreCheck', 'ont-check': 'ontCheck', 'ont-lan-check': 'ontLanCheck', delt: 'delt', selt: 'selt',
}
const sessions = new Sessions(() => nowMs, 20_000)
const address: LabAddress = {
  street: 'Lijnzichtlaan', zipcode: '2405LZ', city: 'Alphen aan den Rijn', province: 'Zuid-Holland', municipality: 'Alphen aan den Rijn', housenr: 1, housenrext: '',
  latitude: '52.12', longitude: '4.65',
}

/** Technologies that a condition's family stands for, and their provisioning. */
const technologies: Readonly<Record<string, readonly string[]>> = {
  copper: ['vdsl2'], gof: ['gof'], kpnPon: ['gpon', 'xgsPon'], deltaPon: ['deltaXgsPon'], ppp: ['gof', 'deltaXgsPon'], any: ['gof', 'xgsPon', 'deltaXgsPon'],
}

/** What a full line check on a lab line gives: line, reports and log through the same readers as in the app. */
function checked(condition: string, technology: string, index: number) {
  const state = condition === 'inOrder' ? 'PROCESSING' as const : 'ACTIVE' as const
  const lab: LabLine = furnish(7, index, '2405LZ000100100', address, { technology, condition, state, provisioning: 'ppp' })
  const context = { system: SystemKey.parse('nextpertise:https://api.example'), accountId: AccountId.parse('a'), state: state === 'ACTIVE' ? 'active' as const : 'processing' as const, seenAt: now }
  const line = readLine(connectionOf(lab, sessions.of(lab), nowMs), context)?.line
  if (line === undefined) throw new Error(`unreadable lab line ${condition} ${technology}`)
  const reports = testsFor(lab).map((type): Report => {
    const content = readReport({ report: reportOf(lab, type, nowMs) }, { requestedKind: kindOf[type], provider: null, dataTechnology: line.carrier.dataTechnology })
    return report(content.kind, { ...content, id: ReportId.parse(type), requestedKind: kindOf[type], receivedAt: now })
  })
  const attempts = readLoginAttempts({ log_entries: sessions.authlog(lab, Date.parse(after)) }, after)
  const log = report('authenticationLog', { target: { kind: 'circuit', nid: circuitNid(lab, 0) ?? '' }, receivedAt: now, logins: { attempts, after } })
  const label = condition.endsWith('OtherSerial') ? 'ZZZZ00000000' : null
  return triage(input({
    line, reports: [...reports, log], now, online: line.online,
    observations: observed({ loopLengthM: testsFor(lab).includes('selt') ? loopLengthM(lab) : null, serialOnLabel: label }),
  }))
}

describe('lines of the lab', () => {
  for (const { key, family, rules } of CONDITIONS) {
    it(`${key}: a full line check finds what is hidden there`, () => {
      for (const technology of technologies[family] ?? []) {
        // Only the two copper tests are swapped.
        const where = key === 'otherReport' ? 'vdsl2' : technology
        for (const index of [3, 40, 77, 123]) {
          const verdict = checked(key, where, index)
          const ids = verdict.findings.map(({ ruleId }) => ruleId)
          expect(ids, `${where} ${index}`).toEqual(expect.arrayContaining([...rules]))
          if (key === 'healthy') expect(verdict.findings.filter(({ level }) => level === 'fault' || level === 'warn'), `${where} ${index}`).toEqual([])
          else if (rules.length > 0 && verdict.findings.some(({ level }) => level === 'fault')) expect(verdict.lead?.level).toBe('fault')
        }
      }
    })
  }
})
