import { callsDoneAt } from '../../shared/rateBudget.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { SyncState } from '../../shared/model/search.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from '../operators/clock.ts'
import type { Operator, ReadSection } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { asStorageFailure } from '../storage/storageFailure.ts'
import { fieldsOfDetails } from './missingDetails.ts'
import { windowOpensInMs } from './patient.ts'

export type TrickleOptions = {
  readonly operatorOf: (id: AccountId) => Operator | null
  readonly whenReachable: (id: AccountId, signal: AbortSignal) => Promise<void>
  readonly lineOf: (id: LineId) => Line | undefined
  /** Lines that come first: pinned, lately opened, in the work; the newest first. */
  readonly firstLines: () => readonly LineId[]
  readonly store: {
    /** Lines of an account of which something is missing, and how many calls that is. */
    detailsLeft(id: AccountId): { readonly lines: number; readonly calls: number }
    /** Some of those lines, after a rank, in ranking order. */
    withoutDetails(id: AccountId, afterRank: number, limit: number): readonly { readonly id: LineId; readonly rank: number }[]
    lineCountOf(id: AccountId): number
    /** The account of a line, where something is missing of it. */
    withoutDetailsAt(id: LineId): AccountId | null
  }
  /** Whether its lists are being synchronised: they come first. */
  readonly isSyncing: (id: AccountId) => boolean
  readonly saveSections: (line: Line, sections: readonly ReadSection[]) => Promise<void>
  readonly clock: Clock
  readonly log: Log
  /** What is known of an account's details is another. */
  readonly changed: (id: AccountId) => void
}

/** What is known of the details of an account's lines; both null where its system gives none line by line. */
export type DetailState = Pick<SyncState, 'detailsComplete' | 'doneBy'>

/** Between two lines that nobody waits for, where the system tells its limit; and where it tells none. */
const calmMs = 300
const calmerMs = 2_000
const lookAgainMs = 10_000
/** Where lines are left that could not be had, they are tried again after so long. */
const againMs = 6 * 3_600_000
const backOffMs = 30_000
const mostBackOffMs = 900_000
const someLines = 20
/** Least time between two counts of what is left. */
const countEveryMs = 5_000
const noDetails: DetailState = { detailsComplete: null, doneBy: null }

type Entry = {
  readonly stop: AbortController
  running: Promise<void> | null
  /** Asked for again while it runs. */
  again: boolean
  left: { lines: number; calls: number }
  countedAt: number
  /** Sections that the account may not read: not asked for all day. */
  readonly refused: Set<string>
}

/**
 * Fetches the parts of lines that no list brings, one line after the other, in the background: within what the rate limit leaves over
 * its reserve, lines that are at hand first, then the rest. Stops at a used-up window and goes on when it gives again.
 */
