import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import type { Account } from '../../shared/model/account.ts'
import { startLab } from '../../electron/lab/lab.ts'
import type { Lab } from '../../electron/lab/lab.ts'
import type { ResellerOptions } from '../../electron/lab/reseller/reseller.ts'
import { readOrdersPage } from '../../electron/operators/reseller/readOrdersPage.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import type { Operator, OperatorMethods, ReadLinePage } from '../../electron/operators/operator.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import type { OperatorAccount, Registry } from '../../electron/operators/registry.ts'
import { context, createHastyClock, createListeningLog } from './operatorOnLab.ts'
import type { ListeningLog } from './operatorOnLab.ts'

export type OnReseller = {
  readonly lab: Lab
  readonly registry: Registry
  readonly operator: Operator
  readonly account: OperatorAccount
  readonly log: ListeningLog
  method<Name extends keyof OperatorMethods>(name: Name): OperatorMethods[Name]
  /** One page of the walk over orders, read. */
  page(nth: number): Promise<ReadLinePage>
  /** Ids of every order, as one pass over the pages brings them. */
  walk(): Promise<string[]>
  close(): Promise<void>
}

export function resellerAccount(lab: Pick<Lab, 'reseller'>, name = 'engineer',
  authentication: Account['authentication'] = 'jwt'): OperatorAccount {
  return {
    id: AccountId.parse(`reseller-${name}`), kind: 'reseller', system: systemKeyOf('reseller', lab.reseller.baseUrl),
    baseUrl: lab.reseller.baseUrl, authentication,
    username: authentication === 'jwt' ? `${name}@reseller.example` : `client-${name}`,
    ...(authentication === 'jwt' ? { clientId: `client-${name}` } : {}),
  }
}

/** The reseller platform of the lab and the adapter at work on it, over real HTTP. */
export async function openOnReseller(
  options: ResellerOptions = {}, name = 'engineer', authentication: Account['authentication'] = 'jwt',
  clock: Clock = createHastyClock(),
): Promise<OnReseller> {
  const lab = await startLab({ lines: 300, systems: ['reseller'], reseller: options, now: () => new Date(clock.now()) })
  const log = createListeningLog()
  const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'system', url: '' } }), log, clock })
  const account = resellerAccount(lab, name, authentication)
  await registry.set(account, () => Promise.resolve({ password: authentication === 'jwt' ? `${name}-pass` : `token-${name}` }))
  const operator = registry.get(account.id)
  if (operator === null) throw new Error('no operator')
  const method = <Name extends keyof OperatorMethods>(wanted: Name): OperatorMethods[Name] => {
    const found = operator.methods[wanted]
    if (found === undefined) throw new Error(`no ${wanted}`)
    return found
  }
  const page = async (nth: number): Promise<ReadLinePage> => {
    const [walk] = method('walksOf')({ states: ['active'], cities: [], postcodePrefixes: [], tags: [] })
    if (walk === undefined) throw new Error('no walk')
    const body = await method('fetchLinePage')(walk, nth, context('background'))
    return readOrdersPage(body, { system: account.system, accountId: account.id, state: walk.state,
      seenAt: new Date(clock.now()).toISOString() })
  }
  return {
    lab, registry, operator, account, log, method, page,
    async walk() {
      const ids: string[] = []
      for (let nth: number | null = 1; nth !== null;) {
        const read: ReadLinePage = await page(nth)
        ids.push(...read.lines.map(({ line }) => line.nativeId ?? ''))
        nth = read.nextPage
      }
      return ids
    },
    async close() {
      await registry.close()
      await lab.close()
    },
  }
}
