import type Database from 'better-sqlite3'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Summaries } from './summaries.ts'

/** Lines of one key that are looked at: an id that more have is none. */
const perKey = 10

/** Finds lines by folded keys and by single addresses (`4:` and a number, or a key of IPv6): one look-up each in the search's own indexes. */
export function identifiedOf(db: Database.Database, summaries: Summaries) {
  const withKey = db.prepare<[string, number], number>('SELECT rank FROM line_key WHERE key = ? LIMIT ?').pluck()
  const withIp = db.prepare<[number, number], number>('SELECT rank FROM ip_range WHERE network = ? AND bits = 32 LIMIT ?').pluck()
  return (keys: readonly string[], ips: readonly string[], limit: number): LineSummary[] => {
    const ranks = [
      ...keys.flatMap(key => withKey.all(key, perKey)),
      ...ips.flatMap(ip => (ip.startsWith('4:') ? withIp.all(Number(ip.slice(2)), perKey) : withKey.all(ip, perKey))),
    ]
    return [...new Set(ranks)].slice(0, limit).flatMap(rank => summaries.byRank(rank)?.summary ?? [])
  }
}
