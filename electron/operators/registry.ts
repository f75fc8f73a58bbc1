import type { Account, ConnectionTest, Reachability } from '../../shared/model/account.ts'
import type { AccountId, SystemKey, SystemKind } from '../../shared/model/common.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { ClockSample } from './clockOffset.ts'
import type { NetworkSettings } from './dispatcher.ts'
import { createHttp } from './http.ts'
import type { Http } from './http.ts'
import type { Operator } from './operator.ts'
import { OperatorFailure } from './operatorFailure.ts'
import { createReachability } from './reachability.ts'
import type { CallResult, ReachabilityStore } from './reachability.ts'
import type { Secrets } from './session.ts'

/** What an adapter needs of an account. */
export type OperatorAccount = Pick<Account, 'id' | 'system' | 'kind' | 'baseUrl' | 'username' | 'authentication' | 'clientId'> & Partial<Pick<Account, 'customerIds' | 'resellerIds'>>
/** Reads an account's secrets from the vault at each log-in; null where there are none. */
export type SecretsProvider = () => Promise<Secrets | null>

export type AdapterConfig = {
  readonly account: OperatorAccount
  readonly http: Http
  readonly secrets: SecretsProvider
  readonly clock: Clock
  readonly log: Log
  /** Hears how every call ended, for the account's reachability. */
  readonly report: (result: CallResult, call: string) => void
}

/** An operator with what only its account's keeper may do. */
export type AccountOperator = Operator & {
  /** Forgets refusals; the next call logs in anew. */
  retry(oneTimeCode?: string): void
  /** One harmless call. Throws OperatorFailure. */
  probe(signal: AbortSignal): Promise<void>
}

export type Registry = {
  readonly reachability: ReachabilityStore
  /** Builds the account's operator, or builds it anew after a change. `secrets` is asked at every log-in and never kept. */
  set(account: OperatorAccount, secrets: SecretsProvider): Promise<void>
  get(accountId: AccountId): Operator | null
  /** Accounts at one system with their operators, those that can be reached first. */
  forSystem(system: SystemKey): { accountId: AccountId; operator: Operator }[]
  remove(accountId: AccountId): Promise<void>
  /** Speaks to an account again after a refusal, and gives its state after one harmless call. */
  retry(accountId: AccountId, oneTimeCode: string | undefined, signal: AbortSignal): Promise<Reachability>
  /** Tests what is typed, apart from whatever is at work. Throws OperatorFailure only when cancelled. */
  test(account: OperatorAccount, secrets: Secrets, signal: AbortSignal): Promise<ConnectionTest>
  /** After a change of proxy or certificates: every account gets a new pool. */
  networkChanged(): Promise<void>
  close(): Promise<void>
}

export type RegistryOptions = {
  /** Asked whenever a pool is built. */
  readonly network: () => NetworkSettings
  readonly log: Log
  readonly clock?: Clock
}

/** The kinds that can be spoken to so far. */
const adapters: Partial<Record<SystemKind, () => Promise<(config: AdapterConfig) => AccountOperator>>> = {
  nextpertise: async () => (await import('./nextpertise/adapter.ts')).openNextpertise,
  onApi: async () => (await import('./on-api/adapter.ts')).openOnApi,
  reseller: async () => (await import('./reseller/adapter.ts')).openReseller,
  telecomx: async () => (await import('./telecomx/adapter.ts')).openTelecomx,
}

/** Calls at once where the usual few are not enough: an access is opened with all its live queries together. */
const CONNECTIONS: Partial<Record<SystemKind, number>> = { onApi: 10 }

const REACHABLE_FIRST = { reachable: 0, unknown: 1, unreachable: 2, refused: 3 } as const

type Held = { readonly account: OperatorAccount; readonly secrets: SecretsProvider; readonly operator: AccountOperator }

/** Holds one operator per account. Adapters are loaded when the first account needs them. */
export function createRegistry({ network, log, clock = systemClock }: RegistryOptions): Registry {
  const reachability = createReachability({ clock, log })
  const held = new Map<AccountId, Held>()

  const open = async (
    account: OperatorAccount, secrets: SecretsProvider, report: (result: CallResult, call: string) => void,
    heardClock: (sample: ClockSample) => void,
  ): Promise<AccountOperator> => {
    const adapter = await adapters[account.kind]?.()
    if (adapter === undefined) throw new OperatorFailure({ kind: 'notOffered', code: account.kind })
    const connections = CONNECTIONS[account.kind]
    const http = createHttp({
      baseUrl: account.baseUrl, network: network(), clock, log, heardClock, ...(connections === undefined ? {} : { connections }),
    })
    return adapter({ account, http, secrets, clock, log, report })
  }

  const registry: Registry = {
    reachability,
    async set(account, secrets) {
      const operator = await open(account, secrets, (result, call) => {
        if (held.get(account.id)?.operator === operator) reachability.report(account.id, result, call)
      }, sample => {
        if (held.get(account.id)?.operator === operator) reachability.hearClock(account.id, sample)
      })
      const before = held.get(account.id)
      held.set(account.id, { account, secrets, operator })
      reachability.add(account.id, signal => operator.probe(signal))
      await before?.operator.close()
    },
    get: accountId => held.get(accountId)?.operator ?? null,
    forSystem(system) {
      return [...held.entries()].filter(([, { account }]) => account.system === system)
        .map(([accountId, { operator }]) => ({ accountId, operator }))
        .toSorted((a, b) => REACHABLE_FIRST[reachability.of(a.accountId).state] - REACHABLE_FIRST[reachability.of(b.accountId).state])
    },
    async remove(accountId) {
      const gone = held.get(accountId)
      held.delete(accountId)
      reachability.remove(accountId)
      await gone?.operator.close()
    },
    async retry(accountId, oneTimeCode, signal) {
      held.get(accountId)?.operator.retry(oneTimeCode)
      return reachability.probeNow(accountId, signal)
    },
    async test(account, secrets, signal) {
      const operator = await open(account, () => Promise.resolve(secrets), () => undefined, () => undefined)
      try {
        const test = operator.methods.testConnection
        if (test === undefined) throw new OperatorFailure({ kind: 'notOffered' })
        return await test({ signal, urgency: 'engineer' })
      } finally {
        await operator.close()
      }
    },
    async networkChanged() {
      for (const { account, secrets } of Array.from(held.values())) await registry.set(account, secrets)
    },
    async close() {
      reachability.close()
      const operators = [...held.values()].map(({ operator }) => operator)
      held.clear()
      await Promise.all(operators.map(operator => operator.close()))
    },
  }
  return registry
}
