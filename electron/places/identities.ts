import type { Address } from '../../shared/model/address.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LinkGround } from '../../shared/model/crossLink.ts'
import { fold, foldKey } from '../lines/fold.ts'
import { readIpv4Range } from '../lines/ipv4.ts'
import { readIpv6Range } from '../lines/ipv6.ts'

/** Shorter ones are numbers of one system's own counting, and occur everywhere. */
const leastIdLength = 6
/** Ids and addresses of one line that are looked for: one with more is no single place. */
const mostOfEach = 16

/**
 * What tells which place a line is, beside its address. `ownIds` are what its own system calls it, where that is a name others use
 * too (a NID, an access id); `namedIds` what it says of circuits and services of carriers. Folded key -> as it is shown.
 */
export type Identities = {
  readonly ownIds: ReadonlyMap<string, string>
  readonly namedIds: ReadonlyMap<string, string>
  readonly ips: ReadonlyMap<string, string>
  readonly addresses: readonly Address[]
}

const isIdentity = (key: string): boolean => key.length >= leastIdLength && /\d/.test(key)

function idsOf(texts: readonly (string | null | undefined)[]): ReadonlyMap<string, string> {
  const found = texts.flatMap(text => (text === null || text === undefined ? [] : [[foldKey(text), text.trim()] as const]))
  return new Map(found.filter(([key]) => isIdentity(key)).slice(0, mostOfEach))
}

/** Addresses that many networks use inside: private ones and those of carriers' address translation (RFC 1918, 6598, 3927). */
const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8', '0.0.0.0/8'].flatMap(text => readIpv4Range(text) ?? [])

/** A single public address as a key, `4:` or `6:` before it; null for subnets and for what is used inside networks. */
export function publicAddressKey(text: string): string | null {
  const four = readIpv4Range(text)
  if (four !== null) {
    const isInside = inside.some(({ network, bits }) => Math.floor(four.network / 2 ** (32 - bits)) === Math.floor(network / 2 ** (32 - bits)))
    return four.bits !== 32 || isInside ? null : `4:${four.network}`
  }
  const six = readIpv6Range(text)
  // Unique local and link-local addresses (RFC 4193, 4291).
  return six === null || six.bits !== 128 || /^(?:f[cd]|fe[89ab]|0{31})/.test(six.hex) ? null : `6:${six.hex}`
}

function ipsOf(texts: readonly (string | null | undefined)[]): ReadonlyMap<string, string> {
  const found = texts.flatMap(text => {
    const key = text === null || text === undefined ? null : publicAddressKey(text)
    return key === null || text === null || text === undefined ? [] : [[key, text.trim().replace(/\/(?:32|128)$/, '')] as const]
  })
  return new Map(found.slice(0, mostOfEach))
}

/** Reads what tells the place of a line. Only fixed addresses count: the last one of a session may be anybody's tomorrow. */
export function identitiesOf(line: Line): Identities {
  const { circuits, carrier, access, service, request } = line
  const named = access !== null || service !== null || request !== null ? [] : [line.nativeId]
  return {
    ownIds: idsOf([...named, ...access === null ? [] : [line.nativeId, access.legacyAccessId], ...service === null && request === null ? [carrier.nid, ...circuits.map(({ nid }) => nid)] : []]),
    namedIds: idsOf([...carrier.serviceIds, ...service?.connection?.circuitIds ?? [], ...service?.kpnWba?.circuitIds ?? [], request?.circuit, request?.takeover?.circuit]),
    ips: ipsOf([...circuits.map(({ provisioning }) => provisioning?.primaryIpv4), ...service?.connection?.ipAddresses ?? [], ...access?.subscriptions.flatMap(each => each.ipAddresses) ?? []]),
    addresses: [line.address, ...request?.secondAddress === null || request === null ? [] : [request.secondAddress]],
  }
}

/** A running, or not yet running, line that is still known: others are no place to go on with. */
export const isStanding = ({ state }: Pick<Line, 'state'>): boolean => state !== 'terminated' && state !== 'cancelled'

const plain = (text: string | null): string => foldKey(text ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '')
const plainNumber = (text: string | null): string => plain(text).replace(/^0+(?=\d)/, '')

/** How two addresses stand to each other: the same whole one, one that names a home in the other's house, or neither. */
export function sameAddress(a: Address, b: Address): 'whole' | 'house' | null {
  const number = plainNumber(a.houseNumber)
  if (plain(a.postcode) === '' || number === '' || plain(a.postcode) !== plain(b.postcode) || number !== plainNumber(b.houseNumber)) return null
  if (plain(a.houseNumberExtension) !== plain(b.houseNumberExtension)) return null
  // Postcodes of other countries hold many streets.
  const isDutch = /^\d{4}[a-z]{2}$/.test(plain(a.postcode))
  if (!isDutch && fold(a.street ?? '').trim() !== fold(b.street ?? '').trim()) return null
  const units = [plain(a.unit), plain(b.unit)]
  if (units[0] === units[1]) return 'whole'
  return units.includes('') ? 'house' : null
}

export type SharedIdentity = { readonly ground: LinkGround; readonly shared: string; readonly whole: boolean }

const common = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string | null => {
  const key = [...a.keys()].filter(each => b.has(each)).toSorted()[0]
  return key === undefined ? null : a.get(key) ?? null
}

/** What two lines share, the surest first; null where nothing. The same either way round. Lines of one system share nothing. */
export function sharedBy(a: Line, b: Line, of: (line: Line) => Identities = identitiesOf): SharedIdentity | null {
  if (a.system === b.system) return null
  const [one, other] = [of(a), of(b)]
  const circuit = common(one.ownIds, other.namedIds) ?? common(other.ownIds, one.namedIds) ?? common(one.ownIds, other.ownIds)
  if (circuit !== null) return { ground: 'circuit', shared: circuit, whole: true }
  const serviceId = common(one.namedIds, other.namedIds)
  if (serviceId !== null) return { ground: 'serviceId', shared: serviceId, whole: true }
  const ip = common(one.ips, other.ips)
  if (ip !== null) return { ground: 'ipAddress', shared: ip, whole: true }
  if (!isStanding(a) || !isStanding(b)) return null
  const same = one.addresses.flatMap(left => other.addresses.map(right => sameAddress(left, right)))
  if (same.includes('whole')) return { ground: 'address', shared: '', whole: true }
  return same.includes('house') ? { ground: 'address', shared: '', whole: false } : null
}
