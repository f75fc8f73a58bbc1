import { createLatest } from '../../electron/latest.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { NotFound, NotReady, type Core, type Services } from '../../electron/services.ts'
import type { AppStatus } from '../../shared/contract/app.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { Account } from '../../shared/model/account.ts'
import { defaultScope } from '../../shared/model/account.ts'
import { CheckId, type LineId, type UtcTime } from '../../shared/model/common.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import type { SyncState } from '../../shared/model/search.ts'
import { defaultSettings, type Settings } from '../../shared/model/settings.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import { createFakeActions } from './fakeActions.ts'
import { fakeHealth } from './fakeHealth.ts'
import { createFakeHistory } from './fakeHistory.ts'
import { createFakeOutbox } from './fakeOutbox.ts'
import { createFakeNeighbours } from './fakeNeighbours.ts'
import { fakeVerdicts } from './fakeVerdicts.ts'
import { createFakeVisits } from './fakeVisits.ts'
import { createFakeAddresses } from './fakeAddresses.ts'
import { createFakeCustomers } from './fakeCustomers.ts'
import { createFakeWatch } from './fakeWatch.ts'
import { createFakeWork } from './fakeWork.ts'
import { fixtureAccount, fixtureSystem, lineFixtures } from './lineFixtures.ts'

export type LoggedEvent = { readonly level: string; readonly event: string; readonly detail: Readonly<Record<string, unknown>> }
export type FakeCore = Core & { readonly logged: LoggedEvent[]; readonly calls: string[]; setReady(ready: boolean): void; replaceServices(part: Partial<Services>): void }

const now = '2026-11-21T18:00:00.000Z' satisfies UtcTime

const account: Account = {
  id: fixtureAccount, system: fixtureSystem, label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl: 'https://lab.example/api',
  username: 'engineer', authentication: 'basic', scope: defaultScope, customerIds: [], resellerIds: [], createdAt: now, hasPassword: true,
}

const syncState: SyncState = {
  accountId: fixtureAccount, phase: 'idle', walking: null, linesDone: 10, linesTotal: 10, lineCount: 10, changed: 0, badRecords: 0,
  startedAt: now, completedAt: now, nextAt: null, failure: null, wholeAt: null, onlyChanges: null, detailsComplete: null, doneBy: null,
}

/** A core that answers every procedure from fixtures, for tests of what stands in front of it. */
export function createFakeCore(over: { demo?: boolean; host?: 'desktop' | 'browser' } = {}): FakeCore {
  const views = new Map<LineId, LineView>(Object.values(lineFixtures(now)).map(view => [view.line.id, view]))
  const logged: LoggedEvent[] = []
  const calls: string[] = []
  let ready = true
  const status = createLatest<AppStatus>({
    version: '0.0.0', host: over.host ?? 'browser', platform: 'linux', demo: over.demo ?? false, dataDirectory: '/data',
    vault: { state: 'ready', kind: 'memory', persistent: false, reason: null, offers: [], newPassphrase: false, keychainInUse: false, wrongPassphrase: false },
    journal: { state: 'open', reason: null, backups: [] }, notices: [], readyAfterMs: 12,
  })
  let services = createFakeServices(views, calls)
  return {
    logged, calls,
    setReady(value) { ready = value },
    replaceServices(part) { services = { ...services, ...part } },
    services() {
      if (!ready) throw new NotReady('needsChoice')
      return services
    },
    status: signal => status.values(signal),
    chooseVault: async () => status.get().vault,
    chooseJournal: async () => status.get().journal,
    dismissNotice: id => { calls.push(`dismissNotice ${id}`) },
    deleteCustomerData: async () => { calls.push('deleteCustomerData') },
    lock: async () => { calls.push('lock') },
    active: () => { calls.push('active') },
    log: () => ({ entries: [{ at: now, level: 'info', event: 'core.opened', detail: '' }], file: '/data/lineside.log' }),
    writeLog: (level, event, detail) => { logged.push({ level, event, detail }) },
    close: async () => {
      calls.push('close')
      status.close()
    },
  }
}

