import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { LineHint, LineList, LineListReader, ReadLine, ReadSection } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { foldKey } from './fold.ts'
import { scopeTest } from './inScope.ts'
import { readerOf } from './readers.ts'
import type { Readers } from './readers.ts'
import type { SectionRows } from './sectionRows.ts'
import type { WalkRows } from './walkRows.ts'
import type { CacheWriter, EndedList, FoundBy } from './writerMessages.ts'

export type ListPassesOptions = {
  readonly readers: Readers
  readonly walks: WalkRows
  readonly sections: SectionRows
  readonly inTransaction: <T>(work: () => T) => T
  readonly putAll: (lines: readonly ReadLine[], found: FoundBy, walkId: number) => { readonly ranks: readonly number[]; readonly changed: number }
  readonly deriveLine: (id: LineId) => boolean
  readonly isHere: (id: LineId) => boolean
  /** The native id of a line with this key. */
  readonly lineWithKey: { get(key: string): string | null | undefined }
  /** A line that the scope leaves out; gives whether it was here through this list. */
  readonly leftScope: (read: ReadLine, found: FoundBy, walkId: number) => boolean
  /** Lines that left a walk of the account. */
  readonly countLeft: (ranks: readonly number[], accountId: AccountId) => void
}

/** A list that is being read. Lost with the worker: a list always begins anew. */
type Pass = {
  readonly found: FoundBy; readonly list: LineList; readonly walkId: number; readonly isWhole: boolean; readonly leaveUnknown: boolean
  readonly reader: LineListReader; readonly wanted: ReturnType<typeof scopeTest>; readonly startedAt: string
  page: number; brought: number; changed: number
  /** Rows of sections and their names. */
  readonly seen: Set<number>; readonly names: Set<string>
  /** The newest of each line; null once they are too many. */
  hints: Map<string, LineHint> | null
}

/** More lines than these in one list of hints are not told one by one: fetching everything is cheaper than asking for each. */
export const mostHints = 2_000
/** An answer that should have only changes is taken for everything again from this share of what is known on... */
const everything = 0.8
/** ... where at most this share of it had changed. */
const fewChanges = 0.2
/** With fewer than these, a share says nothing. */
const leastToTell = 10

type Calls = Pick<CacheWriter, 'listState' | 'beginList' | 'ingestPieces' | 'endList' | 'dropList' | 'noteList'>

