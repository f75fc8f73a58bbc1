import type { AddressCheck, ProductAtAddress } from '../../../shared/model/addressCheck.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, flag, isObject, text } from '../readValue.ts'
import { idOf } from './iri.ts'
import { kbpsOf, otherValues, textOf } from '../openValues.ts'

const READ = new Set([
  'id', 'name', 'productname', 'description', 'label', 'supplier', 'provider', 'technology', 'accesstechnology', 'carriertype',
  'medium', 'download', 'downloadspeed',
  'speeddown', 'maxdownload', 'upload', 'uploadspeed', 'speedup', 'maxupload', 'available', 'isavailable', 'orderable',
  'deliverable', 'reason', 'message', 'error',
])
type Failures = NonNullable<AddressCheck['failures']>

/** Largest sensible bare number in Mbit/s: above it, a speed without its unit is in kbit/s. */
const MBPS_MOST = 10_000

function speedOf(value: unknown): number | null {
  const bare = Number(text(value) ?? Number.NaN)
  return kbpsOf(value, bare <= MBPS_MOST ? 'Mbit/s' : 'kbit/s')
}

function productOf(record: Readonly<Record<string, unknown>>, supplier: string | null): ProductAtAddress | null {
  const fields = fieldsOf(record)
  const name = textOf(fields, 'name', 'productname', 'label', 'description')
  if (name === null) return null
  return {
    id: idOf(record), name, supplier: textOf(fields, 'supplier', 'provider') ?? supplier,
    technology: textOf(fields, 'technology', 'accesstechnology', 'carriertype', 'medium'),
    downloadKbps: speedOf(fields['download'] ?? fields['downloadspeed'] ?? fields['speeddown'] ?? fields['maxdownload']),
    uploadKbps: speedOf(fields['upload'] ?? fields['uploadspeed'] ?? fields['speedup'] ?? fields['maxupload']),
    available: flag(fields['available'] ?? fields['isavailable'] ?? fields['orderable'] ?? fields['deliverable']),
    reason: textOf(fields, 'reason', 'message', 'error'), others: otherValues(record, READ),
  }
}

/**
 * KPN products at an address (document, Check KPN products at an address; no example): a list, a collection, or lists under the names
 * of suppliers or technologies. A supplier that answers with an error of its own is told of, and hides nothing of the others.
 */
export function readKpnProducts(value: unknown): { readonly products: ProductAtAddress[]; readonly failures: Failures } {
  const products: ProductAtAddress[] = []
  const failures: Failures[number][] = []
  let lists = 0
  const walk = (each: unknown, group: string | null, depth: number): void => {
    if (depth > 5) return
    if (Array.isArray(each)) {
      lists++
      for (const one of each) {
        const product = isObject(one) ? productOf(one, group) : null
        if (product !== null) products.push(product)
        else walk(one, group, depth + 1)
      }
      return
    }
    if (!isObject(each)) return
    const fields = fieldsOf(each)
    const error = text(fields['error']) ?? text(fields['errormessage']) ?? text(fieldsOf(fields['error'])['message'])
    if (error !== null) failures.push({ part: 'kpnProducts', supplier: textOf(fields, 'supplier', 'provider') ?? group,
      code: textOf(fields, 'code', 'errorcode'), text: error.slice(0, 500) })
    const product = error === null && depth > 0 ? productOf(each, group) : null
    if (product !== null) {
      lists++
      products.push(product)
      return
    }
    for (const [key, one] of Object.entries(each)) {
      if (!key.startsWith('@') && typeof one === 'object' && one !== null) walk(one,
        /member|products?|items|data|results?/i.test(key) ? group : key, depth + 1)
    }
  }
  walk(value, null, 0)
  if (lists === 0 && failures.length === 0 && value !== null
    && !(isObject(value) && Object.keys(value).every(key => key.startsWith('@')))) {
    throw new OperatorFailure({ kind: 'badReply', code: 'products' })
  }
  return { products, failures }
}
