import type Database from 'better-sqlite3'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Notice } from '../shared/contract/app.ts'
import type { LineView } from '../shared/contract/lines.ts'
import { lineIdOf, type AccountId, type LineId } from '../shared/model/common.ts'
import type { Line } from '../shared/model/line.ts'
import type { LiveKind, Report } from '../shared/model/report.ts'
import { noFilters } from '../shared/model/search.ts'
import { createText } from '../shared/text/text.ts'
import { withLimits } from '../shared/triage/limits.ts'
import { triage } from '../shared/triage/triage.ts'
import { createAccountRepo } from './accounts/accountRepo.ts'
import { accountOperators } from './accounts/accountOperators.ts'
import { createAccounts } from './accounts/accounts.ts'
import { offeredPresets, signOnToLab, type LabAccess } from './accounts/labAccount.ts'
import { createAddresses } from './addresses/addresses.ts'
import { createActions } from './actions/actions.ts'
import { createActionRepo } from './checks/actionRepo.ts'
import { createForceDisconnect } from './checks/forceDisconnect.ts'
import { newestLive, readLive } from './checks/liveReport.ts'
import { readLogins } from './checks/loginLog.ts'
import { createObservationRepo } from './checks/observationRepo.ts'
import { createReportRepo } from './checks/reportRepo.ts'
import { createChecks, type Checks } from './checks/runChecks.ts'
import { createCustomers } from './customers/customers.ts'
import { createHistory } from './history/history.ts'
import { openCacheHandle } from './lines/cacheHandle.ts'
import { createKeptLines } from './lines/keptLines.ts'
import { createLineMarks } from './lines/lineMarks.ts'
import { createLines } from './lines/lines.ts'
import { snapshotOf } from './lines/lineSnapshot.ts'
import { createLiveParts, type PartBodies } from './lines/liveParts.ts'
import { createLiveSearch } from './lines/liveSearch.ts'
import { createFindByDhcp, createLookUp, type LookUpDependencies } from './lines/lookUp.ts'
import { createOpenLine } from './lines/openLine.ts'
import { createSync } from './lines/sync.ts'
import { createTrickle } from './lines/trickle.ts'
import type { FileLog } from './log/fileLog.ts'
import { createNearby } from './neighbours/nearby.ts'
import { createNeighbours } from './neighbours/neighbours.ts'
import { createCrossLinks } from './places/crossLinks.ts'
import { systemClock } from './operators/clock.ts'
import type { Operator, ReadSection } from './operators/operator.ts'
import { createRegistry } from './operators/registry.ts'
import { createKeepPeriod } from './privacy/keepPeriod.ts'
import { createUnsentWork } from './privacy/unsentWork.ts'
import { createOutbox, type OutboxOptions } from './outbox/outbox.ts'
import { createOutboxRepo } from './outbox/outboxRepo.ts'
import type { Services } from './services.ts'
import { createSettings } from './settings/settingsRepo.ts'
import type { FileStore } from './storage/fileStore.ts'
import { createKeptFiles } from './storage/keptFiles.ts'
import { asStorageFailure } from './storage/storageFailure.ts'
import { createDraftRepo } from './tickets/draftRepo.ts'
import { createReferences } from './tickets/reference.ts'
import { proposedTicket } from './tickets/proposedTicket.ts'
import { createTickets } from './tickets/tickets.ts'
import { createTicketSeenRepo } from './tickets/ticketSeenRepo.ts'
import { sentTicketOf } from './tickets/sentTicket.ts'
import type { Vault } from './vault/vault.ts'
import { createVerdictMarkRepo } from './verdicts/verdictMarkRepo.ts'
import { createVerdicts } from './verdicts/verdicts.ts'
import { openVisits } from './visits/openVisits.ts'
import { createWatch } from './watch/watch.ts'
import { createFindWanted } from './work/findWanted.ts'
import { createWork } from './work/work.ts'
import { createWorkRepo } from './work/workRepo.ts'

export type ServicesOptions = {
  /** The open journal. */
  readonly db: Database.Database
  /** The directory of `cache.db`. */
  readonly dir: string
  readonly cacheKey: Uint8Array
  /** Photos and attachments. */
  readonly store: FileStore
  readonly vault: Vault
  readonly log: FileLog
  readonly now: () => Date
  readonly writerWorkerUrl: URL
  /** Of the app. */
  readonly version: string
  readonly notice: (kind: Notice['kind'], detail: string) => void
  /** The journal lags behind what was done: restored from a backup, or half copied. */
  readonly journalLags?: boolean
  readonly outbox?: OutboxOptions
  readonly demo?: readonly LabAccess[]
}

