import type Database from 'better-sqlite3'
import type { LineView } from '../../shared/contract/lines.ts'
import type { AccountId, LineId, ReportId } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Language } from '../../shared/model/settings.ts'
import { createText } from '../../shared/text/text.ts'
import { summingOf } from '../../shared/visits/summing.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import type { VisitsService } from '../services.ts'
import type { KeptFiles } from '../storage/keptFiles.ts'
import { createTravel } from './travel.ts'
import { createVisitEvidence } from './visitEvidence.ts'
import { createVisitRepo } from './visitRepo.ts'
import { createVisits, type VisitsCore } from './visits.ts'
import { createVisitSources } from './visitSources.ts'

export type OpenVisitsDependencies = {
  readonly db: Database.Database
  readonly files: KeptFiles
  /** The line as it stands. Throws NotFound. */
  readonly viewOf: (id: LineId) => LineView
  readonly reportOf: (id: LineId, reportId: ReportId) => Report
  /** A report with the limits that hold now. */
  readonly limited: (report: Report) => Report
  readonly engineerOf: (id: AccountId) => string
  readonly language: () => Language
  readonly now: () => Date
  readonly newId: () => string
  readonly onUnexpected: (error: unknown) => void
}

export type OpenVisits = Pick<VisitsCore, 'happened' | 'writeChanged' | 'resume' | 'openVisitOf'> & { readonly service: VisitsService }

/** Visits over an open journal: kept, sent to colleagues and made evidence of. */
export function openVisits(given: OpenVisitsDependencies): OpenVisits {
  const { db, files, now, language } = given
  const repo = createVisitRepo(db, now)
  const timeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
  const { happened, writeChanged, resume, openVisitOf, changed, ...visits } = createVisits({
    ...given, ...createVisitSources(db, given.limited), repo, snapshotOf, timeZone,
    summing: visit => summingOf(visit, createText(language())),
  })
  const visitOf = (id: string) => visits.get(id).visit
  return {
    happened, writeChanged, resume, openVisitOf,
    service: {
      ...visits, ...createTravel({ repo, files, visitOf, changed }), ...createVisitEvidence({ ...given, visitOf, timeZone }),
    },
  }
}
