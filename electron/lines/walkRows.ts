import type Database from 'better-sqlite3'
import type { AccountId } from '../../shared/model/common.ts'
import type { FoundBy, IngestedPage, ListNote, ListState, WalkPass } from './writerMessages.ts'

type WalkRow = {
  readonly id: number; readonly account_id: AccountId; readonly system: string; readonly generation: number; readonly next_page: number | null
  readonly lines_done: number; readonly changed: number; readonly bad: number; readonly lines_total: number | null; readonly started_at: string | null
  readonly completed_at: string | null; readonly version: string | null; readonly scope: string | null; readonly whole_at: string | null
  readonly heeds: number | null
}

/** Key of the walk that lines asked for one by one belong to; it is never walked. */
export const byNidKey = 'by-nid'

const packed = (ranks: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(ranks).buffer)

/** The ranks of all pages of a pass, ascending: eight bytes a line, however many lines there are. */
function seenIn(pages: readonly Uint8Array[]): Float64Array {
  const bytes = Buffer.concat(pages)
  return new Float64Array(Uint8Array.from(bytes).buffer).toSorted()
}

/** So many rows are held at a time where all of a walk are gone through. */
const step = 10_000

/** Rows of walks: what pass is under way, what each page brought, and which lines a walk brings. To be used inside a transaction. */
export function walkRowsOf(db: Database.Database) {
  const byKey = db.prepare<[string, string], WalkRow>('SELECT * FROM walk WHERE account_id = ? AND key = ?')
  const byId = db.prepare<[number], WalkRow>('SELECT * FROM walk WHERE id = ?')
  const add = db.prepare<[string, string, string]>(
    'INSERT INTO walk (account_id, system, key, generation, lines_done, changed, bad) VALUES (?,?,?,0,0,0,0)')
  const startPass = db.prepare<[string, number]>(`UPDATE walk SET generation = generation + 1, next_page = 1, lines_done = 0, changed = 0, bad = 0,
    started_at = ? WHERE id = ?`)
  const rewind = db.prepare<[number]>('UPDATE walk SET next_page = NULL WHERE id = ?')
  const advance = db.prepare<(number | null)[]>(`UPDATE walk SET next_page = ?, lines_done = lines_done + ?, changed = changed + ?, bad = bad + ?,
    lines_total = coalesce(?, lines_total) WHERE id = ?`)
  const endPass = db.prepare<[string, number]>('UPDATE walk SET next_page = NULL, passed_at = started_at, completed_at = ? WHERE id = ?')
  const others = db.prepare<[string], { id: number; key: string }>('SELECT id, key FROM walk WHERE account_id = ?')
  const removeWalk = db.prepare<[number]>('DELETE FROM walk WHERE id = ?')
  const putPage = db.prepare<[number, number, Uint8Array]>('INSERT OR REPLACE INTO walk_page (walk, page, ranks) VALUES (?,?,?)')
  const pages = db.prepare<[number], Uint8Array>('SELECT ranks FROM walk_page WHERE walk = ?').pluck()
  const removePages = db.prepare<[number]>('DELETE FROM walk_page WHERE walk = ?')
  const addMember = db.prepare<[number, number]>('INSERT OR IGNORE INTO member (rank, walk, missed) VALUES (?,?,0)')
  const setMissed = db.prepare<[number, number, number]>('UPDATE member SET missed = ? WHERE rank = ? AND walk = ?')
  const membersAfter = db.prepare<[number, number], { rank: number; missed: number }>(
    `SELECT rank, missed FROM member WHERE walk = ? AND rank > ? ORDER BY rank LIMIT ${step}`)
  const countMembers = db.prepare<[number], number>('SELECT count(*) FROM member WHERE walk = ?').pluck()
  const note = db.prepare<(string | number | null)[]>(`UPDATE walk SET version = ?, scope = ?, passed_at = max(coalesce(passed_at, ''), ?), completed_at = ?,
    whole_at = coalesce(?, whole_at), heeds = coalesce(?, heeds) WHERE id = ?`)
  const removeMember = db.prepare<[number, number]>('DELETE FROM member WHERE rank = ? AND walk = ?')
  const removeMembers = db.prepare<[number]>('DELETE FROM member WHERE walk = ?')
  const moveMember = db.prepare<[number, number]>('UPDATE member SET rank = ? WHERE rank = ?')
  const seenElsewhere = db.prepare<[number, number]>(
    `SELECT 1 FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = ? AND m.walk <> ? AND m.missed = 0 AND w.key <> '${byNidKey}'`)
  const lostBy = db.prepare<[number], { walk: number; account_id: string }>(
    'SELECT m.walk, w.account_id FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = ? AND m.missed >= 2')
  const accountsOf = db.prepare<[number], string>('SELECT DISTINCT w.account_id FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = ?').pluck()
  const walksOfAccount = db.prepare<[number, string], number>(
    'SELECT count(*) FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = ? AND w.account_id = ?').pluck()
  const missing = db.prepare<[number, number], { id: string; native_id: string | null }>(
    'SELECT l.id, l.native_id FROM member m JOIN line l ON l.rank = m.rank WHERE m.walk = ? AND m.missed >= 2 AND l.gone = 0 LIMIT ?')

  /** A walk's lines by rank, read in steps: rows may be changed in between, and a million of them are never held at once. */
  function* inSteps(walkId: number): Generator<{ rank: number; missed: number }> {
    let after = -1
    for (;;) {
      const rows = membersAfter.all(walkId, after)
      yield* rows
      if (rows.length < step) return
      after = rows.at(-1)?.rank ?? Infinity
    }
  }

  const named = ({ accountId, system }: Pick<FoundBy, 'accountId' | 'system'>, key: string): WalkRow => {
    if (byKey.get(accountId, key) === undefined) add.run(accountId, system, key)
    const row = byKey.get(accountId, key)
    if (row === undefined) throw new Error('a walk that was just added is not there')
    return row
  }

  return {
    begin(input: FoundBy & { readonly walkKey: string }): WalkPass {
      const before = named(input, input.walkKey)
      const resumed = before.next_page !== null
      if (!resumed) {
        removePages.run(before.id)
        startPass.run(input.at, before.id)
      }
      const row = named(input, input.walkKey)
      return {
        walkId: row.id, generation: row.generation, nextPage: row.next_page ?? 1, linesDone: row.lines_done, changed: row.changed, bad: row.bad,
        linesTotal: row.lines_total, resumed, startedAt: row.started_at ?? input.at,
      }
    },
    restart: (walkId: number): void => { rewind.run(walkId) },
    /** Notes a page as done. Throws where it is not the one to come: a page left out would make its lines seem gone. */
    notePage(walkId: number, page: number, ranks: readonly number[], done: IngestedPage): void {
      if (byId.get(walkId)?.next_page !== page) throw new Error(`page ${page} is not the next one of its walk`)
      putPage.run(walkId, page, packed(ranks))
      advance.run(done.nextPage ?? page + 1, done.lines, done.changed, done.bad, done.total, walkId)
    },
    /** Adds a line to a walk; false where it was in it already. */
    join: (rank: number, walkId: number): boolean => addMember.run(rank, walkId).changes > 0,
    move: (from: number, to: number): void => { moveMember.run(to, from) },
    /** Ends the pass: counts absences, and takes lines out of this walk (`stale`) that another walk has seen since. */
    finish(walkId: number, at: string): { accountId: AccountId; stale: readonly number[] } {
      const walk = byId.get(walkId)
      if (walk === undefined) throw new Error('no such walk')
      const seen = seenIn(pages.all(walkId))
      const stale: number[] = []
      let next = 0
      for (const { rank, missed } of inSteps(walkId)) {
        while ((seen[next] ?? Infinity) < rank) next += 1
        if (seen[next] === rank) {
          if (missed > 0) setMissed.run(0, rank, walkId)
        } else if (seenElsewhere.get(rank, walkId) === undefined) setMissed.run(missed + 1, rank, walkId)
        else {
          removeMember.run(rank, walkId)
          stale.push(rank)
        }
      }
      removePages.run(walkId)
      endPass.run(at, walkId)
      return { accountId: walk.account_id, stale }
    },
    /** Ends a pass that says nothing of lines it did not bring. */
    finishPart(walkId: number, at: string): void {
      removePages.run(walkId)
      endPass.run(at, walkId)
    },
    memberCount: (walkId: number): number => countMembers.get(walkId) ?? 0,
    /** Takes a line out of a walk; false where it was not in it. */
    leave: (rank: number, walkId: number): boolean => removeMember.run(rank, walkId).changes > 0,
    listState(found: FoundBy, listKey: string): ListState {
      const row = byKey.get(found.accountId, listKey)
      return {
        version: row?.version ?? null, scope: row?.scope ?? null, wholeAt: row?.whole_at ?? null, askedAt: row?.completed_at ?? null,
        heeds: row?.heeds === null || row === undefined ? null : row.heeds === 1,
      }
    },
    noteList(found: FoundBy & ListNote): void {
      const { id } = named(found, found.listKey)
      note.run(found.version, found.scope, found.askedAt, found.at, found.isWhole ? found.askedAt : null, found.heeds === null ? null : Number(found.heeds), id)
    },
    /** Whether a walk has missed the line in two complete passes. */
    isLost: (rank: number): boolean => lostBy.get(rank) !== undefined,
    /** Takes a line out of the walks that have lost it; gives their accounts. */
    leaveLost(rank: number): string[] {
      const lost = lostBy.all(rank)
      for (const { walk } of lost) removeMember.run(rank, walk)
      return lost.map(({ account_id }) => account_id)
    },
    missing: (walkId: number, limit: number) => missing.all(walkId, limit),
    /** Walks of an account that are not among `keys`; the one of lines asked for one by one only where `all`. */
    othersOf: (accountId: string, keys: readonly string[], all = false): number[] =>
      others.all(accountId).filter(({ key }) => !keys.includes(key) && (all || key !== byNidKey)).map(({ id }) => id),
    byNid: (accountId: FoundBy['accountId'], system: FoundBy['system']): number => named({ accountId, system }, byNidKey).id,
    accountsOf: (rank: number): string[] => accountsOf.all(rank),
    /** How many of an account's walks bring the line: those of customers and resellers overlap. */
    countOfAccount: (rank: number, accountId: string): number => walksOfAccount.get(rank, accountId) ?? 0,
    /** Removes a walk; gives the lines it brought. */
    drop(walkId: number): number[] {
      const ranks = Array.from(inSteps(walkId), ({ rank }) => rank)
      removeMembers.run(walkId)
      removePages.run(walkId)
      removeWalk.run(walkId)
      return ranks
    },
  }
}
export type WalkRows = ReturnType<typeof walkRowsOf>
