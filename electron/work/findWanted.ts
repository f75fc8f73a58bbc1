import { lineIdOf, type LineId, type SystemKey } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { noFilters } from '../../shared/model/search.ts'
import type { Search } from '../lines/search.ts'
import type { Wanted } from './readList.ts'

export type FindWantedDependencies = {
  readonly lineOf: (id: LineId) => Line | undefined
  readonly systems: () => readonly SystemKey[]
  readonly search: Search['search']
}

export type Found = { readonly ids: readonly LineId[] } | { readonly reason: 'notHere' | 'several' }

const running: ReadonlySet<string> = new Set(['active', 'processing'])
const plain = (text: string | null): string => (text ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** Finds the lines kept here that someone asks for: by carrier or circuit NID, or all that run at an address. */
export function createFindWanted({ lineOf, systems, search }: FindWantedDependencies) {
  const byNid = (nid: string): LineId[] => {
    const direct = [...new Set(systems())].map(system => lineIdOf(system, nid)).filter(id => lineOf(id) !== undefined)
    if (direct.length > 0) return direct
    return search(nid, noFilters, 5).hits
      .filter(({ tier, matches }) => tier === 'exact' && matches.some(({ field }) => field === 'nid')).map(({ line }) => line.id)
  }

  const byAddress = ({ postcode, number, extension }: Extract<Wanted, { by: 'address' }>): Found => {
    const house = search(`${postcode} ${number}`, noFilters, 100).hits.flatMap(({ line: { id } }) => lineOf(id) ?? [])
      .filter(({ address }) => plain(address.postcode) === postcode && plain(address.houseNumber) === number)
    const same = house.filter(({ address }) => plain(address.houseNumberExtension) === plain(extension))
    const live = same.filter(({ state }) => state !== null && running.has(state))
    const ids = (live.length > 0 ? live : same).map(({ id }) => id)
    if (ids.length > 0) return { ids }
    // Without an extension any of them may be meant, and with another one none of them is.
    return { reason: house.length > 0 && extension === null ? 'several' : 'notHere' }
  }

  return (wanted: Wanted): Found => {
    if (wanted.by === 'address') return byAddress(wanted)
    const ids = byNid(wanted.nid)
    return ids.length > 0 ? { ids } : { reason: 'notHere' }
  }
}
export type FindWanted = ReturnType<typeof createFindWanted>