export function createTrickle(options: TrickleOptions) {
  const { clock, log, store } = options
  const entries = new Map<AccountId, Entry>()
  let closed = false

  const count = (id: AccountId, entry: Entry): void => {
    entry.left = { ...store.detailsLeft(id) }
    entry.countedAt = clock.now()
    options.changed(id)
  }

  /** Fetches what is missing of a line; false where nothing came of it. Throws OperatorFailure where the system gives nothing now. */
  const fetchLine = async (id: LineId, operator: Operator, entry: Entry): Promise<boolean> => {
    const { missingDetails, lineDetails } = operator.methods
    const asked = new Set<string>()
    let brought = false
    // A section may name further ones: a mobile service its SIM cards.
    for (;;) {
      const line = options.lineOf(id)
      if (line === undefined || missingDetails === undefined || lineDetails === undefined) return brought
      const wanted = missingDetails(line).filter(section => !entry.refused.has(section) && !asked.has(section))
      if (wanted.length === 0) return brought
      for (const section of wanted) asked.add(section)
      const { sections, failed } = await lineDetails(line, wanted, { signal: entry.stop.signal, urgency: 'background' })
      for (const { section, failure } of failed) if (failure.refusal === 'rightMissing' || failure.kind === 'notOffered') entry.refused.add(section)
      entry.stop.signal.throwIfAborted()
      if (sections.length === 0 && failed.length === 0) return brought
      if (sections.length > 0) await options.saveSections(line, sections)
      brought ||= sections.length > 0
      // A window that closed among them: what came is kept, and the rest waits.
      const shut = failed.find(({ failure }) => windowOpensInMs(new OperatorFailure(failure)) !== null)
      if (shut !== undefined) throw new OperatorFailure(shut.failure)
    }
  }

  const trickle = async (id: AccountId, entry: Entry): Promise<void> => {
    const { signal } = entry.stop
    /** Lines asked for in this pass: none twice. */
    const tried = new Set<LineId>()
    let cursor = -1
    let failures = 0
    const next = (): { id: LineId; first: boolean } | null => {
      const first = options.firstLines().find(each => !tried.has(each) && store.withoutDetailsAt(each) === id)
      if (first !== undefined) return { id: first, first: true }
      for (;;) {
        const some = store.withoutDetails(id, cursor, someLines)
        const found = some.find(each => !tried.has(each.id))
        cursor = found?.rank ?? some.at(-1)?.rank ?? cursor
        if (found !== undefined) return { id: found.id, first: false }
        if (some.length === 0) return null
      }
    }
    while (!signal.aborted) {
      await options.whenReachable(id, signal)
      if (options.isSyncing(id)) {
        await clock.sleep(lookAgainMs, signal)
        continue
      }
      const operator = options.operatorOf(id)
      const line = operator?.methods.lineDetails === undefined ? null : next()
      if (operator === null || line === null) break
      tried.add(line.id)
      try {
        const done = await fetchLine(line.id, operator, entry)
        failures = 0
        if (clock.now() - entry.countedAt >= countEveryMs) count(id, entry)
        if (!done || line.first) continue
        await clock.sleep((operator.methods.health?.().rate.length ?? 0) > 0 ? calmMs : calmerMs, signal)
      } catch (error) {
        if (signal.aborted) return
        const windowMs = windowOpensInMs(error)
        if (windowMs === null) {
          if (!(error instanceof OperatorFailure) && asStorageFailure(error) === undefined) log.error('trickle.failed', { error })
          failures += 1
        } else {
          tried.delete(line.id)
          cursor = -1
        }
        count(id, entry)
        await clock.sleep(windowMs === null ? Math.min(mostBackOffMs, backOffMs * 2 ** (failures - 1)) : windowMs + 1000, signal)
      }
    }
    count(id, entry)
  }

  const begin = (id: AccountId): void => {
    if (closed) return
    const entry: Entry = entries.get(id)
      ?? { stop: new AbortController(), running: null, again: false, left: { lines: 0, calls: 0 }, countedAt: -countEveryMs, refused: new Set() }
    entries.set(id, entry)
    if (options.operatorOf(id)?.methods.lineDetails === undefined) return
    if (entry.running !== null) {
      entry.again = true
      return
    }
    const run = async (): Promise<void> => {
      // Whoever began it is told afterwards.
      await Promise.resolve()
      count(id, entry)
      do {
        entry.again = false
        await trickle(id, entry)
      } while (entry.again && !entry.stop.signal.aborted)
      entry.running = null
      if (entry.left.lines === 0 || entry.stop.signal.aborted) return
      await clock.sleep(againMs, entry.stop.signal)
      entry.refused.clear()
      begin(id)
    }
    entry.running = run().catch((error: unknown) => {
      entry.running = null
      if (!entry.stop.signal.aborted) log.error('trickle.ended', { error })
    })
  }

  const halt = async (id: AccountId): Promise<void> => {
    const entry = entries.get(id)
    entries.delete(id)
    entry?.stop.abort()
    await entry?.running
  }

  return {
    /** Lists are as they should be: details may follow. Also when lines were pinned, opened or taken into the work. */
    begin,
    halt,
    of(id: AccountId): DetailState {
      const entry = entries.get(id)
      const operator = options.operatorOf(id)
      if (entry === undefined || operator?.methods.lineDetails === undefined) return noDetails
      const of = Math.max(store.lineCountOf(id), entry.left.lines)
      const { lines, calls } = entry.left
      const now = clock.now()
      const atPace = now + lines * calmMs
      const byWindows = calls === 0 ? null : callsDoneAt(calls, operator.methods.health?.().rate ?? [], now)
      return {
        detailsComplete: { lines: of - lines, of, missing: lines === 0 ? [] : [...fieldsOfDetails] },
        doneBy: byWindows === null ? null : new Date(Math.max(Date.parse(byWindows), atPace)).toISOString(),
      }
    },
    /** Accounts of which not all details are here. */
    incomplete: (): AccountId[] => [...entries].flatMap(([id, entry]) => (entry.left.lines > 0 ? [id] : [])),
    async close(): Promise<void> {
      closed = true
      await Promise.all([...entries.keys()].map(halt))
    },
  }
}
export type Trickle = ReturnType<typeof createTrickle>
