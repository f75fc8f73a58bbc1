import type { AddressCheckPart } from '../../../shared/model/addressCheck.ts'
import type { AddressToCheck, CallContext, OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Directory } from './directory.ts'
import { readIsra } from './readIsra.ts'
import { readKpnProducts } from './readKpnProducts.ts'
import { isNotThere } from './rest.ts'
import type { Rest } from './rest.ts'

const POSTCODE = /^[1-9][0-9]{3}[A-Z]{2}$/
const EXTENSION = /^[\p{L}\p{N} ./-]{1,20}$/u
const PARTS = ['isra', 'kpnProducts'] as const satisfies readonly AddressCheckPart[]

/** What reaches an address (document, Locations and Products). The two queries call the same thing by different names. */
export function createAddressMethods(rest: Rest, directory: Directory): Pick<OperatorMethods, 'addressCheck'> {
  const isra = async (path: Readonly<Record<string, string>>, extension: string | null, context: CallContext) =>
    readIsra(await rest.get('isra', { path, query: extension === null ? {} : { housenumberExtension: extension } }, context))

  const products = async (path: Readonly<Record<string, string>>, { extension, customerId }: AddressToCheck,
    context: CallContext) => {
    const id = customerId ?? await directory.someCustomer(context)
    if (id === null) throw new OperatorFailure({ kind: 'notOffered', code: 'customer' })
    return readKpnProducts(await rest.get('kpnProducts',
      { path: { ...path, id }, query: extension === null ? {} : { houseNumberExtension: extension } }, context))
  }

  return {
    async addressCheck(address, context) {
      const zipcode = address.postcode.replaceAll(' ', '').toUpperCase()
      if (!POSTCODE.test(zipcode) || !Number.isInteger(address.houseNumber) || address.houseNumber < 1
        || address.houseNumber > 99_999) {
        throw new OperatorFailure({ kind: 'notOffered' })
      }
      if (address.extension !== null && !EXTENSION.test(address.extension)) throw new OperatorFailure({ kind: 'rejected',
        code: 'INVALID_REQUEST', detail: 'extension' })
      const path = { zipcode, housenumber: String(address.houseNumber) }
      const nothing = <T>(empty: T) => (error: unknown): T => {
        if (isNotThere(error)) return empty
        throw error
      }
      const [carriers, offered] = await Promise.allSettled([
        isra(path, address.extension, context).catch(nothing([])),
        products(path, address, context).catch(nothing({ products: [], failures: [] })),
      ])
      const reasons = [carriers, offered].map(answer => (answer.status === 'rejected' ? answer.reason as unknown : null))
      const bug = reasons.find(reason => reason !== null && !(reason instanceof OperatorFailure))
      if (bug !== undefined || reasons.every(reason => reason !== null)) throw bug ?? reasons[0]
      return {
        carriers: carriers.status === 'fulfilled' ? carriers.value : [],
        products: offered.status === 'fulfilled' ? offered.value.products : [],
        failed: PARTS.filter((_, at) => reasons[at] !== null),
        failures: [
          ...reasons.flatMap((reason, at) => (reason instanceof OperatorFailure
            ? [{ part: PARTS[at] ?? 'isra', supplier: null, code: reason.data.refusal ?? reason.data.code ?? reason.data.kind,
              text: reason.data.detail ?? null }] : [])),
          ...(offered.status === 'fulfilled' ? offered.value.failures : []),
        ],
      }
    },
  }
}
