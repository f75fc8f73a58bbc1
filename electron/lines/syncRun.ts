import type { Account } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from '../operators/clock.ts'
import type { CallContext, Operator, ReadLine, Walk } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LineWriter } from './lineWriter.ts'
import { syncLists } from './listSync.ts'
import type { ListCounts } from './listSync.ts'
import type { FoundBy, IngestedPage, MissingLine, WalkPass } from './writerMessages.ts'

/** What synchronisation needs of an account. */
export type SyncAccount = Pick<Account, 'id' | 'system' | 'kind' | 'scope'>

/** How far a run is; counts since it began, over all its walks. `linesTotal` covers the walks begun so far. */
export type SyncProgress = {
  readonly walking: LineState | null; readonly linesDone: number; readonly linesTotal: number | null
  readonly changed: number; readonly badRecords: number
}
export const noProgress: SyncProgress = { walking: null, linesDone: 0, linesTotal: null, changed: 0, badRecords: 0 }

export type SyncRunOptions = {
  readonly account: SyncAccount
  readonly operator: Operator
  readonly writer: Pick<LineWriter, 'call'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly signal: AbortSignal
  readonly progress: (progress: SyncProgress) => void
  /** Pages asked for ahead of the writer, 2 to 4. */
  readonly pagesAhead: number
  /** The engineer asked for it: nothing waits for a calmer moment. */
  readonly byEngineer?: boolean
}

/** A pass that stopped longer ago than this begins anew: pages have moved too far. */
const resumableForMs = 12 * 3_600_000
/** Lines that walks have lost and that are asked for by NID in one run; the rest wait for the next. */
const askedPerWalk = 200
/** Names handed to the writer at once: a message of some 5 ms. */
const namesAtOnce = 5000
/** Failures that are about the list of end users alone: lines come all the same. */
const namesOnly = new Set([
  'refused', 'rejected', 'notOffered', 'tooBig', 'timeout', 'serverError', 'notJson', 'badReply', 'wrongAddress',
])

type Counts = Pick<SyncProgress, 'linesDone' | 'changed' | 'badRecords'> & { readonly linesTotal: number | null }

/**
 * One synchronisation of an account: names of end users; then lists that come whole, and each walk page by page; then the lines they
 * have lost. May be stopped at any page; the next run goes on there. Throws OperatorFailure, StorageFailure or WriterCrashed, and the
 * signal's reason when it is aborted.
 */
export async function runSync(options: SyncRunOptions): Promise<void> {
  const { account, operator, writer, signal, progress } = options
  const { walksOf, fetchLinePage, lineLists, fetchLineList } = operator.methods
  const paged = walksOf !== undefined && fetchLinePage !== undefined
  const whole = lineLists !== undefined && fetchLineList !== undefined
  if (!paged && !whole) throw new OperatorFailure({ kind: 'notOffered' })
  await learnOnce(options)
  const walks = paged ? walksOf(account.scope) : []
  const lists = whole ? lineLists(account.scope) : []
  await fetchEndUsers(options)
  await writer.call('keepWalks', { accountId: account.id, keys: [...walks, ...lists].map(({ key }) => key) })
  let before: Counts = noProgress
  if (whole) {
    const tell = (counts: ListCounts) => progress({ walking: null, ...sum(before, { ...counts, linesTotal: null }) })
    const counts = await syncLists({ ...options, lists, fetchList: fetchLineList, tell, askForMissing: missing => askForMissing(options, missing) })
    before = sum(before, { ...counts, linesTotal: null })
  }
  if (paged) {
    for (const walk of walks) {
      const tell = (counts: Counts) => progress({ walking: walk.state, ...sum(before, counts) })
      const { walkId, counts, settled } = await walkPages(options, walk, fetchLinePage, tell)
      before = sum(before, counts)
      signal.throwIfAborted()
      const { missing } = await writer.call('finishWalk', { walkId, at: timeOf(options), limit: askedPerWalk, settled })
      await askForMissing(options, missing)
    }
  }
  signal.throwIfAborted()
  await writer.call('truncateLog', {})
  progress({ walking: null, ...before })
}

