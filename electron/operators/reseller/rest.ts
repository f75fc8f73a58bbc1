import type { HttpReply } from '../http.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { CallResult } from '../reachability.ts'
import { withoutSecrets } from '../secrets.ts'
import type { Session } from '../session.ts'
import { parseBody, problemOf, readPage } from './hydra.ts'
import type { HydraPage } from './hydra.ts'
import { ACCEPT } from './logIn.ts'
import type { RateWindows } from './rateWindows.ts'
import { routeLabel, routes } from './routes.ts'
import type { Route, RouteName } from './routes.ts'

/** What fills a route: parts of its path, its query, and its body. */
export type Ask = {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Calls of one account. All throw OperatorFailure; a record that is not there is `rejected` with code `HTTP 404`. */
export type Rest = {
  /** The reply parsed, every secret in it replaced. */
  get(name: RouteName, ask: Ask, context: CallContext): Promise<unknown>
  page(name: RouteName, ask: Ask, page: number, context: CallContext): Promise<HydraPage>
  /** All pages; `most` items at most. */
  all(name: RouteName, ask: Ask, most: number,
    context: CallContext): Promise<{ readonly members: readonly unknown[]; readonly complete: boolean }>
  /** A page unparsed, for the writer worker; only known to begin like JSON. */
  fetchPage(name: RouteName, ask: Ask, page: number, context: CallContext): Promise<Uint8Array>
  /** Sends once; a failure that leaves in doubt whether it was done is `ambiguous`. */
  post(name: RouteName, ask: Ask, context: CallContext): Promise<unknown>
  download(name: RouteName, ask: Ask, context: CallContext): Promise<HttpReply>
}

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20])
const OPENING = new Set([0x7b, 0x5b])
const UNCLEAR = new Set(['notJson', 'badReply', 'serverError'])

function beginsLikeJson(body: Uint8Array): boolean {
  const first = body.find(byte => !WHITE_SPACE.has(byte))
  return first !== undefined && OPENING.has(first)
}

/** Failure of a status from 400 on (document, Error Codes); refusals are the session's. */
function checkStatus({ status, body }: HttpReply): void {
  if (status < 400) return
  const code = `HTTP ${status}`
  if (status >= 500) throw new OperatorFailure({ kind: 'serverError', code })
  // What is not the system's own "no" comes from whatever else is at this address.
  if (!beginsLikeJson(body)) throw new OperatorFailure({ kind: [404, 405, 410].includes(status) ? 'wrongAddress' : 'badReply',
    code })
  const words = problemOf(body)
  const detail = words === null ? null : String(withoutSecrets(words))
  throw new OperatorFailure({ kind: 'rejected', code, ...(detail === null ? {} : { detail }) })
}

export function isNotThere(error: unknown): boolean {
  return error instanceof OperatorFailure && error.data.kind === 'rejected' && error.data.code === 'HTTP 404'
}

/** Null where the system knows no such thing. */
export async function unlessNotThere<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (isNotThere(error)) return null
    throw error
  }
}

function pathOf(route: Route, parts: Readonly<Record<string, string>>): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name] ?? ''
    // An empty part would ask for the whole collection, and dots for another path.
    if (part === '' || /^\.+$/.test(part)) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: name })
    return encodeURIComponent(part)
  })
}

/** REST with JSON-LD over the account's session; `report` hears how every call ended. */
export function createRest({ session, windows, baseUrl, report }: {
  readonly session: Session; readonly windows: RateWindows; readonly baseUrl: string
  readonly report: (result: CallResult, call: string) => void
}): Rest {
  const exchange = async <T>(name: RouteName, ask: Ask, context: CallContext, read: (reply: HttpReply) => T): Promise<T> => {
    const route: Route = routes[name]
    const label = routeLabel(name)
    const path = pathOf(route, ask.path ?? {})
    const giveBack = windows.take(context.urgency)
    const object = ask.path?.['id']
    let reply: HttpReply | null = null
    try {
      reply = await session.call({
        name: label, area: route.area, method: route.method, path, deadlineMs: route.deadlineMs, maxBytes: route.maxBytes,
        repeat: route.repeat,
        headers: { accept: ACCEPT, ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(object === undefined ? {} : { object }), ...(ask.query === undefined ? {} : { query: ask.query }),
        ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
        urgency: context.urgency, signal: context.signal, heard: windows.hear,
      })
      checkStatus(reply)
      const value = read(reply)
      report(null, label)
      return value
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      report(error, label)
      const window = error.data.kind === 'tooBusy' ? windows.closed() : null
      if (window !== null) throw new OperatorFailure({ ...error.data, ...window }, { cause: error, ambiguous: error.ambiguous })
      if (reply === null || route.repeat === 'safe' || !UNCLEAR.has(error.data.kind)) throw error
      throw new OperatorFailure(error.data, { ambiguous: true, cause: error })
    } finally {
      giveBack()
    }
  }
  const paged = (name: RouteName, ask: Ask, page: number): Ask => {
    const { itemsPerPage }: Route = routes[name]
    return { ...ask, query: { ...ask.query, page: String(page), itemsPerPage: String(itemsPerPage ?? 50) } }
  }
  const page: Rest['page'] = (name, ask, nth, context) =>
    exchange(name, paged(name, ask, nth), context, ({ body }) => readPage(withoutSecrets(parseBody(body)), baseUrl))

  return {
    page,
    get: (name, ask, context) => exchange(name, ask, context, ({ body }) => withoutSecrets(parseBody(body))),
    async all(name, ask, most, context) {
      const members: unknown[] = []
      for (let nth: number | null = 1; nth !== null;) {
        const found: HydraPage = await page(name, ask, nth, context)
        members.push(...found.members)
        if (found.nextPage !== null && found.nextPage <= nth) throw new OperatorFailure({ kind: 'badReply', code: 'hydra:next' })
        nth = found.nextPage
        if (members.length >= most) return { members: members.slice(0, most), complete: nth === null && members.length === most }
      }
      return { members, complete: true }
    },
    fetchPage: (name, ask, nth, context) => exchange(name, paged(name, ask, nth), context, ({ body }) => {
      if (!beginsLikeJson(body)) throw new OperatorFailure({ kind: 'notJson' })
      return body
    }),
    post: (name, ask, context) => exchange(name, ask, context,
      ({ body }) => (body.byteLength === 0 ? null : withoutSecrets(parseBody(body)))),
    download: (name, ask, context) => exchange(name, ask, context, reply => reply),
  }
}
