import { actionsNl } from './actions.ts'
import { appNl } from './app.ts'
import { findNl } from './find.ts'
import { historyNl } from './history.ts'
import { lineNl } from './line.ts'
import { explainNl } from './explain.ts'
import { readingsNl } from './readings.ts'
import { findingsNl } from './findings.ts'
import { outboxNl } from './outbox.ts'
import { ticketsNl } from './tickets.ts'
import { settingsNl } from './settings.ts'
import { watchNl } from './watch.ts'
import { privacyNl } from './privacy.ts'
import { workNl } from './work.ts'
import { neighboursNl } from './neighbours.ts'
import { failuresNl } from './failures.ts'
import { evidenceNl } from './evidence.ts'
import { visitSummingNl } from './visitSumming.ts'
import { systemsNl } from './systems.ts'
import { accessNl } from './access.ts'
import { addressesNl } from './addresses.ts'
import { servicesNl } from './services.ts'
import { visitsNl } from './visits.ts'

/** The whole catalogue of this language; one file per area, no key twice (tested). */
export const nl = {
  ...appNl,
  ...actionsNl,
  ...workNl,
  ...findNl,
  ...lineNl,
  ...historyNl,
  ...explainNl,
  ...readingsNl,
  ...findingsNl,
  ...outboxNl,
  ...ticketsNl,
  ...settingsNl,
  ...watchNl,
  ...privacyNl,
  ...neighboursNl,
  ...failuresNl,
  ...evidenceNl,
  ...visitSummingNl,
  ...visitsNl,
  ...systemsNl,
  ...accessNl,
  ...addressesNl,
  ...servicesNl,
} as const
