import type { TriageInput } from '../../../shared/triage/evidence.ts'

/** What triage gets, beside what is the same in every example. */
export type Example = Partial<TriageInput>
/** By rule id, where it fires and where it must not. */
export type RuleExamples = Readonly<Record<string, { readonly fires: readonly Example[]; readonly silent: readonly Example[] }>>
