import { randomBytes } from 'node:crypto'
import { holdCore, type CoreHolder, type CoreParts } from '../hosting/coreHolder.ts'
import { createRendererFiles } from '../hosting/rendererFiles.ts'
import { StartFailure } from '../hosting/startFailure.ts'
import { createHttpTransport } from '../rpc/httpTransport.ts'
import { createPortTransport } from '../rpc/portTransport.ts'
import type { RpcContext } from '../rpc/rpcContext.ts'
import { NotReady, type Host } from '../services.ts'
import type { InstanceInfo } from '../storage/instanceLock.ts'
import { askRunning, retryFor } from './control.ts'
import { createGuard } from './guard.ts'
import { createIdleWatch } from './idleWatch.ts'
import { createPageChannels } from './pageChannel.ts'
import { createLoopbackServer, createRequestListener, listen } from './server.ts'

export type BrowserHostParts = {
  readonly core: CoreParts
  readonly demo: boolean
  readonly port: number
  readonly rendererRoot: string
  readonly version: string
  /** Without an open request for so long, the host stops, ms. */
  readonly idleMs: number
  readonly nowMs: () => number
}

export type BrowserHost =
  | { readonly state: 'ready'; readonly address: string; readonly ended: Promise<void>; stop(): Promise<void> }
  /** Another browser host has the data: `address` is a fresh one of it. */
  | { readonly state: 'running'; readonly address: string }

/** Serves the core and the renderer on 127.0.0.1. Throws StartFailure and StorageFailure. */
export async function startBrowserHost(parts: BrowserHostParts): Promise<BrowserHost> {
  const server = createLoopbackServer()
  const port = await listen(server, parts.port)
  try {
    // A start that found the other one just ending has the directory a moment later.
    const found = await retryFor(25, 200, async () => {
      const held = await holdCore(parts.core, parts.demo)
      if (held.state === 'held') return held
      if (held.info === undefined) return undefined
      if (held.info.host === 'desktop') throw runningOnDesktop(held.info)
      const address = await askRunning(held.info)
      return address === undefined ? undefined : { state: 'running' as const, address }
    })
    if (found === undefined) throw new StartFailure('Another Lineside has this data directory open and does not answer. End it, or choose another with --data-dir.')
    if (found.state === 'held') return serve(parts, server, port, found.holder)
    server.close()
    return found
  } catch (error) {
    server.close()
    throw error
  }
}

function runningOnDesktop(info: InstanceInfo): StartFailure {
  return new StartFailure(`Lineside is already open in its own window on this data (process ${info.pid}). Use that one, or choose another directory with --data-dir.`)
}

function serve(parts: BrowserHostParts, server: ReturnType<typeof createLoopbackServer>, port: number, holder: CoreHolder): BrowserHost {
  const origin = `http://127.0.0.1:${port}`
  const controlToken = randomBytes(24).toString('base64url')
  const guard = createGuard({ port, nowMs: parts.nowMs })
  const ended = Promise.withResolvers<void>()
  let stopping: Promise<void> | undefined

  const log: (...entry: Parameters<CoreHolder['core']['writeLog']>) => void = (level, event, detail) => {
    try {
      holder.core.writeLog(level, event, detail)
    } catch (error) {
      // Between two cores there is no log to write to.
      if (!(error instanceof NotReady)) throw error
    }
  }
  const stop = () => {
    stopping ??= (async () => {
      idle.stop()
      server.close()
      try {
        await holder.close()
      } finally {
        server.closeAllConnections()
        ended.resolve()
      }
    })()
    return stopping
  }
  const idle = createIdleWatch(parts.idleMs, () => {
    log('info', 'host.idle', { idleMs: parts.idleMs })
    void stop()
  })
  const host: Host = {
    kind: 'browser',
    // The page opens links itself, in a new tab.
    openExternal: async () => false,
    // The page shows notifications itself, with the browser's leave.
    notify: () => false,
    startDemo: () => holder.switchTo(true),
    leaveDemo: () => holder.switchTo(false),
    // The answer leaves first.
    quit: () => { setTimeout(() => void stop(), 50) },
  }
  const context: RpcContext = { get core() { return holder.core }, host }
  let description: Promise<string> | undefined
  server.on('request', createRequestListener({
    guard, origin, controlToken, idle,
    files: createRendererFiles(parts.rendererRoot),
    transport: createHttpTransport(context, log),
    channels: createPageChannels(createPortTransport(context, log)),
    describe: () => {
      // Only needed when asked for, and slow to load.
      description ??= import('../rpc/openApi.ts').then(({ describeContract }) => describeContract(parts.version))
      return description
    },
    note: (event, detail) => log('warn', event, detail),
  }))
  holder.publish({ pid: process.pid, startedAt: new Date(parts.nowMs()).toISOString(), host: 'browser', port, controlToken })
  return { state: 'ready', address: `${origin}/?token=${guard.issueToken()}`, ended: ended.promise, stop }
}
