import type { LineState } from '../../../shared/model/line.ts'
import type { SyncScope } from '../../../shared/model/account.ts'
import type { Walk } from '../operator.ts'
import type { Kind } from './nativeId.ts'

/** Whose requests and accounts are asked for: a customer's or a reseller's; null of both: the user's own customer (document, `customer`). */
export type Owner = { readonly key: 'customer' | 'reseller'; readonly id: string } | null

/** Query that names an owner. */
export const ownerQuery = (owner: Owner): Readonly<Record<string, string>> => owner === null ? {} : { [owner.key]: owner.id }

/** What rights are given for and told of: `requests`, `accounts of customer 12AB`. */
export function areaOf(kind: Kind, owner: Owner): string {
  return owner === null ? `${kind}s` : `${kind}s of ${owner.key} ${owner.id}`
}

/** Ids of customers and resellers, from an account's settings or from a log-in. */
export type OwnerIds = { readonly customerIds: readonly string[]; readonly resellerIds: readonly string[] }

export function ownersOf({ customerIds, resellerIds }: OwnerIds): readonly Owner[] {
  const owners = [
    ...[...new Set(customerIds)].map(id => ({ key: 'customer' as const, id })),
    ...[...new Set(resellerIds)].map(id => ({ key: 'reseller' as const, id })),
  ]
  return owners.length === 0 ? [null] : owners
}

/** States of accounts by the state they are walked for (wiki, Internet Accounts List, `state`). */
const STATES: readonly (readonly [state: string, as: LineState])[] = [
  ['ACTIVE', 'active'], ['ORDERED', 'processing'], ['CONFIRMED', 'processing'], ['CANCELLED', 'cancelled'],
]

/**
 * One walk for each owner's requests, and one for each state of its accounts. `filter` looks at installation addresses (document), so a
 * city narrows it; whether postcodes are among what it looks at is not said, and cities with them would leave out what one of the two
 * alone brings.
 */
export function walksOf(owners: readonly Owner[], scope: SyncScope): readonly Walk[] {
  const cells = scope.cities.length > 0 && scope.postcodePrefixes.length === 0 ? scope.cities.map(filter => ({ filter })) : [{}]
  const kinds: { readonly name: string; readonly state: LineState; readonly filter: Readonly<Record<string, string>> }[] = [
    { name: 'requests', state: 'processing' as const, filter: { state: 'ANY' } },
    ...STATES.map(([state, as]) => ({ name: 'accounts', state: as, filter: { state } })),
  ].filter(({ state }) => scope.states.includes(state))
  return owners.flatMap(owner => kinds.flatMap(({ name, state, filter }) => cells.map(cell => {
    const query = { ...ownerQuery(owner), ...filter, ...cell }
    return { key: [name, ...Object.entries(query).map(([key, value]) => `${key}=${value}`)].join('|'), state, filter: query }
  })))
}

/** Kind and owner of a walk made by `walksOf`. */
export function walkParts({ key, filter }: Walk): { readonly kind: Kind; readonly owner: Owner } {
  const { customer, reseller } = filter
  const owner = customer !== undefined ? { key: 'customer' as const, id: customer }
    : reseller !== undefined ? { key: 'reseller' as const, id: reseller } : null
  return { kind: key.startsWith('accounts') ? 'account' : 'request', owner }
}
