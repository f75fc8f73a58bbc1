import type { HttpReply } from '../http.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { CallResult } from '../reachability.ts'
import type { Session } from '../session.ts'
import { errorWords, parsedOrUndefined } from './errorWords.ts'
import type { Kind } from './nativeId.ts'
import { areaOf, ownerQuery } from './owners.ts'
import type { Owner } from './owners.ts'
import { readList } from './readPage.ts'
import type { ListPage } from './readPage.ts'

/** Where in a list, at most how much of it, and in which form. */
export type Slice = {
  readonly offset: number; readonly limit: number; readonly full: boolean
  /** `state`, `filter`. */
  readonly filter?: Readonly<Record<string, string>>
}
/** A slice as it came, and what it says of the list. */
export type FetchedSlice = ListPage & { readonly body: Uint8Array }

/** Calls of one account, all of them reading. All throw OperatorFailure; what is not there is `rejected` with code `HTTP 404`. */
export type Rest = {
  list(kind: Kind, owner: Owner, slice: Slice, context: CallContext): Promise<FetchedSlice>
  /** One account with names in it; null where the system knows none. */
  account(id: string, context: CallContext): Promise<unknown>
}

const MB = 1024 * 1024
/** Names for the log; neither query nor id is in them. */
export const CALLS = { request: 'GET /internet/request', account: 'GET /internet/account', one: 'GET /internet/account/{id}' } as const
const PATHS = { request: 'internet/request', account: 'internet/account' } as const
/** What an account asked for alone is to rights: a refusal counts for that one where others were answered. */
export const ONE_ACCOUNT = 'account'

function checkStatus({ status, body }: HttpReply): void {
  if (status < 400) return
  const words = errorWords(body)
  const code = `HTTP ${status}`
  const detail = words === null ? {} : { detail: words }
  if (status >= 500) throw new OperatorFailure({ kind: 'serverError', code, ...detail })
  if (words === null) throw new OperatorFailure({ kind: [404, 405, 410].includes(status) ? 'wrongAddress' : 'badReply', code })
  throw new OperatorFailure({ kind: 'rejected', code, ...detail })
}

function parsed(body: Uint8Array): unknown {
  const value = parsedOrUndefined(body)
  if (value === undefined) throw new OperatorFailure({ kind: 'notJson' })
  return value
}

/** REST over the account's session; `report` hears how every call ended, and in which area. */
export function createRest({ session, report }: {
  readonly session: Session; readonly report: (result: CallResult, call: string, area: string) => void
}): Rest {
  const exchange = async <T>(
    { area, call, path, object, query }: { area: string; call: string; path: string; object?: string; query: Readonly<Record<string, string>> },
    context: CallContext, read: (body: Uint8Array) => T,
  ): Promise<T> => {
    try {
      const reply = await session.call({
        name: call, area, method: 'GET', path, query, ...(object === undefined ? {} : { object }), deadlineMs: 45_000, maxBytes: 16 * MB, repeat: 'safe',
        headers: { accept: 'application/json' }, urgency: context.urgency, signal: context.signal,
      })
      checkStatus(reply)
      const value = read(reply.body)
      report(null, call, area)
      return value
    } catch (error) {
      if (error instanceof OperatorFailure) report(error, call, area)
      throw error
    }
  }
  return {
    list: (kind, owner, { offset, limit, full, filter }, context) => exchange({
      area: areaOf(kind, owner), call: CALLS[kind], path: PATHS[kind],
      query: { ...ownerQuery(owner), ...filter, offset: String(offset), limit: String(limit), ...(full ? { full: 'true' } : {}) },
    }, context, body => ({ ...readList(kind, parsed(body)), body })),
    async account(id, context) {
      // Dots would ask for another path.
      if (/^\.*$/.test(id)) return null
      try {
        return await exchange({
          area: ONE_ACCOUNT, object: id, call: CALLS.one, path: `${PATHS.account}/${encodeURIComponent(id)}`, query: { expand: 'true' },
        }, context, parsed)
      } catch (error) {
        if (error instanceof OperatorFailure && error.data.kind === 'rejected' && error.data.code === 'HTTP 404') return null
        throw error
      }
    },
  }
}
