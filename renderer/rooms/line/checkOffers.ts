import type { LineView } from '../../../shared/contract/lines.ts'
import { LiveKind } from '../../../shared/model/report.ts'
import type { Check, CheckKind } from '../../../shared/model/report.ts'
import { serviceKindsOf } from '../../../shared/triage/serviceKinds.ts'

/** Every kind that has a button of its own, in the order of the buttons; live queries have theirs at their parts. */
export const checkKinds: readonly CheckKind[] = ['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt', 'authenticationLog', 'sipRegistration', 'mobileDataUsage']
/** Those that a line of a system with line tests may have. */
const lineTests: readonly CheckKind[] = ['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt', 'authenticationLog']
/** Checks that drop, or may drop, the service (domain.md section 3, running order on site). */
export const disturbing: ReadonlySet<CheckKind> = new Set(['delt', 'selt'])

export type Reach = 'reachable' | 'offline' | 'refused'

export type Offers = {
  /** What the system offers for the circuit; null until that is known. */
  readonly offered: readonly CheckKind[] | null
  readonly notOffered: readonly CheckKind[]
  readonly unknownKinds: readonly string[]
  /** Why nothing can be started now, whatever is offered. */
  readonly blockedBy: 'offline' | 'refused' | 'noCircuit' | 'noTests' | null
  /** What *Line check* starts at once. */
  readonly together: readonly CheckKind[]
  /** What *Line check* proposes after a warning: DELT on copper. */
  readonly proposed: CheckKind | null
  readonly running: readonly CheckKind[]
  /** What can be started by a click now. */
  readonly startable: readonly CheckKind[]
}

export const isRunning = (check: Check): boolean => (check.state === 'requested' || check.state === 'running') && check.waiting

/** Live queries of an access that its operator offers: all, but for those it was found not to have. Null where that is not known. */
function liveOffer(view: LineView): readonly CheckKind[] | null {
  if (!view.offers.includes('liveQuery')) return null
  return LiveKind.options.filter(kind => view.parts.find(part => part.part === kind)?.state !== 'notOffered')
}

/** What can be checked on a circuit or an access now, and why the rest cannot. */
export function checkOffers(view: LineView, circuitNid: string | null, reach: Reach): Offers {
  const available = view.available.find(each => each.nid === circuitNid) ?? null
  const isAccess = view.line.access !== null
  // A system without line tests is never asked for any: what it can tell of a service is known by what the service has.
  const ofService = view.line.service === null && view.line.request === null ? null
    : view.offers.includes('serviceQuery') ? serviceKindsOf(view.line) : []
  const offered = available?.kinds ?? ofService ?? (isAccess ? liveOffer(view) : null)
  const known: readonly CheckKind[] = ofService !== null ? [] : isAccess ? LiveKind.options : lineTests
  const running = view.checks.filter(check => isRunning(check) && check.target.nid === circuitNid).map(check => check.kind)
  const blockedBy = ofService?.length === 0 ? 'noTests' : circuitNid === null ? 'noCircuit' : reach === 'reachable' ? null : reach
  const together = (offered ?? []).filter(kind => !disturbing.has(kind))
  return {
    offered,
    notOffered: offered === null ? [] : known.filter(kind => !offered.includes(kind)),
    unknownKinds: available?.unknownKinds ?? [],
    blockedBy,
    together,
    proposed: offered?.includes('delt') === true ? 'delt' : null,
    running,
    startable: blockedBy === null ? (offered ?? []).filter(kind => !running.includes(kind)) : [],
  }
}

/** The newest check of each kind on each circuit, newest first. */
export function newestChecks(checks: readonly Check[]): Check[] {
  const seen = new Set<string>()
  return checks
    .toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))
    .filter(({ kind, target }) => {
      const key = `${kind} ${target.nid}`
      return !seen.has(key) && seen.add(key)
    })
}
