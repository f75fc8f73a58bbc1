import type { DhcpQuery } from '../../../shared/model/dhcp.ts'
import type { CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { list, text } from '../readValue.ts'
import { option82With, wholeOption82 } from './option82.ts'
import { accessIdIn } from './readAccess.ts'
import type { Answer, Rest } from './rest.ts'

const DEADLINE_MS = 30_000
/** An endpoint that is not there, or that nobody knows at this address. */
const NO_ENDPOINT = new Set(['notOffered', 'wrongAddress'])

/** The one access an answer names; null where it names none. @throws OperatorFailure where it names several */
function accessOf(answer: Answer): string | null {
  if (answer.state !== 'here') return null
  const named = Array.isArray(answer.body) || typeof answer.body === 'object' ? list(answer.body).map(accessIdIn) : [text(answer.body)]
  const ids = new Set(named.filter(id => id !== null))
  if (ids.size > 1) throw new OperatorFailure({ kind: 'rejected', code: 'NOT_UNIQUE' })
  return [...ids][0] ?? null
}

/** Hex forms under which an older system would know the values (ON-API 2.6, `/option82`). */
function hexFormsOf({ field, value }: DhcpQuery): readonly string[] {
  if (field === 'ipv4option82') return [wholeOption82(value)].filter(hex => hex !== null)
  return field === 'ipv4CircuitId' ? option82With('circuit', value) : field === 'ipv4RemoteId' ? option82With('remote', value) : []
}

/** The access behind values of a DHCP log: by `/dhcplookup/`, or where that is not there by `/option82/{hex}`. */
export function createDhcpLookup(rest: Rest): Pick<OperatorMethods, 'findByDhcp'> {
  const lookUp = async (name: string, value: string, context: CallContext): Promise<string | null> =>
    accessOf(await rest.get({ area: 'dhcpLookup', name: 'GET /dhcplookup/', path: 'dhcplookup/', query: { [name]: value }, deadlineMs: DEADLINE_MS }, context))

  const byHex = async (forms: readonly string[], context: CallContext): Promise<string | null> => {
    for (const hex of forms) {
      const found = accessOf(await rest.get({ area: 'option82', name: 'GET /option82/{hex}', path: `option82/${hex}`, deadlineMs: DEADLINE_MS }, context))
      if (found !== null) return found
    }
    return null
  }

  return {
    async findByDhcp(query, context) {
      const { field } = query
      const value = field === 'ipv4option82' ? wholeOption82(query.value) : query.value
      if (value === null) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: field })
      const forms = hexFormsOf(query)
      try {
        // The document writes the parameter's name one way, the public specification's example in small letters.
        return await lookUp(field, value, context).catch((error: unknown) => {
          if (error instanceof OperatorFailure && error.data.kind === 'rejected' && error.data.code === 'HTTP 400') return null
          throw error
        }) ?? await lookUp(field.toLowerCase(), value, context)
      } catch (error) {
        if (!(error instanceof OperatorFailure) || !NO_ENDPOINT.has(error.data.kind) || forms.length === 0) throw error
        return byHex(forms, context)
      }
    },
  }
}
