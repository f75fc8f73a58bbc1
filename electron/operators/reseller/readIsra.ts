import type { CarrierAtAddress } from '../../../shared/model/addressCheck.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readDate } from '../readTime.ts'
import { fieldsOf, foldKey, isObject, number, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { otherValues, textOf, textsUnder } from '../openValues.ts'

const READ = new Set([
  'carriertype', 'carrier', 'type', 'infrastructure', 'medium', 'fpi', 'sdf', 'mdf', 'isra', 'israspecs', 'supplier', 'vendor',
  'carriervendor', 'status', 'state',
  'ftutype', 'nlstype', 'nltype', 'cablelength', 'distance', 'linelength', 'freepairs', 'plandate', 'planneddate', 'hasdate',
  'handoverdate', 'xdfserviceid', 'serviceid',
])

function kindOf(word: string | null): CarrierAtAddress['kind'] | null {
  if (word === null) return null
  if (/fib|ftt|glas|pon\b|\bgof\b/i.test(word)) return 'fibre'
  return /copper|koper|dsl/i.test(word) ? 'copper' : null
}

/** A distribution point: a text, or an object with a name or code. */
function pointOf(value: unknown): string | null {
  return textOf({ value }, 'value') ?? (isObject(value) ? textOf(fieldsOf(value), 'code', 'id', 'description') : null)
}

function carrierOf(record: Fields, value: unknown, kind: CarrierAtAddress['kind']): CarrierAtAddress {
  const cableLengthM = number(record['cablelength'] ?? record['linelength'] ?? record['distance'])
  const freePairs = wholeNumber(record['freepairs'])
  return {
    kind, vendor: textOf(record, 'carriervendor', 'vendor', 'supplier'), point: pointOf(record['sdf']) ?? pointOf(record['fpi'])
      ?? pointOf(record['mdf']),
    isra: textOf(record, 'israspecs', 'isra'), ftuType: textOf(record, 'ftutype'), nlsType: textOf(record, 'nlstype', 'nltype'),
    status: textOf(record, 'status', 'state'),
    // A length of 0 is one that nobody knows (domain.md section 4).
    cableLengthM: cableLengthM !== null && cableLengthM > 0 ? cableLengthM : null, freePairs: freePairs !== null && freePairs >= 0
      ? freePairs : null,
    plannedAt: readDate(record['plandate'] ?? record['planneddate']),
    handedOverAt: readDate(record['hasdate'] ?? record['handoverdate']),
    nids: textsUnder(value, /^(?:xdf)?(?:access)?serviceids?$/),
    fpi: pointOf(record['fpi']), sdf: pointOf(record['sdf']), mdf: pointOf(record['mdf']), others: otherValues(value, READ),
  }
}

/**
 * ISRA information of an address (document, Locations: "Response includes carrier type (COPPER/FIBER), FPI, SDF, MDF data"; no example):
 * one object, a list, or objects below others. Throws OperatorFailure `badReply` where no carrier type is in it at all.
 */
export function readIsra(value: unknown): CarrierAtAddress[] {
  const find = (each: unknown, depth: number): CarrierAtAddress[] => {
    if (depth > 5 || typeof each !== 'object' || each === null) return []
    if (Array.isArray(each)) return each.flatMap(one => find(one, depth + 1))
    const fields = fieldsOf(each)
    const word = textOf(fields, 'carriertype', 'carrier', 'infrastructure', 'medium', 'type')
    const kind = kindOf(word)
    if (kind !== null) return [carrierOf(fields, each, kind)]
    return Object.entries(each).flatMap(([key, one]) => {
      // `{ "COPPER": { … }, "FIBER": { … } }`
      const named = isObject(one) ? kindOf(key) : null
      return named === null ? find(one, depth + 1) : [carrierOf(fieldsOf(one), one, named)]
    })
  }
  const carriers = find(value, 0)
  const fields = fieldsOf(value)
  const members = fields[foldKey('hydra:member')] ?? fields['member']
  const isEmpty = [value, members].some(each => Array.isArray(each) && each.length === 0)
  if (carriers.length === 0 && !isEmpty && value !== null) throw new OperatorFailure({ kind: 'badReply', code: 'carrierType' })
  return carriers
}
