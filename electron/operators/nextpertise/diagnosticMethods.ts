import type { ListedReport, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readPagination } from './envelope.ts'
import { unlessUnknown } from './lineMethods.ts'
import { newestFirst, readAvailableChecks, readLoginAttempts, readRemoteReport, readReportList, testTypeOf } from './readDiagnostics.ts'
import { wireTime } from '../readTime.ts'
import { fieldsOf, text } from '../readValue.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'

const REPORTS_PER_PAGE = 100
/** A list that names ever more pages is left there. */
const REPORT_PAGES_MOST = 20

export type DiagnosticMethods = Pick<OperatorMethods,
  'availableChecks' | 'startCheck' | 'remoteReport' | 'listReports' | 'loginAttempts' | 'forceDisconnect'>

/** Product class broadband/diagnostics. */
export function createDiagnosticMethods(rpc: Rpc): DiagnosticMethods {
  return {
    async availableChecks(nid, context) {
      return readAvailableChecks((await rpc.call('list_available_diagnostics', { nid }, context)).result)
    },
    async startCheck(kind, target, context) {
      const type = testTypeOf(kind)
      if (type === null) throw new OperatorFailure({ kind: 'notOffered' })
      const { result } = await rpc.call('diagnose', { type, nid: target.nid }, context)
      const remoteId = text(fieldsOf(result)['uuid'])
      if (remoteId === null) throw missingInReply('uuid')
      return remoteId
    },
    async remoteReport(remoteId, context) {
      const reply = await unlessUnknown(rpc.call('get_report', { uuid: remoteId }, context))
      return reply === null ? { state: 'notKnown' } : readRemoteReport(reply.result)
    },
    async listReports(nid, context) {
      const listed = new Map<string, ListedReport>()
      let page: number | null = 1
      for (let nth = 0; page !== null && nth < REPORT_PAGES_MOST; nth++) {
        const asked: number = page
        const pagination = { per_page: REPORTS_PER_PAGE, page: asked }
        const envelope = await rpc.call('list_reports', { nid, pagination, sort: { updated: 'DESC' } }, context)
        for (const report of readReportList(envelope.result)) listed.set(report.remoteId, report)
        const { nextPage } = readPagination(envelope)
        page = nextPage !== null && nextPage > asked ? nextPage : null
      }
      return newestFirst([...listed.values()])
    },
    async loginAttempts(nid, after, context) {
      const { result } = await rpc.call('get_authlog', { nid, after: wireTime(after) }, context)
      return { attempts: readLoginAttempts(result, after), raw: result }
    },
    async forceDisconnect(nid, context) {
      await rpc.call('force_disconnect', { nid }, context)
    },
  }
}
