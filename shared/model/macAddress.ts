/** `AA:BB:CC:DD:EE:FF` of any spelling (`aabb.ccdd.eeff`, `aa-bb-…`, twelve digits, without leading zeros); null for anything else. */
export function readMac(text: string): string | null {
  const parts = text.trim().split(/[:\-.\s]/)
  const hex = parts.length === 6 && parts.every(part => /^[0-9a-f]{1,2}$/i.test(part)) ? parts.map(part => part.padStart(2, '0')).join('') : parts.join('')
  return /^[0-9a-f]{12}$/i.test(hex) ? (hex.toUpperCase().match(/../g) ?? []).join(':') : null
}

/**
 * Whose address it is: `global` from a maker's block, `private` made up by the device itself (IEEE 802c; phones change theirs by
 * network), `group` for many receivers and `none` for all zeros, neither of which a device ever has. Null for no MAC address.
 */
export function macKind(mac: string): 'global' | 'private' | 'group' | 'none' | null {
  const normal = readMac(mac)
  if (normal === null) return null
  if (normal === '00:00:00:00:00:00') return 'none'
  const first = Number.parseInt(normal.slice(0, 2), 16)
  return (first & 1) === 1 ? 'group' : (first & 2) === 2 ? 'private' : 'global'
}

/** Addresses that stand on more than one port or VLAN: copied, or a loop carries them around. */
export function duplicateMacs(entries: readonly { readonly mac: string; readonly port: string | null; readonly vlan: number | null }[]): ReadonlySet<string> {
  const places = Map.groupBy(entries, ({ mac }) => mac)
  return new Set([...places].filter(([, at]) => new Set(at.map(({ port, vlan }) => `${port ?? ''}|${vlan ?? ''}`)).size > 1).map(([mac]) => mac))
}
