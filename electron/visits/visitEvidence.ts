import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId, ReportId } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Language } from '../../shared/model/settings.ts'
import type { Visit } from '../../shared/model/visit.ts'
import { createText } from '../../shared/text/text.ts'
import { summingOf } from '../../shared/visits/summing.ts'
import { reportPdf } from '../evidence/reportPdf.ts'
import { visitCsv } from '../evidence/visitCsv.ts'
import { visitJson } from '../evidence/visitJson.ts'
import { visitPdf } from '../evidence/visitPdf.ts'
import type { VisitsService } from '../services.ts'
import type { KeptFiles } from '../storage/keptFiles.ts'
import { fileNameOf } from './fileName.ts'
import { knownTimeZone } from './timeZone.ts'

export type VisitEvidenceDependencies = {
  readonly files: KeptFiles
  /** The visit with everything that happened until now. Throws NotFound. */
  readonly visitOf: (id: string) => Visit
  /** Throws NotFound. */
  readonly viewOf: (id: LineId) => LineView
  readonly reportOf: (id: LineId, reportId: ReportId) => Report
  readonly language: () => Language
  readonly timeZone: () => string
  readonly now: () => Date
}

const pdfType = 'application/pdf'

export type VisitEvidence = Pick<VisitsService, 'pdf' | 'reportPdf' | 'json' | 'csv' | 'attachPdf'>

/** What is made of a visit or a single check, for others to read. */
export function createVisitEvidence(given: VisitEvidenceDependencies): VisitEvidence {
  const { files, visitOf } = given
  const at = () => given.now().toISOString()
  const made = (fileName: string, mediaType: string, content: Uint8Array | string) =>
    ({ fileName, mediaType, base64: Buffer.from(content as string).toString('base64') })
  const pdfOf = (visit: Visit, language = given.language()): Promise<Uint8Array> => {
    const text = createText(language)
    return visitPdf({ visit, files: fileId => files.read(fileId), text, now: at(), summing: summingOf(visit, text) })
  }
  return {
    async pdf(id, language) {
      const visit = visitOf(id)
      return made(fileNameOf(visit, 'pdf'), pdfType, await pdfOf(visit, language))
    },
    async reportPdf(lineId, reportId, language = given.language(), zone) {
      const report = given.reportOf(lineId, reportId)
      const { line, summary, verdict } = given.viewOf(lineId)
      const timeZone = knownTimeZone(zone ?? '', given.timeZone())
      const content = await reportPdf({ report, line, verdict, text: createText(language), now: at(), timeZone })
      const name = fileNameOf({ startedAt: report.receivedAt, label: `${summary.street} ${report.kind}`, timeZone }, 'pdf')
      return made(name, pdfType, content)
    },
    json(id) {
      const visit = visitOf(id)
      return made(fileNameOf(visit, 'json'), 'application/json', visitJson(visit))
    },
    csv(id) {
      const visit = visitOf(id)
      return made(fileNameOf(visit, 'csv'), 'text/csv', visitCsv(visit, createText(given.language())))
    },
    async attachPdf(id) {
      const visit = visitOf(id)
      const name = fileNameOf(visit, 'pdf')
      const kept = await files.keep(await pdfOf(visit), { name, mediaType: pdfType })
      return { fileId: kept.id, fileName: name, bytes: kept.bytes, at: kept.createdAt }
    },
  }
}
