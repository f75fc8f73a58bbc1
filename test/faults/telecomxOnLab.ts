import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import type { SyncScope } from '../../shared/model/account.ts'
import { Line } from '../../shared/model/line.ts'
import { startLab } from '../../electron/lab/lab.ts'
import type { Lab } from '../../electron/lab/lab.ts'
import type { TelecomxOptions } from '../../electron/lab/telecomx/telecomx.ts'
import { readRequestsPage } from '../../electron/operators/telecomx/readPage.ts'
import { readRecord } from '../../electron/operators/telecomx/readRecord.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import type { Operator, OperatorMethods, ReadLine, ReadLinePage, Walk } from '../../electron/operators/operator.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import type { OperatorAccount, Registry } from '../../electron/operators/registry.ts'
import { context, createHastyClock, createListeningLog } from './operatorOnLab.ts'
import type { ListeningLog } from './operatorOnLab.ts'

export const everything: SyncScope = { states: ['active', 'processing', 'cancelled', 'terminated'], cities: [], postcodePrefixes: [], tags: [] }

export type OnTelecomx = {
  readonly lab: Lab
  readonly registry: Registry
  readonly operator: Operator
  readonly account: OperatorAccount
  readonly log: ListeningLog
  method<Name extends keyof OperatorMethods>(name: Name): OperatorMethods[Name]
  /** Walks of the scope, once the system said whose they are. */
  walks(scope?: SyncScope): Promise<readonly Walk[]>
  /** One page of a walk, read. */
  page(walk: Walk, nth: number): Promise<ReadLinePage>
  /** All pages of a walk. */
  pages(walk: Walk): Promise<ReadLinePage[]>
  close(): Promise<void>
}

export function telecomxAccount(lab: Pick<Lab, 'telecomx'>, name = 'engineer', ids: Partial<Pick<OperatorAccount, 'customerIds' | 'resellerIds'>> = {}): OperatorAccount {
  const { baseUrl } = lab.telecomx
  return {
    id: AccountId.parse(`telecomx-${name}`), kind: 'telecomx', system: systemKeyOf('telecomx', baseUrl), baseUrl, authentication: 'session',
    username: `${name}@telecomx.example`, ...ids,
  }
}

export const nativeIds = (pages: readonly ReadLinePage[]): string[] => pages.flatMap(({ lines }) => lines.map(({ line }) => line.nativeId ?? ''))

/** The line as it is once its sections lie in the cache. */
export function withSections(read: ReadLine): Line {
  const sections = Object.fromEntries((read.sections ?? []).map(({ section, raw }) => [section, JSON.parse(raw ?? 'null') as unknown]))
  const { system, accountId, seenAt } = read.line
  const again = readRecord(JSON.parse(read.raw), { system, accountId, seenAt }, sections)
  if (again === null) throw new Error('no line')
  return Line.parse(again.line)
}

/** TelecomX of the lab and the adapter at work on it, over real HTTP. */
export async function openOnTelecomx(
  options: TelecomxOptions = {}, name = 'engineer', ids: Parameters<typeof telecomxAccount>[2] = {}, clock: Clock = createHastyClock(),
): Promise<OnTelecomx> {
  const lab = await startLab({ lines: 20, systems: ['telecomx'], telecomx: options, now: () => new Date(clock.now()) })
  const log = createListeningLog()
  const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'system', url: '' } }), log, clock })
  const account = telecomxAccount(lab, name, ids)
  await registry.set(account, () => Promise.resolve({ password: `${name}-pass` }))
  const operator = registry.get(account.id)
  if (operator === null) throw new Error('no operator')
  const method = <Name extends keyof OperatorMethods>(wanted: Name): OperatorMethods[Name] => {
    const found = operator.methods[wanted]
    if (found === undefined) throw new Error(`no ${wanted}`)
    return found
  }
  const page = async (walk: Walk, nth: number): Promise<ReadLinePage> => readRequestsPage(
    await method('fetchLinePage')(walk, nth, context('background')),
    { system: account.system, accountId: account.id, state: walk.state, seenAt: new Date(clock.now()).toISOString() },
  )
  return {
    lab, registry, operator, account, log, method, page,
    async walks(scope = everything) {
      await method('learnFeatures')(context('background'))
      return method('walksOf')(scope)
    },
    async pages(walk) {
      const pages: ReadLinePage[] = []
      for (let nth: number | null = 1; nth !== null;) {
        const read: ReadLinePage = await page(walk, nth)
        pages.push(read)
        nth = read.nextPage
      }
      return pages
    },
    async close() {
      await registry.close()
      await lab.close()
    },
  }
}
