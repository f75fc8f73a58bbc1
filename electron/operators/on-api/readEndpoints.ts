import { LiveKind } from '../../../shared/model/report.ts'
import { fieldsOf, foldKey, isObject, list, text, texts } from '../readValue.ts'
import type { FeatureName } from './endpoints.ts'

/** What an operator's list of endpoints (`GET /`) names, in our names. */
export type Offered = { readonly names: ReadonlySet<FeatureName>; readonly unsupportedFields: readonly string[] }

/** Endpoints by a word of their path or their name, singular and plural. */
const WORDS = new Map<string, FeatureName>([
  ['accesses', 'accesses'], ['subscriptions', 'subscriptions'], ['subscription', 'subscriptions'], ['services', 'services'], ['service', 'services'],
  ['events', 'events'], ['event', 'events'], ['orders', 'orders'], ['order', 'orders'], ['dhcplookup', 'dhcpLookup'], ['option82', 'option82'],
  ['option82lookup', 'option82'], ['tickets', 'tickets'], ['ticket', 'tickets'],
])
const TECHNICAL = new Set(['tech', 'technical', 'technicalinfo', 'technicalinformation'])
const LINK = new Map<string, LiveKind>([
  ['status', 'portStatus'], ['macaddresstable', 'macTable'], ['leaseinfo', 'leases'], ['igmpsnooping', 'igmpGroups'],
])
const ofAccess: readonly LiveKind[] = ['accessHardware', ...LINK.values()]

/** Parts of a path or an address, folded, ids left out. */
function partsOf(path: string): string[] {
  return path.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '').split('/').filter(part => part !== '' && !/[{}<>]|^:/.test(part)).map(foldKey)
}

/** Live queries under `tech/…`, or what stands behind it; all of them where nothing narrower is said. */
function technicalIn(rest: readonly string[]): readonly LiveKind[] {
  const [first, ...deeper] = rest
  if (first === undefined) return LiveKind.options
  if (first === 'cpe') return ['cpeStatus']
  if (first === 'access' && deeper.length === 0) return ofAccess
  if (first === 'access') return technicalIn(deeper)
  if (first === 'hardware') return ['accessHardware']
  if (first === 'link') return deeper.length === 0 ? [...LINK.values()] : technicalIn(deeper)
  const one = LINK.get(first)
  return one === undefined ? [] : [one]
}

function namesIn(parts: readonly string[]): readonly FeatureName[] {
  const technical = parts.findIndex(part => TECHNICAL.has(part))
  if (technical >= 0) return technicalIn(parts.slice(technical + 1))
  const known = parts.findLast(part => WORDS.has(part))
  const name = known === undefined ? undefined : WORDS.get(known)
  if (name !== undefined) return [name]
  return ['access', 'cpe', 'link', 'hardware'].includes(parts[0] ?? '') && parts.length > 0 ? technicalIn(parts) : []
}

/** Entries of the list: a list, one in an object, or an object by name. */
function entriesOf(reply: unknown): readonly unknown[] {
  if (Array.isArray(reply)) return reply
  if (!isObject(reply)) return []
  const inside = Object.values(reply).find(Array.isArray)
  if (inside !== undefined && !('endpoint' in reply)) return list(inside)
  if ('endpoint' in reply) return [reply]
  return Object.entries(reply).map(([name, held]) => (isObject(held) ? { name, ...held } : { name, endpoint: held }))
}

/** Reads the list of endpoints; what it names in words of its own is left out. */
export function readEndpoints(reply: unknown): Offered {
  const names = new Set<FeatureName>()
  const unsupportedFields = new Set<string>()
  for (const entry of entriesOf(reply)) {
    const fields = typeof entry === 'string' ? { endpoint: entry } : fieldsOf(entry)
    const name = text(fields['name'])
    const path = text(fields['endpoint']) ?? text(fields['path']) ?? text(fields['url'])
    const byPath = path === null ? [] : namesIn(partsOf(path))
    const found = byPath.length > 0 || name === null ? byPath : namesIn(partsOf(name))
    for (const each of found) names.add(each)
    for (const field of texts(fields['unsupportedfields'])) unsupportedFields.add(name === null ? field : `${name}.${field}`)
  }
  return { names, unsupportedFields: [...unsupportedFields] }
}
