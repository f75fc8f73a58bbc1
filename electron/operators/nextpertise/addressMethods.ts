import type { CarrierAtAddress } from '../../../shared/model/addressCheck.ts'
import type { CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readCarrierCheck } from './readCarrierCheck.ts'
import type { Rpc } from './rpc.ts'

const POSTCODE = /^[0-9]{4}[A-Z]{2}$/
/** Values of `carrier` (document, carriercheck). */
const WIRE_KINDS = { fibre: 'Fiber', copper: 'Copper' } as const
const KINDS = ['fibre', 'copper'] as const
/** "The given address is valid but the provider does not service this address" (document, Errors): nothing of that kind is there. */
const NOTHING_THERE = '003'

/** Product class broadband, what reaches an address. */
export function createAddressMethods(rpc: Rpc): Pick<OperatorMethods, 'addressCheck'> {
  const ask = async (
    kind: (typeof KINDS)[number], address: Parameters<OperatorMethods['addressCheck']>[0], zipcode: string, context: CallContext,
  ): Promise<CarrierAtAddress[]> => {
    try {
      const { result } = await rpc.call('carriercheck', {
        zipcode, housenr: address.houseNumber, housenrext: address.extension, carrier: WIRE_KINDS[kind],
      }, context)
      return readCarrierCheck(result, kind)
    } catch (error) {
      if (error instanceof OperatorFailure && error.data.kind === 'rejected' && error.data.code === NOTHING_THERE) return []
      throw error
    }
  }
  return {
    async addressCheck(address, context) {
      const zipcode = address.postcode.replaceAll(' ', '').toUpperCase()
      if (!POSTCODE.test(zipcode)) throw new OperatorFailure({ kind: 'notOffered' })
      const answers = await Promise.allSettled(KINDS.map(kind => ask(kind, address, zipcode, context)))
      const failures = answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
      const bug = failures.find(failure => !(failure instanceof OperatorFailure))
      if (bug !== undefined || failures.length === KINDS.length) throw bug ?? failures[0]
      return {
        carriers: answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : [])),
        failed: KINDS.filter((_, at) => answers[at]?.status === 'rejected'),
      }
    },
  }
}
