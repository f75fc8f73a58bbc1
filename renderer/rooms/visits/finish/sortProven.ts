import type { VisitSumming } from '../../../../shared/contract/visits.ts'

type Proven = VisitSumming['proven'][number]

/** What moved, to be told one by one, and how much stayed as it was, to be counted. The first is the verdict: always told. */
export function sortProven(proven: readonly Proven[]): { readonly told: readonly Proven[]; readonly same: readonly Proven[] } {
  const told = proven.filter(({ verdict }, index) => index === 0 || verdict !== 'same')
  return { told, same: proven.filter(each => !told.includes(each)) }
}