export type OpenServices = { readonly services: Services; close(): Promise<void> }

/** Opens the cache and ties the use cases together. Throws StorageFailure where the cache cannot be opened at all. */
export async function openServices(options: ServicesOptions): Promise<OpenServices> {
  const { db, dir, log, now } = options
  const newId = () => randomUUID()
  const registry = createRegistry({ network: () => settings.get(), log })
  const settings = createSettings(db, (changed, before) => {
    log.setLevel(changed.logLevel)
    if (changed.watch.intervalSeconds !== before.watch.intervalSeconds) watch.settingsChanged()
    if (changed.syncIntervalMinutes !== before.syncIntervalMinutes) sync.accountsChanged()
    // New pools mean new log-ins: only where the way to the network is another.
    const way = ({ extraCaFiles, proxy }: typeof changed) => JSON.stringify([extraCaFiles, proxy])
    if (way(changed) !== way(before)) void registry.networkChanged()
  })
  log.setLevel(settings.get().logLevel)

  /** What fails with nobody waiting for it: a bug, or a store that cannot be written, of which the engineer is told. */
  const unexpected = (event: string) => (error: unknown): void => {
    log.error(event, { error })
    if (asStorageFailure(error)?.code === 'diskFull') options.notice('diskFull', '')
  }

  const files = createKeptFiles({ db, store: options.store, now, newId })
  await files.sweep().catch((error: unknown) => {
    const failure = asStorageFailure(error)
    if (failure === undefined) throw error
    // What could not be removed now is at the next start.
    log.warn('files.notSwept', { code: failure.code })
  })

  const marks = createLineMarks(db, now)
  const cache = await openCacheHandle({
    workerUrl: options.writerWorkerUrl, dir, key: options.cacheKey, log, marks: () => marks.marks(),
    onRebuilt: reason => options.notice('cacheRebuilt', reason),
    nativeIdIn: text => accounts.ids().map(id => registry.get(id)?.nativeIdIn(text) ?? null).find(id => id !== null) ?? null,
  })
  const { store, search, writer } = cache
  const workRepo = createWorkRepo(db)
  const kept = createKeptLines({
    store: () => store, marks,
    snapshot(id) {
      const row = workRepo.get(id)
      return row === undefined ? undefined : { snapshot: row.snapshot, at: row.changedAt }
    },
  })
  const lineOf = (id: LineId): Line | undefined => kept.get(id)?.line
  /** The operator of the account a line came through, or of another account at its system. */
  const operatorOf = (line: Line): Operator | undefined =>
    registry.get(line.accountId) ?? registry.forSystem(line.system)[0]?.operator
  const ofLine = <Answer>(id: LineId, answer: (line: Line) => Answer | undefined): Answer | null => {
    const line = lineOf(id)
    return line === undefined ? null : answer(line) ?? null
  }
  const isReachable = (id: LineId): boolean =>
    ofLine(id, line => registry.reachability.of(line.accountId).state !== 'unreachable') ?? false
  const saveLine = async (accountId: AccountId, system: Line['system'], read: { line: Line; raw: string }): Promise<void> => {
    await writer.call('saveLines', { accountId, system, at: now().toISOString(), lines: [read] })
  }

  const observations = createObservationRepo(db)
  const reports = createReportRepo(db)
  const outboxRepo = createOutboxRepo(db)
  const drafts = createDraftRepo(db)
  const verdictMarks = createVerdictMarkRepo(db)
  const limited = (report: Report, line = lineOf(report.lineId)): Report =>
    line === undefined ? report : withLimits(report, settings.get().limits, line)

  const keptPart = (id: LineId, part: keyof PartBodies): { body: unknown; at: string } | undefined => {
    const found = store.parts(id).find(each => each.part === part)
    return found === undefined ? undefined : { body: JSON.parse(found.body) as unknown, at: found.at }
  }
  /** The answer before to a live query, with which counters are compared. */
  const previousLive = (id: LineId, kind: LiveKind): Report | null =>
    newestLive(kind, (keptPart(id, kind)?.body ?? []) as PartBodies[LiveKind], reports.newest(id, 1))
  const saveSections = async (line: Line, sections: readonly ReadSection[]): Promise<void> => {
    await writer.call('saveSections', { accountId: line.accountId, system: line.system, at: now().toISOString(), lineId: line.id, sections })
  }
  const parts = createLiveParts({
    lineOf, operatorOf, now, keptPart,
    saveLine: read => saveLine(read.line.accountId, read.line.system, read),
    saveSections,
    savePart: (lineId, part, body, at) => writer.call('savePart', { lineId, part, body: JSON.stringify(body), at }),
    readLogins: (line, circuitNid, operator, context) => readLogins(line, circuitNid, operator, context, { now, newId }),
    readLive: (line, kind, operator, context) => readLive(line, kind, operator, context, { now, newId, previousLive }),
  })
  const nearby = createNearby({ db, store, now })
  const openLine = createOpenLine({
    parts,
    lineOf: kept.get,
    partsOf: id => new Map(store.parts(id).map(({ part, body, at }) => [part, { body: JSON.parse(body) as unknown, at }])),
    reportsOf: id => reports.newest(id),
    limited, now,
    offersOf: line => Object.keys(operatorOf(line)?.methods ?? {}),
    linksOf: createCrossLinks({ identified: (keys, ips, limit) => store.identified(keys, ips, limit), atAddress: (address, limit) => store.atAddress(address, limit), lineOf: kept.get, operatorOf }),
    checksOf: id => checks.checksOf(id),
    observationsOf: id => observations.get(id),
    sentTicketsOf: id => outboxRepo.ticketsOfLine(id).flatMap(sentTicketOf),
    neighboursOf: id => ofLine(id, line => nearby.near(line)) ?? [],
    markOf: verdictMarks.newest,
    judge: ({ line, available, ...evidence }) => triage({
      line, ...evidence, now: now().toISOString(), online: line.online, clockOffsetMs: registry.reachability.clockOffsetMs(line.accountId),
      available: available.length === 0 ? null : [...new Set(available.flatMap(({ kinds }) => kinds))],
    }),
  })

  /** The line as it stands now, noted for its neighbours. */
  const noted = (id: LineId): LineView => {
    const view = openLine.view(id)
    nearby.record(view)
    return view
  }

  /** The line brought up to date; how it stands then, seen to the end or left early, is noted too. */
  async function* refreshed(id: LineId, signal: AbortSignal): AsyncGenerator<LineView> {
    try {
      yield* openLine.refresh(id, signal)
    } finally {
      if (lineOf(id) !== undefined) noted(id)
    }
  }

  const operatorFor = (id: LineId): Operator | null => ofLine(id, operatorOf)
  const work = { db, operatorFor, lineOf: (id: LineId) => lineOf(id) ?? null, isReachable, now, newId, sleep: systemClock.sleep }
  const checks: Checks = createChecks({
    ...work,
    judge: id => noted(id).verdict,
    limited: report => limited(report),
    kept: report => visits.happened(report.lineId, limited(report)),
    offeredAt: openLine.offeredAt,
    testPointOf: id => observations.get(id).testPoint,
    clockOffsetMs: registry.reachability.clockOffsetMs, previousLive,
    onUnexpected: unexpected('check.failed'),
  })

  const visits = openVisits({
    db, files, viewOf: openLine.view, reportOf: (id, reportId) => history.report(id, reportId), limited: report => limited(report),
    engineerOf: id => accounts.list().find(account => account.id === id)?.username ?? '', language: () => settings.get().language, now, newId,
    onUnexpected: unexpected('visits.failed'),
  })
  const history = createHistory({
    reports, lineOf, operatorOf, isReachable, checksOf: id => checks.checksOf(id), limits: () => settings.get().limits, now, newId,
    listedOf(id) {
      const part = keptPart(id, 'reports')
      return part === undefined ? null : { listed: part.body as PartBodies['reports'], at: part.at }
    },
  })
  const neighbours = createNeighbours({
    nearby, lineOf, view: noted, isReachable, fetchPart: openLine.fetchPart, offeredFor: id => openLine.view(id).available, run: checks.run,
    onUnexpected: unexpected('neighbours.failed'),
  })
  const watch = createWatch({
    lineOf: kept.get,
    canLook: id => ofLine(id, line => line.nativeId !== null && operatorOf(line)?.methods[line.access === null ? 'lineByNid' : 'liveQuery'] !== undefined) === true,
    liveReport: (id, kind) => newestLive(kind, (keptPart(id, kind)?.body ?? []) as PartBodies[LiveKind]),
    stuck(accountId) {
      const { state, refusal } = registry.reachability.of(accountId)
      return state === 'unreachable' ? state : state === 'refused' ? refusal ?? state : null
    },
    whenReachable: registry.reachability.whenReachable, view: openLine.view, limited, clock: systemClock, newId,
    fetchPart: (id, part, signal) => parts.fetch(id, part, signal, { urgency: 'background' }),
    quietCheck: checks.runQuietly, keepReport: checks.keepQuiet, intervalSeconds: () => settings.get().watch.intervalSeconds,
    onUnexpected: unexpected('watch.failed'),
  })
  const verdicts = createVerdicts({ repo: verdictMarks, viewOf: openLine.view, version: options.version, now, newId })

  const accounts = await createAccounts({
    repo: createAccountRepo(db), vault: options.vault, operators: accountOperators(registry), presets: () => offeredPresets(options.demo ?? []),
    unsentCount: outboxRepo.unsentCount, giveUpUnsent: id => outbox.giveUp(id), changed: () => sync.accountsChanged(),
    forget: id => sync.forget(id), now, newId,
  })
  const trickle = createTrickle({
    operatorOf: id => registry.get(id), whenReachable: registry.reachability.whenReachable, lineOf, store, saveSections, clock: systemClock, log,
    firstLines() {
      const { pinned, recent } = marks.marks()
      return [...new Set([...pinned, ...recent, ...workRepo.all().flatMap(({ lineId, state }) => (lineId !== null && state === 'open' ? [lineId] : []))])]
    },
    isSyncing: id => sync.isRunning(id), changed: () => sync.detailsChanged(),
  })
  const sync = createSync({
    details: trickle,
    accounts: () => accounts.list(), operatorOf: id => registry.get(id), whenReachable: registry.reachability.whenReachable, writer, store,
    clock: systemClock, intervalMinutes: () => settings.get().syncIntervalMinutes, log,
  })
  cache.fillBy(sync)
  const outbox = createOutbox({
    repo: outboxRepo, drafts, files, references: createReferences(db, randomBytes, options.journalLags === true), lineOf, snapshotOf,
    accountFor(line) {
      const operator = registry.get(line.accountId)
      return operator === null ? registry.forSystem(line.system)[0] : { accountId: line.accountId, operator }
    },
    visitOf: id => visits.openVisitOf(id),
    operatorOf: id => registry.get(id) ?? undefined, usernameOf: id => accounts.list().find(account => account.id === id)?.username ?? null,
    whenReachable: registry.reachability.whenReachable, probe: registry.reachability.probeNow, clock: systemClock, now, newId,
    onUnexpected: unexpected('outbox.failed'), ...(options.outbox === undefined ? {} : { options: options.outbox }),
  })
  const tickets = createTickets({
    repo: outboxRepo, seen: createTicketSeenRepo(db), drafts, accounts: () => accounts.list(), lineOf,
    whenReachable: registry.reachability.whenReachable,
    lineIdOfNid(accountId, nid) {
      const system = accounts.list().find(({ id }) => id === accountId)?.system
      const own = system === undefined ? null : lineIdOf(system, nid)
      if (own !== null && kept.get(own) !== undefined) return own
      return search.search(nid, noFilters, 5).hits.find(({ tier, line }) => tier === 'exact' && line.id.startsWith(`${system}|`))?.line.id ?? null
    },
    operatorOf: id => registry.get(id) ?? undefined, clock: systemClock,
    proposed: id => proposedTicket(openLine.view(id), createText(settings.get().language), now().toISOString()),
    now,
  })
  const live: LookUpDependencies = {
    operators: () => accounts.ids().flatMap(accountId => {
      const operator = registry.get(accountId)
      return operator === null ? [] : [{ accountId, operator }]
    }),
    async keep(accountId, read) {
      await saveLine(accountId, read.line.system, read)
      return store.summaries([read.line.id])[0]
    },
  }
  const addresses = createAddresses({ operators: live.operators, linesAt: query => store.atAddress(query, 50), elapsed: () => performance.now() })
  const customers = createCustomers({
    lineOf, operatorOf,
    // As fresh for *My work* as the engineer has seen them.
    listed: (id, orders) => void writer.call('savePart', { lineId: id, part: 'serviceOrders', body: JSON.stringify(orders), at: now().toISOString() })
      .catch(unexpected('customers.notKept')),
    seen(id, order) {
      const part = keptPart(id, 'serviceOrders')
      if (part === undefined) return
      const orders = (part.body as PartBodies['serviceOrders']).map(each => (each.id === order.id ? order : each))
      void writer.call('savePart', { lineId: id, part: 'serviceOrders', body: JSON.stringify(orders), at: part.at })
        .catch(unexpected('customers.notKept'))
    },
  })
  const lines = createLines({
    store, kept, search, incomplete: trickle.incomplete, marks, openLine: { ...openLine, view: noted, refresh: refreshed }, operatorOf: line => operatorOf(line),
    fetchPart: parts.fetch, wanted: line => trickle.begin(line.accountId),
    lookUp: createLookUp(live), findByDhcp: createFindByDhcp({ ...live, known: id => store.summaries([id])[0] }),
    liveSearch: createLiveSearch({ ...live, known: id => store.summaries([id])[0] }),
    saveObservations(input, line) {
      const saved = observations.save(input, now().toISOString(), snapshotOf(line))
      visits.happened(line.id)
      return saved
    },
    forceDisconnect: createForceDisconnect({ ...work, noted: visits.happened }),
  })

  const actions = createActions({
    ...work, actions: createActionRepo(db), noted: visits.happened, fetchPart: openLine.fetchPart,
    transactionOf: id => (keptPart(id, 'transaction')?.body ?? null) as PartBodies['transaction'],
  })
  const myWork = createWork({
    repo: workRepo, pinned: () => marks.marks().pinned, unpin: line => marks.pin(line, false), keptOf: kept.get, search: search.search,
    partsOf: id => new Map(store.parts(id).map(each => [each.part, each])), lineCount: () => store.facets().lineCount, lookUp: lines.lookUp,
    find: createFindWanted({ lineOf, systems: () => accounts.list().map(({ system }) => system), search: search.search }),
    nativeIdIn: text => accounts.ids().map(id => registry.get(id)?.nativeIdIn(text) ?? null).find(id => id !== null) ?? null, now, newId,
  })

  if (options.demo !== undefined) await signOnToLab(accounts, options.demo)
  checks.resume()
  visits.resume()
  const leaving = new AbortController()
  outbox.listen(({ visitId, state, body, lineId }) => {
    if (visitId !== null) visits.writeChanged(visitId)
    // A changed value shows on the line as soon as it is at the system.
    if (state !== 'sent' || lineId === null || !['tags', 'contact', 'ont'].includes(body.kind)) return
    parts.fetch(lineId, 'line', leaving.signal, { urgency: 'background' })
      .catch(() => log.info('outbox.lineNotRead', { kind: body.kind }))
  })
  outbox.start(options.journalLags === true)
  // The vocabulary for typing errors is read before the first keystroke needs it, and after everything a start waits for.
  const warmUp = setImmediate(search.warmUp)
  const keepPeriod = createKeepPeriod({ db, files, purgeOutbox: outboxRepo.purge, keepDays: () => settings.get().keepDays, now })
  const forgetOld = () => void keepPeriod.look().then(
    rows => { if (rows > 0) log.info('privacy.forgotten', { rows }) }, (error: unknown) => log.error('privacy.notForgotten', { error }))
  const firstForget = setImmediate(forgetOld)
  const daily = setInterval(forgetOld, 86_400_000).unref()
  return {
    services: {
      accounts, sync, lines, checks, tickets, outbox: outbox.service, visits: visits.service, settings,
      verdicts, neighbours, watch, actions, work: myWork, addresses, customers,
      history: {
        ...history,
        async fetch(id, remoteId, signal) {
          const report = await history.fetch(id, remoteId, signal)
          visits.happened(id, report)
          return report
        },
      },
      unsentWork: createUnsentWork(db, outbox.service, visits.service),
    },
    async close() {
      clearImmediate(warmUp)
      clearImmediate(firstForget)
      clearInterval(daily)
      leaving.abort()
      await Promise.all([outbox.close(), watch.close(), neighbours.close(), trickle.close(), sync.close(), checks.close()])
      await registry.close()
      await cache.close()
    },
  }
}
