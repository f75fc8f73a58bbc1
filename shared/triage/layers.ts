import type { Report } from '../model/report.ts'
import { accessOk, leasesHeld } from './accessLooks.ts'
import { copperUp, seltVerdict } from './copper.ts'
import { stateIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { fibreOk } from './fibre.ts'
import { lanPorts } from './lan.ts'
import { ontOk } from './pon.ts'

/** Whether the physical layer is well by every report there is; false where one says no, null where none says. */
export function physicalOk(evidence: Evidence): boolean | null {
  const ports = lanPorts(evidence)
  const lan = ports === null ? null : ports.up !== null ? true : ports.closed || ports.down.length > 0 ? false : null
  const copper = copperUp(evidence)
  const farEnd = seltVerdict(evidence)?.kind ?? null
  const cable = farEnd === null || farEnd === 'poweredCpe' ? null : false
  const all = [fibreOk(evidence), ontOk(evidence), copper, accessOk(evidence), cable, lan]
  if (all.includes(false)) return false
  return all.slice(0, 4).includes(true) ? true : null
}

/** The report that says the line itself is well; null where none does. */
export function lineOkBy(evidence: Evidence): Report | null {
  if (physicalOk(evidence) !== true) return null
  if (fibreOk(evidence) === true) return stateIn(evidence, 'lineStatus', 'fibreCheck')?.report ?? null
  if (ontOk(evidence) === true) return stateIn(evidence, 'ontOperational')?.report ?? stateIn(evidence, 'ontRanging')?.report ?? null
  return evidence.complete.get(accessOk(evidence) === true ? 'portStatus' : 'delt') ?? null
}

/** The table of an access in which a lease holds; null at lines that log in. */
export const leaseOkBy = (evidence: Evidence): Report | null => {
  const leases = leasesHeld(evidence)
  return leases !== null && leases.held.length > 0 ? leases.report : null
}

/** The log whose newest attempt was accepted, with a session that is not known to be gone. */
export function sessionOkBy(evidence: Evidence): Report | null {
  if (evidence.online === 'offline') return null
  return evidence.logs.find(({ id }) => {
    const newest = evidence.attempts.get(id)?.[0]
    return newest === undefined ? evidence.online === 'online' : newest.status === 'ok'
  }) ?? null
}
