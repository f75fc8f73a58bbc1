import { parentPort, workerData } from 'node:worker_threads'
import { openCache } from '../storage/cache.ts'
import { cacheMigrations } from './cacheSchema.ts'
import { createCacheWriter } from './cacheWriter.ts'
import { readers } from './readers.ts'
import { packFailure } from './writerFailure.ts'
import type { CacheWriter, CallName, FromWorker, ToWorker, WriterStart } from './writerMessages.ts'

const port = parentPort
if (port === null) throw new Error('the writer runs in a worker thread only')
const say = (message: FromWorker) => port.postMessage(message)

// The main thread started this file with exactly these two.
const { dir, key } = workerData as WriterStart

// One entry of a map of functions whose input depends on the name: the handle's types pair them.
const run = (writer: CacheWriter, name: CallName, input: unknown): unknown => (writer[name] as (input: unknown) => unknown)(input)

try {
  const cache = openCache({ dir, key, migrations: cacheMigrations, now: () => new Date() })
  const writer = createCacheWriter(cache.db, readers)
  port.on('message', (message: ToWorker) => {
    if (message.type === 'close') {
      cache.close()
      say({ type: 'closed' })
      port.close()
      return
    }
    try {
      say({ type: 'done', id: message.id, output: run(writer, message.name, message.input) })
    } catch (error) {
      say({ type: 'failed', id: message.id, failure: packFailure(error) })
    }
  })
  say({ type: 'ready', rebuilt: cache.rebuilt ?? null })
} catch (error) {
  say({ type: 'cannotOpen', failure: packFailure(error) })
}
