import type Database from 'better-sqlite3'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Closeness, Neighbour } from '../../shared/model/neighbour.ts'
import type { Report } from '../../shared/model/report.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Finding, Verdict } from '../../shared/model/verdict.ts'
import { portOf } from '../../shared/triage/accessPort.ts'
import type { AccessPort } from '../../shared/triage/accessPort.ts'
import { switchPortOf } from '../../shared/triage/switchPort.ts'
import { fold, foldKey } from '../lines/fold.ts'
import { lineOfSnapshot, snapshotOf } from '../lines/lineSnapshot.ts'
import type { LineStore } from '../lines/lineStore.ts'
import { placeTextOf, streetOf } from '../lines/lineOffers.ts'
import { createStandingRepo, isSameStanding } from './standingRepo.ts'
import type { Standing } from './standingRepo.ts'

/** As many as a line's view lists and its verdict looks at. */
const viewLimit = 24

export type NearbyDependencies = {
  readonly db: Database.Database
  readonly store: Pick<LineStore, 'summaries' | 'atHouse'>
  readonly now: () => Date
}

/** The lines near a line, of any account, with how they stood when they were last judged here. Reads take about a millisecond. */
export function createNearby({ db, store, now }: NearbyDependencies) {
  const standings = createStandingRepo(db)

  /** The port that the newest report names, else the one of an earlier report; of an access what its DHCP identifiers name. */
  const portNow = ({ id, access }: Line): { readonly port: AccessPort; readonly text: string } | null => {
    const named = switchPortOf(access)
    if (named !== null) return { port: named, text: `${named.node} ${named.port ?? ''}`.trim() }
    for (const text of standings.reportedPorts(id)) {
      const port = portOf(text)
      if (port !== null) return { port, text }
    }
    const text = writtenOut(standings.get(id)?.port ?? '')
    const port = portOf(text)
    return port === null ? null : { port, text }
  }

  const list = (line: Line, port: AccessPort | null, limit: number): Neighbour[] => {
    const found = new Map<LineId, Neighbour>()
    const add = (neighbour: Neighbour | null): void => {
      if (neighbour !== null && neighbour.lineId !== line.id && !found.has(neighbour.lineId) && found.size < limit) found.set(neighbour.lineId, neighbour)
    }
    const judged = (standing: Standing, closeness: Closeness): void => add(neighbourOf(standing, store.summaries([standing.lineId])[0], closeness))
    if (port !== null) for (const standing of standings.nearPort(port, line.id, limit)) judged(standing, standing.closeness)
    const building = buildingOf(line)
    if (building !== null && found.size < limit) {
      for (const standing of standings.inBuilding(building, line.id, limit)) judged(standing, 'building')
      for (const summary of store.atHouse(line, limit + 1)) {
        const standing = found.has(summary.id) ? null : standings.get(summary.id)
        add(standing === null ? unjudged(summary) : neighbourOf(standing, summary, 'building'))
      }
    }
    return [...found.values()]
  }

  return {
    portNow,
    /** Nearest first, then the worst; without the line itself. */
    near: (line: Line, limit = viewLimit): Neighbour[] => list(line, portNow(line)?.port ?? null, limit),
    /**
     * Notes how a line stands, for its neighbours; writes only where that is new. What its own neighbours say of it is left
     * out: one trouble must not be counted again at each of them.
     */
    record(view: Pick<LineView, 'line' | 'reports' | 'verdict'>): void {
      const { line, reports, verdict } = view
      if (reports.length === 0 && verdict.lead === null) return
      const kept = standings.get(line.id)
      const own = ownFinding(verdict)
      const standing: Standing = {
        lineId: line.id, port: (switchPortOf(line.access) ?? portOfReports(reports))?.key ?? kept?.port ?? null, building: buildingOf(line), level: own?.level ?? 'unknown',
        ruleId: own?.ruleId ?? null, domains: own?.domains ?? [], online: line.online, snapshot: snapshotOf(line),
        evidenceAt: own === null ? null : own === verdict.lead ? verdict.evidenceAt : evidenceAtOf(own, view),
      }
      if (kept === null || !isSameStanding(kept, standing)) standings.put(standing, now().toISOString())
    },
  }
}
export type Nearby = ReturnType<typeof createNearby>

/**
 * What would lead if nobody asked the neighbours: what their finding explains, else the first that rests on the line alone. (What
 * neighbours share rests on the line's own readings too.)
 */
function ownFinding({ findings }: Verdict): Finding | null {
  const isShared = ({ readings }: Finding): boolean => readings.some(({ source }) => source === 'neighbours')
  const shared = findings.find(isShared)
  return findings.find(({ explainedBy }) => shared !== undefined && explainedBy === shared.ruleId) ?? findings.find(finding => !isShared(finding)) ?? null
}

/** Age of the oldest report a finding rests on; of the line's record where it rests on none. */
function evidenceAtOf({ readings }: Finding, { line, reports }: Pick<LineView, 'line' | 'reports'>): string {
  const moments = reports.filter(({ id }) => readings.some(({ reportId }) => reportId === id))
    .map(({ measuredAt, receivedAt }) => measuredAt?.utc ?? receivedAt)
  return moments.toSorted()[0] ?? line.seenAt
}

/** Newest first, as a line's view has them. */
function portOfReports(reports: readonly Report[]): AccessPort | null {
  for (const { states } of reports) {
    for (const { key, value } of states) {
      const port = key === 'systemPort' && value !== null ? portOf(value) : null
      if (port !== null) return port
    }
  }
  return null
}

/** Postcode and house number without extension; null where either is missing. Only Dutch postcodes name a street too. */
export function buildingOf({ address: { postcode, street, houseNumber } }: Line): string | null {
  const number = /\d+/.exec(houseNumber ?? '')?.[0]
  const code = foldKey(postcode ?? '')
  if (number === undefined || code === '') return null
  return /^\d{4}[a-z]{2}$/.test(code) ? `${code}|${Number(number)}` : `${code}|${fold(street ?? '')}|${Number(number)}`
}

/** A kept key (`AccessPort.key`) as the systems write a port. */
const writtenOut = (key: string): string => key.replace('/', ':').replaceAll('/', '.').replace(/\.$/, '')

/** Null where the line has been ended since. `summary` is what the cache has of it now. */
function neighbourOf(standing: Standing, summary: LineSummary | undefined, closeness: Closeness): Neighbour | null {
  const { lineId, level, ruleId, domains, evidenceAt: at } = standing
  const judged = { lineId, closeness, level, ruleId, domains, at }
  if (summary !== undefined) {
    if (summary.state === 'terminated' || summary.state === 'cancelled' || summary.gone) return null
    return { ...judged, nativeId: summary.nativeId, street: summary.street, place: summary.place, online: summary.online }
  }
  const line = lineOfSnapshot(standing.snapshot, at ?? '')
  if (line === undefined) return null
  return { ...judged, nativeId: line.nativeId, street: streetOf(line), place: placeTextOf(line), online: standing.online }
}

const unjudged = ({ id, nativeId, street, place, online }: LineSummary): Neighbour => ({
  lineId: id, nativeId, street, place, closeness: 'building', online, level: null, ruleId: null, domains: [], at: null,
})
