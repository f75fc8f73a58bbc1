import type { LineList, CallContext, OperatorMethods, ReadLine, ReadSection } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { isObject, list } from '../readValue.ts'
import { inPath, listEndpoints, objectEndpoints } from './endpoints.ts'
import type { Features } from './features.ts'
import { SECTIONS, accessIdIn, readAccess } from './readAccess.ts'
import type { AccessContext, Section } from './readAccess.ts'
import { readOrders } from './readOrder.ts'
import type { Answer, Rest } from './rest.ts'

export type LineMethods = Pick<OperatorMethods, 'lineLists' | 'fetchLineList' | 'lineByNid' | 'accessOrders'>

/** Subscriptions and services first, so that an access is whole the moment it is read. */
const LISTS: readonly (LineList & { readonly key: keyof typeof listEndpoints })[] = [
  { key: 'subscriptions', gives: 'sections' }, { key: 'services', gives: 'sections' }, { key: 'accesses', gives: 'lines' }, { key: 'events', gives: 'hints' },
]
const EMPTY_LIST = Uint8Array.from([0x5b, 0x5d])
const ORDERS_DEADLINE_MS = 30_000

async function* emptyList(): AsyncGenerator<Uint8Array, void> {
  yield EMPTY_LIST
}

/** Not offered, or not to this account: the list is as good as unchanged, and the account's health says why. */
function isClosed(error: unknown): boolean {
  return error instanceof OperatorFailure && (error.data.kind === 'notOffered' || (error.data.kind === 'refused' && error.data.refusal === 'rightMissing'))
}

/** The record of an access in an answer: the object itself, or the one in a list that goes by this id, old or new. */
function recordOf(body: unknown, accessId: string): unknown {
  const id = accessId.toLowerCase()
  return list(body).filter(isObject).find(record => {
    const named = accessIdIn(record)?.toLowerCase()
    return named === id || Object.values(record).some(value => typeof value === 'string' && value.toLowerCase() === id && named !== undefined)
  })
}

export function createLineMethods(rest: Rest, features: Pick<Features, 'ensure' | 'missing'>, context: Omit<AccessContext, 'seenAt'> & {
  readonly now: () => string
}): LineMethods {
  const one = (name: 'accesses' | Section, accessId: string, path: string, call: CallContext): Promise<Answer> => rest.get({
    area: name, name: `GET /${name}/{accessId}`, path: objectEndpoints[name].path.replace('{id}', path), object: accessId,
    deadlineMs: objectEndpoints[name].deadlineMs,
  }, call)

  /** A part of the access; what cannot be had takes nothing from the others. */
  const section = async (name: Section, accessId: string, path: string, call: CallContext): Promise<{ read: ReadSection; value: unknown } | null> => {
    try {
      const answer = await one(name, accessId, path, call)
      const value = answer.state === 'here' ? recordOf(answer.body, accessId) ?? (Array.isArray(answer.body) ? answer.body : null) : null
      return { read: { nativeId: accessId, section: name, raw: value === null ? null : JSON.stringify(value) }, value }
    } catch (error) {
      if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
      return null
    }
  }

  return {
    lineLists: () => LISTS.filter(({ key }) => key === 'accesses' || features.missing(key) === null),
    async fetchLineList({ key, gives }, since, call) {
      const endpoint = LISTS.find(each => each.key === key)?.key
      if (endpoint === undefined) throw new OperatorFailure({ kind: 'notOffered', code: key })
      await features.ensure(call)
      try {
        const answer = await rest.list({ area: endpoint, name: `GET /${endpoint}/`, since, ...listEndpoints[endpoint] }, call)
        if (answer.state === 'here') return { state: 'list', version: answer.version, isWhole: since === null, chunks: answer.chunks }
        // 404: there are none at all. Asked for changes it may as well mean that there are none of those.
        return answer.state === 'unchanged' || since !== null ? { state: 'unchanged' } : { state: 'list', version: null, isWhole: true, chunks: emptyList() }
      } catch (error) {
        if (gives !== 'lines' && isClosed(error)) return { state: 'unchanged' }
        throw error
      }
    },
    async lineByNid(accessId, call): Promise<ReadLine | null> {
      const path = inPath(accessId)
      if (path === null) return null
      const [answer, ...parts] = await Promise.all([
        one('accesses', accessId, path, call), ...SECTIONS.map(name => section(name, accessId, path, call)),
      ])
      const record = answer.state === 'here' ? recordOf(answer.body, accessId) : undefined
      const found = parts.filter(part => part !== null)
      const values = Object.fromEntries(found.map(({ read, value }) => [read.section, value]))
      const line = record === undefined ? null : readAccess(record, values, { system: context.system, accountId: context.accountId, seenAt: context.now() })
      const nativeId = line?.line.nativeId
      return line === null || !nativeId ? null : { ...line, sections: found.map(({ read }) => ({ ...read, nativeId })) }
    },
    async accessOrders(accessId, call) {
      const answer = await rest.get({
        area: 'orders', name: 'GET /orders/', path: 'orders/', object: accessId, query: { accessId }, deadlineMs: ORDERS_DEADLINE_MS,
      }, call)
      return answer.state === 'here' ? readOrders(answer.body, accessId) : []
    },
  }
}
