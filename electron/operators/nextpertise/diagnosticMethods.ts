import type { OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { unlessUnknown } from './lineMethods.ts'
import { TEST_TYPES, readAvailableChecks, readLoginAttempts, readRemoteReport, readReportList } from './readDiagnostics.ts'
import { wireTime } from './readTime.ts'
import { fieldsOf, text } from './readValue.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'

const REPORTS = { per_page: 100, page: 1 }

export type DiagnosticMethods = Pick<OperatorMethods,
  'availableChecks' | 'startCheck' | 'remoteReport' | 'listReports' | 'loginAttempts' | 'forceDisconnect'>

/** Product class broadband/diagnostics. */
export function createDiagnosticMethods(rpc: Rpc): DiagnosticMethods {
  return {
    async availableChecks(nid, context) {
      return readAvailableChecks((await rpc.call('list_available_diagnostics', { nid }, context)).result)
    },
    async startCheck(kind, target, context) {
      if (kind === 'authenticationLog') throw new OperatorFailure({ kind: 'notOffered' })
      const { result } = await rpc.call('diagnose', { type: TEST_TYPES[kind], nid: target.nid }, context)
      const remoteId = text(fieldsOf(result)['uuid'])
      if (remoteId === null) throw missingInReply('uuid')
      return remoteId
    },
    async remoteReport(remoteId, context) {
      const reply = await unlessUnknown(rpc.call('get_report', { uuid: remoteId }, context))
      return reply === null ? { state: 'notKnown' } : readRemoteReport(reply.result)
    },
    async listReports(nid, context) {
      const { result } = await rpc.call('list_reports', { nid, pagination: REPORTS, sort: { updated: 'DESC' } }, context)
      return readReportList(result)
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
