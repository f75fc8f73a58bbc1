import { describe, expect, it } from 'vitest'
import type { CheckKind, Report } from '../../../shared/model/report.ts'
import { input, line, log, observed, report } from '../../../test/fakes/triageInputs.ts'
import type { TriageInput } from '../../../shared/triage/evidence.ts'
import { triage } from '../../../shared/triage/triage.ts'
import examples from '../../../test/data/nextpertise-examples.json' with { type: 'json' }
import { readReport } from './readReport.ts'

const replies = examples.filter(({ method }) => method === 'get_report').map(({ reply }) => reply)
const bodyWith = (part: string): unknown => {
  const found = replies.find(reply => JSON.stringify(reply).includes(part))
  if (found === undefined) throw new Error(`no example with ${part}`)
  return found
}

/** A documented reply as Lineside would keep it. */
function documented(part: string, requestedKind: CheckKind, dataTechnology: string | null = null): Report {
  const content = readReport(bodyWith(part), { requestedKind, provider: null, dataTechnology })
  return report(content.kind, { ...content, requestedKind })
}
const selt = () => documented('selt_details', 'selt')
const delt = () => documented('delt_details', 'delt')
const fibre = () => documented('fiber_check_details', 'fibreCheck')
const ont = () => documented('ONTRangingstatus', 'ontCheck')
const ontLan = () => documented('ONTLANOperationalstatus', 'ontLanCheck')
const delta = () => documented('op-signal-level', 'ontLanCheck')

/** Rule ids that fire, without what the table does not list (what is well). */
const fired = (part: Partial<TriageInput>) => {
  const verdict = triage(input(part))
  return { verdict, ids: verdict.findings.map(({ ruleId }) => ruleId).filter(id => !id.startsWith('ok')).toSorted(), lead: verdict.lead?.ruleId }
}

/** The table "Expected verdicts for the documents' own samples" of the field's facts, section 3. */
describe('expected verdicts for the documents\' own samples', () => {
  it('KPNWBA SELT, open at 479 m: without a known length', () => {
    const { ids, lead, verdict } = fired({ reports: [selt()] })
    expect(ids).toEqual(['S4', 'S7'])
    expect(lead).toBe('S4')
    expect(verdict.lead?.domains).toEqual(['home', 'access'])
    expect(verdict.lead?.params['lengthM']).toBe(479)
  })
  it('KPNWBA SELT: whole where the cable is known to be about as long', () => {
    const { ids, lead } = fired({ reports: [selt()], observations: observed({ loopLengthM: 479 }) })
    expect(ids).toEqual(['S1', 'S7'])
    expect(lead).toBe('S1')
  })
  it('KPNWBA SELT: broken where the cable is known to be 900 m', () => {
    const { ids, lead, verdict } = fired({ reports: [selt()], observations: observed({ loopLengthM: 900 }) })
    expect(ids).toEqual(['S2', 'S7'])
    expect(lead).toBe('S2')
    expect(verdict.lead?.domains).toEqual(['access'])
  })
  it('KPNWBA DELT, everything null: the modem is silent, and null is not zero', () => {
    const { ids, verdict } = fired({ reports: [delt()] })
    expect(ids).toEqual(['D1'])
    // Its power costs nothing to look at; SELT, which drops the service, comes next.
    expect(verdict.wouldSettle).toEqual({ what: 'look', look: 'modemPowered' })
    const powered = triage(input({ reports: [delt()], observations: observed({ modemPowered: 'yes' }) }))
    expect(powered.wouldSettle).toEqual({ what: 'check', check: 'selt' })
  })
  it('KPNWBA fibre check: the line is fine, no device talks', () => {
    const { ids, verdict, lead } = fired({ reports: [fibre()] })
    expect(ids).toContain('F8')
    expect(ids.filter(id => id !== 'F8')).toEqual([])
    expect(lead).toBe('F8')
    expect(verdict.findings.map(({ ruleId }) => ruleId)).toContain('okLine')
    expect(verdict.path.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'warn', 'unknown'])
  })
  it('KPNWBA ONT check: the box is not heard', () => {
    const { ids, lead, verdict } = fired({ reports: [ont()] })
    expect(ids).toEqual(['P1', 'P11'])
    expect(lead).toBe('P1')
    expect(verdict.level).toBe('fault')
    expect(verdict.lead?.domains).toEqual(['home', 'access'])
  })
  it('KPNWBA ONT LAN check: the port is fine, with lower confidence', () => {
    const { ids, lead, verdict } = fired({ reports: [ontLan()] })
    expect(ids).toEqual(['P12'])
    expect(lead).toBe('okLan')
    expect(verdict.level).toBe('ok')
    expect(verdict.lead?.confidence).toBe('low')
  })
  it('DELTA: no device on the LAN port, and a note on strong light', () => {
    const { ids, lead, verdict } = fired({ reports: [delta()], line: line({ supplier: 'DELTA' }) })
    expect(ids).toEqual(['L1', 'L2', 'P8'])
    expect(lead).toBe('L1')
    expect(verdict.findings.find(({ ruleId }) => ruleId === 'L2')?.explainedBy).toBe('L1')
    expect(verdict.findings.find(({ ruleId }) => ruleId === 'P8')).toMatchObject({ confidence: 'low', params: { dbm: -9.83, limitDbm: -9 } })
  })
  it('authentication log ok, ok, incorrect: the log-in is now refused', () => {
    expect(fired({ reports: [log([[180, 'ok'], [60, 'ok'], [5, 'incorrect']])] })).toMatchObject({ ids: ['A7'], lead: 'A7' })
  })
})

describe('swapped and renamed replies', () => {
  it('reads what is there and says that another kind was asked for', () => {
    const { ids, verdict } = fired({ reports: [documented('delt_details', 'selt')] })
    expect(ids).toEqual(['D1', 'G3'])
    expect(verdict.lead?.ruleId).toBe('D1')
  })
  it('takes the DELTA shape for either of the two checks it answers', () => {
    for (const asked of ['ontCheck', 'ontLanCheck'] as const) expect(documented('op-signal-level', asked).kind).toBe(asked)
  })
})
