import type { HttpReply } from '../http.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { CallResult } from '../reachability.ts'
import { withoutSecrets } from '../secrets.ts'
import type { Session } from '../session.ts'
import { TICKET_WRITING } from './endpoints.ts'
import type { Area } from './endpoints.ts'
import { errorIn } from './errorBody.ts'
import type { Features } from './features.ts'
import { parsed } from './parsed.ts'
import { checkedBody } from './wireBodies.ts'

/** What is asked. `name` is the route for the log; `path` is under the base; `object` the access or ticket it is about. */
export type Ask = {
  readonly area: Area
  readonly name: string
  readonly path: string
  readonly object?: string
  readonly query?: Readonly<Record<string, string>>
  /** A Last-Modified of before: only what changed. */
  readonly since?: string | null
  readonly deadlineMs: number
}
/** `missing` is 404 in the system's own words, `unchanged` 304. `version` is Last-Modified, `date` the system's own time. Secrets replaced. */
export type Answer =
  | { readonly state: 'unchanged' | 'missing' }
  | { readonly state: 'here'; readonly body: unknown; readonly version: string | null; readonly date: string | null }
export type ListAnswer =
  | { readonly state: 'unchanged' | 'missing' }
  | { readonly state: 'here'; readonly version: string | null; readonly chunks: AsyncIterable<Uint8Array> }
export type Write = Pick<Ask, 'name' | 'path'> & { readonly method: 'POST' | 'PATCH'; readonly body: unknown }

/** Calls of one account. All throw OperatorFailure; `notOffered` where the operator has no such endpoint. */
export type Rest = {
  get(ask: Ask, context: CallContext): Promise<Answer>
  /** A list in pieces, of any length. */
  list(ask: Ask, context: CallContext): Promise<ListAnswer>
  /** Once, never repeated; `ambiguous` where it may have been done. The body of the answer, null where there is none. */
  write(write: Write, context: CallContext): Promise<unknown>
}

const ONE_MOST_BYTES = 20_000_000
const LIST_MOST_BYTES = 2_000_000_000
const IDLE_MS = 60_000
const WRITE_DEADLINE_MS = 60_000
/** Public ON-API 2.6, responses: 501 for endpoints that are not there; 405 is what some servers say instead. */
const NOT_THERE = new Set([405, 501])
const UNCLEAR = new Set(['notJson', 'badReply', 'serverError'])

/** What a server answers that wants the path's last slash otherwise; redirects are never followed, it may lead anywhere. */
const OTHER_PATH = new Set(['HTTP 301', 'HTTP 302', 'HTTP 307', 'HTTP 308', 'HTTP 404'])

function isElsewhere(error: unknown): boolean {
  return error instanceof OperatorFailure && error.data.kind === 'wrongAddress' && OTHER_PATH.has(error.data.code ?? '')
}

/** Asks with the slash at the end as the specification writes it, and once the other way where that leads nowhere. */
function createSlashes() {
  const turned = new Set<string>()
  return async <T>(name: string, path: string, ask: (path: string) => Promise<T>): Promise<T> => {
    if (path === '') return ask(path)
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
    const isTurned = turned.has(name)
    try {
      return await ask(isTurned ? other : path)
    } catch (error) {
      if (!isElsewhere(error)) throw error
      const remember = (): void => { if (isTurned) turned.delete(name); else turned.add(name) }
      try {
        const value = await ask(isTurned ? path : other)
        remember()
        return value
      } catch (again) {
        if (isElsewhere(again)) throw error
        remember()
        throw again
      }
    }
  }
}

type Known = Pick<Features, 'isKnown' | 'missing' | 'noteWorks' | 'noteMissing'>

