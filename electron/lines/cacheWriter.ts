import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import type { ReadLine } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { truncateLog } from '../storage/cache.ts'
import { facetCountsOf } from './facetCounts.ts'
import { hashOf, lineRowOf, lineRowsOf } from './lineRows.ts'
import type { LineRow } from './lineRows.ts'
import { firstRankOf } from './rank.ts'
import { readRecord, readerOf } from './readers.ts'
import type { Readers, StoredRecord } from './readers.ts'
import { decodeSearchText, indexedKeys, indexedRanges, indexedWords } from './searchText.ts'
import { createListPasses } from './listPasses.ts'
import { parsedSections, sectionRowsOf } from './sectionRows.ts'
import type { StoredSection } from './sectionRows.ts'
import { walkRowsOf } from './walkRows.ts'
import type { CacheWriter, FoundBy } from './writerMessages.ts'

type StoredLine = {
  readonly rank: number; readonly hash: string; readonly gone: number; readonly account_id: string; readonly state: LineState | null
  readonly technology: string | null; readonly supplier: string | null; readonly search: string
}

const derived = (stored: string) => {
  const text = decodeSearchText(stored)
  return { words: indexedWords(text), keys: indexedKeys(text), ranges: indexedRanges(text) }
}

/** The only code that writes `cache.db`; runs in the writer worker. Each call is one transaction. */
export function createCacheWriter(db: Database.Database, readers: Readers): CacheWriter {
  const rows = lineRowsOf(db)
  const walks = walkRowsOf(db)
  const sections = sectionRowsOf(db)
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
    sections.removeLine(line.id)
    count(line.technology, line.supplier, -1)
  }

  /** Writes a line anew, at another rank where it belongs elsewhere by now. Gives its rank. */
  const rewrite = (before: StoredLine, row: LineRow): number => {
    count(before.technology, before.supplier, -1)
    count(row.line.technology, row.line.supplier, 1)
    if (rows.fits(before.rank, row.line)) {
      rows.update(before.rank, row, derived(before.search))
      return before.rank
    }
    rows.remove(before.rank, derived(before.search))
    const rank = rows.insert(row)
    walks.move(before.rank, rank)
    return rank
  }

  const joinTo = (rank: number, { accountId }: Pick<FoundBy, 'accountId'>, walkId: number) => {
    if (walks.join(rank, walkId) && walks.countOfAccount(rank, accountId) === 1) facets.add('account', accountId, 1)
  }
  /** Lines that left a walk of the account: those that no other of its walks brings are its no more. */
  const countLeft = (ranks: readonly number[], accountId: string) => {
    facets.add('account', accountId, -ranks.filter(rank => walks.countOfAccount(rank, accountId) === 0).length)
  }

  /** Keeps what was read along with a line; lists that bring a section otherwise keep it as theirs. */
  const putSections = ({ line, sections: given = [] }: ReadLine, found: FoundBy, walkId: number) => {
    for (const { section, raw } of given) {
      if (raw === null) sections.remove(line.id, section, found.accountId)
      else sections.put({ lineId: line.id, section, accountId: found.accountId, walkId, raw, at: found.at }, false)
    }
  }

  /** Keeps one line; gives its rank and whether anything changed. */
  const put = (read: ReadLine, found: FoundBy, walkId: number): { rank: number; changed: boolean } => {
    const before = stored.get(read.line.id)
    const endUserName = read.line.endUser === null ? null : nameOf.get(read.line.endUser.uuid) ?? read.line.endUser.name
    putSections(read, found, walkId)
    const beside = sections.ofLine(read.line.id, read.line.accountId)
    if (before !== undefined && before.hash === hashOf(read, endUserName, beside)) {
      if (before.gone === 1) unGone.run(found.at, before.rank)
      joinTo(before.rank, found, walkId)
      return { rank: before.rank, changed: before.gone === 1 }
    }
    const row = lineRowOf(beside.length === 0 ? read : completed(read, beside), endUserName, beside)
    if (before === undefined) {
      const rank = rows.insert(row)
      count(row.line.technology, row.line.supplier, 1)
      joinTo(rank, found, walkId)
      return { rank, changed: true }
    }
    const rank = rewrite(before, row)
    joinTo(rank, found, walkId)
    return { rank, changed: true }
  }

  /** A line as it is with its sections; as it came where its reader takes it no more. */
  const completed = ({ line, raw }: ReadLine, beside: readonly StoredSection[]): ReadLine => readRecord(
    readers, { system: line.system, account_id: line.accountId, state: line.state, seen_at: line.seenAt, raw }, parsedSections(beside),
  ) ?? { line, raw }

  /** Derives a line anew after its sections or its end user's name changed. False where it is not here. */
  const deriveAnew = (before: (StoredLine & { id: string }) | undefined): boolean => {
    const record = before === undefined ? undefined : bodyOf.get(before.rank)
    if (before === undefined || record === undefined) return false
    const beside = sections.ofLine(before.id as LineId, record.account_id)
    const read = readRecord(readers, record, parsedSections(beside))
    if (read === null) return false
    const { endUser } = read.line
    rewrite(before, lineRowOf(read, endUser === null ? null : nameOf.get(endUser.uuid) ?? endUser.name, beside))
    if (before.gone === 1) goneNow.run(before.id)
    return true
  }
  const deriveLine = (id: LineId): boolean => {
    const before = stored.get(id)
    return deriveAnew(before === undefined ? undefined : { ...before, id })
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
    const withSections = walkIds.flatMap(walkId => sections.dropUnseen(walkId, new Set()))
    const ranks = walkIds.flatMap(walkId => {
      const left = walks.drop(walkId)
      countLeft(left, accountId)
      return left
    })
    const removed = release(ranks, accountId)
    for (const id of withSections) deriveLine(id)
    return removed
  }

  const lists = createListPasses({
    readers, walks, sections, inTransaction, deriveLine,
    putAll: (lines, found, walkId) => putAll(lines, found, walkId),
    isHere: id => stored.get(id) !== undefined,
    lineWithKey: db.prepare<[string], string | null>('SELECT l.native_id FROM line_key k JOIN line l ON l.rank = k.rank WHERE k.key = ? LIMIT 1').pluck(),
    leftScope(read, found, walkId) {
      const before = stored.get(read.line.id)
      sections.removeOfAccount(read.line.id, found.accountId)
      if (before === undefined || !walks.leave(before.rank, walkId)) return false
      countLeft([before.rank], found.accountId)
      release([before.rank], found.accountId)
      return true
    },
    countLeft,
  })

  return {
    beginWalk: input => inTransaction(() => walks.begin(input)),
    restartWalk: ({ walkId }) => inTransaction(() => walks.restart(walkId)),
    ingestPage(input) {
      const { system, accountId, state, at } = input
      const read = readerOf(readers, input.kind).page
      if (read === undefined) throw new OperatorFailure({ kind: 'notOffered', code: input.kind })
      const page = read(input.body, { system, accountId, state, seenAt: at })
      return inTransaction(() => {
        const bySections = page.sections === undefined ? 0 : lists.putSections(page.sections, input, input.walkId)
        const { ranks, changed: byLines } = putAll(page.lines, input, input.walkId)
        const changed = byLines + bySections
        const done = { nextPage: page.nextPage, total: page.total, lines: page.lines.length, changed, bad: page.bad.length, settled: page.settled !== false }
        walks.notePage(input.walkId, input.page, ranks, done)
        return done
      })
    },
    ...lists.calls,
    finishWalk: ({ walkId, at, limit, settled = true }) => inTransaction(() => {
      if (!settled) {
        walks.finishPart(walkId, at)
        return { missing: [] }
      }
      const { accountId, stale } = walks.finish(walkId, at)
      // Seen in another walk meanwhile (its state changed): it is not missing, it only left this walk.
      countLeft(stale, accountId)
      const missing = walks.missing(walkId, limit).map(({ id, native_id }) => ({ id: id as LineId, nativeId: native_id }))
      return { missing }
    }),
    keepWalks: ({ accountId, keys }) => inTransaction(() => ({ removed: leave(walks.othersOf(accountId, keys), accountId) })),
    saveLines: input => inTransaction(() => {
      const walkId = walks.byNid(input.accountId, input.system)
      const { changed, ranks } = putAll(input.lines.map(withKnownState), input, walkId)
      // It lives on outside the walks that lost it, and is not asked for again on their account.
      for (const rank of ranks) for (const account of new Set(walks.leaveLost(rank))) countLeft([rank], account)
      // The engineer asked now: the line is as old as this answer, changed or not.
      for (const rank of ranks) seenNow.run(input.at, rank)
      return { changed }
    }),
    saveSections: ({ lineId, sections: given, ...found }) => inTransaction(() => {
      const before = stored.get(lineId)
      if (before === undefined) return false
      const walkId = walks.byNid(found.accountId, found.system)
      let changed = false
      for (const { section, raw } of given) {
        const differs = raw === null ? sections.remove(lineId, section, found.accountId)
          : sections.put({ lineId, section, accountId: found.accountId, walkId, raw, at: found.at }, false).changed
        changed ||= differs
      }
      return !changed || deriveLine(lineId)
    }),
    savePart: ({ lineId, part, body, at }) => inTransaction(() => { putPart.run(lineId, part, body, at) }),
    markGone: ({ ids }) => inTransaction(() => ({ gone: ids.filter(id => goneNow.run(id).changes > 0).length })),
    saveEndUsers: ({ endUsers, last }) => inTransaction(() => {
      for (const { uuid, name } of endUsers) if (putName.run(uuid, name).changes > 0) renamed.add(uuid)
      if (!last || renamed.size === 0) return { linesChanged: 0 }
      const ranks: number[] = []
      for (const { rank, end_user } of linesWithEndUser.iterate()) if (renamed.has(end_user)) ranks.push(rank)
      for (const rank of ranks) deriveAnew(atRank.get(rank))
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
