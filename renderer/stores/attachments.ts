import { createStore } from 'zustand/vanilla'
import type { DraftFile } from '../../shared/model/ticket.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

/** A file as a picker, a paste or a drop gives it. */
export type AddedFile = Pick<File, 'name' | 'size' | 'type' | 'arrayBuffer'>

export type Attachment = { readonly key: string; readonly name: string; readonly bytes: number; readonly fileId: string | null }
export type AttachmentProblem = {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly why: 'tooBig' | 'empty' | 'program' | 'tooMany' | 'unreadable' | 'photoFormat' | 'photoDamaged' | 'keep'
  readonly failure: CallFailure | null
}
export type AttachmentsState = { readonly files: readonly Attachment[]; readonly problems: readonly AttachmentProblem[] }
export type AttachmentsStore = ReturnType<typeof createAttachmentsStore>

/** As the systems take them (docs/outbox.md). */
export const mostBytes = 25_000_000
const mostFiles = 50
/** What only the core sees, in the file itself. */
const refusedByCore = ['empty', 'tooBig', 'photoFormat', 'photoDamaged'] as const
/** What starts something when it is opened. */
const program = /\.(?:exe|com|bat|cmd|scr|pif|msi|msp|dll|cpl|jar|js|jse|vbs|vbe|wsf|wsh|hta|ps1|psm1|sh|bash|zsh|command|app|apk|deb|rpm|dmg|pkg|lnk|reg|iso|appimage)$/i
const programType = /^application\/(?:x-msdownload|x-msdos-program|x-sh|x-executable|java-archive|vnd\.microsoft\.portable-executable)$/

/** Why a file cannot go along; null where it can. */
export function refusedBecause({ name, size, type }: Pick<AddedFile, 'name' | 'size' | 'type'>): AttachmentProblem['why'] | null {
  if (program.test(name.trim()) || programType.test(type)) return 'program'
  if (size === 0) return 'empty'
  return size > mostBytes ? 'tooBig' : null
}

/** A multiple of three bytes, so that the parts can be strung together. */
const partBytes = 0x6000

export function toBase64(bytes: Uint8Array): string {
  let encoded = ''
  for (let at = 0; at < bytes.length; at += partBytes) encoded += btoa(String.fromCharCode(...bytes.subarray(at, at + partBytes)))
  return encoded
}

/**
 * Files that go along with what is being typed: each is kept on this device as soon as it is added. `changed` hears of those
 * kept.
 */
export function createAttachmentsStore(client: Pick<Client, 'outbox'>, changed: (files: DraftFile[]) => void) {
  const store = createStore<AttachmentsState>(() => ({ files: [], problems: [] }))
  const { setState: set, getState: get } = store
  let count = 0
  /** Pictures that were refused for what they may tell, by the key of their problem. */
  const held = new Map<string, AddedFile>()
  /** One at a time: ten photos at once would be ten times their size in memory. */
  let queue = Promise.resolve()

  const tell = (): void =>
    changed(get().files.flatMap(({ fileId, name, bytes }) => (fileId === null ? [] : [{ fileId, name, bytes }])))
  const refuse = (file: AddedFile, why: AttachmentProblem['why'], failure: CallFailure | null = null): void => {
    const key = `problem-${count += 1}`
    if (why === 'photoFormat') held.set(key, file)
    set({ problems: [...get().problems, { key, name: file.name, bytes: file.size, why, failure }] })
  }
  const forgive = (): void => {
    held.clear()
    set({ problems: [] })
  }
  const forget = (key: string): void => set({ files: get().files.filter(each => each.key !== key) })
  const drop = (fileId: string): void => {
    // What cannot be dropped now is unclaimed, and swept by the core in time.
    client.outbox.dropFile({ fileId }).catch(() => undefined)
  }

  async function keep(file: AddedFile, key: string, asIs: boolean): Promise<void> {
    let bytes: Uint8Array
    try {
      bytes = new Uint8Array(await file.arrayBuffer())
    } catch {
      forget(key)
      refuse(file, 'unreadable')
      return
    }
    try {
      const { fileId } = await client.outbox.keepFile({ fileName: file.name.slice(-255), mediaType: file.type.slice(0, 120),
        base64: toBase64(bytes), asIs })
      if (!get().files.some(each => each.key === key)) {
        // Removed while it was being kept.
        drop(fileId)
        return
      }
      set({ files: get().files.map(each => (each.key === key ? { ...each, fileId } : each)) })
      tell()
    } catch (error) {
      forget(key)
      const failure = describeError(error)
      const why = (failure.kind === 'invalid' && refusedByCore.find(each => each === failure.reason)) || 'keep'
      refuse(file, why, why === 'keep' ? failure : null)
    }
  }

  const queued = (file: AddedFile, asIs = false): void => {
    const key = `file-${count += 1}`
    set({ files: [...get().files, { key, name: file.name, bytes: file.size, fileId: null }] })
    queue = queue.then(() => keep(file, key, asIs))
  }

  return {
    ...store,
    /** Ends once all are kept or refused. */
    async add(added: readonly AddedFile[]): Promise<void> {
      if (added.length === 0) return
      forgive()
      for (const file of added) {
        const why = get().files.length >= mostFiles ? 'tooMany' : refusedBecause(file)
        if (why === null) queued(file)
        else refuse(file, why)
      }
      await queue
    },
    /** Adds a picture as it is after all, with the place it may tell. */
    async addAsIs(problemKey: string): Promise<void> {
      const file = held.get(problemKey)
      if (file === undefined) return
      held.delete(problemKey)
      set({ problems: get().problems.filter(({ key }) => key !== problemKey) })
      queued(file, true)
      await queue
    },
    remove(key: string): void {
      const file = get().files.find(each => each.key === key)
      if (file === undefined) return
      forget(key)
      if (file.fileId === null) return
      tell()
      drop(file.fileId)
    },
    /** The files of a draft kept from before. */
    begin(files: readonly DraftFile[]): void {
      forgive()
      set({ files: files.map(file => ({ ...file, key: file.fileId })) })
    },
    /** They went along with what was sent, or belong to a draft that was left. */
    clear(): void {
      forgive()
      set({ files: [] })
    },
    /** The draft was thrown away, and its files with it. */
    dropAll(): void {
      for (const { fileId } of get().files) if (fileId !== null) drop(fileId)
      forgive()
      set({ files: [] })
    },
    isKeeping: (): boolean => get().files.some(({ fileId }) => fileId === null),
    ids: (): string[] => get().files.flatMap(({ fileId }) => fileId ?? []),
  }
}
