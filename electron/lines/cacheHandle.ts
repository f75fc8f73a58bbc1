import Database from 'better-sqlite3'
import type { Log } from '../log/log.ts'
import { cachePathIn, condemnCache, openCacheReader } from '../storage/cache.ts'
import type { RebuildReason } from '../storage/cache.ts'
import { migrate } from '../storage/migrate.ts'
import { asStorageFailure, StorageFailure } from '../storage/storageFailure.ts'
import { cacheMigrations } from './cacheSchema.ts'
import { createLineStore } from './lineStore.ts'
import type { LineStore } from './lineStore.ts'
import { openLineWriter, WriterClosed } from './lineWriter.ts'
import type { LineWriter } from './lineWriter.ts'
import { createSearch } from './search.ts'
import type { Search, SearchOptions } from './search.ts'

export type CacheHandleOptions = Omit<SearchOptions, 'db'> & {
  /** As in `LineWriterOptions`. */
  readonly workerUrl: URL
  /** The directory of `cache.db`. */
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly log: Log
  /** The cache could not be used, at opening or later, and was begun anew. */
  readonly onRebuilt: (reason: RebuildReason) => void
}

/** Who fills the cache, and must know when it is lost while in use. */
export type CacheFiller = {
  /** At once, before anything can be written to the next cache: what is under way belongs to the lost one. */
  readonly cacheLost: () => void
  /** An empty cache is there. */
  readonly cacheRebuilt: () => void
}

/**
 * The cache in use: one writer, one reading connection, and what is asked of them. Where either finds the file damaged, both are
 * closed, the file is set aside and a new one is begun; until it is there, reads find nothing and writes wait.
 */
export type CacheHandle = {
  /** Throws as `LineWriter.call`; StorageFailure `corrupt` for a call that the lost cache took with it. */
  readonly writer: Pick<LineWriter, 'call'>
  readonly store: LineStore
  readonly search: Search
  fillBy(filler: CacheFiller): void
  close(): Promise<void>
}

type Reads = { readonly db: Database.Database; readonly store: LineStore; readonly search: Search }

const isDamage = (error: unknown): boolean => asStorageFailure(error)?.code === 'corrupt'

/** Opens writer and reader. Throws StorageFailure where the cache cannot be opened at all. */
export async function openCacheHandle(options: CacheHandleOptions): Promise<CacheHandle> {
  const { dir, key, workerUrl, log, marks, nativeIdIn } = options
  const path = cachePathIn(dir)
  let filler: CacheFiller | null = null
  let writer: LineWriter | null = null
  let reopening: Promise<LineWriter> | null = null
  let closed = false

  const readsOf = (db: Database.Database): Reads => ({
    db, store: createLineStore({ db, isPinned: id => marks().pinned.has(id) }), search: createSearch({ db, marks, nativeIdIn }),
  })
  const openReads = (): Reads => {
    const db = openCacheReader({ dir, key })
    try {
      return readsOf(db)
    } catch (error) {
      db.close()
      throw error
    }
  }
  const noReads = (): Reads => {
    const db = new Database(':memory:')
    migrate(db, cacheMigrations)
    return readsOf(db)
  }
  let reads = noReads()
  const readFrom = (next: Reads): void => {
    const before = reads
    reads = next
    before.db.close()
  }

  const openBoth = async (mayRepeat: boolean): Promise<LineWriter> => {
    const opened = await openLineWriter({
      workerUrl, dir, key,
      onCrash: error => log.error('writer.crashed', { error }),
      // A writer that was started anew after a crash has moved the old file away, under the reader.
      onRebuilt: ({ reason }) => {
        lose()
        try {
          begin(openReads(), reason)
        } catch (error) {
          log.error('cache.notReopened', { error })
          recover()
        }
      },
    })
    try {
      const next = openReads()
      if (opened.rebuilt === null) readFrom(next)
      else begin(next, opened.rebuilt.reason)
      return opened
    } catch (error) {
      await opened.close()
      if (!mayRepeat || !isDamage(error)) throw error
      condemnCache(dir)
      return openBoth(false)
    }
  }
  const lose = (): void => {
    readFrom(noReads())
    filler?.cacheLost()
  }
  const begin = (next: Reads, reason: RebuildReason): void => {
    readFrom(next)
    log.warn('cache.rebuilt', { reason })
    options.onRebuilt(reason)
    filler?.cacheRebuilt()
  }

  const reopen = (): Promise<LineWriter> => {
    const before = writer
    writer = null
    const work = async (): Promise<LineWriter> => {
      if (before !== null) {
        await before.close()
        condemnCache(dir)
      }
      return writer = await openBoth(true)
    }
    reopening = work().finally(() => { reopening = null })
    reopening.catch((error: unknown) => log.error('cache.notReopened', { error }))
    return reopening
  }
  /** Takes the cache out of use. The next writer is begun at once; where that fails, it is tried again with the next call. */
  const recover = (): void => {
    if (closed || writer === null) return
    log.error('cache.damaged')
    lose()
    void reopen().catch(() => undefined)
  }

  const read = <Answer>(ask: (from: Reads) => Answer): Answer => {
    try {
      return ask(reads)
    } catch (error) {
      if (closed || writer === null || !isDamage(error)) throw error
      recover()
      return ask(reads)
    }
  }

  writer = await openBoth(true)

  return {
    fillBy(given) { filler = given },
    writer: {
      async call(name, input, transfer) {
        if (closed) throw new WriterClosed()
        const present = writer ?? await (reopening ?? reopen())
        try {
          return await present.call(name, input, transfer)
        } catch (error) {
          if (isDamage(error) && present === writer) recover()
          if (error instanceof WriterClosed && !closed) throw new StorageFailure('corrupt', path, { cause: error })
          throw error
        }
      },
    },
    store: {
      get: id => read(({ store }) => store.get(id)),
      summaries: ids => read(({ store }) => store.summaries(ids)),
      atHouse: (line, limit) => read(({ store }) => store.atHouse(line, limit)),
      atAddress: (address, limit) => read(({ store }) => store.atAddress(address, limit)),
      identified: (keys, ips, limit) => read(({ store }) => store.identified(keys, ips, limit)),
      parts: id => read(({ store }) => store.parts(id)),
      facets: () => read(({ store }) => store.facets()),
      lineCountOf: id => read(({ store }) => store.lineCountOf(id)),
      detailsLeft: id => read(({ store }) => store.detailsLeft(id)),
      withoutDetails: (id, afterRank, limit) => read(({ store }) => store.withoutDetails(id, afterRank, limit)),
      withoutDetailsAt: id => read(({ store }) => store.withoutDetailsAt(id)),
      walksOf: id => read(({ store }) => store.walksOf(id)),
    },
    search: {
      warmUp: () => read(({ search }) => search.warmUp()),
      search: (query, filters, limit) => read(({ search }) => search.search(query, filters, limit)),
    },
    async close() {
      if (closed) return
      closed = true
      await reopening?.catch(() => undefined)
      reads.db.close()
      await writer?.close()
    },
  }
}
