import type { CarrierAtAddress } from '../../../shared/model/addressCheck.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { nidIn } from './nid.ts'
import { readDate } from '../readTime.ts'
import { fieldsOf, isObject, list, number, text, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'

const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/

/** A date as `carriercheck` writes it, `20120604`, or as the rest of the document does. Null for anything else. */
function readDay(value: unknown): string | null {
  return readDate(typeof value === 'string' ? value.trim().replace(COMPACT_DAY, '$1-$2-$3') : value)
}

/** The first of these keys that has a value: the document's table and its examples name one thing differently. */
function oneOf(fields: Fields, ...keys: readonly string[]): unknown {
  return keys.map(key => fields[key]).find(value => value !== undefined && value !== null) ?? null
}

/** NIDs of the services at a point. A service label is a NID where the service is one of Nextpertise (document, carriercheck). */
function nidsIn(point: Fields): string[] {
  const connections = list(oneOf(point, 'fiberconnection', 'copperconnection', 'connection'))
  const words = connections.flatMap(value => {
    const connection = fieldsOf(value)
    return [connection['nid'], connection['currentxdfaccessserviceid'], connection['serviceid']].map(text)
  })
  return [...new Set(words.map(word => (word === null ? null : nidIn(word))).filter(nid => nid !== null))]
}

function carriersOf(value: unknown, asked: CarrierAtAddress['kind']): CarrierAtAddress[] {
  const line = fieldsOf(value)
  const word = text(line['kind'])?.toLowerCase()
  const kind = word === 'fiber' || word === 'fibre' ? 'fibre' : word === 'copper' ? 'copper' : asked
  return list(oneOf(line, 'connectionpointinfo', 'connectionpoint')).flatMap(held => {
    const point = fieldsOf(held)
    if (Object.keys(point).length === 0) return []
    const cableLengthM = number(point['cablelength'])
    const freePairs = wholeNumber(point['nl1linesavailable'])
    return [{
      kind,
      vendor: text(oneOf(line, 'carriervendorid', 'vendor')),
      point: text(oneOf(point, 'cgbname', 'name')) ?? text(line['areapop']),
      isra: text(oneOf(point, 'israspecs', 'isra')),
      ftuType: text(point['ftutype']),
      nlsType: text(oneOf(point, 'nltype', 'nlstype')),
      status: text(point['carrierstatus']) ?? text(line['status']),
      // The system writes 0 for a length that it does not know (domain.md section 4).
      cableLengthM: cableLengthM !== null && cableLengthM > 0 ? cableLengthM : null,
      freePairs: freePairs !== null && freePairs >= 0 ? freePairs : null,
      plannedAt: readDay(point['plandate']) ?? readDay(line['plandate']),
      handedOverAt: readDay(point['hasdate']),
      nids: nidsIn(point),
    }]
  })
}

/**
 * Carriers of one kind at an address, one for each connection point (document, carriercheck). Its table and its examples differ in
 * keys: both are read, in an envelope or without, one line or several. Throws OperatorFailure `badReply` where there is no line in it.
 */
export function readCarrierCheck(result: unknown, asked: CarrierAtAddress['kind']): CarrierAtAddress[] {
  if (Array.isArray(result)) return result.flatMap(each => readCarrierCheck(each, asked))
  const fields = fieldsOf(result)
  const line = 'line' in fields ? fields['line'] : 'kind' in fields || 'areapop' in fields ? result : undefined
  if (line === null) return []
  if (!Array.isArray(line) && !isObject(line)) throw new OperatorFailure({ kind: 'badReply', code: 'line' })
  return list(line).flatMap(each => carriersOf(each, asked))
}
