import type { LivePartName } from '../../shared/contract/lines.ts'
import type { Line } from '../../shared/model/line.ts'

const dayMs = 86_400_000
/** What reaches an address changes over months. */
const oldAfterMs = (part: LivePartName): number => (part === 'addressCheck' ? 30 * dayMs : dayMs)

/** Parts that can be fetched of a line at all: what its record has no id for is not missed. */
function partsOf(line: Line): LivePartName[] {
  const circuits = line.circuits.filter(({ nid }) => nid !== null)
  const { postcode, houseNumber } = line.address
  const isAccess = line.access !== null && line.nativeId !== null
  const isCircuitLine = line.nativeId !== null && line.access === null
  const has: Record<LivePartName, boolean> = {
    line: line.nativeId !== null, transaction: isCircuitLine, events: isCircuitLine, tickets: line.nativeId !== null,
    endUser: line.endUser !== null, diagnostics: circuits.length > 0 || isAccess, reports: circuits.length > 0,
    authenticationLog: circuits.some(({ provisioning }) => provisioning?.type === 'ppp'),
    // Which of these an operator offers is its own affair: none is missed.
    accessHardware: false, portStatus: false, macTable: false, leases: false, igmpGroups: false, cpeStatus: false, orders: false,
    serviceOrders: line.service !== null,
    details: (line.service?.references.length ?? 0) > 0,
    addressCheck: line.access === null && postcode !== null && houseNumber !== null && /^[1-9]\d{0,4}$/.test(houseNumber),
  }
  return (Object.keys(has) as LivePartName[]).filter(part => has[part])
}

/** What *Take along* has never fetched of a line, and what it fetched longer ago than it holds. `fetchedAt` gives moments in UTC. */
export function takenAlong(line: Line, fetchedAt: (part: LivePartName) => string | null, now: Date): { missing: LivePartName[]; old: LivePartName[] } {
  const at = (part: LivePartName): string | null => (part === 'line' ? line.seenAt : fetchedAt(part))
  const parts = partsOf(line)
  return {
    missing: parts.filter(part => at(part) === null),
    old: parts.filter(part => now.getTime() - Date.parse(at(part) ?? now.toISOString()) > oldAfterMs(part)),
  }
}
