import { implement } from '@orpc/server'
import { visitsContract } from '../../shared/contract/visits.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(visitsContract).$context<RpcContext>()
const visitsOf = (context: RpcContext) => context.core.services().visits

export const visitsHandlers = os.router({
  page: os.page.handler(({ context, input }) => visitsOf(context).page(input)),
  get: os.get.handler(({ context, input }) => visitsOf(context).get(input.id)),
  start: os.start.handler(({ context, input }) => visitsOf(context).start(input.lineId, input.timeZone)),
  setOnSite: os.setOnSite.handler(({ context, input }) => visitsOf(context).setOnSite(input.id, input.onSite)),
  addNote: os.addNote.handler(({ context, input }) => visitsOf(context).addNote(input.id, input.itemId, input.text)),
  addFile: os.addFile.handler(({ context, input: { id, ...file } }) => visitsOf(context).addFile(id, file)),
  caption: os.caption.handler(({ context, input }) => visitsOf(context).caption(input.id, input.itemId, input.caption)),
  removeItem: os.removeItem.handler(({ context, input }) => visitsOf(context).removeItem(input.id, input.itemId)),
  file: os.file.handler(({ context, input }) => visitsOf(context).file(input.id, input.itemId)),
  leftOpen: os.leftOpen.handler(({ context, input }) => visitsOf(context).leftOpen(input.id, input.text)),
  confirm: os.confirm.handler(({ context, input }) => visitsOf(context).confirm(input.id, input.name, input.signaturePng)),
  finish: os.finish.handler(({ context, input }) => visitsOf(context).finish(input.id)),
  reopen: os.reopen.handler(({ context, input }) => visitsOf(context).reopen(input.id)),
  remove: os.remove.handler(({ context, input }) => visitsOf(context).remove(input.id)),
  // Its events name the visit that changed: each is told, once however often it did since the last.
  changes: os.changes.handler(({ context, signal }) => {
    const visits = visitsOf(context)
    return coalesce(left => visits.changes(left), signal, { keep: ({ changed }) => changed !== null })
  }),
  export: os.export.handler(({ context, input }) => visitsOf(context).export(input.id, input.passphrase)),
  import: os.import.handler(({ context, input }) => visitsOf(context).import(input.base64, input.passphrase)),
  pdf: os.pdf.handler(({ context, input }) => visitsOf(context).pdf(input.id, input.language)),
  reportPdf: os.reportPdf.handler(({ context, input }) => visitsOf(context).reportPdf(input.lineId, input.reportId, input.language, input.timeZone)),
  json: os.json.handler(({ context, input }) => visitsOf(context).json(input.id)),
  csv: os.csv.handler(({ context, input }) => visitsOf(context).csv(input.id)),
  attachPdf: os.attachPdf.handler(({ context, input }) => visitsOf(context).attachPdf(input.id)),
})
