import type { ConnectionTest } from '../../../shared/model/account.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Rest } from './rest.ts'

/** What the app needs, each asked for one record. */
const AREAS = ['customers', 'orders', 'serviceOrders'] as const

const outcomes = {
  unreachable: 'cannotReach', timeout: 'timeout', certificate: 'certificate', refused: 'refused', notJson: 'notJson',
  badReply: 'notJson', tooBig: 'notJson',
  wrongAddress: 'wrongAddress', serverError: 'serverError', tooBusy: 'tooBusy', rejected: 'serverError', cancelled: 'timeout',
  notOffered: 'refused',
} as const satisfies Record<OperatorFailure['data']['kind'], ConnectionTest['outcome']>

/**
 * Tries the log-in and one harmless call in each area the app needs. Where every area is refused, it is the address that is not
 * whitelisted: without that, no account is without its own customers (document, Error Codes, 403). Only a cancelled test throws.
 */
export async function testConnection(rest: Rest, context: CallContext, now: () => number): Promise<ConnectionTest> {
  const startedAt = now()
  const rights: ConnectionTest['rights'] = []
  let lineCount: number | null = null
  try {
    for (const area of AREAS) {
      try {
        const page = await rest.page(area, {}, 1, context)
        if (area === 'orders') lineCount = page.total
        rights.push({ area, allowed: true })
      } catch (error) {
        if (!(error instanceof OperatorFailure) || error.data.kind !== 'refused'
          || error.data.refusal !== 'rightMissing') throw error
        rights.push({ area, allowed: false })
      }
    }
    const usable = rights.some(({ area, allowed }) => area === 'orders' && allowed)
    const refusal = rights.every(({ allowed }) => !allowed) ? 'addressNotAllowed' as const : 'rightMissing' as const
    return { outcome: usable ? 'ok' : 'refused', ...(usable ? {} : { refusal }), rights,
      ...(lineCount === null ? {} : { lineCount }), tookMs: now() - startedAt }
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
    const { kind, refusal, code } = error.data
    return { outcome: outcomes[kind], ...(refusal === undefined ? {} : { refusal }), ...(code === undefined ? {} : { code }),
      rights, tookMs: now() - startedAt }
  }
}
