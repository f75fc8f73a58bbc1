import { z } from 'zod'
import { Visit } from '../../shared/model/visit.ts'
import type { VisitItem } from '../../shared/model/visit.ts'
import { Conflict, Invalid, NotFound } from '../services.ts'
import type { FileContent } from '../services.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import type { KeptFiles } from '../storage/keptFiles.ts'
import type { ScryptCost } from '../vault/passphraseFile.ts'
import { fileNameOf } from './fileName.ts'
import { PhotoRefusal, readPhoto } from './photo.ts'
import { safeName } from './safeName.ts'
import { seal, SealFailure, unseal } from './sealedFile.ts'
import { knownTimeZone } from './timeZone.ts'
import type { VisitRepo } from './visitRepo.ts'
import { ownerOf } from './visits.ts'

/** What a visit's file says first; its files follow in this order, one behind the other. */
const Manifest = z.object({
  format: z.literal('lineside-visit'),
  version: z.number().int(),
  visit: z.unknown(),
  files: z.array(z.object({ fileId: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number().int().min(1) })).max(2000),
})
const manifestVersion = 1

export type TravelDependencies = {
  readonly repo: VisitRepo
  readonly files: KeptFiles
  /** The visit with everything that happened until now. Throws NotFound. */
  readonly visitOf: (id: string) => Visit
  readonly changed: (id: string) => void
  readonly cost?: ScryptCost
}

const signatureOf = ({ confirmation }: Visit): string[] => confirmation?.signatureFileId ? [confirmation.signatureFileId] : []
const fileIdsOf = (visit: Visit): string[] => [...visit.items.flatMap(item => 'fileId' in item ? [item.fileId] : []), ...signatureOf(visit)]

/** A visit as one encrypted file for a colleague, and such a file as a visit that was received. */
export function createTravel({ repo, files, visitOf, changed, cost }: TravelDependencies) {
  return {
    /** Everything, photos and the state of its writes too. Throws StorageFailure where a file of it cannot be read. */
    async export(id: string, passphrase: string): Promise<FileContent> {
      const visit = visitOf(id)
      const kept = await Promise.all(fileIdsOf(visit).map(async fileId => {
        const file = files.get(fileId)
        if (file === null) throw new StorageFailure('halfCopied', fileId)
        const { name, mediaType, bytes } = file
        return { about: { fileId, name, mediaType, bytes }, content: await files.read(fileId) }
      }))
      const about = { format: 'lineside-visit', version: manifestVersion, visit, files: kept.map(each => each.about) }
      const manifest = Buffer.from(JSON.stringify(about))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(manifest.length)
      const sealed = await seal(Buffer.concat([length, manifest, ...kept.map(({ content }) => content)]), passphrase, cost)
      return { fileName: fileNameOf(visit, 'lineside-visit'), mediaType: 'application/octet-stream', base64: sealed.toString('base64') }
    },

    /**
     * Keeps a colleague's visit as `received`. Its writes come as records of how they stood: nothing of it is ever sent from
     * here. A visit that was received before is brought up to date; an older copy changes nothing. Throws Invalid with the
     * reason of the SealFailure, Conflict `ownVisit` for one of this engineer's own, and StorageFailure.
     */
    async import(base64: string, passphrase: string): Promise<Visit> {
      const { visit, contents } = await openedFile(Buffer.from(base64, 'base64'), passphrase)
      const present = repo.head(visit.id)
      if (present !== null && present.state !== 'received') throw new Conflict('ownVisit')
      if (present !== null && present.changedAt > visit.changedAt) return visitOf(visit.id)
      const fresh = new Map<string, string>()
      try {
        for (const [fileId, { name, mediaType, content }] of contents) {
          fresh.set(fileId, (await files.keep(content, { name, mediaType, owner: ownerOf(visit.id) })).id)
        }
        repo.transaction(() => {
          const old = repo.head(visit.id) === null ? [] : fileIdsOf(visitOf(visit.id))
          repo.remove(visit.id)
          files.giveUp(old)
          files.settle([...fresh.values()])
          const { items, snapshot, ...head } = withFiles(visit, fresh)
          const collected = { reportsAfter: '', actionsBefore: [], observationsAt: null }
          const received = { ...head, timeZone: knownTimeZone(head.timeZone, 'UTC'), state: 'received' as const, collected }
          repo.add(received, snapshot)
          items.forEach(item => repo.put(visit.id, item))
          repo.update(received)
        })
      } catch (error) {
        files.giveUp([...fresh.values()])
        await files.removeGivenUp()
        throw error
      }
      await files.removeGivenUp()
      changed(visit.id)
      return visitOf(visit.id)
    },
  }
}

type Content = { readonly name: string; readonly mediaType: string; readonly content: Buffer }
type Opened = { readonly visit: Visit; readonly contents: ReadonlyMap<string, Content> }

async function openedFile(file: Buffer, passphrase: string): Promise<Opened> {
  try {
    return contentOf(await unseal(file, passphrase))
  } catch (error) {
    if (error instanceof SealFailure) throw new Invalid(error.code === 'wrongPassphrase' ? 'passphrase' : 'file', error.code)
    throw error
  }
}

/** Throws SealFailure: what a newer Lineside wrote, and what does not fit together, though its seal was whole. */
function contentOf(content: Buffer): Opened {
  const manifestEnd = content.length < 4 ? 0 : 4 + content.readUInt32BE(0)
  const manifest = Manifest.safeParse(parsed(content.subarray(4, manifestEnd)))
  if (!manifest.success) throw new SealFailure('damaged')
  if (manifest.data.version > manifestVersion) throw new SealFailure('newer')
  const visit = Visit.safeParse(manifest.data.visit)
  if (!visit.success) throw new SealFailure('damaged')
  const contents = new Map<string, Content>()
  let at = manifestEnd
  for (const { fileId, name, mediaType, bytes } of manifest.data.files) {
    const part = content.subarray(at, at + bytes)
    if (part.length !== bytes) throw new SealFailure('damaged')
    contents.set(fileId, { name: safeName(name), mediaType, content: part })
    at += bytes
  }
  if (at !== content.length || fileIdsOf(visit.data).some(id => !contents.has(id))) throw new SealFailure('damaged')
  return { visit: visit.data, contents: cleaned(visit.data, contents) }
}

/** A colleague's Lineside has cleaned the photos; nobody has to trust that. */
function cleaned(visit: Visit, contents: ReadonlyMap<string, Content>): ReadonlyMap<string, Content> {
  const pictures = new Set([...visit.items.flatMap(item => item.kind === 'photo' ? [item.fileId] : []), ...signatureOf(visit)])
  return new Map([...contents].map(([id, each]) => {
    if (!pictures.has(id)) return [id, each]
    try {
      const photo = readPhoto(each.content)
      if (photo !== null) return [id, { ...each, mediaType: photo.mediaType, content: photo.bytes }]
    } catch (error) {
      if (!(error instanceof PhotoRefusal)) throw error
    }
    throw new SealFailure('damaged')
  }))
}

function withFiles(visit: Visit, fresh: ReadonlyMap<string, string>): Visit {
  const idOf = (id: string): string => {
    const found = fresh.get(id)
    if (found === undefined) throw new NotFound('file')
    return found
  }
  const { confirmation } = visit
  const signature = confirmation?.signatureFileId ?? null
  return {
    ...visit,
    items: visit.items.map((item): VisitItem =>
      'fileId' in item ? { ...item, fileId: idOf(item.fileId), fileName: safeName(item.fileName) } : item),
    confirmation: confirmation === null || signature === null ? confirmation : { ...confirmation, signatureFileId: idOf(signature) },
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
