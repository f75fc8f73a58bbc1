import type { Lab } from '../lab.ts'

/** What a call brought back. */
export type Reply = {
  status: number
  headers: Headers
  text: string
  /** The parsed body; undefined if it is no JSON. */
  body: {
    id?: unknown
    result?: Record<string, unknown>
    error?: { code: number | string; message: string; data?: unknown }
    pagination?: unknown
    message?: string
  }
}

export function basic(username: string, password = `${username}-pass`): string {
  return `Basic ${btoa(`${username}:${password}`)}`
}

/** POSTs raw text to a product class. */
export async function post(lab: Lab, endpoint: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(`${lab.baseUrl}/${endpoint}`, {
    method: 'POST',
    body,
    headers: { authorization: basic('engineer'), 'content-type': 'application/json', ...headers },
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : {} }
}

/** Calls a method as the normal user unless `headers` say otherwise. */
export function call(
  lab: Lab,
  endpoint: string,
  method: string,
  params: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return post(lab, endpoint, JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }), headers)
}

/** The list under a key of a result. */
export function rows(reply: Reply, key: string): Record<string, unknown>[] {
  const value = reply.body.result?.[key]
  if (!Array.isArray(value)) throw new TypeError(`no list ${key} in ${reply.text.slice(0, 200)}`)
  return value
}