/** Reads lists that come whole, piece by piece, in the writer. */
export function createListPasses(options: ListPassesOptions): {
  readonly calls: Calls
  /** Keeps sections; gives how many lines changed. To be used inside a transaction. */
  readonly putSections: (given: readonly ReadSection[], found: FoundBy, walkId: number, pass?: Pick<Pass, 'seen' | 'names' | 'leaveUnknown'>) => number
} {
  const { walks, sections, inTransaction } = options
  const passes = new Map<number, Pass>()
  let lastId = 0

  const passOf = (id: number): Pass => {
    const pass = passes.get(id)
    // The worker began anew in between: so does the list, with the next run.
    if (pass === undefined) throw new OperatorFailure({ kind: 'cancelled', code: 'listLost' })
    return pass
  }
  /** Whatever goes wrong leaves a reader behind that has read further than was kept. */
  const orGivenUp = <T>(passId: number, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      passes.delete(passId)
      throw error
    }
  }

  const putSections: ReturnType<typeof createListPasses>['putSections'] = (given, found, walkId, pass) => {
    const changed = new Set<LineId>()
    for (const { nativeId, section, raw } of given) {
      // Not lineIdOf, whose schema check costs more than the look-up.
      const lineId = `${found.system}|${nativeId}` as LineId
      if (raw === null) {
        if (sections.remove(lineId, section, found.accountId)) changed.add(lineId)
        continue
      }
      if (pass?.leaveUnknown === true && !options.isHere(lineId)) continue
      const put = sections.put({ lineId, section, accountId: found.accountId, walkId, raw, at: found.at })
      pass?.seen.add(put.id)
      pass?.names.add(section)
      if (put.changed) changed.add(lineId)
    }
    let lines = 0
    for (const id of changed) if (options.deriveLine(id)) lines += 1
    return lines
  }

  const noteHint = (pass: Pass, hint: LineHint) => {
    const before = pass.hints?.get(hint.nativeId)
    if (before?.at !== undefined && before.at !== null && hint.at !== null && before.at > hint.at) return
    pass.hints?.set(hint.nativeId, hint)
    if ((pass.hints?.size ?? 0) > mostHints) pass.hints = null
  }

  /** Hints by line: an id that is none of a line here may be that of something on one. */
  const hintsFor = ({ hints, found }: Pass): LineHint[] | null => {
    if (hints === null) return null
    const byLine = new Map<string, LineHint>()
    for (const hint of hints.values()) {
      const known = options.isHere(`${found.system}|${hint.nativeId}` as LineId)
      const owner = known ? hint.nativeId : options.lineWithKey.get(foldKey(hint.nativeId)) ?? null
      if (owner === null && hint.change === 'removed') continue
      const nativeId = owner ?? hint.nativeId
      if (known || !byLine.has(nativeId)) byLine.set(nativeId, known ? hint : { ...hint, nativeId, change: 'changed' })
    }
    return [...byLine.values()]
  }

  const heedsBy = (pass: Pass, known: number): boolean | null => {
    if (pass.isWhole || pass.list.gives === 'hints' || known < leastToTell) return null
    if (pass.brought >= known * everything) return pass.changed > pass.brought * fewChanges ? null : false
    return pass.brought < known / 2 ? true : null
  }

  const calls: Calls = {
    listState: input => walks.listState(input, input.listKey),
    beginList: input => inTransaction(() => {
      const reader = readerOf(options.readers, input.kind).list
      if (reader === undefined) throw new OperatorFailure({ kind: 'notOffered', code: input.kind })
      const { accountId, system, at, list } = input
      for (const [id, pass] of passes) if (pass.found.accountId === accountId && pass.list.key === list.key) passes.delete(id)
      const begin = () => walks.begin({ accountId, system, at, walkKey: list.key })
      let walk = begin()
      if (walk.resumed) {
        walks.restart(walk.walkId)
        walk = begin()
      }
      lastId += 1
      passes.set(lastId, {
        found: { accountId, system, at }, list, walkId: walk.walkId, isWhole: input.isWhole, leaveUnknown: input.leaveUnknown,
        reader: reader(list.key, { system, accountId, seenAt: at }), wanted: scopeTest(input.scope), startedAt: at, page: walk.nextPage, brought: 0, changed: 0,
        seen: new Set(), names: new Set(), hints: new Map(),
      })
      return { passId: lastId }
    }),
    ingestPieces: ({ passId, at, pieces }) => orGivenUp(passId, () => {
      const pass = passOf(passId)
      const read = pass.reader.push(pieces)
      const found = { ...pass.found, at }
      const given = read.sections ?? []
      return inTransaction(() => {
        const wanted: ReadLine[] = []
        let left = 0
        for (const line of read.lines) {
          if (pass.wanted(line.line)) wanted.push(line)
          else if (options.leftScope(line, found, pass.walkId)) left += 1
        }
        const bySections = putSections(given, found, pass.walkId, pass)
        const { ranks, changed } = options.putAll(wanted, found, pass.walkId)
        for (const hint of read.hints ?? []) noteHint(pass, hint)
        const done = {
          lines: wanted.length, sections: given.length, hints: read.hints?.length ?? 0, changed: changed + bySections + left, bad: read.bad.length,
        }
        walks.notePage(pass.walkId, pass.page, ranks, { ...done, nextPage: pass.page + 1, total: null })
        pass.page += 1
        pass.brought += wanted.length + given.length
        pass.changed += done.changed
        return done
      })
    }),
    endList: ({ passId, at, limit }) => orGivenUp(passId, (): EndedList => {
      const pass = passOf(passId)
      const { walkId, list, isWhole, found } = pass
      pass.reader.end()
      return inTransaction(() => {
        const known = list.gives === 'lines' ? walks.memberCount(walkId) : sections.countOfWalk(walkId)
        const heeds = heedsBy(pass, known)
        passes.delete(passId)
        if (list.gives === 'lines' && isWhole) {
          const { stale } = walks.finish(walkId, at)
          options.countLeft(stale, found.accountId)
          const missing = walks.missing(walkId, limit).map(({ id, native_id }) => ({ id: id as LineId, nativeId: native_id }))
          return { missing, hints: [], heeds }
        }
        walks.finishPart(walkId, at)
        if (list.gives === 'sections' && isWhole) {
          const gone = [...sections.dropUnseen(walkId, pass.seen), ...sections.dropSingle(walks.byNid(found.accountId, found.system), pass.names, pass.startedAt)]
          for (const id of new Set(gone)) options.deriveLine(id)
        }
        return { missing: [], hints: list.gives === 'hints' ? hintsFor(pass) : [], heeds }
      })
    }),
    dropList: ({ passId }) => { passes.delete(passId) },
    noteList: input => inTransaction(() => walks.noteList(input)),
  }
  return { calls, putSections }
}
