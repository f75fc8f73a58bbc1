import type { SearchFilters } from '../../shared/model/search.ts'

/** Filters as a condition on `line l`; null where nothing is filtered. Values in one group are alternatives. */
export function filterCondition(filters: SearchFilters): { readonly sql: string; readonly values: readonly string[] } | null {
  const groups: string[] = []
  const values: string[] = []
  const oneOf = (column: string, wanted: readonly string[]) => {
    if (wanted.length === 0) return
    groups.push(`l.${column} IN (${wanted.map(() => '?').join(',')})`)
    values.push(...wanted)
  }
  oneOf('state', filters.states)
  oneOf('medium', filters.media)
  oneOf('technology', filters.technologies)
  oneOf('supplier', filters.suppliers)
  oneOf('online', filters.online)
  if (filters.accountIds.length > 0) {
    groups.push(`EXISTS (SELECT 1 FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = l.rank AND w.account_id IN (${filters.accountIds.map(() => '?').join(',')}))`)
    values.push(...filters.accountIds)
  }
  return groups.length === 0 ? null : { sql: groups.join(' AND '), values }
}
