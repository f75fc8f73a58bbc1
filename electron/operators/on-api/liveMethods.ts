import type { LiveKind } from '../../../shared/model/report.ts'
import type { OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { inPath, objectEndpoints } from './endpoints.ts'
import type { Features } from './features.ts'
import { liveKindsOf } from './features.ts'
import type { Rest } from './rest.ts'

export type LiveMethods = Pick<OperatorMethods, 'liveQuery' | 'availableChecks'>

/** What the network sees of an access (ON-API 2.6, `/tech/`). */
export function createLiveMethods(rest: Rest, features: Features, missingRights: () => readonly string[]): LiveMethods {
  return {
    async liveQuery(kind: LiveKind, accessId, context) {
      const path = inPath(accessId)
      if (path === null) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: 'accessId' })
      const endpoint = objectEndpoints[kind]
      const answer = await rest.get({
        area: kind, name: `GET /${endpoint.path.replace('{id}', '{accessId}')}`, path: endpoint.path.replace('{id}', path), object: accessId,
        deadlineMs: endpoint.deadlineMs,
      }, context)
      // Nothing found is not an empty table: the public specification has `[]` for that.
      if (answer.state !== 'here') throw new OperatorFailure({ kind: 'rejected', code: 'HTTP 404' })
      return { raw: answer.body }
    },
    async availableChecks(_nid, context) {
      await features.ensure(context)
      return { provider: null, kinds: liveKindsOf(features, missingRights()), unknownKinds: [], numberOfTests: null }
    },
  }
}
