import type Database from 'better-sqlite3'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Sections } from './readers.ts'

/** A section as it is stored. */
export type StoredSection = { readonly section: string; readonly raw: string }

/** Reads the sections of a line: where two accounts brought the same one, that of the line's own account. */
export function sectionsOfLine(db: Database.Database) {
  const ofLine = db.prepare<[string, string], StoredSection>(
    'SELECT section, raw FROM line_section WHERE line_id = ? ORDER BY section, account_id <> ?, account_id')
  return (id: LineId, accountId: AccountId): StoredSection[] => {
    const rows = ofLine.all(id, accountId)
    return rows.filter(({ section }, at) => rows[at - 1]?.section !== section)
  }
}

/** Stored sections as a record's reader takes them. */
export const parsedSections = (stored: readonly StoredSection[]): Sections =>
  Object.fromEntries(stored.map(({ section, raw }) => [section, JSON.parse(raw) as unknown]))

/** A line's record with its sections as one text, for whoever wants to see what the system said. */
export const rawWithSections = (raw: string, stored: readonly StoredSection[]): string =>
  stored.length === 0 ? raw : `{"record":${raw},${stored.map(each => `${JSON.stringify(each.section)}:${each.raw}`).join(',')}}`

type SectionRow = { readonly id: number; readonly walk: number; readonly raw: string }
export type SectionPut = {
  readonly lineId: LineId; readonly section: string; readonly accountId: AccountId; readonly walkId: number; readonly raw: string; readonly at: string
}

/** Rows of sections. To be used inside a transaction. */
export function sectionRowsOf(db: Database.Database) {
  const ofLine = sectionsOfLine(db)
  const find = db.prepare<[string, string, string], SectionRow>('SELECT id, walk, raw FROM line_section WHERE line_id = ? AND section = ? AND account_id = ?')
  const insert = db.prepare<[string, string, string, number, string, string]>(
    'INSERT INTO line_section (line_id, section, account_id, walk, raw, at) VALUES (?,?,?,?,?,?)')
  const change = db.prepare<[number, string, string, number]>('UPDATE line_section SET walk = ?, raw = ?, at = ? WHERE id = ?')
  const removeRow = db.prepare<[number]>('DELETE FROM line_section WHERE id = ?')
  const removeLine = db.prepare<[string]>('DELETE FROM line_section WHERE line_id = ?')
  const removeOfAccount = db.prepare<[string, string]>('DELETE FROM line_section WHERE line_id = ? AND account_id = ?')
  const ofWalk = db.prepare<[number], { id: number; line_id: LineId; section: string; at: string }>(
    'SELECT id, line_id, section, at FROM line_section WHERE walk = ? ORDER BY id')
  const countOfWalk = db.prepare<[number], number>('SELECT count(*) FROM line_section WHERE walk = ?').pluck()

  return {
    ofLine,
    /** Keeps a section; `isOwn` false: the list that brings it otherwise keeps it. Gives its row and whether its text changed. */
    put({ lineId, section, accountId, walkId, raw, at }: SectionPut, isOwn = true): { id: number; changed: boolean } {
      const before = find.get(lineId, section, accountId)
      if (before === undefined) return { id: Number(insert.run(lineId, section, accountId, walkId, raw, at).lastInsertRowid), changed: true }
      const walk = isOwn ? walkId : before.walk
      if (before.raw !== raw || before.walk !== walk) change.run(walk, raw, at, before.id)
      return { id: before.id, changed: before.raw !== raw }
    },
    /** Forgets one section of a line; false where there was none. */
    remove(lineId: LineId, section: string, accountId: AccountId): boolean {
      const before = find.get(lineId, section, accountId)
      if (before !== undefined) removeRow.run(before.id)
      return before !== undefined
    },
    removeLine: (lineId: string): void => { removeLine.run(lineId) },
    removeOfAccount: (lineId: LineId, accountId: AccountId): void => { removeOfAccount.run(lineId, accountId) },
    countOfWalk: (walkId: number): number => countOfWalk.get(walkId) ?? 0,
    /** Forgets what a list brought but for the rows `seen`; gives their lines, each once. */
    dropUnseen(walkId: number, seen: ReadonlySet<number>): LineId[] {
      const gone = ofWalk.all(walkId).filter(({ id }) => !seen.has(id))
      for (const { id } of gone) removeRow.run(id)
      return [...new Set(gone.map(({ line_id: lineId }) => lineId))]
    },
    /** Forgets sections of these names that were asked for one by one before `at` and that no list has brought since. */
    dropSingle(walkId: number, names: ReadonlySet<string>, at: string): LineId[] {
      const gone = ofWalk.all(walkId).filter(row => names.has(row.section) && row.at < at)
      for (const { id } of gone) removeRow.run(id)
      return [...new Set(gone.map(({ line_id: lineId }) => lineId))]
    },
  }
}
export type SectionRows = ReturnType<typeof sectionRowsOf>
