import type { Line, OnlineState } from '../../shared/model/line.ts'
import type { Report } from '../../shared/model/report.ts'
import type { WatchChange } from '../../shared/model/watch.ts'
import { compareReports } from '../../shared/triage/compare.ts'
import type { ReadingChange } from '../../shared/triage/compare.ts'

/** A change before it has an id and a moment. */
export type Change = Omit<WatchChange, 'id' | 'at'>

/** More log-ins than these between two looks are one storm. */
const loginsTold = 20

/** Sessions that went up or down. With one log-in at a line its circuit needs no name. */
export function sessionChanges(before: Line, after: Line): Change[] {
  const named = after.circuits.flatMap(({ nid, online }) => nid === null ? [] : [{ nid, online }])
  const withSession = named.filter(({ online }) => online !== 'unknown')
  const known = named.filter(({ nid }) => before.circuits.some(circuit => circuit.nid === nid))
  const pairs = known.length === 0 ? [{ instance: '', from: before.online, to: after.online }] : known.map(({ nid, online }) => ({
    instance: withSession.length > 1 ? nid : '', to: online,
    from: before.circuits.find(circuit => circuit.nid === nid)?.online ?? 'unknown',
  }))
  return pairs.filter(({ from, to }) => from !== to)
    .map(({ instance, from, to }) => ({ kind: 'session', key: 'online', instance, from, to, direction: sessionDirection(from, to) }))
}

function sessionDirection(from: OnlineState, to: OnlineState): Change['direction'] {
  return from === 'unknown' || to === 'unknown' ? 'neutral' : to === 'online' ? 'better' : 'worse'
}

/** Log-ins that were not in the log before, oldest first. A circuit whose log was not read before has none. */
export function loginChanges(before: readonly Report[], after: readonly Report[]): Change[] {
  return after.flatMap(report => {
    const earlier = before.find(({ target }) => target.nid === report.target.nid)?.logins?.attempts
    if (earlier === undefined) return []
    const known = new Set(earlier.map(attemptId))
    const newest = Math.max(...earlier.map(({ at }) => Date.parse(at.utc)))
    return (report.logins?.attempts ?? [])
      .filter(attempt => !known.has(attemptId(attempt)) && Date.parse(attempt.at.utc) >= newest)
      .toSorted((a, b) => Date.parse(a.at.utc) - Date.parse(b.at.utc)).slice(-loginsTold)
      .map(({ status }): Change => ({
        kind: 'login', key: 'login', instance: after.length > 1 ? report.target.nid : '', from: null, to: status,
        direction: status === 'ok' ? 'better' : status === 'incorrect' ? 'worse' : 'neutral',
      }))
  })
}

const attemptId = ({ at, status, username }: NonNullable<Report['logins']>['attempts'][number]): string => [at.utc, status, username].join('\u0000')

/** What changed between two reports, but for what is the meter's own noise. */
export const readingChanges = (before: Report, after: Report): Change[] =>
  compareReports(before, after).filter(hasChanged).map(change => ({
    kind: kindOf(change), key: change.key, instance: change.instance, from: shown(change.before), to: shown(change.after),
    direction: change.matters === 'worse' || change.matters === 'better' ? change.matters : 'neutral',
  }))

/** Readings that are rows of a table: each device and address is one. */
const tableKeys: ReadonlySet<string> = new Set(['macAddress', 'leaseAddress'])
/** What tells whether something is there at all; what it carries goes and comes with it. */
const presenceKeys: ReadonlySet<string> = new Set(['accessPortLink', 'cpePortLink', 'cpeUp', 'accessSwitchUp'])

/**
 * What changed between two answers of one live query, what tells most last. A table that empties or fills is told as one; the box's
 * own tables repeat those of the access port; values that go or come with a link are told by the link.
 */
export function accessChanges(before: Report, after: Report): Change[] {
  const all = readingChanges(before, after)
  const withoutTables = all.filter(({ key }) => !tableKeys.has(key))
  const movesLink = withoutTables.some(({ key }) => presenceKeys.has(key))
  const told = movesLink ? withoutTables.filter(({ from, to }) => from !== null && to !== null) : withoutTables
  const tables = before.kind === 'cpeStatus' ? [] : [...tableKeys].flatMap(key => tableChanges(key, all.filter(change => change.key === key)))
  const rank = ({ key, direction }: Change): number => (direction === 'neutral' ? 0 : 2) + (presenceKeys.has(key) ? 1 : 0)
  return [...told, ...tables].toSorted((a, b) => rank(a) - rank(b))
}

/** `none` is how an empty table reads. */
function tableChanges(key: string, rows: readonly Change[]): Change[] {
  if (rows.some(({ to }) => to === 'none')) return [{ kind: 'reading', key, instance: '', from: null, to: 'none', direction: 'worse' }]
  const wasEmpty = rows.some(({ from }) => from === 'none')
  return rows.filter(({ from }) => from !== 'none').map(row => (wasEmpty ? { ...row, direction: 'better' } : row))
}

const hasChanged = ({ key, matters, before, after }: ReadingChange): boolean =>
  matters !== 'same' && before !== after && !(matters === 'unclear' && isTraffic(key))
/** What is carried changes with every look; only a grade that changes is worth telling. */
const isTraffic = (key: string): boolean => /^(?:rate|peak|broadcast|crcRatio|errorRatio)/.test(key)

const shown = (value: number | string | null): string | null =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value

function kindOf({ key }: ReadingChange): Change['kind'] {
  if (/^[rt]xPower|^signalStatus$|^(?:accessPort|cpe)Light$/.test(key)) return 'light'
  if (/^ontLan|^lineStatus$|^accessPort(?:Link|Duplex|Speed|Administrative)|^cpePort/.test(key)) return 'port'
  return /^ont|^cpe|^accessSwitch/.test(key) ? 'box' : 'reading'
}

/**
 * The last report of a kind with what reports of other kinds have said since: DELTA answers two checks with the same readings, and
 * a change is told once.
 */
export function broughtUpToDate(base: Report, others: readonly Report[]): Report {
  return others.filter(other => other.target.nid === base.target.nid && other.receivedAt > base.receivedAt)
    .toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt))
    .reduce((report, other) => ({
      ...report, measurements: replaced(report.measurements, other.measurements), states: replaced(report.states, other.states),
    }), base)
}

type Reading = { readonly key: string; readonly place: string; readonly instance: string }
const readingId = ({ key, place, instance }: Reading): string => [key, place, instance].join('\u0000')

function replaced<Each extends Reading>(kept: readonly Each[], newer: readonly Each[]): Each[] {
  const wanted = new Set(kept.map(readingId))
  const given = newer.filter(each => wanted.has(readingId(each)))
  const renewed = new Set(given.map(readingId))
  return [...kept.filter(each => !renewed.has(readingId(each))), ...given]
}
