import type { LineId } from '../../shared/model/common.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, NotFound, type FileContent } from '../services.ts'
import { localDay } from '../../shared/work/plan.ts'
import type { SiteActionDependencies } from './siteActions.ts'

/**
 * Asks for the report of a connection once and gives it as a file; noted as an action with its outcome. Throws NotFound, Conflict
 * while one is being asked for, and OperatorFailure.
 */
export function createConnectionReport(given: Pick<SiteActionDependencies, 'actions' | 'operatorFor' | 'lineOf' | 'isReachable' | 'noted' | 'now' | 'newId'>) {
  const busy = new Set<LineId>()
  return async (id: LineId, signal: AbortSignal): Promise<FileContent> => {
    const line = given.lineOf(id)
    if (line === null) throw new NotFound('line')
    const fetch = given.operatorFor(id)?.methods.connectionReport
    if (fetch === undefined || line.nativeId === null) throw new OperatorFailure({ kind: 'notOffered' })
    if (!given.isReachable(id)) throw new OperatorFailure({ kind: 'unreachable' })
    if (busy.has(id)) throw new Conflict('acting')
    busy.add(id)
    const actionId = given.newId()
    const body = { detail: line.nativeId }
    given.actions.begin({
      id: actionId, kind: 'connectionReport', lineId: id, accountId: line.accountId, at: given.now().toISOString(), outcome: 'sending', body,
    }, snapshotOf(line))
    let outcome = 'failed'
    try {
      const bytes = await fetch(line.nativeId, { signal, urgency: 'engineer' })
      outcome = 'done'
      const fileName = `connection-report-${line.nativeId}-${localDay(given.now())}.pdf`
      return { fileName, mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') }
    } finally {
      busy.delete(id)
      given.actions.end(actionId, outcome, body)
      given.noted(id)
    }
  }
}
