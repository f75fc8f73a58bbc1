import type { LineId } from '../../shared/model/common.ts'
import type { CallContext, LineHint, LineList, LineListReply, ReadLine } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { isNarrow, scopeKeyOf, scopeTest } from './inScope.ts'
import type { SyncRunOptions } from './syncRun.ts'
import type { EndedList, FoundBy, ListState, MissingLine } from './writerMessages.ts'

/** What reading lists did so far. */
export type ListCounts = { readonly linesDone: number; readonly changed: number; readonly badRecords: number }

export type ListSyncOptions = SyncRunOptions & {
  readonly lists: readonly LineList[]
  readonly fetchList: (list: LineList, since: string | null, context: CallContext) => Promise<LineListReply>
  readonly tell: (counts: ListCounts) => void
  /** Asks for lines that whole lists did not bring twice. */
  readonly askForMissing: (missing: readonly MissingLine[]) => Promise<void>
}

/** Everything is fetched anew this often, for what changes do not tell: removals, and whatever a system forgot to say. */
export const wholeEveryMs = 24 * 3_600_000
/** A system that sends everything whatever it is asked for is asked this often, unless the engineer asks. */
export const calmEveryMs = 6 * 3_600_000
/** Lines asked for one by one on hints in one run; where there are more, everything is fetched. */
export const askedOnHints = 300
const askedAtOnce = 4
/** Lines that whole lists have lost and that are asked for in one run; the rest wait for the next. */
const askedPerList = 200
/** Pieces of a body go to the writer in about this size: some hundred records, one transaction. */
const bytesAtOnce = 262_144
/** Failures that are about one list alone: what can be had comes without it. */
const thisListOnly = new Set(['refused', 'rejected', 'notOffered', 'tooBig', 'serverError', 'notJson', 'badReply', 'wrongAddress'])

/** How a list was dealt with: asked for all that changed since, or left out this time. */
type Looked = 'upToDate' | 'leftOut'

/**
 * One synchronisation of lists that come whole: hints first, so that nothing that happens meanwhile is missed; then what changed of
 * each list, or all of it where that is due; then what hints name and no list has told. Nothing of a list that breaks off is taken for
 * complete. Throws as `runSync`.
 */
