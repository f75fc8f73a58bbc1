import { createRouterClient, implement, ORPCError } from '@orpc/server'
import { Conflict } from '../../electron/services.ts'
import type { Client } from '../../renderer/client.ts'
import { contract } from '../../shared/contract/index.ts'
import type { AppStatus, LogEntry } from '../../shared/contract/app.ts'
import { AccountId, systemKeyOf, type LineId } from '../../shared/model/common.ts'
import { defaultScope, type Account, type Reachability } from '../../shared/model/account.ts'
import type { LineSummary, SearchFilters, SearchHit, SyncState } from '../../shared/model/search.ts'
import { defaultSettings, type Settings } from '../../shared/model/settings.ts'
import { createFakeAddresses } from './fakeAddresses.ts'
import { createFakeActions } from './fakeActions.ts'
import { accessFixtures, openNetworkAccount, openNetworkSystem } from './accessFixtures.ts'
import { createFakeCustomers } from './fakeCustomers.ts'
import { fakeHealth } from './fakeHealth.ts'
import { createFakeHistory } from './fakeHistory.ts'
import { fakeLines } from './fakeLines.ts'
import { fakeVerdicts } from './fakeVerdicts.ts'
import { createFakeOutbox } from './fakeOutbox.ts'
import { createFakeVisits } from './fakeVisits.ts'
import { createFakeNeighbours } from './fakeNeighbours.ts'
import { createFakeWatch } from './fakeWatch.ts'
import { createFakeWork } from './fakeWork.ts'
import { fixtureAccount, lineFixtures } from './lineFixtures.ts'

const os = implement(contract)
const secondAccount = AccountId.parse('account-zeeland')
const baseUrl = 'https://lab.example/api'

export type FakeClientOptions = {
  readonly nowMs?: number
  readonly lineCount?: number
  readonly status?: Partial<AppStatus>
  readonly noAccounts?: boolean
  /** A third account, at an open network. */
  readonly openNetwork?: boolean
  readonly reachability?: readonly Partial<Reachability>[]
  readonly sync?: Partial<SyncState>
}

/** Any part of the client may be replaced by what a test wants to happen. */
export type ClientParts = { readonly [Area in keyof Client]?: Partial<Client[Area]> }

const neverEnding = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise(resolve => { signal?.addEventListener('abort', () => resolve(), { once: true }) })

/** A stream that gives one state and then nothing more, until its caller leaves. */
async function* once<T>(value: T, signal: AbortSignal | undefined): AsyncGenerator<T, void, void> {
  yield value
  await neverEnding(signal)
}

const never = new AbortController().signal

