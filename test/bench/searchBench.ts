import MiniSearch from 'minisearch'
import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { fold, wordsOf } from '../../electron/lines/fold.ts'
import { matchLine, placedTextOf } from '../../electron/lines/matchLine.ts'
import { parseQuery } from '../../electron/lines/parseQuery.ts'
import { createSearch, tiers } from '../../electron/lines/search.ts'
import { decodeSearchText } from '../../electron/lines/searchText.ts'
import { createVocabulary, fewHits } from '../../electron/lines/typos.ts'
import { openCacheReader } from '../../electron/storage/cache.ts'
import { times } from './benchResult.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { fillCache } from './filledCache.ts'
import { chanceOf, keystrokesOf, typedFor } from './typing.ts'
import type { Typed } from './typing.ts'

const bench = 'search'
const leastKeystrokes = 3_200
const comparedAtMost = { miniSearch: 400, like: 120, exhaustive: 160 }
const limit = 50

type Row = { readonly id: LineId; readonly rank: number; readonly search: string }
type Session = Typed & { readonly id: LineId; readonly keystrokes: readonly string[] }

/** Sessions of typing over all kinds of query, in a fixed random order. */
function sessionsOf(db: Database.Database, lines: number, seed: number): Session[] {
  const chance = chanceOf(seed)
  const pick = db.prepare<[number], Row>('SELECT id, rank, search FROM line LIMIT 1 OFFSET ?')
  const sessions: Session[] = []
  const perKind = new Map<string, number>()
  // Every kind gets the same number of sessions, also those that few lines have.
  for (let tries = 0; tries < 4_000; tries += 1) {
    const row = pick.get(Math.floor(chance() * lines))
    if (row === undefined) continue
    for (const typed of typedFor(decodeSearchText(row.search), chance)) {
      const count = perKind.get(typed.kind) ?? 0
      if (count >= 16) continue
      perKind.set(typed.kind, count + 1)
      sessions.push({ ...typed, id: row.id, keystrokes: keystrokesOf(typed.query) })
    }
    if (tries > 60 && [...perKind.values()].every(count => count >= 16)) break
  }
  return sessions.map(session => ({ session, at: chance() })).toSorted((a, b) => a.at - b.at).map(({ session }) => session)
}

const timed = <T>(work: () => T): { ms: number; result: T } => {
  const from = performance.now()
  const result = work()
  return { ms: performance.now() - from, result }
}

/** Every n-th, so that at most `most` remain, from all over the list. */
const thinned = <T>(all: readonly T[], most: number): T[] => all.filter((_, at) => at % Math.max(1, Math.ceil(all.length / most)) === 0)