export async function syncLists(options: ListSyncOptions): Promise<ListCounts> {
  const { account, writer, signal, clock } = options
  const scope = scopeKeyOf(account.scope)
  let counts: ListCounts = { linesDone: 0, changed: 0, badRecords: 0 }
  const tell = (lines: number, changed: number, bad: number) => {
    counts = { linesDone: counts.linesDone + lines, changed: counts.changed + changed, badRecords: counts.badRecords + bad }
    options.tell(counts)
  }
  const found = (): FoundBy => ({ accountId: account.id, system: account.system, at: new Date(clock.now()).toISOString() })
  const context: CallContext = { signal, urgency: 'background' }
  const stateOf = (list: LineList): Promise<ListState> => writer.call('listState', { ...found(), listKey: list.key })

  /** Asks for a list and reads it; `ended` null where nothing changed. `done` remembers the answer, once all that follows from it is done. */
  const read = async (list: LineList, state: ListState, since: string | null): Promise<{ ended: EndedList | null; done: () => Promise<void> }> => {
    const asked = found()
    const remember = (version: string | null, isWhole: boolean, heeds: boolean | null) => () => {
      signal.throwIfAborted()
      return writer.call('noteList', { ...found(), askedAt: asked.at, listKey: list.key, version, scope, isWhole, heeds })
    }
    // A body that is not read to its end is not waited for.
    const rest = new AbortController()
    try {
      const reply = await options.fetchList(list, since, { ...context, signal: AbortSignal.any([signal, rest.signal]) })
      signal.throwIfAborted()
      if (reply.state === 'unchanged') return { ended: null, done: remember(since ?? state.version, false, state.heeds === null && since !== null ? true : null) }
      const ended = await readBody(list, reply.isWhole, reply.chunks, asked)
      return { ended, done: remember(reply.version, reply.isWhole, ended.heeds) }
    } finally {
      rest.abort()
    }
  }

  const readBody = async (list: LineList, isWhole: boolean, chunks: AsyncIterable<Uint8Array>, asked: FoundBy): Promise<EndedList> => {
    const leaveUnknown = list.gives === 'sections' && isNarrow(account.scope)
    const { passId } = await writer.call('beginList', { ...asked, list, kind: account.kind, scope: account.scope, isWhole, leaveUnknown })
    try {
      await hand(chunks, async pieces => {
        signal.throwIfAborted()
        const { lines, changed, bad } = await writer.call('ingestPieces', { passId, at: found().at, pieces }, [pieces.buffer])
        tell(lines, changed, bad)
      })
      signal.throwIfAborted()
      return await writer.call('endList', { passId, at: found().at, limit: askedPerList })
    } catch (error) {
      await writer.call('dropList', { passId }).catch(() => undefined)
      throw error
    }
  }

  /** Reads a list that the rest does without where it cannot be had. */
  const readIfOffered = async <T>(list: LineList, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OperatorFailure) || list.gives === 'lines') throw error
      const { kind, refusal, code } = error.data
      if (!thisListOnly.has(kind) || refusal === 'wrongCredentials' || refusal === 'expiredSession') throw error
      options.log.warn('sync.withoutList', { accountId: account.id, list: list.key, failure: refusal ?? kind, code })
      return null
    }
  }

  const look = async (list: LineList, everything: boolean): Promise<Looked> => {
    const state = await stateOf(list)
    const age = (at: string | null) => (at === null ? Infinity : clock.now() - Date.parse(at))
    const isDue = everything || state.scope !== scope || age(state.wholeAt) >= wholeEveryMs
    const costsEverything = state.version === null || state.heeds === false
    if (!isDue && costsEverything && options.byEngineer !== true && age(state.askedAt) < calmEveryMs) return 'leftOut'
    const { ended, done } = await read(list, state, isDue ? null : state.version)
    await done()
    if (ended !== null) await options.askForMissing(ended.missing)
    return 'upToDate'
  }

  const hints: LineHint[] = []
  const hintsDone: (() => Promise<void>)[] = []
  let tooMany = false
  for (const list of options.lists.filter(({ gives }) => gives === 'hints')) {
    const heard = await readIfOffered(list, async () => {
      const state = await stateOf(list)
      return read(list, state, state.version)
    })
    if (heard === null) continue
    hintsDone.push(heard.done)
    if (heard.ended?.hints === null) tooMany = true
    else hints.push(...heard.ended?.hints ?? [])
  }
  const removed = hints.filter(({ change }) => change === 'removed')
  const everything = tooMany || removed.length > askedOnHints
  // Sections first, so that a line is written once, with its sections; but where only some lines are kept, those first.
  const order: readonly LineList['gives'][] = isNarrow(account.scope) ? ['lines', 'sections'] : ['sections', 'lines']
  let leftOut = false
  const lists = order.flatMap(gives => options.lists.filter(list => list.gives === gives))
  for (const list of lists) if (await readIfOffered(list, () => look(list, everything)) === 'leftOut') leftOut = true
  const untold = leftOut ? hints : everything ? [] : removed
  if (untold.length > askedOnHints) for (const list of lists) await readIfOffered(list, () => look(list, true))
  else await askSingly(options, untold, found, context)
  for (const done of hintsDone) await done()
  return counts
}

/** Gathers pieces of a body and hands them on, one batch while the next is gathered: the sender waits for the writer. */
async function hand(chunks: AsyncIterable<Uint8Array>, write: (pieces: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
  let gathered: Uint8Array[] = []
  let bytes = 0
  let underWay: Promise<void> = Promise.resolve()
  const send = async () => {
    const pieces = new Uint8Array(bytes)
    let at = 0
    for (const chunk of gathered) {
      pieces.set(chunk, at)
      at += chunk.byteLength
    }
    gathered = []
    bytes = 0
    await underWay
    underWay = write(pieces)
    // Looked at before the next batch, and at the end.
    underWay.catch(() => undefined)
  }
  for await (const chunk of chunks) {
    gathered.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= bytesAtOnce) await send()
  }
  if (bytes > 0) await send()
  await underWay
}

/** Lines that hints name, asked for by their ids: found, they are kept as they are now; not known there any more, they are gone. */
async function askSingly(options: ListSyncOptions, hints: readonly LineHint[], found: () => FoundBy, context: CallContext): Promise<void> {
  const { account, operator, writer, signal } = options
  const { lineByNid } = operator.methods
  if (lineByNid === undefined) return
  const isWanted = scopeTest(account.scope)
  for (let from = 0; from < hints.length; from += askedAtOnce) {
    signal.throwIfAborted()
    const some = hints.slice(from, from + askedAtOnce)
    const answers = await Promise.all(some.map(({ nativeId }) => lineByNid(nativeId, context)))
    const lines = answers.filter((read): read is ReadLine => read !== null && isWanted(read.line))
    const gone = some.flatMap(({ nativeId }, at) => (answers[at] === null ? [`${account.system}|${nativeId}` as LineId] : []))
    signal.throwIfAborted()
    if (lines.length > 0) await writer.call('saveLines', { ...found(), lines })
    if (gone.length > 0) await writer.call('markGone', { ids: gone, at: found().at })
  }
}
