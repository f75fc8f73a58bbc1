import type { AddressCheck, AddressCheckPart, ProductAtAddress } from '../../../shared/model/addressCheck.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject, list, number, text, wholeNumber } from '../readValue.ts'

/** "The given address is valid but the provider does not service this address" (document, Errors): not a failure of the check. */
const NOTHING_THERE = '003'

type Failures = NonNullable<AddressCheck['failures']>
type SaidOf = { readonly supplier: string | null; readonly code: string | null; readonly text: string | null }

/** A code as the document writes it, whether it came as a number or as text: `4` is `004`. */
function codeOf(value: unknown): string | null {
  const word = typeof value === 'number' ? String(value) : text(value)
  return word === null ? null : /^\d{1,2}$/.test(word) ? word.padStart(3, '0') : word
}

function saidOf(value: unknown): SaidOf[] {
  return list(value).flatMap(each => {
    const fields = fieldsOf(each)
    if (Object.keys(fields).length === 0) return []
    return [{ supplier: text(fields['supplier']), code: codeOf(fields['code']), text: text(fields['description']) ?? text(fields['message']) }]
  })
}

const others = (fields: ReturnType<typeof fieldsOf>, names: readonly string[]): ProductAtAddress['others'] => names.flatMap(name => {
  const value = text(fields[name.replaceAll('_', '')])
  return value === null ? [] : [{ name, value }]
})

/** Speeds in kbit/s, as `zipcode` gives them; 0 is none known. */
const speed = (value: unknown): number | null => {
  const kbps = number(value)
  return kbps !== null && kbps > 0 ? kbps : null
}

const none = (supplier: string | null, reason: string | null): ProductAtAddress =>
  ({ id: null, name: null, supplier, technology: null, downloadKbps: null, uploadKbps: null, available: false, reason, others: [] })

/**
 * What suppliers offer at an address (document, Broadband-basic, zipcode): one entry for each supplier and medium, one that says so for
 * a supplier with nothing there, and the errors that single suppliers gave within the answer. Throws OperatorFailure `badReply` where
 * it is no such answer.
 */
export function readAvailability(result: unknown): { products: ProductAtAddress[]; failures: Failures } {
  const reply = fieldsOf(result)
  if (!isObject(reply['available']) && !Array.isArray(reply['available']) && !Array.isArray(reply['errors'])) throw new OperatorFailure({ kind: 'badReply', code: 'available' })
  const said = saidOf(reply['errors'])
  const failing = said.filter(({ code }) => code !== NOTHING_THERE)
  // An empty list is how an object without keys is written by some.
  const available = Object.entries(isObject(reply['available']) ? reply['available'] : {})
  const products = available.flatMap(([supplier, media]): ProductAtAddress[] => {
    const found = Object.entries(isObject(media) ? media : {}).filter(([, value]) => isObject(value))
    if (found.length === 0) return failing.some(each => each.supplier === supplier) ? [] : [none(supplier, said.find(each => each.supplier === supplier)?.text ?? null)]
    return found.map(([medium, value]) => {
      const fields = fieldsOf(value)
      return {
        id: null, name: [...new Set([text(fields['carrier']) ?? medium, text(fields['subtechnology'])].filter(word => word !== null))].join(' '),
        supplier, technology: text(fields['subtechnology']) ?? text(fields['datatechnology']),
        downloadKbps: speed(fields['maxdownload']), uploadKbps: speed(fields['maxupload']), available: true, reason: null,
        others: others(fields, ['network', 'area', 'distance', 'plan_date', 'end_of_sale_date']),
      }
    })
  })
  const nowhere = said.filter(({ code, supplier }) => code === NOTHING_THERE && !available.some(([name]) => name === supplier))
  const comments = saidOf(reply['comments']).filter(each => each.text !== null)
  return {
    products: [
      ...products.map(product => ({ ...product, others: [...product.others, ...comments.filter(({ supplier }) => supplier === product.supplier).map(each => ({ name: 'comment', value: each.text ?? '' }))] })),
      ...nowhere.map(({ supplier, text: reason }) => none(supplier, reason)),
    ],
    failures: failing.map(each => ({ part: 'zipcode' as const, ...each })),
  }
}

export type RegisteredHouse = { readonly extensions: NonNullable<AddressCheck['extensions']>; readonly failures: Failures }

/** What may follow a house number, by who says so (document, Postcodes, get_housenrext): the land register and two suppliers. */
export function readExtensions(result: unknown): RegisteredHouse {
  const reply = fieldsOf(result)
  const failed = Object.entries(isObject(reply['error']) ? reply['error'] : {}).filter(([, value]) => isObject(value))
  const extensions = Object.entries(isObject(result) ? result : {}).flatMap(([source, value]) => {
    const fields = source === 'error' ? {} : fieldsOf(value)
    if (!Array.isArray(fields['housenrexts'])) return []
    // The empty one is the house without an extension.
    return [{ source, values: [...new Set(fields['housenrexts'].map(each => (each === null ? '' : text(each) ?? (each === '' ? '' : null))).filter(each => each !== null))] }]
  })
  if (extensions.length === 0 && failed.length === 0) throw new OperatorFailure({ kind: 'badReply', code: 'housenrexts' })
  const part: AddressCheckPart = 'extensions'
  return {
    extensions,
    failures: failed.map(([supplier, value]) => ({ part, supplier, code: codeOf(fieldsOf(value)['code']), text: text(fieldsOf(value)['message']) })),
  }
}

/** House numbers of a postcode (document, Postcodes, get_housenrs), ascending. */
export function readHouseNumbers(result: unknown): number[] {
  const found = fieldsOf(result)['housenrs']
  if (!Array.isArray(found)) throw new OperatorFailure({ kind: 'badReply', code: 'housenrs' })
  return [...new Set(found.map(wholeNumber).filter(each => each !== null && each > 0))].map(Number).toSorted((a, b) => a - b)
}
