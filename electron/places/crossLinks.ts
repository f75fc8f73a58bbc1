import { LinkGround, type CrossLink } from '../../shared/model/crossLink.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Operator } from '../operators/operator.ts'
import type { KeptLine } from '../lines/keptLines.ts'
import type { TypedAddress } from '../lines/atAddress.ts'
import { identitiesOf, isStanding, sameAddress, sharedBy, type Identities, type SharedIdentity } from './identities.ts'

export type CrossLinksDependencies = {
  /** Lines that have one of these keys (folded ids) or single addresses (`publicAddressKey`), each once; through the cache's own indexes. */
  readonly identified: (keys: readonly string[], ips: readonly string[], limit: number) => readonly LineSummary[]
  readonly atAddress: (address: TypedAddress, limit: number) => readonly LineSummary[]
  readonly lineOf: (id: LineId) => KeptLine | undefined
  readonly operatorOf: (line: Line) => Operator | undefined
}

/** Lines looked at for one line, and links shown. */
const lookedAt = 40
const linksMost = 12

type Found = { readonly line: Line; readonly summary: LineSummary; readonly by: SharedIdentity }

/**
 * Lines of other systems that are, or may be, the same place as a line, the surest first. Candidates come from the cache's keys, address
 * ranges and address order, never from a walk over all lines; at most 40 are looked at.
 */
export function createCrossLinks(given: CrossLinksDependencies) {
  const candidatesOf = (line: Line, { ownIds, namedIds, ips, addresses }: Identities): Map<LineId, { line: Line; summary: LineSummary }> => {
    const summaries = [
      ...given.identified([...ownIds.keys(), ...namedIds.keys()], [...ips.keys()], lookedAt),
      ...addresses.flatMap(address => {
        const number = Number(/^\s*0*(\d{1,5})\s*$/.exec(address.houseNumber ?? '')?.[1] ?? Number.NaN)
        return address.postcode === null || !Number.isInteger(number) ? []
          : given.atAddress({ postcode: address.postcode, houseNumber: number, extension: address.houseNumberExtension ?? '' }, lookedAt)
      }),
    ]
    const found = new Map<LineId, { line: Line; summary: LineSummary }>()
    for (const summary of summaries) {
      if (found.size >= lookedAt) break
      if (summary.id === line.id || summary.gone || found.has(summary.id)) continue
      const kept = given.lineOf(summary.id)
      if (kept !== undefined) found.set(summary.id, { line: kept.line, summary })
    }
    return found
  }

  const canCheck = (line: Line): boolean => {
    const methods = given.operatorOf(line)?.methods
    if (line.access !== null) return methods?.liveQuery !== undefined
    if (line.service !== null) return methods?.serviceQuery !== undefined && (line.service.voip !== null || line.service.sims.length > 0)
    return methods?.startCheck !== undefined && line.circuits.some(({ nid }) => nid !== null)
  }

  return (line: Line): CrossLink[] => {
    // Each line's identities are read once: a house of flats has many, and every event of an opening asks anew.
    const read = new Map<LineId, Identities>()
    const identities = (each: Line): Identities => {
      const known = read.get(each.id) ?? identitiesOf(each)
      read.set(each.id, known)
      return known
    }
    const candidates = candidatesOf(line, identities(line))
    const found = [...candidates.values()].flatMap((each): Found[] => {
      const by = sharedBy(line, each.line, identities)
      return by === null ? [] : [{ ...each, by }]
    })
    /** Standing lines at this place by its address, this line among them, of each system. */
    const here = Map.groupBy([line, ...[...candidates.values()].map(each => each.line)]
      .filter(each => isStanding(each) && addressesMeet(identities(each), identities(line))), ({ system }) => system)
    const sameHere = (system: Line['system']): number => here.get(system)?.length ?? 0
    const certaintyOf = ({ line: other, by }: Found): CrossLink['certainty'] => {
      if (by.ground === 'circuit' || by.ground === 'serviceId') return 'certain'
      if (by.ground === 'ipAddress') return found.filter(each => each.line.system === other.system && each.by.shared === by.shared).length === 1 ? 'certain' : 'possible'
      return by.whole && sameHere(other.system) === 1 && sameHere(line.system) === 1 ? 'likely' : 'possible'
    }
    return found.map((each): CrossLink => ({
      line: each.summary, accountId: each.summary.accountId, ground: each.by.ground,
      shared: each.by.ground === 'address' ? `${each.summary.street}, ${each.summary.place}` : each.by.shared,
      certainty: certaintyOf(each), canCheck: canCheck(each.line),
    })).toSorted((a, b) => sureness.indexOf(a.certainty) - sureness.indexOf(b.certainty)
      || LinkGround.options.indexOf(a.ground) - LinkGround.options.indexOf(b.ground) || a.line.id.localeCompare(b.line.id)).slice(0, linksMost)
  }
}

const sureness: readonly CrossLink['certainty'][] = ['certain', 'likely', 'possible']

const addressesMeet = (a: Identities, b: Identities): boolean =>
  a.addresses.some(left => b.addresses.some(right => sameAddress(left, right) !== null))
