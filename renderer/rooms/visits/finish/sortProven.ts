import type { VisitSumming } from '../../../../shared/contract/visits.ts'

type Proven = VisitSumming['proven'][number]

/** What moved, to be told one by one, and what stayed as it was, to be counted. The verdict is always told. */
export function sortProven(
  proven: readonly Proven[], verdictName: string,
): { readonly told: readonly Proven[]; readonly same: readonly Proven[] } {
  const told = proven.filter(({ name, verdict }) => name === verdictName || verdict !== 'same')
  return { told, same: proven.filter(each => !told.includes(each)) }
}
