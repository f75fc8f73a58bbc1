import { actionsEn } from './actions.ts'
import { appEn } from './app.ts'
import { findEn } from './find.ts'
import { historyEn } from './history.ts'
import { lineEn } from './line.ts'
import { explainEn } from './explain.ts'
import { readingsEn } from './readings.ts'
import { findingsEn } from './findings.ts'
import { outboxEn } from './outbox.ts'
import { ticketsEn } from './tickets.ts'
import { settingsEn } from './settings.ts'
import { watchEn } from './watch.ts'
import { privacyEn } from './privacy.ts'
import { workEn } from './work.ts'
import { neighboursEn } from './neighbours.ts'
import { failuresEn } from './failures.ts'
import { evidenceEn } from './evidence.ts'
import { visitSummingEn } from './visitSumming.ts'
import { systemsEn } from './systems.ts'
import { accessEn } from './access.ts'
import { addressesEn } from './addresses.ts'
import { servicesEn } from './services.ts'
import { visitsEn } from './visits.ts'

/** The whole catalogue of this language; one file per area, no key twice (tested). */
export const en = {
  ...appEn,
  ...actionsEn,
  ...workEn,
  ...findEn,
  ...lineEn,
  ...historyEn,
  ...explainEn,
  ...readingsEn,
  ...findingsEn,
  ...outboxEn,
  ...ticketsEn,
  ...settingsEn,
  ...watchEn,
  ...privacyEn,
  ...neighboursEn,
  ...failuresEn,
  ...evidenceEn,
  ...visitSummingEn,
  ...visitsEn,
  ...systemsEn,
  ...accessEn,
  ...addressesEn,
  ...servicesEn,
} as const
