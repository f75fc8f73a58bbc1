import { Worker } from 'node:worker_threads'
import type { RebuildReason } from '../storage/cache.ts'
import { unpackFailure } from './writerFailure.ts'
import type { CallName, FromWorker, ToWorker, WriterCalls, WriterStart } from './writerMessages.ts'

export type LineWriterOptions = {
  /** The worker file: `new URL('./lines/writerWorker.ts', import.meta.url)` from source, its bundled `.js` in a build. */
  readonly workerUrl: URL
  /** The directory of `cache.db`. */
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Calls the worker may have before it; more wait in the main thread, so that pages do not pile up in memory. Default 4. */
  readonly mostQueued?: number
  /** The worker ended by itself. It is started anew with the next call. */
  readonly onCrash?: (error: Error) => void
  /** A worker started anew after a crash could not use the cache and began another: the old file is no longer `cache.db`. */
  readonly onRebuilt?: (rebuilt: NonNullable<LineWriter['rebuilt']>) => void
}

/** The writer worker ended with this call under way or waiting: it may or may not have been done. */
export class WriterCrashed extends Error {
  readonly code = 'writerCrashed'
  constructor(options?: ErrorOptions) { super('the writer of the cache stopped unexpectedly', options); this.name = 'WriterCrashed' }
}

/** The writer was closed. */
export class WriterClosed extends Error {
  readonly code = 'writerClosed'
  constructor() { super('the writer of the cache is closed'); this.name = 'WriterClosed' }
}

/** The main thread's handle on the only writer of `cache.db`. */
export type LineWriter = {
  /** Present when the old cache could not be used and was begun anew. */
  readonly rebuilt: { readonly reason: RebuildReason; readonly aside: string } | null
  /**
   * Asks the writer; calls are done in the order they were made. Throws StorageFailure, OperatorFailure (an unreadable
   * page), WriterCrashed or WriterClosed. `transfer` moves buffers instead of copying them.
   */
  call<Name extends CallName>(
    name: Name, input: WriterCalls[Name]['input'], transfer?: readonly ArrayBuffer[],
  ): Promise<WriterCalls[Name]['output']>
  /** Lets what was asked be done, copies the log into the file and ends the worker. */
  close(): Promise<void>
}

type Pending = { readonly resolve: (output: unknown) => void; readonly reject: (error: Error) => void }

/** One run of the worker, from its start to its end. */
type Running = {
  readonly rebuilt: LineWriter['rebuilt']
  ask(name: CallName, input: unknown, transfer: readonly ArrayBuffer[]): Promise<unknown>
  close(): Promise<void>
}

function start(
  { workerUrl, dir, key }: LineWriterOptions,
  onReady: (rebuilt: LineWriter['rebuilt']) => void, onEnd: (error: Error | null) => void,
): Promise<Running> {
  return new Promise((ready, refuse) => {
    const ownKey = Uint8Array.from(key)
    const workerData: WriterStart = { dir, key: ownKey }
    const worker = new Worker(workerUrl, {
      workerData, transferList: [ownKey.buffer], name: 'lineside-writer',
      // A page is a megabyte of short-lived text: unchecked, its garbage fills a desktop's memory before it is collected.
      resourceLimits: { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 512 },
    })
    const pending = new Map<number, Pending>()
    let nextId = 1
    let failure: Error | null = null
    let closing = false
    const send = (message: ToWorker, transfer: readonly ArrayBuffer[] = []) => worker.postMessage(message, [...transfer])
    const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
    worker.on('error', (error: unknown) => {
      failure = error instanceof Error ? error : new Error('the writer threw no error', { cause: error })
    })
    void ended.then(() => {
      const error = new WriterCrashed(failure === null ? undefined : { cause: failure })
      for (const { reject } of pending.values()) reject(error)
      pending.clear()
      refuse(error)
      onEnd(closing ? null : error)
    })
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'ready':
          onReady(message.rebuilt)
          ready({
            rebuilt: message.rebuilt,
            ask: (name, input, transfer) => new Promise((resolve, reject) => {
              const id = nextId++
              pending.set(id, { resolve, reject })
              send({ type: 'call', id, name, input }, transfer)
            }),
            async close() {
              closing = true
              send({ type: 'close' })
              await ended
            },
          })
          return
        case 'cannotOpen':
          closing = true
          refuse(unpackFailure(message.failure))
          return
        case 'done':
          pending.get(message.id)?.resolve(message.output)
          pending.delete(message.id)
          return
        case 'failed':
          pending.get(message.id)?.reject(unpackFailure(message.failure))
          pending.delete(message.id)
          return
        case 'closed': return
      }
    })
  })
}

/** Starts the writer worker and opens the cache in it. Throws StorageFailure where the cache cannot be opened at all. */
export async function openLineWriter(options: LineWriterOptions): Promise<LineWriter> {
  const mostQueued = options.mostQueued ?? 4
  let closed = false
  let busy = 0
  const waiting: (() => void)[] = []
  let running: Promise<Running> | null = null
  let isFirst = true

  const run = (): Promise<Running> => {
    running ??= start(options, rebuilt => {
      if (!isFirst && rebuilt !== null) options.onRebuilt?.(rebuilt)
      isFirst = false
    }, error => {
      running = null
      if (error !== null) options.onCrash?.(error)
    })
    return running
  }
  const first = await run().catch((error: unknown) => {
    running = null
    throw error
  })

  const inTurn = async (name: CallName, input: unknown, transfer: readonly ArrayBuffer[]): Promise<unknown> => {
    // A slot is handed over, not freed, so that calls keep the order they were made in.
    if (busy >= mostQueued) await new Promise<void>(resolve => { waiting.push(resolve) })
    else busy += 1
    try {
      const worker = await run()
      return await worker.ask(name, input, transfer)
    } finally {
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
    }
  }
  const underWay = new Set<Promise<unknown>>()

  return {
    rebuilt: first.rebuilt,
    async call<Name extends CallName>(name: Name, input: WriterCalls[Name]['input'], transfer: readonly ArrayBuffer[] = []) {
      if (closed) throw new WriterClosed()
      const call = inTurn(name, input, transfer)
      underWay.add(call)
      try {
        // The writer's functions are typed by the same map.
        return await call as WriterCalls[Name]['output']
      } finally {
        underWay.delete(call)
      }
    },
    async close() {
      if (closed) return
      closed = true
      await Promise.allSettled(underWay)
      const worker = await running?.catch(() => null)
      await worker?.close()
    },
  }
}
