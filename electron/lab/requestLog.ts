import { isObject } from './validate.ts'

export type LoggedRequest = {
  at: string
  /** Path under the base of the system: the JSON-RPC class (`broadband/v1`), `/accesses/17`. */
  endpoint: string
  method: string
  /** Parameters without secrets; uploads as their length. */
  params: unknown
  user: string | null
  auth: 'basic' | 'bearer' | 'none'
}

const KEPT = 2000
const SECRET = /password|secret|token|authorization|apikey/i

function withoutSecrets(value: unknown, key: string): unknown {
  if (SECRET.test(key)) return '***'
  if (key === 'file' && typeof value === 'string') return `${value.length} characters`
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, ''))
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutSecrets(each, name)]))
  return value
}

/** What was asked of the lab: counts for ever, the latest 2000 requests in full. */
export class RequestLog {
  readonly #counts = new Map<string, number>()
  #recent: LoggedRequest[] = []

  add(request: LoggedRequest): void {
    this.#counts.set(request.method, (this.#counts.get(request.method) ?? 0) + 1)
    this.#recent.push({ ...request, params: withoutSecrets(request.params, '') })
    if (this.#recent.length > 2 * KEPT) this.#recent = this.#recent.slice(-KEPT)
  }

  count(method: string): number {
    return this.#counts.get(method) ?? 0
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }

  /** The latest requests, oldest first; of one method if named. */
  recent(method?: string): readonly LoggedRequest[] {
    return this.#recent.slice(-KEPT).filter((request) => method === undefined || request.method === method)
  }

  clear(): void {
    this.#counts.clear()
    this.#recent = []
  }
}
