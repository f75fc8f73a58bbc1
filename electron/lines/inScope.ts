import type { SyncScope } from '../../shared/model/account.ts'
import type { Line } from '../../shared/model/line.ts'
import { fold, foldKey } from './fold.ts'

/** What of a scope leaves lines out: lists that come whole bring every line, so it is applied as they are read. */
export type ListScope = Pick<SyncScope, 'states' | 'cities' | 'postcodePrefixes'>

/** Whether the scope keeps only some places. */
export const isNarrow = ({ cities, postcodePrefixes }: ListScope): boolean => cities.length + postcodePrefixes.length > 0

/** Changes with whatever a list has to be fetched whole for. */
export const scopeKeyOf = ({ states, cities, postcodePrefixes }: ListScope): string =>
  JSON.stringify([states.toSorted(), cities.map(fold).toSorted(), postcodePrefixes.map(foldKey).toSorted()])

/** Prepares a scope. Restrictions of one kind add up, kinds restrict each other; a city is given whole, a postcode by its beginning. */
export function scopeTest({ states, cities, postcodePrefixes }: ListScope): (line: Line) => boolean {
  const wantedStates = new Set(states)
  const wantedCities = new Set(cities.map(city => fold(city).trim()))
  const prefixes = postcodePrefixes.map(foldKey)
  return ({ state, address }) => {
    if (state !== null && !wantedStates.has(state)) return false
    if (wantedCities.size > 0 && !wantedCities.has(fold(address.city ?? '').trim())) return false
    if (prefixes.length === 0) return true
    const postcode = foldKey(address.postcode ?? '')
    return postcode !== '' && prefixes.some(prefix => postcode.startsWith(prefix))
  }
}
