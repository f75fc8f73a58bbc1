import type { AddressCheck, AddressCheckPart, CarrierAtAddress } from '../../../shared/model/addressCheck.ts'
import type { AddressToCheck, CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readAvailability, readExtensions, readHouseNumbers } from './readAvailability.ts'
import { readCarrierCheck } from './readCarrierCheck.ts'
import type { Rpc } from './rpc.ts'

const POSTCODE = /^[0-9]{4}[A-Z]{2}$/
/** Values of `carrier` (document, carriercheck). */
const WIRE_KINDS = { fibre: 'Fiber', copper: 'Copper' } as const
const KINDS = ['fibre', 'copper'] as const
/** "The given address is valid but the provider does not service this address" (document, Errors): nothing of that kind is there. */
const NOTHING_THERE = '003'
/** "Invalid zipcode/housenr combination" (document, Errors). */
const NO_SUCH_ADDRESS = '002'
/** Seconds the system may wait for its suppliers (document, zipcode: `timeout`), less than our own deadline. */
const SUPPLIERS_TIMEOUT_S = 15

const isCode = (error: unknown, code: string): boolean => error instanceof OperatorFailure && error.data.kind === 'rejected' && error.data.code === code

/** What reaches an address (broadband), what suppliers offer there (broadband-basic) and what the registers know of it (postcodes). */
export function createAddressMethods(rpc: Rpc): Pick<OperatorMethods, 'addressCheck'> {
  const carriers = async (kind: (typeof KINDS)[number], zipcode: string, address: AddressToCheck, context: CallContext): Promise<CarrierAtAddress[]> => {
    try {
      const { result } = await rpc.call('carriercheck', {
        zipcode, housenr: address.houseNumber, housenrext: address.extension, carrier: WIRE_KINDS[kind],
      }, context)
      return readCarrierCheck(result, kind)
    } catch (error) {
      if (isCode(error, NOTHING_THERE)) return []
      throw error
    }
  }

  type Found = Partial<Omit<AddressCheck, 'failed'>>
  const suppliers = async (zipcode: string, { houseNumber, extension }: AddressToCheck, context: CallContext): Promise<Found> => {
    const { result } = await rpc.call('zipcode', {
      zipcode, housenr: houseNumber, housenrext: extension, filter: { provider: [], connectionpoint: null, timeout: SUPPLIERS_TIMEOUT_S },
    }, context)
    return readAvailability(result)
  }
  const registers = async (zipcode: string, { houseNumber }: AddressToCheck, context: CallContext): Promise<Found> => {
    const { result } = await rpc.call('get_housenrext', { zipcode, housenr: houseNumber }, context)
    return readExtensions(result)
  }

  return {
    async addressCheck(address, context) {
      const zipcode = address.postcode.replaceAll(' ', '').toUpperCase()
      if (!POSTCODE.test(zipcode)) throw new OperatorFailure({ kind: 'notOffered' })
      const asked: readonly (readonly [AddressCheckPart, Promise<Found>])[] = [
        ...KINDS.map(kind => [kind, carriers(kind, zipcode, address, context).then(found => ({ carriers: found }))] as const),
        ...address.whole === true ? [['zipcode', suppliers(zipcode, address, context)], ['extensions', registers(zipcode, address, context)]] as const : [],
      ]
      const answers = await Promise.allSettled(asked.map(([, answer]) => answer))
      const failed = answers.flatMap((answer, at) => (answer.status === 'rejected' ? [{ part: asked[at]?.[0] ?? 'fibre', error: answer.reason as unknown }] : []))
      const bug = failed.find(({ error }) => !(error instanceof OperatorFailure))
      const found = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
      // The postcode may be right and the number wrong: which numbers there are helps more than that there is none.
      const isUnknown = bug === undefined && failed.some(({ error }) => isCode(error, NO_SUCH_ADDRESS))
      const numbers = isUnknown && address.whole === true
        ? await rpc.call('get_housenrs', { zipcode }, context).then(({ result }) => readHouseNumbers(result), notKnown) : null
      if (bug !== undefined || (found.length === 0 && (numbers ?? []).length === 0)) throw bug?.error ?? failed[0]?.error
      return {
        carriers: found.flatMap(each => each.carriers ?? []),
        failed: failed.map(({ part }) => part),
        ...address.whole !== true ? {} : {
          products: found.flatMap(each => each.products ?? []),
          extensions: found.flatMap(each => each.extensions ?? []),
          ...numbers === null ? {} : { houseNumbers: numbers },
          failures: [
            ...failed.flatMap(({ part, error }) => (error instanceof OperatorFailure
              ? [{ part, supplier: null, code: error.data.refusal ?? error.data.code ?? error.data.kind, text: error.data.detail ?? null }] : [])),
            ...found.flatMap(each => each.failures ?? []),
          ],
        },
      }
    },
  }
}

function notKnown(error: unknown): null {
  if (!(error instanceof OperatorFailure)) throw error
  return null
}
