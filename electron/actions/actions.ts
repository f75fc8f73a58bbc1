import type { DoneAction } from '../../shared/contract/actions.ts'
import type { ActionsService } from '../services.ts'
import { createConnectionReport } from './connectionReport.ts'
import { createSiteActions, type SiteActionDependencies } from './siteActions.ts'

/** Actions of a line that are shown, newest first. */
const shownMost = 20

/**
 * What can be asked of a line's order from the site, and what was: the use cases behind shared/contract/actions.ts. What was under
 * way when the app ended has the outcome `unknown` from here on.
 */
export function createActions(given: SiteActionDependencies): ActionsService {
  given.actions.endInterrupted()
  return {
    run: createSiteActions(given),
    connectionReport: createConnectionReport(given),
    ofLine: id => given.actions.ofLine(id).slice(0, shownMost)
      .map(({ id: actionId, kind, at, outcome, body }): DoneAction => ({ id: actionId, kind, at, outcome, detail: detailIn(body) })),
  }
}

/** What an action was done to, where its row says so. */
function detailIn(body: string): string | null {
  try {
    const { detail, circuit } = JSON.parse(body) as { detail?: unknown; circuit?: unknown }
    return typeof detail === 'string' ? detail : typeof circuit === 'string' ? circuit : null
  } catch {
    return null
  }
}
