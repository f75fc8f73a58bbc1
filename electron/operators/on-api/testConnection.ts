import type { ConnectionTest } from '../../../shared/model/account.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Features } from './features.ts'
import type { Rest } from './rest.ts'

/** What the app needs, asked for what changed since now, so that as little as possible comes. */
const AREAS = [['accesses', 'accesses/'], ['subscriptions', 'subscriptions/'], ['tickets', 'tickets']] as const
const DEADLINE_MS = 60_000

const outcomes = {
  unreachable: 'cannotReach', timeout: 'timeout', certificate: 'certificate', refused: 'refused', notJson: 'notJson', badReply: 'notJson', tooBig: 'notJson',
  wrongAddress: 'wrongAddress', serverError: 'serverError', tooBusy: 'tooBusy', rejected: 'serverError', cancelled: 'timeout', notOffered: 'refused',
} as const satisfies Record<OperatorFailure['data']['kind'], ConnectionTest['outcome']>

/** Tries the credentials, learns what is offered, and asks one harmless question in each area. Only a cancelled test throws. */
export async function testConnection(rest: Rest, features: Features, context: CallContext, now: () => number): Promise<ConnectionTest> {
  const startedAt = now()
  const rights: ConnectionTest['rights'] = []
  const since = new Date(startedAt).toUTCString()
  try {
    try {
      await features.learn(context)
    } catch (error) {
      // The list of endpoints may be missing like any other.
      if (!(error instanceof OperatorFailure) || !['notOffered', 'rejected'].includes(error.data.kind)) throw error
    }
    for (const [area, path] of AREAS) {
      try {
        const answer = await rest.list({ area, name: `GET /${path}`, path, since, deadlineMs: DEADLINE_MS }, context)
        // A system that does not heed the condition sends everything: the first piece is enough.
        if (answer.state === 'here') for await (const _ of answer.chunks) break
        rights.push({ area, allowed: true })
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
        const { kind, refusal } = error.data
        if (kind !== 'notOffered' && !(kind === 'refused' && refusal === 'rightMissing')) throw error
        if (kind === 'refused') rights.push({ area, allowed: false })
      }
    }
    const usable = rights.some(({ area, allowed }) => area === 'accesses' && allowed)
    return { outcome: usable ? 'ok' : 'refused', ...(usable ? {} : { refusal: 'rightMissing' as const }), rights, tookMs: now() - startedAt }
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
    const { kind, refusal, code } = error.data
    return { outcome: outcomes[kind], ...(refusal === undefined ? {} : { refusal }), ...(code === undefined ? {} : { code }), rights, tookMs: now() - startedAt }
  }
}
