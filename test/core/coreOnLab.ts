import { openCore } from '../../electron/core.ts'
import { startLab, type Lab, type LabOptions } from '../../electron/lab/lab.ts'
import type { Core, Services } from '../../electron/services.ts'
import { wholeHistory } from '../../shared/contract/history.ts'
import type { AppStatus } from '../../shared/contract/app.ts'
import { defaultScope, type Account, type AccountInput } from '../../shared/model/account.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import { noFilters, type LineSummary, type SyncState } from '../../shared/model/search.ts'
import { createPassphraseVault, hasPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import { labEngineer, temporaryDirectory } from '../fakes/processes.ts'

export const passphrase = 'correct horse battery staple'
const writerWorkerUrl = new URL('../../electron/lines/writerWorker.ts', import.meta.url)

/** A signal that nobody aborts. */
export const unhurried = (): AbortSignal => new AbortController().signal

/** The first value of a stream that `is` what is waited for; the stream is left then. */
export async function until<Value>(stream: AsyncIterable<Value>, is: (value: Value) => boolean): Promise<Value> {
  for await (const value of stream) if (is(value)) return value
  throw new Error('the stream ended before what was waited for')
}

/** The last value of a stream that ends by itself. */
export async function lastOf<Value>(stream: AsyncIterable<Value>): Promise<Value> {
  const values: Value[] = []
  for await (const value of stream) values.splice(0, 1, value)
  const [value] = values
  if (value === undefined) throw new Error('the stream was empty')
  return value
}

export const statusOf = (core: Core): Promise<AppStatus> => until(core.status(unhurried()), () => true)

/** The state of an account's synchronisation when `is` first holds. */
export async function syncState(services: Services, id: AccountId, is: (state: SyncState) => boolean): Promise<SyncState> {
  const states = await until(services.sync.states(unhurried()), all => all.some(state => state.accountId === id && is(state)))
  const found = states.find(state => state.accountId === id)
  if (found === undefined) throw new Error('no such account')
  return found
}

/** Waits for the account's present or first synchronisation. */
export const synchronised = (services: Services, id: AccountId): Promise<SyncState> =>
  syncState(services, id, ({ phase }) => phase === 'idle' || phase === 'failed')

/** Synchronises once more. */
export function synchronise(services: Services, id: AccountId): Promise<SyncState> {
  services.sync.start(id)
  return synchronised(services, id)
}

/** The first reports of a line's history, newest first. */
export const wholePage = (lineId: LineId): Parameters<Services['history']['page']>[0] =>
  ({ lineId, filter: wholeHistory, sort: { by: 'at', direction: 'descending' }, offset: 0, limit: 200 })

/** The line of a carrier's NID, which must be cached. */
export function lineOf(services: Services, nid: string): LineSummary {
  const line = services.lines.search(nid, noFilters, 1).hits[0]?.line
  if (line?.nativeId !== nid) throw new Error(`${nid} is not cached`)
  return line
}

/** Fetches all parts, then runs checks one event stream at a time; without `kinds` all that are offered. */
export async function check(services: Services, id: LineId, circuitNid: string, kinds?: readonly CheckKind[]): Promise<Report[]> {
  const offered = services.lines.open(id).available.find(({ nid }) => nid === circuitNid)?.kinds ?? []
  await lastOf(services.checks.run(id, circuitNid, kinds ?? offered, unhurried()))
  return services.lines.open(id).reports
}

export type OnLab = {
  readonly lab: Lab
  readonly dir: string
  /** Opens a core on the directory, unlocked by the passphrase unless told otherwise. */
  open(options?: { passphrase?: string | null; demo?: boolean; dir?: string }): Promise<Core>
  /** An account of the lab, as it is entered. */
  account(change?: Partial<AccountInput>): AccountInput
  /** Adds an account and waits for its first synchronisation. */
  signOn(services: Services, change?: Partial<AccountInput>): Promise<Account>
  [Symbol.asyncDispose](): Promise<void>
}

/** The whole core over a lab of its own, on a directory of its own. */
export async function openOnLab(options: LabOptions = {}): Promise<OnLab> {
  const directory = await temporaryDirectory('core')
  const lab = await startLab({ lines: 60, checkMs: 50, ...options })
  const cores: Core[] = []
  const account = (change: Partial<AccountInput> = {}): AccountInput => ({
    label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl: lab.baseUrl, username: labEngineer.username, authentication: 'jwt',
    scope: defaultScope, customerIds: [], resellerIds: [], ...change,
  })
  return {
    lab,
    dir: directory.dir,
    account,
    async open({ passphrase: given = passphrase, demo = false, dir = directory.dir } = {}) {
      // A vault made here is opened at its own cost: deriving a key the careful way would take most of these tests' time.
      if (given === passphrase && !hasPassphraseVault(dir)) await createPassphraseVault(dir, passphrase, { N: 2 ** 10, r: 8, p: 1 })
      const core = await openCore({
        dataDirectory: dir, host: 'browser', version: '0.0.0', writerWorkerUrl, startedAtMs: Date.now(),
        outbox: { settleMs: 600, backOffFirstMs: 30 }, ...(given === null ? {} : { passphrase: given }), ...(demo ? { demo: [{ kind: 'nextpertise', baseUrl: lab.baseUrl, ...labEngineer }] } : {}),
      })
      cores.push(core)
      return core
    },
    async signOn(services, change) {
      const input = account(change)
      const added = await services.accounts.add(input, { password: `${input.username}-pass` })
      await synchronise(services, added.id)
      return added
    },
    async [Symbol.asyncDispose]() {
      for (const core of cores) await core.close()
      await lab.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}
