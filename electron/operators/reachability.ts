import type { Reachability } from '../../shared/model/account.ts'
import type { AccountId } from '../../shared/model/common.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import { createClockOffset } from './clockOffset.ts'
import type { ClockOffset, ClockSample } from './clockOffset.ts'
import { OperatorFailure } from './operatorFailure.ts'

/** Result of a call as far as reaching the system goes: null means an answer came. */
export type CallResult = OperatorFailure | null

export type ReachabilityStore = {
  /** Starts watching an account; `probe` makes one harmless call and reports how it ended, as every call does. */
  add(accountId: AccountId, probe: (signal: AbortSignal) => Promise<unknown>): void
  remove(accountId: AccountId): void
  /** `call` names the method, as in the log. */
  report(accountId: AccountId, result: CallResult, call: string): void
  /** What an answer said of the system's clock. */
  hearClock(accountId: AccountId, sample: ClockSample): void
  /** Milliseconds by which the system's clock is ahead of this machine's, 0 where they agree; null where nothing is known. */
  clockOffsetMs(accountId: AccountId): number | null
  of(accountId: AccountId): Reachability
  list(): Reachability[]
  /** Now, and again after changes, at most ten times a second; ends when the signal is aborted or the store is closed. */
  changes(signal: AbortSignal): AsyncIterable<Reachability[]>
  /**
   * Resolves at once unless the account is unreachable or refused, else when that is over. Polling and synchronisation wait
   * here.
   */
  whenReachable(accountId: AccountId, signal: AbortSignal): Promise<void>
  /** Probes now, whatever the plan says, and gives the state after it. */
  probeNow(accountId: AccountId, signal: AbortSignal): Promise<Reachability>
  close(): void
}

const FIRST_PROBE_MS = 2000
const PROBE_MS = 15_000
const PROBE_MOST_MS = 300_000
const COALESCE_MS = 100
/** Name of the probe among the methods. */
const PROBE = 'probe'
const CANNOT_CONNECT = 'UND_ERR_CONNECT_TIMEOUT'
/** Failures of the network, which say at once that the system cannot be reached. */
const NETWORK = new Set(['unreachable', 'certificate'])
/**
 * What a gateway, a portal or a proxy answers in the system's stead (RFC 9110, 15.6.3-15.6.5). A method alone may answer so
 * too: only different ones, with none that succeeds between them, over so long say that there is no system behind.
 */
const GATEWAY_CODES = new Set(['HTTP 502', 'HTTP 503', 'HTTP 504'])
const GATEWAY_KINDS = new Set(['notJson', 'wrongAddress'])
const GATEWAY_MS = 10_000

type Doubt = 'network' | 'silence' | 'gateway'

/** Why a result makes one doubt that the system can be reached; null where it shows that it can. Any answer of its own does. */
function doubtOf({ kind, code }: OperatorFailure['data']): Doubt | null {
  if (NETWORK.has(kind)) return 'network'
  if (kind === 'timeout') return 'silence'
  return GATEWAY_KINDS.has(kind) || (kind === 'serverError' && GATEWAY_CODES.has(code ?? '')) ? 'gateway' : null
}

type Watched = {
  now: Reachability
  readonly probe: (signal: AbortSignal) => Promise<unknown>
  readonly removed: AbortController
  readonly clockOffset: ClockOffset
  /** Doubtful results since the last answer, and when the first of them came. */
  doubts: number
  doubtsSince: number
  /** Methods that came to nothing meanwhile. */
  readonly doubtful: Set<string>
  last: CallResult
  probes: number
  plan: AbortController
}

