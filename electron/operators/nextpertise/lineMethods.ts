import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { LineState } from '../../../shared/model/line.ts'
import type { CallContext, OperatorMethods, ReadLine } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { nidIn } from './nid.ts'
import { readRecords } from './readConnections.ts'
import { readEndUser, readEndUsers } from './readEndUser.ts'
import { readEvents } from './readEvents.ts'
import { readTransaction } from './readTransaction.ts'
import { fieldsOf, list, text } from '../readValue.ts'
import type { Rpc } from './rpc.ts'
import { LINES_PER_PAGE, walksOf, wireState } from './walks.ts'

const EVENTS = { per_page: 50, page: 1 }
/** What the system answers to whatever it does not know: 001, or "does not exist" (007, 008) (document, Errors). */
const UNKNOWN_CODES = new Set(['001', '007', '008'])
/** In the order in which a line that somebody asks for is likely to be in them. */
const STATES: readonly LineState[] = ['active', 'processing', 'terminated', 'cancelled']

export type LineMethods = Pick<OperatorMethods,
  'walksOf' | 'fetchLinePage' | 'lineByNid' | 'transaction' | 'events' | 'endUser' | 'endUsers' | 'pppCredentials'>
export type LineMethodsContext = { readonly system: SystemKey; readonly accountId: AccountId; readonly now: () => string }

export function isUnknownThere(error: unknown): boolean {
  return error instanceof OperatorFailure && error.data.kind === 'rejected' && UNKNOWN_CODES.has(error.data.code ?? '')
}

/** Null where the system does not know what was asked for. */
export async function unlessUnknown<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (isUnknownThere(error)) return null
    throw error
  }
}

function holds(line: ReadLine, nid: string): boolean {
  return line.line.nativeId === nid || line.line.circuits.some(circuit => circuit.nid === nid)
}

/** Product classes broadband and enduser. */
export function createLineMethods(rpc: Rpc, { system, accountId, now }: LineMethodsContext): LineMethods {
  /** The one record that really holds the NID: the document's own example answers with another line. */
  const query = async (nid: string, state: LineState | null, context: CallContext): Promise<ReadLine | null> => {
    const filter = { nid, ...(state === null ? {} : { state: [wireState(state)] }) }
    const envelope = await rpc.call('list_connections', { filter }, context)
    const { lines } = readRecords(envelope, { system, accountId, state, seenAt: now() })
    return lines.find(line => holds(line, nid)) ?? null
  }
  /** A record does not say its state: only the filter that finds it does. Not knowing it never costs the line. */
  const stateOf = async (nid: string, states: readonly LineState[], context: CallContext): Promise<LineState | null> => {
    for (const state of states) {
      try {
        if (await query(nid, state, context) !== null) return state
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
        return null
      }
    }
    return null
  }

  return {
    walksOf,
    fetchLinePage: (walk, page, context) => rpc.fetch('list_connections', {
      pagination: { per_page: LINES_PER_PAGE, page }, filter: { ...walk.filter, state: [wireState(walk.state)] },
    }, context),
    async lineByNid(typed, context) {
      const nid = nidIn(typed)
      if (nid === null) return null
      const [found, active] = await Promise.all([query(nid, null, context), stateOf(nid, STATES.slice(0, 1), context)])
      if (found === null) return null
      const state = found.line.state ?? active ?? await stateOf(nid, STATES.slice(1), context)
      return { ...found, line: { ...found.line, state } }
    },
    async transaction(nid, context) {
      return readTransaction((await unlessUnknown(rpc.call('get_recent_transaction', { nid }, context)))?.result)
    },
    async events(nid, context) {
      return readEvents((await rpc.call('list_events', { filter: { nid }, pagination: EVENTS }, context)).result)
    },
    async endUser(uuid, context) {
      const reply = await unlessUnknown(rpc.call('get_enduser', { uuid }, context))
      const result = fieldsOf(reply?.result)
      return readEndUser(result['enduser'] ?? reply?.result)
    },
    async endUsers(context) {
      return readEndUsers(await rpc.fetch('list_endusers', {}, context))
    },
    async pppCredentials(circuitNid, context) {
      const { result } = await rpc.callWithSecrets('list_connections', { filter: { nid: circuitNid } }, context)
      for (const connection of list(fieldsOf(result)['connections'])) {
        for (const value of list(fieldsOf(connection)['circuits'])) {
          const circuit = fieldsOf(value)
          if (text(circuit['nid'])?.toUpperCase() !== circuitNid) continue
          const provisioning = fieldsOf(circuit['provisioning'])
          const password = provisioning['password']
          // A password is taken to the letter: it may begin with a space, or be the word "null".
          return {
            username: text(provisioning['username']),
            password: typeof password === 'string' && password !== '' ? password : text(password),
          }
        }
      }
      return { username: null, password: null }
    },
  }
}
