import type Database from 'better-sqlite3'
import type { AccountId, LineId, SystemKey } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import type { ReadLine } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { truncateLog } from '../storage/cache.ts'
import { facetCountsOf } from './facetCounts.ts'
import { hashOf, lineRowOf, lineRowsOf } from './lineRows.ts'
import { firstRankOf } from './rank.ts'
import { readRecord, readerOf } from './readers.ts'
import type { Readers } from './readers.ts'
import { decodeSearchText, indexedKeys, indexedRanges, indexedWords } from './searchText.ts'
import { walkRowsOf } from './walkRows.ts'
import type { CacheWriter, FoundBy } from './writerMessages.ts'

type StoredLine = {
  readonly rank: number; readonly hash: string; readonly gone: number; readonly account_id: string; readonly state: LineState | null
  readonly technology: string | null; readonly supplier: string | null; readonly search: string
}

type StoredRecord = {
  readonly system: SystemKey; readonly account_id: AccountId; readonly state: LineState | null; readonly seen_at: string; readonly raw: string
}

const derived = (stored: string) => {
  const text = decodeSearchText(stored)
  return { words: indexedWords(text), keys: indexedKeys(text), ranges: indexedRanges(text) }
}

/** The only code that writes `cache.db`; runs in the writer worker. Each call is one transaction. */
export function createCacheWriter(db: Database.Database, readers: Readers): CacheWriter {
  const rows = lineRowsOf(db)
  const walks = walkRowsOf(db)
  const facets = facetCountsOf(db)
  const stored = db.prepare<[string], StoredLine>('SELECT rank, hash, gone, account_id, state, technology, supplier, search FROM line WHERE id = ?')
  const atRank = db.prepare<[number], StoredLine & { id: string }>(
    'SELECT id, rank, hash, gone, account_id, state, technology, supplier, search FROM line WHERE rank = ?')
  const unGone = db.prepare<[string, number]>('UPDATE line SET gone = 0, seen_at = ? WHERE rank = ?')
  const seenNow = db.prepare<[string, number]>('UPDATE line SET seen_at = ? WHERE rank = ?')
  const goneNow = db.prepare<[string]>('UPDATE line SET gone = 1 WHERE id = ? AND gone = 0')
  const giveTo = db.prepare<[string, string, number]>('UPDATE line SET account_id = ? WHERE account_id = ? AND rank = ?')
  const removeParts = db.prepare<[string]>('DELETE FROM line_part WHERE line_id = ?')
  const nameOf = db.prepare<[string], string>('SELECT name FROM end_user WHERE uuid = ?').pluck()
  const putName = db.prepare<[string, string]>(
    'INSERT INTO end_user (uuid, name) VALUES (?,?) ON CONFLICT DO UPDATE SET name = excluded.name WHERE name <> excluded.name')
  const putPart = db.prepare<[string, string, string, string]>('INSERT OR REPLACE INTO line_part (line_id, part, body, at) VALUES (?,?,?,?)')
  const linesWithEndUser = db.prepare<[], { rank: number; end_user: string }>('SELECT rank, end_user FROM line WHERE end_user IS NOT NULL')
  const bodyOf = db.prepare<[number], StoredRecord>(
    'SELECT l.system, l.account_id, l.state, l.seen_at, b.raw FROM line_body b JOIN line l USING (rank) WHERE b.rank = ?')

  /** End users whose lines are not up to date yet. Lost with the worker, the next walk finds them by their rows' hashes. */
  const renamed = new Set<string>()

  const inTransaction = <T>(work: () => T): T => {
    try {
      return db.transaction(() => {
        const result = work()
        facets.flush()
        return result
      }).immediate()
    } catch (error) {
      facets.forget()
      rows.forget()
      throw error
    }
  }

  const count = (technology: string | null, supplier: string | null, by: number) => {
    facets.add('all', '', by)
    facets.add('technology', technology, by)
    facets.add('supplier', supplier, by)
  }

  const removeRow = (line: StoredLine & { id: string }) => {
    rows.remove(line.rank, derived(line.search))
    removeParts.run(line.id)
    count(line.technology, line.supplier, -1)
  }

  /** Keeps one line; gives its rank and whether anything changed. */
  const put = (read: ReadLine, found: FoundBy, walkId: number): { rank: number; changed: boolean } => {
    const before = stored.get(read.line.id)
    const endUserName = read.line.endUser === null ? null : nameOf.get(read.line.endUser.uuid) ?? read.line.endUser.name
    const join = (rank: number) => {
      if (walks.join(rank, walkId)) facets.add('account', found.accountId, 1)
    }
    if (before !== undefined && before.hash === hashOf(read, endUserName)) {
      if (before.gone === 1) unGone.run(found.at, before.rank)
      join(before.rank)
      return { rank: before.rank, changed: before.gone === 1 }
    }
    const row = lineRowOf(read, endUserName)
    if (before === undefined) {
      const rank = rows.insert(row)
      count(row.line.technology, row.line.supplier, 1)
      join(rank)
      return { rank, changed: true }
    }
    count(before.technology, before.supplier, -1)
    count(row.line.technology, row.line.supplier, 1)
    let { rank } = before
    if (rows.fits(rank, row.line)) rows.update(rank, row, derived(before.search))
    else {
      rows.remove(rank, derived(before.search))
      rank = rows.insert(row)
      walks.move(before.rank, rank)
    }
    join(rank)
    return { rank, changed: true }
  }

  const putAll = (lines: readonly ReadLine[], found: FoundBy, walkId: number) => {
    // FTS5 writes a segment whenever keys do not ascend: in order, a page costs one.
    const ordered = lines.map(read => ({ read, first: firstRankOf(read.line) })).toSorted((a, b) => a.first - b.first)
    const results = ordered.map(({ read }) => put(read, found, walkId))
    return { ranks: results.map(({ rank }) => rank), changed: results.filter(({ changed }) => changed).length }
  }

  /** A line by NID comes without its state (only walks know it): it keeps the one it had, unless its walks have lost it. */
  const withKnownState = (read: ReadLine): ReadLine => {
    const before = read.line.state === null ? stored.get(read.line.id) : undefined
    if (before === undefined || walks.isLost(before.rank)) return read
    return { ...read, line: { ...read.line, state: before.state } }
  }

  /** Removes lines no walk brings any more; a line that another account sees becomes that account's. */
  const release = (ranks: readonly number[], accountId: string): number => {
    let removed = 0
    for (const rank of ranks) {
      const line = atRank.get(rank)
      if (line === undefined) continue
      const [heir] = walks.accountsOf(rank)
      if (heir !== undefined) {
        giveTo.run(heir, accountId, rank)
        continue
      }
      removeRow(line)
      removed += 1
    }
    return removed
  }

  const leave = (walkIds: readonly number[], accountId: string): number => {
    const ranks = walkIds.flatMap(walkId => {
      const left = walks.drop(walkId)
      facets.add('account', accountId, -left.length)
      return left
    })
    return release(ranks, accountId)
  }

  return {
    beginWalk: input => inTransaction(() => walks.begin(input)),
    restartWalk: ({ walkId }) => inTransaction(() => walks.restart(walkId)),
    ingestPage(input) {
      const { system, accountId, state, at } = input
      const read = readerOf(readers, input.kind).page
      if (read === undefined) throw new OperatorFailure({ kind: 'notOffered', code: input.kind })
      const page = read(input.body, { system, accountId, state, seenAt: at })
      return inTransaction(() => {
        const { ranks, changed } = putAll(page.lines, input, input.walkId)
        const done = { nextPage: page.nextPage, total: page.total, lines: page.lines.length, changed, bad: page.bad.length }
        walks.notePage(input.walkId, input.page, ranks, done)
        return done
      })
    },
    finishWalk: ({ walkId, at, limit }) => inTransaction(() => {
      const { accountId, stale } = walks.finish(walkId, at)
      // Seen in another walk meanwhile (its state changed): it is not missing, it only left this walk.
      facets.add('account', accountId, -stale.length)
      const missing = walks.missing(walkId, limit).map(({ id, native_id }) => ({ id: id as LineId, nativeId: native_id }))
      return { missing }
    }),
    keepWalks: ({ accountId, keys }) => inTransaction(() => ({ removed: leave(walks.othersOf(accountId, keys), accountId) })),
    saveLines: input => inTransaction(() => {
      const walkId = walks.byNid(input.accountId, input.system)
      const { changed, ranks } = putAll(input.lines.map(withKnownState), input, walkId)
      // It lives on outside the walks that lost it, and is not asked for again on their account.
      for (const rank of ranks) for (const account of walks.leaveLost(rank)) facets.add('account', account, -1)
      // The engineer asked now: the line is as old as this answer, changed or not.
      for (const rank of ranks) seenNow.run(input.at, rank)
      return { changed }
    }),
    savePart: ({ lineId, part, body, at }) => inTransaction(() => { putPart.run(lineId, part, body, at) }),
    markGone: ({ ids }) => inTransaction(() => ({ gone: ids.filter(id => goneNow.run(id).changes > 0).length })),
    saveEndUsers: ({ endUsers, last }) => inTransaction(() => {
      for (const { uuid, name } of endUsers) if (putName.run(uuid, name).changes > 0) renamed.add(uuid)
      if (!last || renamed.size === 0) return { linesChanged: 0 }
      const ranks: number[] = []
      for (const { rank, end_user } of linesWithEndUser.iterate()) if (renamed.has(end_user)) ranks.push(rank)
      for (const rank of ranks) {
        const before = atRank.get(rank)
        const record = bodyOf.get(rank)
        const read = record === undefined ? null : readRecord(readers, record)
        if (before === undefined || read === null) continue
        rows.update(rank, lineRowOf(read, nameOf.get(read.line.endUser?.uuid ?? '') ?? null), derived(before.search))
        if (before.gone === 1) goneNow.run(before.id)
      }
      renamed.clear()
      return { linesChanged: ranks.length }
    }),
    removeAccount: ({ accountId }) => inTransaction(() => {
      const removed = leave(walks.othersOf(accountId, [], true), accountId)
      return { removed }
    }),
    truncateLog: () => truncateLog(db),
  }
}
