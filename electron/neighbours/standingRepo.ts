import type Database from 'better-sqlite3'
import { z } from 'zod'
import { UtcTime } from '../../shared/model/common.ts'
import type { LineId } from '../../shared/model/common.ts'
import { OnlineState } from '../../shared/model/line.ts'
import type { Closeness } from '../../shared/model/neighbour.ts'
import { Level } from '../../shared/model/report.ts'
import { FaultDomain } from '../../shared/model/verdict.ts'
import { lineCardPrefix, nodePrefix, ponPortPrefix } from '../../shared/triage/accessPort.ts'
import type { AccessPort } from '../../shared/triage/accessPort.ts'

const Body = z.object({ domains: z.array(FaultDomain), online: OnlineState, evidenceAt: UtcTime.nullable() })

/** How a line stood when it was last judged here. */
export type Standing = {
  readonly lineId: LineId
  /** Key of its port (`AccessPort.key`), and of its building. */
  readonly port: string | null
  readonly building: string | null
  readonly level: Level
  readonly ruleId: string | null
  readonly domains: FaultDomain[]
  readonly online: OnlineState
  readonly evidenceAt: string | null
  readonly snapshot: string
}
/** `ports` of the same access node by what they share with a port. */
export type NearStanding = Standing & { readonly closeness: Exclude<Closeness, 'building'> }

type Row = {
  readonly line_id: LineId; readonly port: string | null; readonly building: string | null; readonly level: string; readonly rule_id: string | null
  readonly body: string; readonly snapshot: string
}

const columns = 'line_id, port, building, level, rule_id, body, snapshot'
const worstFirst = `CASE level ${Level.options.map((level, at) => `WHEN '${level}' THEN ${at}`).join(' ')} ELSE ${Level.options.length} END, judged_at DESC`
const closenesses = ['ponPort', 'lineCard', 'accessNode'] as const

/** Keys that begin with a prefix that ends in a slash, [from, to). */
const range = (prefix: string): [from: string, to: string] => [prefix, `${prefix.slice(0, -1)}0`]

/** How lines stood when they were last judged, in the journal table `standing`, found by port and building. */
export function createStandingRepo(db: Database.Database) {
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM standing WHERE line_id = ?`)
  const put = db.prepare<[Record<string, string | null>]>(`INSERT OR REPLACE INTO standing
    (line_id, port, building, level, rule_id, body, judged_at, snapshot) VALUES (@lineId, @port, @building, @level, @ruleId, @body, @judgedAt, @snapshot)`)
  const byPort = db.prepare<[Record<string, string | number>], Row & { readonly far: number }>(`SELECT ${columns}, CASE
      WHEN port >= @ponFrom AND port < @ponTo THEN 0 WHEN port >= @cardFrom AND port < @cardTo THEN 1 ELSE 2 END AS far
    FROM standing WHERE port >= @nodeFrom AND port < @nodeTo AND line_id <> @self ORDER BY far, ${worstFirst} LIMIT @limit`)
  const byBuilding = db.prepare<[string, string, number], Row>(
    `SELECT ${columns} FROM standing WHERE building = ? AND line_id <> ? ORDER BY ${worstFirst} LIMIT ?`)
  // The newest few are looked into; an old port is in the line's own row.
  const ports = db.prepare<[string], { port: string | null }>(`SELECT json_extract(state.value, '$.value') AS port
    FROM (SELECT body FROM report WHERE line_id = ? AND kind <> 'authenticationLog' AND json_valid(body) ORDER BY received_at DESC LIMIT 4) AS newest,
      json_each(newest.body, '$.states') AS state WHERE json_extract(state.value, '$.key') = 'systemPort'`)

  return {
    get: (id: LineId): Standing | null => {
      const row = one.get(id)
      return row === undefined ? null : read(row)[0] ?? null
    },
    put(standing: Standing, judgedAt: string): void {
      const { lineId, port, building, level, ruleId, snapshot } = standing
      put.run({ lineId, port, building, level, ruleId, judgedAt, snapshot, body: bodyOf(standing) })
    },
    /** At the same access node, nearest first, then the worst, then what was judged last. */
    nearPort(port: AccessPort, self: LineId, limit: number): NearStanding[] {
      const [nodeFrom, nodeTo] = range(nodePrefix(port))
      const [cardFrom, cardTo] = range(lineCardPrefix(port))
      const pon = ponPortPrefix(port)
      const [ponFrom, ponTo] = pon === null ? ['', ''] : range(pon)
      return byPort.all({ nodeFrom, nodeTo, cardFrom, cardTo, ponFrom, ponTo, self, limit })
        .flatMap(row => read(row).map(standing => ({ ...standing, closeness: closenesses[row.far] ?? 'accessNode' })))
    },
    inBuilding: (building: string, self: LineId, limit: number): Standing[] => byBuilding.all(building, self, limit).flatMap(read),
    /** The port strings in the newest reports of a line, newest first, as the system wrote them. */
    reportedPorts: (id: LineId): string[] => ports.all(id).flatMap(({ port }) => port ?? []),
  }
}
export type StandingRepo = ReturnType<typeof createStandingRepo>

const bodyOf = ({ domains, online, evidenceAt }: Standing): string => JSON.stringify({ domains, online, evidenceAt })

/** Whether writing one over the other would change nothing. */
export const isSameStanding = (a: Standing, b: Standing): boolean =>
  a.port === b.port && a.building === b.building && a.level === b.level && a.ruleId === b.ruleId && bodyOf(a) === bodyOf(b)

/** None where a row is no longer readable. */
function read(row: Row): Standing[] {
  const level = Level.safeParse(row.level)
  const body = Body.safeParse(parsed(row.body))
  return level.success && body.success ? [{
    lineId: row.line_id, port: row.port, building: row.building, level: level.data, ruleId: row.rule_id, snapshot: row.snapshot, ...body.data,
  }] : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
