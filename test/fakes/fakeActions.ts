import type { ActionsService } from '../../electron/services.ts'
import { Conflict } from '../../electron/services.ts'
import type { DoneAction } from '../../shared/contract/actions.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'

/** Actions that the system simply does; `done` has what was asked. */
export function createFakeActions(viewOf: (id: LineId) => LineView, now: () => string): ActionsService & { readonly done: DoneAction[] } {
  const done: DoneAction[] = []
  return {
    done,
    async *run(action) {
      const transaction = viewOf(action.lineId).transaction
      yield { stage: 'looking', failure: null, rereading: false, transaction: null, transactionFailure: null }
      if (transaction === null) throw new Conflict('noOpenOrder')
      yield { stage: 'sending', failure: null, rereading: false, transaction, transactionFailure: null }
      done.unshift({ id: `action-${done.length + 1}`, kind: action.kind, at: now(), outcome: 'done', detail: null })
      yield { stage: 'done', failure: null, rereading: false, transaction, transactionFailure: null }
    },
    connectionReport: async id => ({
      fileName: `connection-report-${viewOf(id).line.nativeId ?? ''}.pdf`, mediaType: 'application/pdf', base64: btoa('%PDF-1.4'),
    }),
    ofLine: () => done,
  }
}