function createFakeServices(views: ReadonlyMap<LineId, LineView>, calls: string[]): Services {
  let settings: Settings = defaultSettings
  const drafts = new Map<LineId, TicketDraft>()
  const viewOf = (id: LineId): LineView => {
    const view = views.get(id)
    if (view === undefined) throw new NotFound('line')
    return view
  }
  const verdicts = fakeVerdicts(viewOf, now)
  const summaries = () => [...views.values()].map(view => view.summary)
  return {
    accounts: {
      list: () => [account],
      presets: () => [{ kind: 'nextpertise', name: 'Nextpertise', baseUrl: 'https://api.example/', environment: 'production' }],
      add: async (input, _secrets) => ({ ...account, ...input }),
      edit: async (id, input) => ({ ...account, ...input, id }),
      remove: async id => { calls.push(`remove ${id}`) },
      test: async () => ({ outcome: 'ok', rights: [{ area: 'broadband', allowed: true }], lineCount: 10, tookMs: 20 }),
      retry: async id => ({ accountId: id, state: 'reachable', since: now }),
      health: async () => fakeHealth('nextpertise', now),
      async *reachability(signal) {
        yield [{ accountId: fixtureAccount, state: 'reachable', since: now }]
        await aborted(signal)
      },
    },
    sync: {
      async *states(signal) {
        yield [syncState]
        await aborted(signal)
      },
      start: id => { calls.push(`start ${id}`) },
      stop: id => { calls.push(`stop ${id}`) },
    },
    lines: {
      search: (query, _filters, limit) => ({
        query, more: false, liveNid: null, incomplete: [],
        hits: summaries().filter(line => `${line.street} ${line.place}`.toLowerCase().includes(query.toLowerCase())).slice(0, limit)
          .map(line => ({ line, tier: 'word' as const, matches: [] })),
      }),
      facets: () => ({ technologies: [{ name: 'GPON', count: views.size }], suppliers: [{ name: 'KPNWBA', count: views.size }], lineCount: views.size }),
      lookUp: async () => ({ found: summaries().slice(0, 1), failures: [] }),
      liveSearch: async () => ({ asked: 0, found: [], hits: [], complete: true, failures: [] }),
      findByDhcp: async () => ({ asked: 1, found: summaries().slice(0, 1), failures: [] }),
      start: () => ({ recent: summaries().slice(0, 3), pinned: summaries().filter(line => line.pinned) }),
      pin: (id, pinned) => { calls.push(`pin ${id} ${pinned}`) },
      open: viewOf,
      async *refresh(id) {
        yield viewOf(id)
      },
      refreshPart: async id => viewOf(id),
      async *takeAlong(ids) {
        yield ids.map(lineId => ({ lineId, label: viewOf(lineId).summary.street, state: 'complete' as const, missing: [], failure: null }))
      },
      saveObservations: input => ({ observations: { ...input, updatedAt: now }, verdict: viewOf(input.lineId).verdict }),
      async credentials() {
        throw new OperatorFailure({ kind: 'refused', refusal: 'rightMissing', code: '003', correlationId: 'c-1' })
      },
      async *forceDisconnect() {
        yield { stage: 'back', elapsedMs: 1_000, online: 'online', lastLoginAt: now, failure: null }
      },
    },
    checks: {
      async *run(id, circuitNid, kinds) {
        const view = viewOf(id)
        const running = kinds.map(kind => checkOf(view, kind, circuitNid, 'running'))
        yield { checks: running, changed: null, report: null, verdict: null }
        const done = kinds.map(kind => checkOf(view, kind, circuitNid, 'complete'))
        yield { checks: done, changed: done[0]?.id ?? null, report: view.reports[0] ?? null, verdict: view.verdict }
      },
      async *follow() {
        // Nothing runs.
      },
      stopWaiting: () => { throw new NotFound('check') },
    },
    tickets: {
      list: async () => ({ tickets: [...views.values()].flatMap(view => view.tickets), sent: [], failures: [], changed: [] }),
      async *follow() {
        yield { tickets: [...views.values()].flatMap(view => view.tickets), sent: [], failures: [], changed: [] }
      },
      seen: () => undefined,
      commentDraft: () => null,
      saveCommentDraft: () => undefined,
      discardCommentDraft: () => undefined,
      callLogDraft: () => null,
      saveCallLogDraft: () => undefined,
      discardCallLogDraft: () => undefined,
      get: async () => { throw new NotFound('ticket') },
      forLine: async id => ({ tickets: viewOf(id).tickets, sent: [], failure: null }),
      draft: id => {
        const kept = drafts.get(id)
        return { kept: kept !== undefined, draft: kept ?? { lineId: id, subject: 'No light', comment: '', contactName: '', contactPhone: '', technicalSpecifications: '' } }
      },
      saveDraft: draft => { drafts.set(draft.lineId, draft) },
      discardDraft: id => { drafts.delete(id) },
    },
    outbox: createFakeOutbox(() => now),
    visits: createFakeVisits(viewOf, () => now),
    unsentWork: () => ({ writes: [], unsent: 0, openVisits: [], drafts: 0 }),
    history: createFakeHistory(viewOf, { nowMs: Date.parse(now) }),
    verdicts: { ...verdicts, export: verdicts.exported },
    neighbours: createFakeNeighbours([...views.values()], now),
    watch: createFakeWatch(viewOf, () => now),
    actions: createFakeActions(viewOf, () => now),
    work: createFakeWork([...views.values()], now),
    addresses: createFakeAddresses(() => [account], summaries), customers: createFakeCustomers(),
    settings: {
      get: () => settings,
      change(part) {
        settings = { ...settings, ...part }
        return settings
      },
    },
  }
}

function checkOf(view: LineView, kind: CheckKind, circuitNid: string, state: Check['state']): Check {
  return {
    id: CheckId.parse(`check-${kind}`), lineId: view.line.id, accountId: fixtureAccount, kind, target: { kind: 'circuit', nid: circuitNid },
    state, remoteId: 'remote-1', requestedAt: now, endedAt: state === 'complete' ? now : null, waiting: true,
    reportId: view.reports[0]?.id ?? null, failure: null,
  }
}

/** Settles when the signal aborts: a stream of which nothing more is to be said. */
function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
