import type { VisitSummary } from '../../shared/contract/visits.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { createText } from '../../shared/text/text.ts'
import { summingOf } from '../../shared/visits/summing.ts'
import type { FileContent, VisitsService } from '../../electron/services.ts'
import { Conflict, NotFound } from '../../electron/services.ts'

/** Visits in memory, without Node, for pages; `set` makes them what a test wants. */
export function createFakeVisits(viewOf: (id: LineId) => LineView, now: () => string): VisitsService & { set(visits: readonly Visit[]): void } {
  let visits: readonly Visit[] = []
  let wake = Promise.withResolvers<void>()
  let changed: string | null = null
  let made = 0
  const files = new Map<string, FileContent>()
  const newId = (what: string): string => `${what}-${made += 1}`
  const set = (next: readonly Visit[]): void => {
    visits = next
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const existing = (id: string): Visit => {
    const visit = visits.find(each => each.id === id)
    if (visit === undefined) throw new NotFound('visit')
    return visit
  }
  const change = (id: string, work: (visit: Visit) => Partial<Visit>): Visit => {
    const visit = existing(id)
    if (visit.state === 'received') throw new Conflict('visitReceived')
    const next = { ...visit, ...work(visit), changedAt: now() }
    changed = id
    set(visits.map(each => (each === visit ? next : each)))
    return next
  }
  const withItem = (id: string, item: VisitItem): Visit =>
    change(id, ({ items }) => ({ items: items.some(each => each.id === item.id) ? items.map(each => (each.id === item.id ? item : each)) : [...items, item] }))
  const itemOf = (id: string, itemId: string): VisitItem => {
    const item = existing(id).items.find(each => each.id === itemId)
    if (item === undefined) throw new NotFound('item')
    return item
  }
  const verdictNow = (lineId: LineId, when: 'before' | 'after'): VisitItem => {
    const { verdict, reports } = viewOf(lineId)
    return { id: newId('item'), at: now(), kind: 'verdict', when, verdict, reports }
  }
  const keep = (file: FileContent): string => {
    const id = newId('file')
    files.set(id, file)
    return id
  }
  const content = (visit: Visit, mediaType: string, extension: string, text: string): FileContent => ({ fileName: `${visit.id}.${extension}`, mediaType, base64: btoa(text) })
  const summed = (visit: Visit) => ({ visit, summing: summingOf(visit, createText('en')) })
  const open = () => visits.filter(({ state }) => state === 'open').map(summaryOf)

  return {
    set,
    page({ search, states, lineId, offset, limit }) {
      const found = visits.filter(visit => (states.length === 0 || states.includes(visit.state)) && (lineId === null || visit.lineId === lineId)
        && JSON.stringify(visit).toLowerCase().includes(search.toLowerCase()))
      return { visits: found.slice(offset, offset + limit).map(summaryOf), total: found.length }
    },
    get: id => summed(existing(id)),
    start(lineId, timeZone = 'Europe/Amsterdam') {
      const running = visits.find(visit => visit.lineId === lineId && visit.state === 'open')
      if (running !== undefined) return running
      const { line, summary } = viewOf(lineId)
      const visit: Visit = {
        id: newId('visit'), lineId, accountId: line.accountId, snapshot: '{}', label: `${summary.street}, ${summary.place}`, nativeId: line.nativeId, state: 'open',
        startedAt: now(), finishedAt: null, onSite: [{ from: now(), to: null }], timeZone, engineer: 'engineer',
        items: [verdictNow(lineId, 'before')], leftOpen: '', confirmation: null, changedAt: now(),
      }
      changed = visit.id
      set([visit, ...visits])
      return visit
    },
    setOnSite: (id, there) => change(id, ({ onSite }) => ({
      onSite: there ? [...onSite, { from: now(), to: null }] : onSite.map(stretch => ({ ...stretch, to: stretch.to ?? now() })),
    })),
    addNote: (id, itemId, text) => withItem(id, { id: itemId ?? newId('item'), at: now(), kind: 'note', text }),
    addFile: async (id, { caption, ...file }) => {
      const shared = { id: newId('item'), at: now(), fileId: keep(file), fileName: file.fileName, bytes: atob(file.base64).length, caption }
      const { mediaType } = file
      return withItem(id, mediaType === 'image/jpeg' || mediaType === 'image/png'
        ? { ...shared, kind: 'photo', mediaType, widthPx: 16, heightPx: 8 } : { ...shared, kind: 'file', mediaType })
    },
    caption(id, itemId, caption) {
      const item = itemOf(id, itemId)
      if (item.kind !== 'photo' && item.kind !== 'file') throw new NotFound('item')
      return withItem(id, { ...item, caption })
    },
    async removeItem(id, itemId) {
      itemOf(id, itemId)
      return change(id, ({ items }) => ({ items: items.filter(item => item.id !== itemId) }))
    },
    async file(id, itemId) {
      const item = itemId === 'signature' ? null : itemOf(id, itemId)
      const file = files.get((item !== null && 'fileId' in item ? item.fileId : existing(id).confirmation?.signatureFileId) ?? '')
      if (file === undefined) throw new NotFound('file')
      return file
    },
    leftOpen: (id, leftOpen) => change(id, () => ({ leftOpen })),
    confirm: async (id, name, signaturePng) => change(id, () => ({
      confirmation: { name, at: now(), signatureFileId: signaturePng === null ? null : keep({ fileName: 'signature.png', mediaType: 'image/png', base64: signaturePng }) },
    })),
    finish: id => summed(change(id, visit => ({
      state: 'finished', finishedAt: now(), onSite: visit.onSite.map(stretch => ({ ...stretch, to: stretch.to ?? now() })),
      items: [...visit.items, verdictNow(visit.lineId, 'after')],
    }))),
    reopen: id => change(id, () => ({ state: 'open', finishedAt: null })),
    async remove(id) {
      existing(id)
      changed = id
      set(visits.filter(visit => visit.id !== id))
    },
    async *changes(signal) {
      const left = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => left.resolve(), { once: true })
      yield { open: open(), changed: null }
      while (!signal.aborted) {
        await Promise.race([wake.promise, left.promise])
        if (!signal.aborted) yield { open: open(), changed }
      }
    },
    export: async id => content(existing(id), 'application/octet-stream', 'lineside-visit', id),
    async import(base64) {
      const visit = existing(atob(base64))
      if (visit.state !== 'received') throw new Conflict('ownVisit')
      return visit
    },
    pdf: async id => content(existing(id), 'application/pdf', 'pdf', '%PDF-1.7'),
    reportPdf: async () => ({ fileName: 'report.pdf', mediaType: 'application/pdf', base64: btoa('%PDF-1.7') }),
    json: id => content(existing(id), 'application/json', 'json', '{}'),
    csv: id => content(existing(id), 'text/csv', 'csv', ''),
    attachPdf: async id => {
      const file = content(existing(id), 'application/pdf', 'pdf', '%PDF-1.7')
      return { fileId: keep(file), fileName: file.fileName, bytes: 8, at: now() }
    },
  }
}

function summaryOf({ id, lineId, label, nativeId, state, startedAt, finishedAt, changedAt, items, onSite }: Visit): VisitSummary {
  const spentMs = onSite.reduce((sum, { from, to }) => sum + Date.parse(to ?? changedAt) - Date.parse(from), 0)
  return {
    id, lineId, label, nativeId, state, startedAt, finishedAt, changedAt, onSite, itemCount: items.length, onSiteMinutes: Math.round(spentMs / 60_000),
    unsentWrites: items.filter(item => item.kind === 'write' && item.state !== 'sent' && item.state !== 'discarded').length,
  }
}
