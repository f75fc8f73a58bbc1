import type { ConnectionTest } from '../../../shared/model/account.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readPagination } from './envelope.ts'
import type { Envelope } from './envelope.ts'
import { nidIn } from './nid.ts'
import { fieldsOf, flag, isObject, list, text, texts } from '../readValue.ts'
import type { Rpc } from './rpc.ts'

type Profile = NonNullable<ConnectionTest['profile']>
const PROHIBITED = '012'
const ONE = { per_page: 1, page: 1 }

/** What `get_profile` reveals (document, User; the key `user` holds the person). */
export function readProfile(result: unknown): Profile {
  const fields = fieldsOf(result)
  const user = fieldsOf(fields['user'])
  const security = fieldsOf(fields['security'])
  const name = [text(user['firstname']), text(user['lastname'])].filter(part => part !== null).join(' ')
  const oneTimeCodeEnabled = flag(security['totpenabled'])
  return {
    ...(name === '' ? {} : { name }), ...(oneTimeCodeEnabled === null ? {} : { oneTimeCodeEnabled }),
    whitelist: list(security['whitelist']).filter(isObject).flatMap(value => {
      const entry = fieldsOf(value)
      const subnet = text(entry['subnet'])
      return subnet === null ? [] : [{ subnet, description: text(entry['description']) ?? '' }]
    }),
    roles: texts(fields['roles']),
  }
}

function outcomeOf({ data }: OperatorFailure): Pick<ConnectionTest, 'outcome' | 'refusal' | 'code'> {
  const outcomes = {
    unreachable: 'cannotReach', timeout: 'timeout', certificate: 'certificate', refused: 'refused', notJson: 'notJson', badReply: 'notJson',
    tooBig: 'notJson', wrongAddress: 'wrongAddress', serverError: 'serverError', tooBusy: 'tooBusy', rejected: 'serverError',
    cancelled: 'timeout', notOffered: 'refused',
  } as const satisfies Record<typeof data.kind, ConnectionTest['outcome']>
  return {
    outcome: outcomes[data.kind], ...(data.refusal === undefined ? {} : { refusal: data.refusal }),
    ...(data.code === undefined ? {} : { code: data.code }),
  }
}

/**
 * Tries the log-in, reads the profile, and makes one harmless call in each product class the app needs. Only a cancelled test
 * throws; everything else is an outcome.
 */
export async function testConnection(rpc: Rpc, context: CallContext, now: () => number): Promise<ConnectionTest> {
  const startedAt = now()
  const rights: ConnectionTest['rights'] = []
  const tookMs = (): number => now() - startedAt

  /** The reply, or null where the class answered but refused; throws what is wrong with the connection as a whole. */
  const probe = async (area: string, call: () => Promise<Envelope>): Promise<Envelope | null> => {
    try {
      const reply = await call()
      rights.push({ area, allowed: true })
      return reply
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      const { kind, refusal, code } = error.data
      const allowed = kind === 'rejected' && code !== PROHIBITED
      if (!allowed && kind !== 'rejected' && !(kind === 'refused' && refusal === 'rightMissing')) throw error
      rights.push({ area, allowed })
      return null
    }
  }

  let profile: Profile | undefined
  try {
    profile = readProfile((await rpc.call('get_profile', {}, context)).result)
    const lines = await probe('broadband', () => rpc.call('list_connections', { pagination: ONE }, context))
    const first = fieldsOf(list(fieldsOf(lines?.result)['connections'])[0])
    const nid = nidIn(text(fieldsOf(first['carrier'])['nid']) ?? '')
    await probe('broadband/diagnostics', () => rpc.call('list_reports', { nid, pagination: ONE, sort: { updated: 'DESC' } }, context))
    await probe('support', () => rpc.call('list_tickets', { closed: false, pagination: ONE }, context))
    const count = lines === null ? null : readPagination(lines).count
    const usable = rights.some(({ area, allowed }) => area === 'broadband' && allowed)
    return {
      outcome: usable ? 'ok' : 'refused', ...(usable ? {} : { refusal: 'rightMissing' as const }), profile, rights,
      ...(count === null ? {} : { lineCount: count }), tookMs: tookMs(),
    }
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind === 'cancelled') throw error
    return { ...outcomeOf(error), ...(profile === undefined ? {} : { profile }), rights, tookMs: tookMs() }
  }
}