/** What a system offers decides which lists there are; where it does not say, they are asked for and answer for themselves. */
async function learnOnce({ account, operator, signal, log }: SyncRunOptions): Promise<void> {
  const { learnFeatures, health } = operator.methods
  if (learnFeatures === undefined || (health?.().features.length ?? 0) > 0) return
  try {
    await learnFeatures(inBackground(signal))
  } catch (error) {
    if (!(error instanceof OperatorFailure) || !namesOnly.has(error.data.kind) || error.data.refusal === 'wrongCredentials') throw error
    log.warn('sync.withoutFeatures', { accountId: account.id, failure: error.data.refusal ?? error.data.kind })
  }
}

const timeOf = ({ clock }: Pick<SyncRunOptions, 'clock'>): string => new Date(clock.now()).toISOString()
const foundBy = (options: SyncRunOptions): FoundBy => ({ accountId: options.account.id, system: options.account.system, at: timeOf(options) })
const inBackground = (signal: AbortSignal): CallContext => ({ signal, urgency: 'background' })

const sum = (a: Counts, b: Counts): Counts => ({
  linesDone: a.linesDone + b.linesDone, changed: a.changed + b.changed, badRecords: a.badRecords + b.badRecords,
  linesTotal: a.linesTotal === null && b.linesTotal === null ? null : (a.linesTotal ?? 0) + (b.linesTotal ?? 0),
})

/** Names are worth having; where they cannot be had (a missing right, a list too long to read) the lines come without them. */
async function fetchEndUsers({ account, operator, writer, signal, log }: SyncRunOptions): Promise<void> {
  if (operator.methods.endUsers === undefined) return
  let names: { readonly uuid: string; readonly name: string }[]
  try {
    const endUsers = await operator.methods.endUsers(inBackground(signal))
    names = endUsers.flatMap(({ uuid, companyName }) => companyName === null ? [] : [{ uuid, name: companyName }])
  } catch (error) {
    if (!(error instanceof OperatorFailure)) throw error
    const { kind, refusal, code } = error.data
    if (!namesOnly.has(kind) || refusal === 'wrongCredentials') throw error
    log.warn('sync.withoutNames', { accountId: account.id, failure: refusal ?? kind, code })
    return
  }
  for (let from = 0; from < names.length; from += namesAtOnce) {
    signal.throwIfAborted()
    const to = from + namesAtOnce
    await writer.call('saveEndUsers', { endUsers: names.slice(from, to), last: to >= names.length })
  }
}

async function beginPass(options: SyncRunOptions, walk: Walk): Promise<WalkPass> {
  const input = { ...foundBy(options), walkKey: walk.key }
  const pass = await options.writer.call('beginWalk', input)
  if (!pass.resumed || options.clock.now() - Date.parse(pass.startedAt) <= resumableForMs) return pass
  await options.writer.call('restartWalk', { walkId: pass.walkId })
  return options.writer.call('beginWalk', input)
}

/**
 * Pages in order into the writer, while the next ones are already on their way. How many there are is known after the first
 * page; until then none is fetched ahead, so that nothing is asked for that does not exist.
 */
