import { describe, expect, it } from 'vitest'
import { EngineerLimit } from '../../shared/model/settings.ts'
import { hasProblem, limitDraftOf, limitProblems, mostLimits, newLimitDraft, withDraft } from './limitDraft.ts'
import type { LimitDraft, LimitProblems } from './limitDraft.ts'

const limit: EngineerLimit = {
  key: 'noiseMarginDownDb', supplier: 'KPNWBA', technology: 'VDSL2', lower: 4.5, warnLower: 7, warnUpper: null, upper: null,
}
const typed = (lower = '', warnLower = '', warnUpper = '', upper = ''): LimitDraft =>
  ({ ...newLimitDraft('noiseMarginDownDb'), typed: { lower, warnLower, warnUpper, upper } })

describe('a limit as it is typed', () => {
  const table: readonly (readonly [LimitDraft, Partial<LimitProblems>])[] = [
    [typed('4,5', '7'), {}],
    [typed('-28', '-25', '-10', '-9'), {}],
    [typed('−28', '', '', '.5'), {}],
    [typed('5', '5', '5'), {}],
    [typed('', '', '', '0'), {}],
    [typed(), { whole: 'none' }],
    [typed('five'), { fields: { lower: 'number' } }],
    [typed('1.000,5'), { fields: { lower: 'number' } }],
    [typed('7', '4'), { fields: { warnLower: 'rise' } }],
    [typed('1', '', '', '0.5'), { fields: { upper: 'rise' } }],
    [typed('3', '', '', '3'), { fields: { upper: 'apart' } }],
    [typed('3', 'x', '', '2'), { fields: { warnLower: 'number', upper: 'rise' } }],
  ]
  it.each(table)('%o', (draft, problems) => {
    const found = limitProblems(draft, [])
    expect(found).toEqual({ fields: {}, whole: null, ...problems })
    // What passes here passes the model, and what does not would be refused by it.
    if (!hasProblem(found)) expect(EngineerLimit.safeParse(withDraft([], draft)[0]).success).toBe(true)
  })

  it('is refused beside one for the same reading, supplier and technology, and where the settings are full', () => {
    const draft = { ...typed('1'), supplier: limit.supplier, technology: limit.technology }
    expect(limitProblems(draft, [limit]).whole).toBe('same')
    expect(limitProblems({ ...draft, replaces: limit }, [limit]).whole).toBeNull()
    expect(limitProblems({ ...draft, technology: null }, [limit]).whole).toBeNull()
    const full = Array.from({ length: mostLimits }, (_, index) => ({ ...limit, key: `reading${index}` }))
    expect(limitProblems(draft, full).whole).toBe('full')
  })

  it('goes to its place, and comes back as the language writes it', () => {
    const other = { ...limit, key: 'rxPowerAtOntDbm' }
    const draft = limitDraftOf(limit, 'nl')
    expect(draft.typed.lower).toBe('4,5')
    const changed = { ...draft, typed: { ...draft.typed, lower: '3,25' } }
    expect(withDraft([limit, other], changed)).toEqual([{ ...limit, lower: 3.25 }, other])
    expect(withDraft([other], { ...changed, replaces: null })).toEqual([other, { ...limit, lower: 3.25 }])
  })
})
