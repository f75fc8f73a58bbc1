import type { DhcpField } from './dhcp.ts'
import { beginsAsOption82, isOption82 } from './option82.ts'

/** What a pasted piece of a DHCP log most likely is, and its value without the name before it. */
export type DhcpGuess = { readonly field: DhcpField; readonly value: string }

const names: readonly (readonly [RegExp, DhcpField])[] = [
  [/^(?:v6|ipv6|dhcpv6)[\s_-]*remote[\s_-]?id\s*[:=]?\s*/i, 'ipv6RemoteId'],
  [/^(?:(?:v6|ipv6|dhcpv6)[\s_-]*)?interface[\s_-]?id\s*[:=]?\s*/i, 'ipv6InterfaceId'],
  [/^(?:(?:agent|adsl|dsl|ipv4)[\s_.-]*)*circuit[\s_-]?id\s*[:=]?\s*/i, 'ipv4CircuitId'],
  [/^(?:(?:agent|adsl|dsl|ipv4)[\s_.-]*)*remote[\s_-]?id\s*[:=]?\s*/i, 'ipv4RemoteId'],
  [/^(?:option[\s_-]?82|(?:relay[\s_-]?agent|agent)[\s_-]?(?:information|info|options?))\s*[:=]?\s*/i, 'ipv4option82'],
]

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2')

/** A named value (`Agent-Circuit-Id = "…"`) keeps its name's field; else an option 82, even one cut off, is told from a circuit id. */
export function guessDhcp(text: string): DhcpGuess {
  const given = text.trim()
  for (const [name, field] of names) {
    const value = unquoted(given.replace(name, ''))
    if (name.test(given) && value !== '') return { field, value }
  }
  return isOption82(given) || beginsAsOption82(given) ? { field: 'ipv4option82', value: given } : { field: 'ipv4CircuitId', value: unquoted(given) }
}

/**
 * Whether what stands in the search box belongs into *Find by DHCP*: a named value, a whole option 82, or a port label as switches
 * write it (`sw-12 ge-0/0/7:100`, `eth 1/0/24`).
 */
export function looksLikeDhcp(text: string): boolean {
  const given = text.trim()
  if (given.length < 6) return false
  if (names.some(([name]) => name.test(given) && given.replace(name, '').trim() !== '')) return true
  return isOption82(given) || /(?:^|[\s._-])(?:ge|xe|te|fa|gi|et|eth|gpon|pon|ethernet|gigabitethernet)[\s_-]?\d+(?:\/\d+)+/i.test(given)
}
