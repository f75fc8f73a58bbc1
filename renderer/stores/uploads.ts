import { createStore } from 'zustand/vanilla'
import type { FileContent } from '../parts/fileContent.ts'
import type { VisitsClient } from './visits.ts'

export type FileTroubleCode = 'empty' | 'heic' | 'format' | 'damaged' | 'notPicture' | 'tooBig' | 'unreadable' | 'folder'

/** Why a file cannot be added, in words the screen has. */
export class FileTrouble extends Error {
  override readonly name = 'FileTrouble'
  readonly code: FileTroubleCode

  constructor(code: FileTroubleCode) {
    super(`file refused: ${code}`)
    this.code = code
  }
}

/** A file on its way to a visit. */
export type Upload = {
  readonly key: number
  readonly visitId: string
  readonly name: string
  readonly state: 'waiting' | 'preparing' | 'keeping' | 'failed'
  readonly sinceMs: number | null
  /** Why it failed. */
  readonly trouble: FileTroubleCode | null
  readonly failure: unknown
}

export type UploadsState = {
  readonly uploads: readonly Upload[]
  /** How many were added to each visit since the page was opened, to tell. */
  readonly kept: Readonly<Record<string, number>>
}
export type UploadsStore = ReturnType<typeof createUploadsStore>

/** Makes a file ready to be kept. Throws FileTrouble. */
export type PrepareFile = (file: File, signal: AbortSignal) => Promise<FileContent>

/** Files on their way to visits, one after the other, whichever room is on screen. */
export function createUploadsStore(client: VisitsClient, prepare: PrepareFile, nowMs: () => number = Date.now) {
  const store = createStore<UploadsState>(() => ({ uploads: [], kept: {} }))
  const { setState: set, getState: get } = store
  const files = new Map<number, { readonly file: File; readonly stop: AbortController }>()
  let lastKey = 0
  let running = false

  const change = (key: number, part: Partial<Upload>): void =>
    set({ uploads: get().uploads.map(each => (each.key === key ? { ...each, ...part } : each)) })
  const drop = (key: number): void => {
    files.delete(key)
    set({ uploads: get().uploads.filter(each => each.key !== key) })
  }

  async function one({ key, visitId }: Upload): Promise<void> {
    const held = files.get(key)
    if (held === undefined) return
    try {
      change(key, { state: 'preparing', sinceMs: nowMs() })
      const content = await prepare(held.file, held.stop.signal)
      if (held.stop.signal.aborted) return
      change(key, { state: 'keeping', sinceMs: nowMs() })
      await client.visits.addFile({ id: visitId, ...content })
      drop(key)
      set({ kept: { ...get().kept, [visitId]: (get().kept[visitId] ?? 0) + 1 } })
    } catch (error) {
      if (held.stop.signal.aborted) return
      change(key, error instanceof FileTrouble ? { state: 'failed', trouble: error.code } : { state: 'failed', failure: error })
    }
  }
  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let next = waiting(); next !== undefined; next = waiting()) await one(next)
    running = false
  }
  const waiting = (): Upload | undefined => get().uploads.find(each => each.state === 'waiting')

  return {
    ...store,
    add(visitId: string, added: readonly File[]): void {
      const uploads = added.map((file): Upload => {
        lastKey += 1
        files.set(lastKey, { file, stop: new AbortController() })
        return { key: lastKey, visitId, name: file.name, state: 'waiting', sinceMs: null, trouble: null, failure: null }
      })
      set({ uploads: [...get().uploads, ...uploads] })
      void run()
    },
    /** Tells of something that is no file, such as a folder. */
    refuse(visitId: string, name: string, trouble: FileTroubleCode): void {
      lastKey += 1
      set({ uploads: [...get().uploads, { key: lastKey, visitId, name, state: 'failed', sinceMs: null, trouble, failure: null }] })
    },
    /** Stops a file that waits or is made smaller, or takes one that failed off the list. */
    cancel(key: number): void {
      if (get().uploads.find(each => each.key === key)?.state === 'keeping') return
      files.get(key)?.stop.abort()
      drop(key)
    },
    again(key: number): void {
      if (!files.has(key)) return
      change(key, { state: 'waiting', trouble: null, failure: null })
      void run()
    },
  }
}
