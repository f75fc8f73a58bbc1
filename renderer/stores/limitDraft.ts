import type { EngineerLimit } from '../../shared/model/settings.ts'
import type { Language } from '../../shared/model/settings.ts'
import { localeOf } from '../../shared/text/moment.ts'
import { parseDecimal } from '../rooms/line/observations/parseDecimal.ts'

/** The four limits of a band, lowest first. */
export const limitFields = ['lower', 'warnLower', 'warnUpper', 'upper'] as const
export type LimitField = (typeof limitFields)[number]

/** As many as the settings hold. */
export const mostLimits = 200

/** A limit as it is typed; `replaces` is the one being changed. */
export type LimitDraft = {
  readonly key: string
  readonly supplier: string | null
  readonly technology: string | null
  readonly typed: Readonly<Record<LimitField, string>>
  readonly replaces: EngineerLimit | null
}

export type LimitProblem = 'number' | 'rise' | 'apart'
export type LimitProblems = {
  readonly fields: Partial<Record<LimitField, LimitProblem>>
  readonly whole: 'none' | 'same' | 'full' | null
}

export const newLimitDraft = (key: string): LimitDraft => ({
  key, supplier: null, technology: null, typed: { lower: '', warnLower: '', warnUpper: '', upper: '' }, replaces: null,
})

/** A kept limit, ready to be changed, its numbers as the language writes them. */
export function limitDraftOf(limit: EngineerLimit, language: Language): LimitDraft {
  const format = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 6, useGrouping: false })
  const typed = (value: number | null): string => value === null ? '' : format.format(value)
  const { key, supplier, technology, lower, warnLower, warnUpper, upper } = limit
  return {
    key, supplier, technology, replaces: limit,
    typed: { lower: typed(lower), warnLower: typed(warnLower), warnUpper: typed(warnUpper), upper: typed(upper) },
  }
}

/** Whether two limits are for the same reading of the same lines. */
export const isAlike = (a: Pick<EngineerLimit, 'key' | 'supplier' | 'technology'>, b: typeof a): boolean =>
  a.key === b.key && a.supplier === b.supplier && a.technology === b.technology

const isEmpty = (typed: string): boolean => typed.trim() === ''

/** What keeps a draft from being saved; the model's own rule for a limit is the same (shared/model/settings.ts). */
export function limitProblems(draft: LimitDraft, limits: readonly EngineerLimit[]): LimitProblems {
  const fields: Partial<Record<LimitField, LimitProblem>> = {}
  let before: number | null = null
  for (const field of limitFields) {
    const typed = draft.typed[field]
    if (isEmpty(typed)) continue
    const value = parseDecimal(typed)
    if (value === null) fields[field] = 'number'
    else if (before !== null && value < before) fields[field] = 'rise'
    else before = value
  }
  const { lower, upper } = draft.typed
  if (fields.upper === undefined && !isEmpty(lower) && !isEmpty(upper) && parseDecimal(lower) === parseDecimal(upper)) fields.upper = 'apart'
  const others = limits.filter(limit => limit !== draft.replaces)
  const whole = limitFields.every(field => isEmpty(draft.typed[field])) ? 'none'
    : others.some(limit => isAlike(limit, draft)) ? 'same'
    : others.length >= mostLimits ? 'full' : null
  return { fields, whole }
}

export const hasProblem = ({ fields, whole }: LimitProblems): boolean => whole !== null || Object.keys(fields).length > 0

/** The limits with the draft in them: in the place of the one it replaces, else at the end. */
export function withDraft(limits: readonly EngineerLimit[], draft: LimitDraft): EngineerLimit[] {
  const number = (field: LimitField): number | null => isEmpty(draft.typed[field]) ? null : parseDecimal(draft.typed[field])
  const limit: EngineerLimit = {
    key: draft.key, supplier: draft.supplier, technology: draft.technology,
    lower: number('lower'), warnLower: number('warnLower'), warnUpper: number('warnUpper'), upper: number('upper'),
  }
  const at = draft.replaces === null ? -1 : limits.indexOf(draft.replaces)
  return at === -1 ? [...limits, limit] : limits.with(at, limit)
}
