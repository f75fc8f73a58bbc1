import type { Account, Reachability } from '../../../shared/model/account.ts'
import type { AccountHealth, RateWindow } from '../../../shared/model/accountHealth.ts'
import type { SystemKind } from '../../../shared/model/common.ts'
import type { Level } from '../../../shared/model/report.ts'
import type { MatchField, SyncState } from '../../../shared/model/search.ts'
import { reserveOf } from '../../../shared/rateBudget.ts'

/** What lines of a kind of system can be found by once all of them are here. */
const searchFields: Readonly<Record<SystemKind, readonly MatchField[]>> = {
  nextpertise: ['address', 'postcode', 'nid', 'username', 'ip', 'tag', 'supplier', 'serviceId', 'ontNumber', 'endUser', 'contact'],
  onApi: ['address', 'postcode', 'unit', 'nid', 'outlet', 'legacyId', 'subscription', 'service', 'reference', 'mac', 'dhcp', 'ip'],
  reseller: ['address', 'postcode', 'nid', 'endUser', 'service', 'supplier', 'reference', 'serviceId', 'username', 'ip', 'phone', 'ontNumber'],
  telecomx: ['address', 'postcode', 'nid', 'endUser', 'service', 'supplier', 'reference', 'serviceId', 'contact', 'phone', 'ip'],
}

/** What the search finds all of, and what it may miss until every detail is here; both empty before the first synchronisation. */
export function searchCompleteness(kind: SystemKind, state: SyncState | undefined): { complete: MatchField[]; missing: MatchField[] } {
  if (state === undefined || state.completedAt === null) return { complete: [], missing: [] }
  const missing = new Set(state.detailsComplete?.missing)
  const fields = searchFields[kind]
  return { complete: fields.filter(field => !missing.has(field)), missing: [...missing] }
}

/** What a window of a rate limit still gives, and to whom: `left` of `limit`, of which `reserve` wait for the engineer's own clicks. */
export type Budget = {
  readonly window: string; readonly limit: number; readonly left: number; readonly reserve: number; readonly resetAt: string | null
  readonly state: 'open' | 'engineerOnly' | 'used'
}

export function budgetOf({ window, limit, left, resetAt }: RateWindow, nowMs: number): Budget {
  // A window whose time is over is full again, whatever was left of the last one.
  const now = resetAt !== null && Date.parse(resetAt) <= nowMs ? limit : Math.max(0, Math.min(left, limit))
  const reserve = reserveOf(limit)
  return { window, limit, left: now, reserve, resetAt: now === limit ? null : resetAt, state: now === 0 ? 'used' : now <= reserve ? 'engineerOnly' : 'open' }
}

/** How an account stands as a whole: the worst of what is known of it. */
export function standingOf(
  account: Pick<Account, 'hasPassword'>, reach: Reachability | undefined, sync: SyncState | undefined, health: AccountHealth | null, nowMs: number,
): Level {
  if (!account.hasPassword || reach?.state === 'refused') return 'fault'
  if (reach?.state === 'unreachable') return 'warn'
  const budgets = health?.rate.map(window => budgetOf(window, nowMs)) ?? []
  if (sync?.phase === 'failed' || budgets.some(({ state }) => state === 'used')) return 'warn'
  if (health?.features.some(({ state }) => state === 'refused') === true || budgets.some(({ state }) => state === 'engineerOnly')) return 'note'
  return reach?.state === 'reachable' ? 'ok' : 'unknown'
}
