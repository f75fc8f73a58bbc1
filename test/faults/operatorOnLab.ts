import type { Account } from '../../shared/model/account.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import type { Lab, LabOptions } from '../../electron/lab/lab.ts'
import { startLab } from '../../electron/lab/lab.ts'
import type { Log, LogFields } from '../../electron/log/log.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import type { CallContext, Operator, OperatorMethods } from '../../electron/operators/operator.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import type { OperatorAccount, Registry } from '../../electron/operators/registry.ts'

/** Everything logged, as one text, for what must not be in it. */
export type ListeningLog = Log & { readonly heard: () => string }

export function createListeningLog(): ListeningLog {
  const lines: string[] = []
  const hear = (event: string, fields?: LogFields): void => { lines.push(JSON.stringify({ event, ...fields })) }
  return { debug: hear, info: hear, warn: hear, error: hear, heard: () => lines.join('\n') }
}

/** Short waits are skipped and kept in `slept`; long ones are plans of the background and left alone. */
export function createHastyClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = []
  return {
    ...systemClock, slept, random: () => 0.5,
    sleep: (ms, signal) => {
      slept.push(ms)
      return ms > 10_000 ? systemClock.sleep(ms, signal) : Promise.resolve()
    },
  }
}

export function accountAt(lab: Pick<Lab, 'baseUrl'>, username = 'engineer', authentication: Account['authentication'] = 'jwt'): OperatorAccount {
  return {
    id: AccountId.parse(`account-${username}`), kind: 'nextpertise', system: systemKeyOf('nextpertise', lab.baseUrl), baseUrl: lab.baseUrl, username, authentication,
  }
}

export type OnLab = {
  readonly lab: Lab
  readonly registry: Registry
  readonly operator: Operator
  readonly account: OperatorAccount
  readonly log: ListeningLog
  readonly clock: Clock & { readonly slept: number[] }
  /** A method that the adapter is known to have. */
  method<Name extends keyof OperatorMethods>(name: Name): OperatorMethods[Name]
  close(): Promise<void>
}

export function context(urgency: CallContext['urgency'] = 'engineer', signal = new AbortController().signal): CallContext {
  return { urgency, signal }
}

/** A lab and the adapter at work on it, over real HTTP. */
export async function openOnLab(options: LabOptions = {}, username = 'engineer', authentication: Account['authentication'] = 'jwt'): Promise<OnLab> {
  const lab = await startLab({ lines: 300, checkMs: 50, ...options })
  const log = createListeningLog()
  const clock = createHastyClock()
  const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'system', url: '' } }), log, clock })
  const account = accountAt(lab, username, authentication)
  await registry.set(account, () => Promise.resolve({ password: `${username}-pass` }))
  const operator = registry.get(account.id)
  if (operator === null) throw new Error('no operator')
  return {
    lab, registry, operator, account, log, clock,
    method(name) {
      const method = operator.methods[name]
      if (method === undefined) throw new Error(`no ${name}`)
      return method
    },
    async close() {
      await registry.close()
      await lab.close()
    },
  }
}

/** The failure a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<OperatorFailure> {
  const error: unknown = await call.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof OperatorFailure)) throw new Error(`no OperatorFailure: ${String(error)}`)
  return error
}
