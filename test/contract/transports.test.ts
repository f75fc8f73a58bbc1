import { isDefinedError, safe, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { createRouterClient } from '@orpc/server'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPortTransport } from '../../electron/rpc/portTransport.ts'
import { failureInterceptor } from '../../electron/rpc/failures.ts'
import { router } from '../../electron/rpc/router.ts'
import type { RpcContext } from '../../electron/rpc/rpcContext.ts'
import { Conflict, Invalid, type Host } from '../../electron/services.ts'
import { StorageFailure } from '../../electron/storage/storageFailure.ts'
import { connectClient, isAbort, type Client } from '../../renderer/client.ts'
import { createHttpLink } from '../../renderer/links/httpLink.ts'
import { AccountId, LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { createFakeCore, type FakeCore } from '../fakes/fakeCore.ts'
import { openPage, startTestHost } from '../fakes/hostSession.ts'

type Connected = { readonly client: Client; readonly core: FakeCore; close(): Promise<void> }

const host: Host = {
  kind: 'browser', openExternal: async () => false, startDemo: async () => {}, leaveDemo: async () => {}, quit: () => {},
  notify: () => false,
}

const transports: Record<string, () => Promise<Connected>> = {
  'in process': async () => {
    const core = createFakeCore()
    const context: RpcContext = { core, host }
    const server = createRouterClient(router, { context, interceptors: [failureInterceptor(core.writeLog)] })
    const link: ClientLink<ClientContext> = {
      call(path, input, options) {
        const [file = '', name = ''] = path
        const procedures: Record<string, Record<string, (input: unknown, options: unknown) => Promise<unknown>>> = server as never
        return procedures[file]?.[name]?.(input, { signal: options.signal }) ?? Promise.reject(new Error(`no ${path.join('.')}`))
      },
    }
    return { core, client: connectClient(() => link).client, close: async () => {} }
  },
  'message channel': async () => {
    const core = createFakeCore()
    const { port1, port2 } = new MessageChannel()
    createPortTransport({ core, host }, core.writeLog)(port1)
    const { client } = connectClient(() => new PortLink({ port: port2 as never }))
    port1.start()
    port2.start()
    return { core, client, close: async () => port1.close() }
  },
  'HTTP': async () => {
    const running = await startTestHost()
    const [core] = running.cores
    if (core === undefined) throw new Error('no core')
    const { origin, headers } = await openPage(running.address)
    const { client } = connectClient(reset => createHttpLink(origin, headers, reset))
    return { core, client, close: () => running[Symbol.asyncDispose]() }
  },
}

describe.each(Object.keys(transports))('the contract %s', name => {
  let connected: Connected
  beforeEach(async () => {
    connected = await transports[name]!()
  })
  afterEach(() => connected.close())

  const firstLine = async () => {
    const { hits } = await connected.client.lines.search({ query: '', filters: noFilters, limit: 1 })
    const id = hits[0]?.line.id
    if (id === undefined) throw new Error('the fake core has no line')
    return id
  }

  it('answers a call', async () => {
    const found = await connected.client.lines.search({ query: 'zuidpool', filters: noFilters, limit: 5 })
    expect(found.hits.length).toBeGreaterThan(0)
    expect(await connected.client.accounts.list()).toHaveLength(1)
    expect((await connected.client.lines.open({ lineId: await firstLine() })).parts).not.toHaveLength(0)
  })

  it('carries undefined, null and defaults through partial inputs', async () => {
    expect(await connected.client.app.changeSettings({ theme: 'dark' })).toMatchObject({ theme: 'dark', language: 'en' })
    expect(await connected.client.app.settings()).toMatchObject({ theme: 'dark' })
    expect((await connected.client.app.log({})).entries).toHaveLength(1)
  })

  it('gives a declared failure with its data', async () => {
    const failed = await safe(connected.client.lines.credentials({ lineId: await firstLine(), circuitNid: 'x' }))
    expect(isDefinedError(failed.error) && failed.error.code).toBe('OPERATOR_FAILURE')
    expect(failed.error).toMatchObject({ data: { kind: 'refused', refusal: 'rightMissing', code: '003', correlationId: 'c-1' } })
    const missing = await safe(connected.client.lines.open({ lineId: LineId.parse('nothing|there') }))
    expect(missing.error).toMatchObject({ code: 'NOT_FOUND', data: { what: 'line' } })
  })

  it('maps every class of expected failure', async () => {
    const { core, client } = connected
    const services = core.services()
    const failing = (error: Error) => core.replaceServices({ settings: { ...services.settings, get: () => { throw error } } })
    failing(new Conflict('unsentWork', 3))
    expect((await safe(client.app.settings())).error).toMatchObject({ code: 'CONFLICT', data: { reason: 'unsentWork', count: 3 } })
    failing(new Invalid('proxy.url', 'notAUrl'))
    expect((await safe(client.app.settings())).error).toMatchObject({ code: 'INVALID', data: { field: 'proxy.url', reason: 'notAUrl' } })
    failing(new StorageFailure('diskFull', '/data/journal.db'))
    expect((await safe(client.app.settings())).error).toMatchObject({ code: 'STORAGE_FAILURE', data: { code: 'diskFull' } })
    core.setReady(false)
    expect((await safe(client.app.settings())).error).toMatchObject({ code: 'NOT_READY', data: { state: 'needsChoice' } })
  })

  it('masks a bug and logs it under the request id that the page gets', async () => {
    const { core, client } = connected
    core.replaceServices({ settings: { change: () => { throw new Error('unused') }, get: () => { throw new Error('the secret is 1234') } } })
    const failed = await safe(client.app.settings())
    expect(failed.error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    expect(JSON.stringify(failed.error)).not.toContain('1234')
    const entry = core.logged.find(({ event }) => event === 'rpc.failed')
    expect(entry?.detail).toMatchObject({ procedure: 'app.settings' })
    expect(failed.error).toMatchObject({ data: { requestId: entry?.detail.requestId } })
  })

  it('refuses input of the wrong shape without repeating it', async () => {
    const failed = await safe(connected.client.lines.pin({ lineId: LineId.parse('abc'), pinned: 'hunter2' as never }))
    expect(failed.error).toMatchObject({ code: 'BAD_REQUEST' })
    expect(JSON.stringify(failed.error)).not.toContain('hunter2')
  })

  it('streams to the end', async () => {
    const lineId = await firstLine()
    const events = []
    for await (const event of await connected.client.checks.run({ lineId, circuitNid: 'x', kinds: ['fibreCheck'] })) events.push(event)
    expect(events.at(-1)?.checks[0]?.state).toBe('complete')
    expect(events.some(event => event.verdict !== null)).toBe(true)
  })

  it('ends a stream quietly when its caller leaves, and tells the core', async () => {
    const { core, client } = connected
    const left = Promise.withResolvers<void>()
    core.replaceServices({
      sync: {
        ...core.services().sync,
        async *states(signal) {
          signal.addEventListener('abort', () => left.resolve(), { once: true })
          yield []
          await left.promise
        },
      },
    })
    const leaving = new AbortController()
    let seen = 0
    for await (const states of await client.accounts.sync(undefined, { signal: leaving.signal })) {
      seen += states.length + 1
      leaving.abort()
    }
    expect(seen).toBe(1)
    await left.promise
  })

  it('passes an abort on to the core', async () => {
    const { core, client } = connected
    const reached = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    core.replaceServices({
      lines: {
        ...core.services().lines,
        lookUp: (_nid, signal) => {
          reached.resolve()
          return new Promise((_, reject) => signal.addEventListener('abort', () => {
            aborted.resolve()
            reject(signal.reason)
          }))
        },
      },
    })
    const leaving = new AbortController()
    const call = client.lines.lookUp({ nid: '2408ZE000100201' }, { signal: leaving.signal })
    await reached.promise
    leaving.abort()
    const error: unknown = await call.then(() => undefined, (reason: unknown) => reason)
    expect(isAbort(error)).toBe(true)
    await aborted.promise
    expect(core.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('maps a failure in the middle of a stream', async () => {
    const { core, client } = connected
    core.replaceServices({
      accounts: {
        ...core.services().accounts,
        async *reachability() {
          yield [{ accountId: AccountId.parse('a'), state: 'unknown', since: '2026-11-21T18:00:00.000Z' }]
          throw new StorageFailure('ioError', '/data/journal.db')
        },
      },
    })
    const stream = await client.accounts.reachability()
    const failed = await safe((async () => { for await (const _ of stream) { /* until it fails */ } })())
    expect(failed.error).toMatchObject({ code: 'STORAGE_FAILURE', data: { code: 'ioError' } })
  })
})
