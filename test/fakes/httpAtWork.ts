import { createServer } from 'node:http'
import type { RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { silentLog } from '../../electron/log/log.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import type { NetworkSettings } from '../../electron/operators/dispatcher.ts'
import { createHttp } from '../../electron/operators/http.ts'
import type { Http, HttpRequest } from '../../electron/operators/http.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'

export const direct: NetworkSettings = { extraCaFiles: [], proxy: { mode: 'none', url: '' } }
/** Waits are noted, not waited. */
export const hasty = (): Clock & { slept: number[] } => {
  const slept: number[] = []
  return { ...systemClock, random: () => 0.5, slept, sleep: ms => { slept.push(ms); return Promise.resolve() } }
}

/** What a test opened. */
export const closing: (() => Promise<unknown>)[] = []
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  closing.push(() => new Promise(resolve => {
    server.close(resolve)
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections()
  }))
  return (server.address() as AddressInfo).port
}
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/base/`
}
export function open(baseUrl: string, network = direct, clock: Clock = hasty(), connections = 4): Http {
  const http = createHttp({ baseUrl, network, clock, log: silentLog, connections })
  closing.push(() => http.close())
  return http
}
export function request(rest: Partial<HttpRequest> = {}): HttpRequest {
  return {
    name: 'test', method: 'POST', path: 'broadband/v1', headers: {}, body: '{}', deadlineMs: 2000, maxBytes: 10_000, repeat: 'safe', urgency: 'engineer',
    signal: new AbortController().signal, ...rest,
  }
}
export async function failure(call: Promise<unknown>): Promise<OperatorFailure> {
  const error = await call.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof OperatorFailure)) throw new Error(`no failure: ${String(error)}`)
  return error
}
export const text = (body: Uint8Array): string => Buffer.from(body).toString()
export const ok = (response: ServerResponse): void => { response.end('{"fine":true}') }
