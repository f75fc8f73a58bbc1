import type { LineView } from '../../shared/contract/lines.ts'
import type { VisitSumming } from '../../shared/contract/visits.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { Conflict, Invalid, NotFound } from '../services.ts'
import type { VisitsService } from '../services.ts'
import type { KeptFiles } from '../storage/keptFiles.ts'
import { createCollect } from './collect.ts'
import type { CollectSources } from './collect.ts'
import { bytesOfBase64, photoIn, photoName, safeMediaType } from './content.ts'
import { withOnSite } from './onSite.ts'
import { safeName } from './safeName.ts'
import { knownTimeZone } from './timeZone.ts'
import { createVisitEvents } from './visitEvents.ts'
import type { VisitHead, VisitRepo } from './visitRepo.ts'

export type VisitsDependencies = Omit<CollectSources, 'viewOf'> & {
  readonly repo: VisitRepo
  readonly files: KeptFiles
  /** The line as it stands. Throws NotFound for one that is known nowhere. */
  readonly viewOf: (id: LineId) => LineView
  readonly snapshotOf: (line: LineView['line']) => string
  readonly engineerOf: (id: AccountId) => string
  /** IANA name of this machine's zone, where the screen tells no other. */
  readonly timeZone: () => string
  readonly summing: (visit: Visit) => VisitSumming
  readonly now: () => Date
  readonly newId: () => string
  /** A bug, or a journal that cannot be written, while something is collected: there is no caller to tell. */
  readonly onUnexpected: (error: unknown) => void
}

/** Keeping visits, without what is made of them (evidence, travel). */
export type VisitsCore = Omit<VisitsService, 'export' | 'import' | 'pdf' | 'reportPdf' | 'json' | 'csv' | 'attachPdf'> & {
  /** To be told whenever something happened at a line; `report` where one was kept. Never throws. */
  happened(id: LineId, report?: Report | null): void
  /** To be told when a write that was made on a visit changed. Never throws. */
  writeChanged(visitId: string): void
  /** Takes in what happened just before the app last ended. Never throws. */
  resume(): void
  /** The open visit of a line, which new writes are made on. */
  openVisitOf(id: LineId): string | null
  /** Tells followers of a visit that came or changed another way. */
  changed(id: string): void
}

export const ownerOf = (visitId: string): string => `visit:${visitId}`

/** Items that the engineer put in, and may take out again. */
const isRemovable = (item: VisitItem): boolean => item.kind === 'note' || item.kind === 'photo' || item.kind === 'file'