/** REST with JSON under the account's session; `report` hears how every call ended. */
export function createRest({ session, features, report }: {
  readonly session: Pick<Session, 'call' | 'stream'>; readonly features: Known; readonly report: (result: CallResult, call: string) => void
}): Rest {
  /** Whether a 404 is the system's own "nothing here", and not that of whatever else is at this address. */
  const isOwn = ({ headers, body }: HttpReply): boolean =>
    body.byteLength === 0 ? /json/i.test(headers['content-type'] ?? '') || features.isKnown() : parsed(body) !== undefined

  /** State of an answer to a question. Refusals are the session's. Throws OperatorFailure. */
  const judge = (area: Area, reply: HttpReply): 'unchanged' | 'missing' | 'here' => {
    const { status } = reply
    if (status === 304) return 'unchanged'
    if (status === 404 && isOwn(reply)) return 'missing'
    if (status < 400) return status === 204 ? 'missing' : 'here'
    const code = `HTTP ${status}`
    const words = errorIn(parsed(reply.body))
    const detail = words === null ? {} : { detail: words }
    if (NOT_THERE.has(status)) {
      if (area !== 'endpoints') features.noteMissing(area, status)
      throw new OperatorFailure({ kind: 'notOffered', code, ...detail })
    }
    if (status >= 500) throw new OperatorFailure({ kind: 'serverError', code, ...detail })
    if (parsed(reply.body) === undefined && reply.body.byteLength > 0) {
      throw new OperatorFailure({ kind: [404, 410].includes(status) ? 'wrongAddress' : 'badReply', code })
    }
    throw new OperatorFailure({ kind: status === 404 ? 'wrongAddress' : 'rejected', code, ...detail })
  }

  const exchange = async <T>({ area, name }: Pick<Ask, 'area' | 'name'>, call: () => Promise<T>): Promise<T> => {
    const missing = area === 'endpoints' ? null : features.missing(area)
    if (missing !== null) throw new OperatorFailure({ kind: 'notOffered', code: missing })
    try {
      const value = await call()
      if (area !== 'endpoints') features.noteWorks(area)
      report(null, name)
      return value
    } catch (error) {
      if (error instanceof OperatorFailure) report(error, name)
      throw error
    }
  }

  const slashes = createSlashes()

  const requestOf = ({ area, name, object, query, since, deadlineMs }: Ask, path: string, { urgency, signal }: CallContext) => ({
    name, area, method: 'GET' as const, path, deadlineMs, repeat: 'safe' as const, urgency, signal,
    ...(object === undefined ? {} : { object }), ...(query === undefined ? {} : { query }),
    ...(since === undefined || since === null ? {} : { headers: { 'if-modified-since': since } }),
  })

  async function* reported(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array, void> {
    try {
      yield* chunks
    } catch (error) {
      if (error instanceof OperatorFailure) report(error, name)
      throw error
    }
  }

  return {
    get: (ask, context) => exchange(ask, () => slashes(ask.name, ask.path, async path => {
      const reply = await session.call({ ...requestOf(ask, path, context), maxBytes: ONE_MOST_BYTES })
      const state = judge(ask.area, reply)
      if (state !== 'here') return { state }
      const body = parsed(reply.body)
      if (body === undefined) throw new OperatorFailure({ kind: 'notJson' })
      return { state, body: withoutSecrets(body), version: reply.headers['last-modified'] ?? null, date: reply.headers['date'] ?? null }
    })),
    list: (ask, context) => exchange(ask, () => slashes(ask.name, ask.path, async path => {
      const reply = await session.stream({ ...requestOf(ask, path, context), maxBytes: LIST_MOST_BYTES, idleMs: IDLE_MS })
      const state = judge(ask.area, reply)
      return state === 'here' ? { state, version: reply.headers['last-modified'] ?? null, chunks: reported(reply.chunks, ask.name) } : { state }
    })),
    write: ({ name, path, method, body }, { urgency, signal }) => exchange({ area: 'tickets', name }, () => slashes(name, path, async to => {
      const sent = JSON.stringify(checkedBody(method, body))
      const reply = await session.call({
        name, area: TICKET_WRITING, method, path: to, body: sent, headers: { 'content-type': 'application/json' }, deadlineMs: WRITE_DEADLINE_MS,
        maxBytes: ONE_MOST_BYTES, repeat: 'never', urgency, signal,
      })
      try {
        if (reply.status === 404 && isOwn(reply)) {
          throw new OperatorFailure({ kind: 'rejected', code: 'HTTP 404', ...detailOf(reply) })
        }
        const state = judge('tickets', reply)
        features.noteWorks(TICKET_WRITING)
        if (state !== 'here' || reply.body.byteLength === 0) return null
        const answer = parsed(reply.body)
        if (answer === undefined) throw new OperatorFailure({ kind: 'notJson' })
        return withoutSecrets(answer)
      } catch (error) {
        // A plain "no" is one; what an unwell system says leaves in doubt whether it was done.
        if (!(error instanceof OperatorFailure) || !UNCLEAR.has(error.data.kind)) throw error
        throw new OperatorFailure(error.data, { ambiguous: true, cause: error })
      }
    })),
  }
}

function detailOf({ body }: HttpReply): { detail?: string } {
  const words = errorIn(parsed(body))
  return words === null ? {} : { detail: words }
}