/** A keystroke's search in the encrypted cache beside what one would use instead, on the same lines and keystrokes. */
export async function benchSearch({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  const filled = fillCache(lines, seed)
  const db = openCacheReader(filled)
  try {
    const sessions = sessionsOf(db, lines, seed)
    const results: BenchResult[] = [...ownSearch(db, sessions, lines), ...sameAsExhaustive(db, sessions, lines), ...likeSearch(db, sessions)]
    const rows = db.prepare<[], Row>('SELECT id, rank, search FROM line').all()
    results.push(...arrayScan(rows, sessions))
    // At a million lines its index takes 4 GB.
    if (lines <= 200_000) results.push(...miniSearch(rows, sessions))
    return results
  } finally {
    db.close()
    filled.remove()
  }
}

function ownSearch(db: Database.Database, sessions: readonly Session[], lines: number): BenchResult[] {
  const search = createSearch({ db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
  search.warmUp()
  const all: number[] = []
  const byKind = new Map<string, number[]>()
  let asked = 0
  let first = 0
  let found = 0
  while (all.length < leastKeystrokes) {
    for (const { id, kind, isKey, keystrokes } of sessions) {
      let top: LineId | undefined
      let isIn = false
      for (const typed of keystrokes) {
        const { ms, result } = timed(() => search.search(typed, noFilters, limit))
        all.push(ms)
        byKind.set(kind, [...byKind.get(kind) ?? [], ms])
        const { hits } = result
        // Lines that share the key typed (two carriers at one address) are all the sought one.
        top = hits.some(({ line, tier }) => line.id === id && tier === 'exact' && hits[0]?.tier === 'exact') ? id : hits[0]?.line.id
        isIn = hits.some(({ line }) => line.id === id)
      }
      if (isIn) found += 1
      if (!isKey) continue
      asked += 1
      if (top === id) first += 1
    }
    if (sessions.length === 0) break
  }
  const slowest = [...byKind].map(([kind, figures]) => times(bench, kind, figures)[1]).filter(each => each !== undefined)
  return [
    ...times(bench, 'keystroke, Lineside', all, lines > 200_000 ? 20 : 5),
    { bench, name: 'sought line first once its key is typed', value: asked === 0 ? 0 : first / asked * 100, unit: '%', limit: { kind: 'least', value: 99.5 }, note: `${asked} keys` },
    { bench, name: 'sought line among the first 50, any query', value: found / Math.max(1, sessions.length * Math.ceil(all.length / sessions.flatMap(({ keystrokes }) => keystrokes).length)) * 100, unit: '%' },
    ...slowest,
  ]
}

/** The written ranking applied to every line, all queries in one pass over them, beside what search gave. */
function sameAsExhaustive(db: Database.Database, sessions: readonly Session[], lines: number): BenchResult[] {
  const search = createSearch({ db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
  const vocabulary = createVocabulary(db)
  const queries = thinned(sessions.flatMap(({ keystrokes }) => keystrokes), lines > 200_000 ? 60 : comparedAtMost.exhaustive).map(typed => {
    const query = parseQuery(typed)
    return { typed, query, corrections: vocabulary.correctionsFor(query.words), better: 0, typos: 0, top: [] as { id: LineId; rank: number; tier: number }[] }
  })
  for (const { id, rank, search: stored } of db.prepare<[], Row>('SELECT id, rank, search FROM line ORDER BY rank').iterate()) {
    const text = placedTextOf(decodeSearchText(stored))
    for (const each of queries) {
      const match = matchLine(each.query, text, rank, each.corrections)
      if (match === null) continue
      const tier = tiers.indexOf(match.tier)
      if (match.tier === 'typo') each.typos += 1
      else each.better += 1
      // Rows come in ranking order: the first five of a tier are its best five.
      if (each.top.filter(hit => hit.tier === tier).length < 5) each.top.push({ id, rank, tier })
    }
  }
  let equal = 0
  let compared = 0
  const different: string[] = []
  for (const { typed, better, typos, top } of queries) {
    const matches = better < fewHits ? better + typos : better
    if (matches >= 2_000) continue
    compared += 1
    const wanted = top.filter(({ tier }) => better < fewHits || tiers[tier] !== 'typo').toSorted((a, b) => a.tier - b.tier || a.rank - b.rank).slice(0, 5)
    const got = search.search(typed, noFilters, limit).hits.slice(0, 5)
    if (wanted.map(({ id }) => id).join() === got.map(({ line }) => line.id).join()) equal += 1
    else different.push(typed)
  }
  return [{
    bench, name: 'top five as by the written ranking, under 2,000 matches', value: compared === 0 ? 0 : equal / compared * 100, unit: '%',
    limit: { kind: 'least', value: 100 }, note: `${compared} keystrokes${different.length > 0 ? `; differs: ${different.slice(0, 3).join(' | ')}` : ''}`,
  }]
}

function likeSearch(db: Database.Database, sessions: readonly Session[]): BenchResult[] {
  const figures = thinned(sessions.flatMap(({ keystrokes }) => keystrokes), comparedAtMost.like).map(typed => {
    const words = typed.split(/\s+/).filter(word => word !== '')
    const statement = db.prepare<string[]>(`SELECT id, search FROM line WHERE ${words.map(() => 'search LIKE ?').join(' AND ')} LIMIT ${limit}`)
    return timed(() => statement.all(...words.map(word => `%${word}%`))).ms
  })
  return times(bench, 'keystroke, SQL LIKE on the same rows', figures)
}

function arrayScan(rows: readonly Row[], sessions: readonly Session[]): BenchResult[] {
  const texts = rows.map(({ search }) => fold(decodeSearchText(search).map(([, text]) => text).join(' ')))
  const figures = thinned(sessions.flatMap(({ keystrokes }) => keystrokes), 800).map(typed => timed(() => {
    const words = fold(typed).split(/\s+/).filter(word => word !== '')
    const hits: number[] = []
    for (let at = 0; at < texts.length && hits.length < limit; at += 1) if (words.every(word => texts[at]?.includes(word))) hits.push(at)
    return hits
  }).ms)
  return times(bench, 'keystroke, array scan in memory (unranked)', figures)
}

function miniSearch(rows: readonly Row[], sessions: readonly Session[]): BenchResult[] {
  const before = process.memoryUsage().rss
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: text => wordsOf(text), processTerm: term => term })
  const { ms } = timed(() => index.addAll(rows.map(({ search }, id) => ({ id, text: decodeSearchText(search).map(([, text]) => text).join(' ') }))))
  const figures = thinned(sessions.flatMap(({ keystrokes }) => keystrokes), comparedAtMost.miniSearch)
    .map(typed => timed(() => index.search(typed, { prefix: true, combineWith: 'AND' }).slice(0, limit)).ms)
  return [
    ...times(bench, 'keystroke, MiniSearch in memory', figures),
    { bench, name: 'MiniSearch, building its index at every start', value: ms / 1000, unit: 's' },
    { bench, name: 'MiniSearch, memory for it', value: (process.memoryUsage().rss - before) / 1e6, unit: 'MB' },
  ]
}
