import type { LiveState } from '../../shared/model/liveState.ts'
import { macKind, readMac } from '../../shared/model/macAddress.ts'

/** The maker of a device by its MAC address; null where the address is no maker's, or its block is nobody's. */
export type VendorOf = (mac: string) => string | null

let known: Promise<VendorOf> | null = null

/** Reads the offline list of address blocks (IEEE MA-L, MA-M, MA-S) once, when the first table of addresses is read: it is large. */
export function vendorList(): Promise<VendorOf> {
  known ??= import('mac-oui-lookup').then(list => {
    const lookUp = lookUpIn(list)
    return mac => {
      const normal = readMac(mac)
      if (normal === null || macKind(normal) !== 'global') return null
      const name = lookUp(normal)?.trim() ?? ''
      // The registry's own name stands where it has divided a block further, and what is in the parts was not found.
      return name === '' || name === 'IEEE Registration Authority' || name.toLowerCase() === 'private' ? null : name
    }
  })
  return known
}

/** Node hands the module over whole, the bundler its default: the function stands in one or the other. */
function lookUpIn(list: { readonly default: unknown }): VendorOf {
  const { default: held } = list
  const found = typeof held === 'object' && held !== null && 'getVendor' in held ? held.getVendor : held
  if (typeof found !== 'function') throw new Error('the list of address blocks has no look-up')
  return mac => {
    const name: unknown = found(mac)
    return typeof name === 'string' ? name : null
  }
}

/** A live answer with the makers of the devices in its tables. */
export function withVendors(live: LiveState, vendorOf: VendorOf): LiveState {
  const named = <Entry extends { readonly mac: string | null; readonly vendor: string | null }>(entries: readonly Entry[]): Entry[] =>
    entries.map(entry => ({ ...entry, vendor: entry.mac === null ? null : vendorOf(entry.mac) }))
  switch (live.kind) {
    case 'macTable': return { ...live, entries: named(live.entries) }
    case 'leases': return { ...live, entries: named(live.entries) }
    case 'cpeStatus': return { ...live, macTable: named(live.macTable), leases: named(live.leases) }
    default: return live
  }
}