async function walkPages(
  options: SyncRunOptions, walk: Walk, fetchLinePage: NonNullable<Operator['methods']['fetchLinePage']>, tell: (counts: Counts) => void,
): Promise<{ walkId: number; counts: Counts; settled: boolean }> {
  const { account, writer, signal, pagesAhead } = options
  const pass = await beginPass(options, walk)
  let counts: Counts = { linesDone: pass.linesDone, changed: pass.changed, badRecords: pass.bad, linesTotal: pass.linesTotal }
  tell(counts)
  // Pages that are no longer wanted are not waited for when the walk ends or fails.
  const rest = new AbortController()
  const context = inBackground(AbortSignal.any([signal, rest.signal]))
  const ahead = new Map<number, Promise<Uint8Array>>()
  let fetched = pass.nextPage - 1
  let settled = true
  const fetchFrom = (page: number, last: number) => {
    for (let each = Math.max(page, fetched + 1); each < page + pagesAhead && each <= last; each += 1) {
      fetched = each
      const fetching = fetchLinePage(walk, each, context)
      // Looked at when its turn comes.
      fetching.catch(() => undefined)
      ahead.set(each, fetching)
    }
  }
  // Pages may arrive in any order; the writer takes them in theirs.
  let handed: Promise<void> = Promise.resolve()
  const ingest = async (page: number): Promise<IngestedPage> => {
    const before = handed
    const mine = Promise.withResolvers<void>()
    handed = mine.promise
    try {
      const body = await ahead.get(page)
      ahead.delete(page)
      await before
      // A run that is over must write nothing more: the cache may be another one by now.
      signal.throwIfAborted()
      if (body === undefined) throw new Error('a page that was not asked for')
      const bytes = ownBytes(body)
      const input = { ...foundBy(options), walkId: pass.walkId, page, kind: account.kind, state: walk.state, body: bytes }
      const written = writer.call('ingestPage', input, [bytes.buffer])
      mine.resolve()
      return await written
    } finally {
      mine.resolve()
    }
  }
  try {
    let page: number | null = pass.nextPage
    let last = page
    // Two pages are with the writer, so that it never waits for this thread; it refuses a page whose forerunner failed.
    let next: { page: number; done: Promise<IngestedPage> } | null = null
    while (page !== null) {
      signal.throwIfAborted()
      fetchFrom(page, Math.max(page, last))
      const present: Promise<IngestedPage> = next?.page === page ? next.done : ingest(page)
      next = page + 1 <= last ? { page: page + 1, done: ingest(page + 1) } : null
      next?.done.catch(() => undefined)
      const done: IngestedPage = await present
      counts = sum(counts, { linesDone: done.lines, changed: done.changed, badRecords: done.bad, linesTotal: null })
      counts = { ...counts, linesTotal: done.total ?? counts.linesTotal }
      settled &&= done.settled !== false
      tell(counts)
      if (done.nextPage !== null && done.nextPage <= page) throw new OperatorFailure({ kind: 'badReply', code: 'pages' })
      const perPage = done.lines + done.bad
      last = done.nextPage === null ? page : done.total === null || perPage === 0 ? done.nextPage : Math.ceil(done.total / perPage)
      page = done.nextPage
    }
    await next?.done.catch(() => undefined)
  } finally {
    rest.abort()
  }
  return { walkId: pass.walkId, counts, settled }
}

/** A body whose memory is its own, so that it can be moved to the writer instead of copied. */
function ownBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = body
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? new Uint8Array(buffer) : Uint8Array.from(body)
}

/** Lines two complete passes did not bring are asked for by NID: found, they live on; else they are shown as gone. */
async function askForMissing(options: SyncRunOptions, missing: readonly MissingLine[]): Promise<void> {
  const { operator, writer, signal } = options
  const { lineByNid } = operator.methods
  const gone: LineId[] = []
  const found: ReadLine[] = []
  for (const { id, nativeId } of missing) {
    signal.throwIfAborted()
    // Without a NID there is nothing to ask by.
    const read = nativeId === null || lineByNid === undefined ? null : await lineByNid(nativeId, inBackground(signal))
    if (read === null) gone.push(id)
    else found.push(read)
  }
  signal.throwIfAborted()
  if (found.length > 0) await writer.call('saveLines', { ...foundBy(options), lines: found })
  if (gone.length > 0) await writer.call('markGone', { ids: gone, at: timeOf(options) })
}