/** Visits to lines: the use cases behind shared/contract/visits.ts. */
export function createVisits(given: VisitsDependencies): VisitsCore {
  const { repo, files, now, newId } = given
  const events = createVisitEvents()
  const viewOrNull = (id: LineId): LineView | null => {
    try {
      return given.viewOf(id)
    } catch (error) {
      if (error instanceof NotFound) return null
      throw error
    }
  }
  const collect = createCollect({ ...given, viewOf: viewOrNull })
  const at = () => now().toISOString()

  const headOf = (id: string): VisitHead => {
    const head = repo.head(id)
    if (head === null) throw new NotFound('visit')
    return head
  }
  const whole = (id: string): Visit => {
    const visit = repo.get(id)
    if (visit === null) throw new NotFound('visit')
    return visit
  }
  /** Throws Conflict where the visit's state is not one of these. */
  const inState = (id: string, ...states: readonly Visit['state'][]): VisitHead => {
    const head = headOf(id)
    const reasons = { open: 'visitOpen', finished: 'visitFinished', received: 'visitReceived' } as const
    if (!states.includes(head.state)) throw new Conflict(reasons[head.state])
    return head
  }
  /** Changes a visit in one transaction, tells of it and gives it. */
  const change = (id: string, states: readonly Visit['state'][], work: (head: VisitHead) => Partial<VisitHead> | void): Visit => {
    repo.transaction(() => {
      const head = inState(id, ...states)
      const part = work(head) ?? {}
      repo.update({ ...head, ...part, changedAt: at() })
    })
    events.tell(id)
    return whole(id)
  }
  const look = (head: VisitHead, told: Report | null = null): void => {
    if (repo.transaction(() => collect.look(head, told)) !== null) events.tell(head.id)
  }
  const quietly = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      given.onUnexpected(error)
    }
  }
  const itemOf = (id: string, itemId: string): VisitItem => {
    const item = repo.item(id, itemId)
    if (item === null) throw new NotFound('item')
    return item
  }
  /** Keeps a file and then, in one transaction, that it is kept and what names it; without the one there is not the other. */
  const withFile = async (
    id: string, states: readonly Visit['state'][], content: Uint8Array, about: { name: string; mediaType: string },
    work: (head: VisitHead, fileId: string) => Partial<VisitHead> | void,
  ): Promise<Visit> => {
    const file = await files.keep(content, { ...about, owner: ownerOf(id) })
    try {
      return change(id, states, head => {
        files.settle([file.id])
        return work(head, file.id)
      })
    } catch (error) {
      await files.drop(file.id)
      throw error
    }
  }
  const giveUp = async (ids: readonly string[]): Promise<void> => {
    files.giveUp(ids)
    await files.removeGivenUp()
  }

  return {
    happened: (id, report = null) => quietly(() => {
      const head = repo.openOfLine(id)
      if (head !== null) look(head, report)
    }),
    writeChanged: visitId => quietly(() => {
      const head = repo.head(visitId)
      if (head !== null) look(head)
    }),
    resume: () => quietly(() => repo.unsettled().forEach(head => look(head))),
    openVisitOf: id => repo.openOfLine(id)?.id ?? null,
    changed: id => events.tell(id),

    page: query => repo.page(query),
    get(id) {
      look(headOf(id))
      const visit = whole(id)
      return { visit, summing: given.summing(visit) }
    },
    start(lineId, timeZone) {
      const open = repo.openOfLine(lineId)
      if (open !== null) return change(open.id, ['open'], head => ({ onSite: withOnSite(head, true, at()) }))
      const view = given.viewOf(lineId)
      const id = newId()
      const startedAt = at()
      repo.transaction(() => collect.begin({
        id, lineId, accountId: view.line.accountId, label: `${view.summary.street}, ${view.summary.place}`,
        nativeId: view.line.nativeId, state: 'open', startedAt, finishedAt: null, onSite: [{ from: startedAt, to: null }],
        timeZone: knownTimeZone(timeZone ?? '', given.timeZone()), engineer: given.engineerOf(view.line.accountId), leftOpen: '', confirmation: null, changedAt: startedAt,
      }, view, given.snapshotOf(view.line)))
      events.tell(id)
      return whole(id)
    },
    setOnSite: (id, there) => change(id, ['open'], head => ({ onSite: withOnSite(head, there, at()) })),
    addNote(id, itemId, text) {
      if (text.trim() === '') throw new Invalid('text', 'empty')
      return change(id, ['open'], () => {
        const before = itemId === null ? null : itemOf(id, itemId)
        if (before !== null && before.kind !== 'note') throw new NotFound('item')
        repo.put(id, before === null ? { id: newId(), at: at(), kind: 'note', text } : { ...before, text })
      })
    },
    async addFile(id, { fileName, mediaType, base64, caption }) {
      inState(id, 'open')
      const content = bytesOfBase64(base64, 'file')
      const photo = photoIn(content, 'file')
      if (photo === null) {
        const about = { name: safeName(fileName), mediaType: safeMediaType(mediaType) }
        return withFile(id, ['open'], content, about, (_, fileId) => repo.put(id, {
          id: newId(), at: at(), kind: 'file', fileId, fileName: about.name, mediaType: about.mediaType, bytes: content.length,
          caption,
        }))
      }
      const name = photoName(fileName, photo)
      const { widthPx, heightPx, bytes } = photo
      return withFile(id, ['open'], bytes, { name, mediaType: photo.mediaType }, (_, fileId) => repo.put(id, {
        id: newId(), at: at(), kind: 'photo', fileId, fileName: name, mediaType: photo.mediaType, widthPx, heightPx,
        bytes: bytes.length, caption,
      }))
    },
    caption: (id, itemId, caption) => change(id, ['open', 'finished'], () => {
      const item = itemOf(id, itemId)
      if (item.kind !== 'photo' && item.kind !== 'file') throw new NotFound('item')
      repo.put(id, { ...item, caption })
    }),
    async removeItem(id, itemId) {
      const item = itemOf(id, itemId)
      if (!isRemovable(item)) throw new Conflict('collected')
      const visit = change(id, ['open'], () => {
        repo.removeItem(id, itemId)
        if ('fileId' in item) files.giveUp([item.fileId])
      })
      await files.removeGivenUp()
      return visit
    },
    async file(id, itemId) {
      const signature = itemId === 'signature' ? headOf(id).confirmation?.signatureFileId ?? null : null
      const item = signature === null ? itemOf(id, itemId) : null
      const fileId = item !== null && 'fileId' in item ? item.fileId : signature
      const file = fileId === null ? null : files.get(fileId)
      if (file === null) throw new NotFound('file')
      return { fileName: file.name, mediaType: file.mediaType, base64: (await files.read(file.id)).toString('base64') }
    },
    leftOpen: (id, text) => change(id, ['open', 'finished'], () => ({ leftOpen: text })),
    async confirm(id, name, signaturePng) {
      const before = inState(id, 'open', 'finished').confirmation?.signatureFileId ?? null
      if (name.trim() === '') throw new Invalid('name', 'empty')
      const signature = signaturePng === null ? null : photoIn(bytesOfBase64(signaturePng, 'signaturePng'), 'signaturePng')
      if (signaturePng !== null && signature?.mediaType !== 'image/png') throw new Invalid('signaturePng', 'photoFormat')
      const confirmed = (signatureFileId: string | null) => ({ confirmation: { name: name.trim(), at: at(), signatureFileId } })
      const about = { name: 'signature.png', mediaType: 'image/png' }
      const visit = signature === null
        ? change(id, ['open', 'finished'], () => confirmed(null))
        : await withFile(id, ['open', 'finished'], signature.bytes, about, (_, fileId) => confirmed(fileId))
      if (before !== null) await giveUp([before])
      return visit
    },
    finish(id) {
      look(inState(id, 'open', 'finished'))
      const done = headOf(id).state === 'finished' ? whole(id) : change(id, ['open'], head => {
        collect.end(head)
        const finishedAt = at() > head.startedAt ? at() : head.startedAt
        return { state: 'finished', finishedAt, onSite: withOnSite(head, false, at()) }
      })
      return { visit: done, summing: given.summing(done) }
    },
    reopen: id => change(id, ['finished'], head => {
      if (repo.openOfLine(head.lineId) !== null) throw new Conflict('visitOpen')
      const last = repo.lastOfKind(id, 'verdict')
      if (last?.when === 'after') repo.put(id, { ...last, when: 'during' })
      return { state: 'open', finishedAt: null, onSite: withOnSite(head, true, at()) }
    }),
    async remove(id) {
      look(headOf(id))
      repo.transaction(() => {
        const { state } = headOf(id)
        const unsent = whole(id).items.filter(item => item.kind === 'write' && !['sent', 'discarded'].includes(item.state)).length
        if (state !== 'received' && unsent > 0) throw new Conflict('unsent', unsent)
        repo.remove(id)
        files.giveUpOwned(ownerOf(id))
      })
      events.tell(id)
      await files.removeGivenUp()
    },
    async *changes(signal) {
      for await (const id of events.follow(signal)) yield { open: repo.open(), changed: id }
    },
  }
}