async function* eventsOf<T>(values: AsyncIterable<T>): AsyncGenerator<T, void, void> {
  yield* values
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T, void, void> {
  yield* values
}

function withParts<T extends object>(whole: T, part: Partial<T> | undefined): T {
  return part === undefined ? whole : new Proxy(whole, { get: (target, key) => Reflect.get(key in part ? part : target, key) })
}

const passes = (line: LineSummary, filters: SearchFilters): boolean =>
  (filters.states.length === 0 || (line.state !== null && filters.states.includes(line.state)))
  && (filters.technologies.length === 0 || filters.technologies.includes(line.technology ?? ''))
  && (filters.suppliers.length === 0 || filters.suppliers.includes(line.supplier ?? ''))
  && (filters.online.length === 0 || filters.online.includes(line.online))
  && (filters.accountIds.length === 0 || filters.accountIds.includes(line.accountId))

/** Every word must begin somewhere in one of the fields: enough for a list to look at, not the ranking of the core. */
function hitOf(line: LineSummary, words: readonly string[]): SearchHit | null {
  const [postcode, city] = [line.place.slice(0, 7), line.place.slice(8)]
  const fields = [
    ['address', line.street], ['postcode', postcode], ['city', city], ['nid', line.nativeId ?? ''], ['supplier', line.supplier ?? ''],
  ] as const
  const found = new Map<SearchHit['matches'][number]['field'], SearchHit['matches'][number]>()
  for (const word of words) {
    const match = fields.map(([field, text]) => ({
      field, text, at: ` ${text.toLowerCase()}`.indexOf(` ${word}`),
    })).find(({ at }) => at >= 0)
    if (match === undefined) return null
    const known = found.get(match.field)?.ranges ?? []
    found.set(match.field, { field: match.field, text: match.text, ranges: [...known, [match.at, match.at + word.length]] })
  }
  return { line, tier: 'prefix', matches: [...found.values()] }
}

/** A client that answers every procedure from made-up data in memory: for store tests and for looking at the screen. */
export function createFakeClient(options: FakeClientOptions = {}, parts: ClientParts = {}): Client {
  const nowMs = options.nowMs ?? Date.now()
  const now = new Date(nowMs).toISOString()
  const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString()
  const account = (id: AccountId, over: Partial<Account>): Account => ({
    id, system: systemKeyOf('nextpertise', baseUrl), label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl,
    username: 'techniek@lineside.example',
    authentication: 'jwt', scope: defaultScope, customerIds: [], resellerIds: [], createdAt: ago(9000), hasPassword: true, ...over,
  })
  let accounts: Account[] = options.noAccounts === true ? []
    : [account(fixtureAccount, { label: 'Nextpertise West' }), account(secondAccount, { label: 'Zeeland', colour: 'violet' })]
  if (options.openNetwork === true)
    accounts = [...accounts, account(openNetworkAccount, { system: openNetworkSystem, kind: 'onApi', label: 'Wexnet', colour: 'orange', authentication: 'basic' })]
  let settings: Settings = defaultSettings
  const views = [...(options.openNetwork === true ? Object.values(accessFixtures(now)) : []), ...Object.values(lineFixtures(now))]
  let lines = [...views.map(view => view.summary), ...fakeLines(options.lineCount ?? 400, [fixtureAccount, secondAccount], nowMs)]
  const status: AppStatus = {
    version: '0.1.0', host: 'browser', platform: 'linux', demo: false, dataDirectory: '/home/engineer/.local/share/lineside',
    vault: {
      state: 'ready', kind: 'keychain', persistent: true, reason: null, offers: [], newPassphrase: false, keychainInUse: true,
      wrongPassphrase: false,
    },
    journal: { state: 'open', reason: null, backups: [] }, notices: [], readyAfterMs: 240, ...options.status,
  }
  const viewOf = (id: LineId) => {
    const view = views.find(known => known.line.id === id) ?? views[0]
    if (view === undefined) throw new ORPCError('NOT_FOUND', { data: { what: 'line' } })
    return view
  }
  const verdicts = fakeVerdicts(viewOf, now)
  const neighbours = createFakeNeighbours(views, now)
  const outbox = createFakeOutbox(() => now)
  const addresses = createFakeAddresses(() => accounts, () => lines)
  const customers = createFakeCustomers()
  const visits = createFakeVisits(viewOf, () => now)
  const watch = createFakeWatch(viewOf, () => now)
  const actions = createFakeActions(viewOf, () => now)
  const work = createFakeWork(views, now)
  const history = createFakeHistory(viewOf, { nowMs })
  const log: LogEntry[] = [
    { at: ago(12), level: 'info', event: 'core.opened', detail: 'version=0.1.0 host=browser readyAfterMs=240' },
    { at: ago(11), level: 'info', event: 'sync.started', detail: 'account=…lab state=active' },
    { at: ago(9), level: 'warn', event: 'operator.slow', detail: 'method=broadband/v1.list_connections tookMs=8412' },
    {
      at: ago(3), level: 'error', event: 'operator.refused',
      detail: 'method=support/v1.list_tickets code=002 correlationId=9f0c41d2',
    },
  ]
  const client: Client = createRouterClient(os.router({
    app: {
      status: os.app.status.handler(async ({ signal }) => once(status, signal)),
      chooseVault: os.app.chooseVault.handler(async () => status.vault),
      chooseJournal: os.app.chooseJournal.handler(async () => status.journal),
      dismissNotice: os.app.dismissNotice.handler(async () => undefined),
      startDemo: os.app.startDemo.handler(async () => undefined),
      leaveDemo: os.app.leaveDemo.handler(async () => undefined),
      settings: os.app.settings.handler(async () => settings),
      changeSettings: os.app.changeSettings.handler(async ({ input }) => (settings = { ...settings, ...input } as Settings)),
      log: os.app.log.handler(async ({ input: { minimum } }) => {
        const levels = ['debug', 'info', 'warn', 'error']
        return {
          entries: log.filter(entry => levels.indexOf(entry.level) >= levels.indexOf(minimum ?? 'info')),
          file: `${status.dataDirectory}/logs/lineside.log`,
        }
      }),
      openExternal: os.app.openExternal.handler(async () => ({ opened: true })),
      notify: os.app.notify.handler(async () => ({ shown: false })),
      quit: os.app.quit.handler(async () => undefined),
    },
    accounts: {
      list: os.accounts.list.handler(async () => accounts),
      presets: os.accounts.presets.handler(async () => [
        { kind: 'nextpertise', name: 'Nextpertise', baseUrl: 'https://api.nextpertise.example/', environment: 'production' },
        { kind: 'nextpertise', name: 'Nextpertise test', baseUrl: 'https://api-test.nextpertise.example/', environment: 'test' },
      ]),
      add: os.accounts.add.handler(async ({ input: { account: input } }) => {
        const added = account(AccountId.parse(`account-${accounts.length + 1}`), {
          ...input, scope: { ...defaultScope, ...input.scope },
        })
        accounts = [...accounts, added]
        return added
      }),
      edit: os.accounts.edit.handler(async ({ input: { id, account: input } }) => {
        const edited = account(id, { ...input, scope: { ...defaultScope, ...input.scope } })
        accounts = accounts.map(known => known.id === id ? edited : known)
        return edited
      }),
      remove: os.accounts.remove.handler(async ({ input: { id, discardUnsent } }) => {
        if (discardUnsent !== true) throw new ORPCError('CONFLICT', { data: { reason: 'unsentWork', count: 2 } })
        accounts = accounts.filter(known => known.id !== id)
      }),
      test: os.accounts.test.handler(async () => ({
        outcome: 'refused', refusal: 'rightMissing', code: '003', tookMs: 640, lineCount: 18_204,
        profile: {
          name: 'Techniek West', oneTimeCodeEnabled: false, whitelist: [{ subnet: '203.0.113.0/24', description: 'Office' }],
          roles: ['diagnostics', 'read'],
        },
        rights: [{ area: 'broadband', allowed: true }, {
          area: 'broadband/diagnostics', allowed: true,
        }, { area: 'support', allowed: false }],
      })),
      retry: os.accounts.retry.handler(async ({ input: { id } }) => ({ accountId: id, state: 'reachable', since: now })),
      health: os.accounts.health.handler(async ({ input: { id } }) => fakeHealth(accounts.find(known => known.id === id)?.kind ?? 'nextpertise', now)),
      reachability: os.accounts.reachability.handler(async ({ signal }) => once(accounts.map(({ id }, index): Reachability => ({
        accountId: id, state: 'reachable', since: ago(300), ...options.reachability?.[index],
      })), signal)),
      sync: os.accounts.sync.handler(async ({ signal }) => once(accounts.map(({ id }, index): SyncState => ({
        accountId: id, phase: 'idle', walking: null, linesDone: 9000, linesTotal: 9000, lineCount: index === 0 ? 18_204 : 6_310,
        changed: 41, badRecords: 0,
        startedAt: ago(22), completedAt: ago(18), nextAt: ago(-42), failure: null, wholeAt: null, onlyChanges: null, detailsComplete: null, doneBy: null, ...(index === 0 ? options.sync : {}),
      })), signal)),
      startSync: os.accounts.startSync.handler(async () => undefined),
      stopSync: os.accounts.stopSync.handler(async () => undefined),
    },
    lines: {
      search: os.lines.search.handler(async ({ input: { query, filters, limit = 50 } }) => {
        const words = query.toLowerCase().split(/\s+/).filter(word => word !== '')
        const all = lines.filter(line => passes(line, filters)).flatMap(line => hitOf(line, words) ?? [])
        const nid = /^\d{4}[a-z]{2}\d{9}$/i.test(query.trim()) && all.length === 0 ? query.trim().toUpperCase() : null
        return { query, hits: all.slice(0, limit), more: all.length > limit, liveNid: nid, incomplete: [] }
      }),
      facets: os.lines.facets.handler(async () => {
        const count = (name: (line: LineSummary) => string | null) =>
          [...Map.groupBy(lines.flatMap(line => name(line) ?? []), value => value)].map(([value, all]) => ({
            name: value, count: all.length,
          }))
        return { technologies: count(line => line.technology), suppliers: count(line => line.supplier), lineCount: lines.length }
      }),
      lookUp: os.lines.lookUp.handler(async ({ input: { nid } }) => ({
        found: nid.endsWith('1') ? lines.slice(0, 1) : [],
        failures: [{ accountId: secondAccount, failure: { kind: 'timeout', code: 'ETIMEDOUT', correlationId: '5f2b-77' } }],
      })),
      liveSearch: os.lines.liveSearch.handler(async ({ input: { text } }) => {
        const found = lines.filter(line => `${line.street} ${line.place}`.toLowerCase().includes(text.toLowerCase())).slice(0, 3)
        return { asked: 1, found, hits: found.map(line => ({ nativeId: line.nativeId ?? '', label: 'Fiber 1G', customerName: null, by: 'text' as const, accountId: line.accountId, lineId: line.id })), complete: true, failures: [] }
      }),
      start: os.lines.start.handler(async () => ({ recent: lines.slice(3, 9), pinned: lines.filter(line => line.pinned) })),
      pin: os.lines.pin.handler(async ({ input: { lineId, pinned } }) => {
        lines = lines.map(line => line.id === lineId ? { ...line, pinned } : line)
      }),
      open: os.lines.open.handler(async ({ input: { lineId } }) => viewOf(lineId)),
      refresh: os.lines.refresh.handler(async ({ input: { lineId } }) => each([viewOf(lineId)])),
      refreshPart: os.lines.refreshPart.handler(async ({ input: { lineId } }) => viewOf(lineId)),
      findByDhcp: os.lines.findByDhcp.handler(async () => ({ asked: 1, found: [], failures: [] })),
      takeAlong: os.lines.takeAlong.handler(async ({ input: { lineIds } }) => each([lineIds.map((lineId, index) => ({
        lineId, label: lines.find(line => line.id === lineId)?.street ?? '',
        state: index === 0 ? 'complete' as const : 'partial' as const,
        missing: index === 0 ? [] : ['authenticationLog' as const], failure: index === 0 ? null : { kind: 'timeout' as const },
      }))])),
      saveObservations: os.lines.saveObservations.handler(async ({ input }) => ({
        observations: { ...input, updatedAt: now }, verdict: viewOf(input.lineId).verdict,
      })),
      credentials: os.lines.credentials.handler(async () => ({ username: 'user@lineside.example', password: 'not-a-real-one' })),
      forceDisconnect: os.lines.forceDisconnect.handler(async () => each([{
        stage: 'back' as const, elapsedMs: 41_000, online: 'online' as const, lastLoginAt: now, failure: null,
      }])),
    },
    checks: {
      run: os.checks.run.handler(async () => each([])),
      follow: os.checks.follow.handler(async () => each([])),
      stopWaiting: os.checks.stopWaiting.handler(async () => { throw new ORPCError('NOT_FOUND', { data: { what: 'check' } }) }),
    },
    verdicts: {
      mark: os.verdicts.mark.handler(async ({ input }) => verdicts.mark(input)),
      unmark: os.verdicts.unmark.handler(async ({ input }) => verdicts.unmark(input.id)),
      counts: os.verdicts.counts.handler(async () => verdicts.counts()),
      export: os.verdicts.export.handler(async () => verdicts.exported()),
    },
    history: {
      page: os.history.page.handler(async ({ input }) => history.page(input)),
      report: os.history.report.handler(async ({ input }) => history.report(input.lineId, input.reportId)),
      fetch: os.history.fetch.handler(async ({ input, signal }) => history.fetch(input.lineId, input.remoteId, signal ?? never)),
      trends: os.history.trends.handler(async ({ input }) => history.trends(input.lineId)),
    },
    neighbours: {
      of: os.neighbours.of.handler(async ({ input }) => neighbours.of(input.lineId)),
      check: os.neighbours.check.handler(async ({ input, signal }) =>
        eventsOf(neighbours.check(input.lineId, input.neighbourIds, signal ?? never))),
    },
    watch: {
      start: os.watch.start.handler(async ({ input, errors }) => {
        try {
          return watch.start(input.lineId)
        } catch (error) {
          throw error instanceof Conflict ? errors.CONFLICT({ data: { reason: error.reason, count: 5 } }) : error
        }
      }),
      stop: os.watch.stop.handler(async ({ input }) => watch.stop(input.lineId)),
      watching: os.watch.watching.handler(async ({ signal }) => eventsOf(watch.watching(signal ?? never))),
    },
    outbox: {
      page: os.outbox.page.handler(async ({ input }) => outbox.page(input)),
      changes: os.outbox.changes.handler(async ({ signal }) => eventsOf(outbox.changes(signal ?? never))),
      addTicket: os.outbox.addTicket.handler(async ({ input }) => outbox.addTicket(input)),
      addComment: os.outbox.addComment.handler(async ({ input }) => outbox.addComment(input)),
      changeTicket: os.outbox.changeTicket.handler(async ({ input }) => outbox.changeTicket(input)),
      setSolved: os.outbox.setSolved.handler(async ({ input }) => outbox.setSolved(input)),
      setTags: os.outbox.setTags.handler(async ({ input }) => outbox.setTags(input)),
      changeContact: os.outbox.changeContact.handler(async ({ input }) => outbox.changeContact(input)),
      changeOnt: os.outbox.changeOnt.handler(async ({ input }) => outbox.changeOnt(input)),
      addCallLog: os.outbox.addCallLog.handler(async ({ input }) => outbox.addCallLog(input)),
      isThere: os.outbox.isThere.handler(async ({ input }) => outbox.isThere(input.id)),
      resend: os.outbox.resend.handler(async ({ input }) => outbox.resend(input.id, input.corrected)),
      discard: os.outbox.discard.handler(async ({ input }) => outbox.discard(input.id)),
      sendNow: os.outbox.sendNow.handler(async () => outbox.sendNow()),
      keepFile: os.outbox.keepFile.handler(async ({ input }) => outbox.keepFile(input)),
      dropFile: os.outbox.dropFile.handler(async ({ input }) => outbox.dropFile(input.fileId)),
    },
    addresses: {
      check: os.addresses.check.handler(async ({ input, signal }) => eventsOf(addresses.check(input, signal ?? never))),
    },
    customers: {
      serviceOrders: os.customers.serviceOrders.handler(async ({ input, signal }) => customers.serviceOrders(input.lineId, signal ?? never)),
      serviceOrder: os.customers.serviceOrder.handler(async ({ input, signal }) => customers.serviceOrder(input.lineId, input.id, signal ?? never)),
      cancelServiceOrder: os.customers.cancelServiceOrder.handler(async ({ input, signal, errors }) => {
        try {
          return await customers.cancelServiceOrder(input.lineId, input.id, signal ?? never)
        } catch (error) {
          throw error instanceof Conflict ? errors.CONFLICT({ data: { reason: error.reason } }) : error
        }
      }),
      callLogs: os.customers.callLogs.handler(async ({ input, signal }) => customers.callLogs(input.lineId, signal ?? never)),
      callLogDraft: os.customers.callLogDraft.handler(async () => null),
      saveCallLogDraft: os.customers.saveCallLogDraft.handler(async () => undefined),
      discardCallLogDraft: os.customers.discardCallLogDraft.handler(async () => undefined),
      upload: os.customers.upload.handler(async ({ input, signal }) => customers.upload(input.lineId, input.id, signal ?? never)),
    },
    privacy: {
      unsentWork: os.privacy.unsentWork.handler(async () => ({ writes: [], unsent: 0, openVisits: [], drafts: 0 })),
      deleteCustomerData: os.privacy.deleteCustomerData.handler(async () => undefined),
      lock: os.privacy.lock.handler(async () => undefined),
      active: os.privacy.active.handler(async () => undefined),
    },
    actions: {
      run: os.actions.run.handler(async ({ input, signal }) => eventsOf(actions.run(input, signal ?? never))),
      connectionReport: os.actions.connectionReport.handler(async ({ input, signal }) => actions.connectionReport(input.lineId, signal ?? never)),
      ofLine: os.actions.ofLine.handler(async ({ input }) => actions.ofLine(input.lineId)),
    },
    work: {
      list: os.work.list.handler(async () => work.list()),
      add: os.work.add.handler(async ({ input }) => work.add(input.text)),
      addLine: os.work.addLine.handler(async ({ input }) => work.addLine(input.lineId)),
      holds: os.work.holds.handler(async ({ input }) => ({ holds: work.holds(input.lineId) })),
      lookUp: os.work.lookUp.handler(async ({ input, signal }) => work.lookUp(input.key, signal ?? never)),
      setDone: os.work.setDone.handler(async ({ input }) => work.setDone(input.lineId, input.done)),
      removeLine: os.work.removeLine.handler(async ({ input }) => work.removeLine(input.lineId)),
      dropUnknown: os.work.dropUnknown.handler(async ({ input }) => work.dropUnknown(input.key)),
      saveFilter: os.work.saveFilter.handler(async ({ input }) => work.saveFilter(input.name, input.query, input.filters)),
      switchFilter: os.work.switchFilter.handler(async ({ input }) => work.switchFilter(input.id, input.on)),
      dropFilter: os.work.dropFilter.handler(async ({ input }) => work.dropFilter(input.id)),
    },
    visits: {
      page: os.visits.page.handler(async ({ input }) => visits.page(input)),
      get: os.visits.get.handler(async ({ input }) => visits.get(input.id)),
      start: os.visits.start.handler(async ({ input }) => visits.start(input.lineId, input.timeZone)),
      setOnSite: os.visits.setOnSite.handler(async ({ input }) => visits.setOnSite(input.id, input.onSite)),
      addNote: os.visits.addNote.handler(async ({ input }) => visits.addNote(input.id, input.itemId, input.text)),
      addFile: os.visits.addFile.handler(async ({ input: { id, ...file } }) => visits.addFile(id, file)),
      caption: os.visits.caption.handler(async ({ input }) => visits.caption(input.id, input.itemId, input.caption)),
      removeItem: os.visits.removeItem.handler(async ({ input }) => visits.removeItem(input.id, input.itemId)),
      file: os.visits.file.handler(async ({ input }) => visits.file(input.id, input.itemId)),
      leftOpen: os.visits.leftOpen.handler(async ({ input }) => visits.leftOpen(input.id, input.text)),
      confirm: os.visits.confirm.handler(async ({ input }) => visits.confirm(input.id, input.name, input.signaturePng)),
      finish: os.visits.finish.handler(async ({ input }) => visits.finish(input.id)),
      reopen: os.visits.reopen.handler(async ({ input }) => visits.reopen(input.id)),
      remove: os.visits.remove.handler(async ({ input }) => visits.remove(input.id)),
      changes: os.visits.changes.handler(async ({ signal }) => eventsOf(visits.changes(signal ?? never))),
      export: os.visits.export.handler(async ({ input }) => visits.export(input.id, input.passphrase)),
      import: os.visits.import.handler(async ({ input }) => visits.import(input.base64, input.passphrase)),
      pdf: os.visits.pdf.handler(async ({ input }) => visits.pdf(input.id, input.language)),
      reportPdf: os.visits.reportPdf.handler(async ({ input }) => visits.reportPdf(input.lineId, input.reportId, input.language)),
      json: os.visits.json.handler(async ({ input }) => visits.json(input.id)),
      csv: os.visits.csv.handler(async ({ input }) => visits.csv(input.id)),
      attachPdf: os.visits.attachPdf.handler(async ({ input }) => visits.attachPdf(input.id)),
    },
    tickets: {
      list: os.tickets.list.handler(async () => ({ tickets: views.flatMap(view => view.tickets), sent: [], failures: [], changed: [] })),
      follow: os.tickets.follow.handler(async () => each([{ tickets: views.flatMap(view => view.tickets), sent: [], failures: [], changed: [] }])),
      seen: os.tickets.seen.handler(async () => undefined),
      commentDraft: os.tickets.commentDraft.handler(async () => null),
      saveCommentDraft: os.tickets.saveCommentDraft.handler(async () => undefined),
      discardCommentDraft: os.tickets.discardCommentDraft.handler(async () => undefined),
      get: os.tickets.get.handler(async () => { throw new ORPCError('NOT_FOUND', { data: { what: 'ticket' } }) }),
      forLine: os.tickets.forLine.handler(async ({ input: { lineId } }) => ({
        tickets: viewOf(lineId).tickets, sent: [], failure: null,
      })),
      draft: os.tickets.draft.handler(async ({ input: { lineId } }) => ({
        kept: false,
        draft: {
          lineId, subject: 'No light at the ONT', comment: '', contactName: '', contactPhone: '', technicalSpecifications: '',
        },
      })),
      saveDraft: os.tickets.saveDraft.handler(async () => undefined),
      discardDraft: os.tickets.discardDraft.handler(async () => undefined),
    },
  }))
  return {
    app: withParts(client.app, parts.app), accounts: withParts(client.accounts, parts.accounts),
    lines: withParts(client.lines, parts.lines),
    checks: withParts(client.checks, parts.checks), history: withParts(client.history, parts.history), tickets: withParts(client.tickets, parts.tickets), outbox: withParts(client.outbox, parts.outbox),
    visits: withParts(client.visits, parts.visits),
    addresses: withParts(client.addresses, parts.addresses), customers: withParts(client.customers, parts.customers),
    actions: withParts(client.actions, parts.actions), work: withParts(client.work, parts.work), privacy: withParts(client.privacy, parts.privacy),
    verdicts: withParts(client.verdicts, parts.verdicts), neighbours: withParts(client.neighbours, parts.neighbours), watch: withParts(client.watch, parts.watch),
  }
}