/** Whether each account's system can be reached: from the last results, and a calm probe (15 s growing to 5 min while not). */
export function createReachability({ clock, log }: { clock: Clock; log: Log }): ReachabilityStore {
  const watched = new Map<AccountId, Watched>()
  const listeners = new Set<() => void>()
  let closed = false
  const utc = (): string => new Date(clock.now()).toISOString()
  const changed = (): void => { for (const listener of Array.from(listeners)) listener() }

  const move = (account: Watched, state: Reachability['state'], rest: Partial<Reachability>): void => {
    const { accountId, since, lastSuccessAt } = account.now
    const same = account.now.state === state && account.now.refusal === rest.refusal && account.now.code === rest.code
    account.now = {
      accountId, state, since: account.now.state === state ? since : utc(),
      ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }), ...rest,
    }
    if (same) return
    log.info('reachability.changed', { accountId, state, refusal: rest.refusal, code: rest.code })
    changed()
  }

  const plan = (account: Watched): void => {
    account.plan.abort()
    if (closed || account.removed.signal.aborted || account.now.state === 'refused') return
    account.plan = new AbortController()
    const { signal } = account.plan
    const unsettled = account.now.state === 'unreachable' || account.doubts > 0
    const calm = unsettled ? Math.min(PROBE_MOST_MS, PROBE_MS * 2 ** account.probes) : PROBE_MOST_MS
    const ms = account.now.state === 'unknown' && account.probes === 0 ? FIRST_PROBE_MS : calm * (0.9 + 0.2 * clock.random())
    const later = async (): Promise<void> => {
      await clock.sleep(ms, signal)
      account.probes++
      await probe(account, account.removed.signal)
      if (!signal.aborted) plan(account)
    }
    later().catch(() => undefined)
  }

  const probe = async (account: Watched, signal: AbortSignal): Promise<void> => {
    try {
      await account.probe(signal)
      take(account, null, PROBE)
    } catch (error) {
      // Its call has reported the same failure already, where it came as far as a call.
      // Nothing was asked at all where the rate limit leaves nothing for it: that tells nothing either.
      if (error instanceof OperatorFailure) {
        if (error !== account.last && error.data.kind !== 'tooBusy') take(account, error, PROBE)
      } else log.error('reachability.probe', { error })
    }
  }

  /** Whether doubts have become too many. A method that hangs is its own failure; one that cannot connect is everybody's. */
  const isConvincing = (account: Watched, doubt: Doubt, code: string | undefined): boolean => {
    if (doubt === 'network') return true
    if (account.doubts < 2) return false
    if (doubt === 'silence' && code === CANNOT_CONNECT) return true
    return account.doubtful.size > 1 && (doubt === 'silence' || clock.now() - account.doubtsSince >= GATEWAY_MS)
  }

  const settle = (account: Watched): void => {
    account.doubts = 0
    account.doubtful.clear()
  }

  const take = (account: Watched, result: CallResult, call: string): void => {
    const before = { state: account.now.state, doubts: account.doubts }
    account.last = result
    const { kind, refusal, code } = result?.data ?? { kind: null }
    if (kind === 'cancelled' || kind === 'notOffered') return
    const doubt = result === null ? null : doubtOf(result.data)
    if (kind === 'refused' && refusal !== 'rightMissing') {
      settle(account)
      move(account, 'refused', { ...(refusal === undefined ? {} : { refusal }), ...(code === undefined ? {} : { code }) })
    } else if (doubt !== null) {
      if (account.doubts === 0) account.doubtsSince = clock.now()
      account.doubts++
      account.doubtful.add(call)
      if (isConvincing(account, doubt, code)) move(account, 'unreachable', { code: code ?? kind ?? doubt })
    } else {
      settle(account)
      account.probes = 0
      account.now = { ...account.now, lastSuccessAt: utc() }
      move(account, 'reachable', { lastSuccessAt: utc() })
    }
    const settled = account.now.state === 'reachable' && account.doubts === 0
    if (account.now.state !== before.state || account.doubts === 1 || (settled && before.doubts > 0)) {
      if (account.now.state !== before.state) account.probes = 0
      plan(account)
    }
  }

  const unknown = (accountId: AccountId): Reachability => ({ accountId, state: 'unknown', since: utc() })

  const nextChange = (signal: AbortSignal): Promise<void> => new Promise(resolve => {
    const done = (): void => {
      listeners.delete(done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    listeners.add(done)
    signal.addEventListener('abort', done, { once: true })
  })

  const store: ReachabilityStore = {
    add(accountId, probeCall) {
      store.remove(accountId)
      const account: Watched = {
        now: unknown(accountId), probe: probeCall, removed: new AbortController(), clockOffset: createClockOffset(), doubts: 0,
        doubtsSince: 0, doubtful: new Set(), last: null, probes: 0, plan: new AbortController(),
      }
      watched.set(accountId, account)
      plan(account)
      changed()
    },
    remove(accountId) {
      const account = watched.get(accountId)
      if (account === undefined) return
      account.removed.abort()
      account.plan.abort()
      watched.delete(accountId)
      changed()
    },
    report(accountId, result, call) {
      const account = watched.get(accountId)
      if (account !== undefined && !closed) take(account, result, call)
    },
    hearClock: (accountId, sample) => watched.get(accountId)?.clockOffset.hear(sample),
    clockOffsetMs: accountId => watched.get(accountId)?.clockOffset.offsetMs() ?? null,
    of: accountId => watched.get(accountId)?.now ?? unknown(accountId),
    list: () => [...watched.values()].map(account => account.now),
    async *changes(signal) {
      while (!signal.aborted) {
        const change = nextChange(signal)
        yield store.list()
        await change
        if (closed) return
        await clock.sleep(COALESCE_MS, signal).catch(() => undefined)
      }
    },
    async whenReachable(accountId, signal) {
      const stuck = (): boolean => !closed && ['unreachable', 'refused'].includes(store.of(accountId).state)
      while (stuck()) {
        signal.throwIfAborted()
        await nextChange(signal)
      }
      signal.throwIfAborted()
    },
    async probeNow(accountId, signal) {
      const account = watched.get(accountId)
      if (account !== undefined) await probe(account, signal)
      return store.of(accountId)
    },
    close() {
      closed = true
      for (const accountId of Array.from(watched.keys())) store.remove(accountId)
      changed()
    },
  }
  return store
}
