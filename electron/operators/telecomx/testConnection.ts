import type { ConnectionTest } from '../../../shared/model/account.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Learnt } from './learnt.ts'
import { areaOf } from './owners.ts'
import type { Owner } from './owners.ts'
import type { Rest } from './rest.ts'

const outcomes = {
  unreachable: 'cannotReach', timeout: 'timeout', certificate: 'certificate', refused: 'refused', notJson: 'notJson', badReply: 'notJson', tooBig: 'notJson',
  wrongAddress: 'wrongAddress', serverError: 'serverError', tooBusy: 'tooBusy', rejected: 'serverError', cancelled: 'timeout', notOffered: 'refused',
} as const satisfies Record<OperatorFailure['data']['kind'], ConnectionTest['outcome']>

/**
 * Tries the log-in, and asks each list of each customer and reseller for one record. Lines are counted where every list said how many
 * it has. Only a cancelled test throws.
 */
export async function testConnection(rest: Rest, learnt: Learnt, context: CallContext, now: () => number): Promise<ConnectionTest> {
  const startedAt = now()
  const rights: { area: string; allowed: boolean }[] = []
  let lineCount: number | null = 0
  const ask = async (kind: 'request' | 'account', owner: Owner): Promise<void> => {
    try {
      const { total } = await rest.list(kind, owner, { offset: 0, limit: 1, full: false }, context)
      rights.push({ area: areaOf(kind, owner), allowed: true })
      lineCount = total === null || lineCount === null ? null : lineCount + total
    } catch (error) {
      if (!(error instanceof OperatorFailure) || error.data.kind !== 'refused' || error.data.refusal !== 'rightMissing') throw error
      rights.push({ area: areaOf(kind, owner), allowed: false })
    }
  }
  try {
    await learnt.learn(rest, context).catch((error: unknown) => {
      // Each list is asked below, and answers for itself.
      if (!(error instanceof OperatorFailure) || error.data.refusal !== 'rightMissing') throw error
    })
    for (const owner of learnt.owners()) for (const kind of ['request', 'account'] as const) await ask(kind, owner)
    const usable = rights.some(({ allowed }) => allowed)
    return {
      outcome: usable ? 'ok' : 'refused', ...(usable ? {} : { refusal: 'rightMissing' as const }), rights,
      ...(usable && lineCount !== null ? { lineCount } : {}), tookMs: now() - startedAt,
    }
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
    const { kind, refusal, code } = error.data
    return { outcome: outcomes[kind], ...(refusal === undefined ? {} : { refusal }), ...(code === undefined ? {} : { code }), rights, tookMs: now() - startedAt }
  }
}
