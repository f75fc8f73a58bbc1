import type { Reading } from './content.ts'
import { fieldsOf, firstObject, foldKey } from './fields.ts'
import type { Fields } from './fields.ts'
import { administrativeWords, given, rangingWords, remark, resultCodeWords, state, upDownWords } from './measure.ts'
import { readTime } from './times.ts'

/** A box has up to eight ports. */
const mostPorts = 64
const resultOf = (fields: Fields): Fields | null => firstObject(fields.any('results'))
/** One entry for each port; the fields themselves where there is no list. */
const portsOf = (fields: Fields): readonly Fields[] => {
  const listed = fields.list('results').slice(0, mostPorts).flatMap(each => fieldsOf(each) ?? [])
  return listed.length === 0 ? [fields] : listed
}
const hasKeyStarting = (fields: Fields, start: string): boolean => fields.keys.some(key => key.startsWith(start))

/** KPNWBA shape: result codes around a flat `results[]` of `ONT…` keys. */
export const isFlatOntLanCheck = (fields: Fields): boolean => hasKeyStarting(resultOf(fields) ?? fields, foldKey('ONTLAN'))
export const isFlatOntCheck = (fields: Fields): boolean => {
  const result = resultOf(fields) ?? fields
  return ['ONTAdministrativestatus', 'ONTOperationalstatus', 'ONTRangingstatus', 'ONTSerialNum'].some(key => result.has(key))
}
/** The envelope alone: the system answered in this shape, with no result in it. */
export const isFlatEnvelope = (fields: Fields): boolean => fields.has('result_code') && fields.has('exit_code')

/** KPNWBA ONT check (API document, "Get KPNWBA ONT Check Report"). */
export function readFlatOntCheck(fields: Fields): Reading {
  const result = resultOf(fields) ?? fields
  return {
    kind: 'ontCheck',
    lastStatusChange: readTime(result.any('ONTLaststatuschange')),
    measurements: [],
    states: given([
      state('ontAdministrative', 'ont', result.any('ONTAdministrativestatus'), administrativeWords),
      state('ontOperational', 'ont', result.any('ONTOperationalstatus'), upDownWords),
      state('ontRanging', 'ont', result.any('ONTRangingstatus'), rangingWords),
      state('ontSerial', 'ont', result.any('ONTSerialNum')),
      state('ontType', 'ont', result.any('ONTtype')),
      state('ontVendor', 'ont', result.any('ONTVendorId')),
      state('ontEquipmentVersion', 'ont', result.any('ONTEquipVerNum')),
      state('ontLastDownCause', 'ont', result.any('ONTLastDownCause', 'last_down_cause')),
      ...envelopeStates(fields, result),
    ]),
    remarks: envelopeRemarks(fields),
  }
}

/** KPNWBA ONT LAN check (API document, "Get KPNWBA ONT LAN Check Report"). */
export function readFlatOntLanCheck(fields: Fields): Reading {
  const ports = portsOf(fields)
  const result = resultOf(fields) ?? fields
  const changes = ports.flatMap(port => readTime(port.any('ONTLANLaststatuschange')) ?? [])
  return {
    kind: 'ontLanCheck',
    lastStatusChange: changes.toSorted((a, b) => b.utc.localeCompare(a.utc))[0] ?? null,
    measurements: [],
    states: given([
      ...ports.flatMap((port, index) => {
        const instance = ports.length === 1 ? '' : port.text('ONTLANPort', 'port', 'port_number') ?? String(index + 1)
        return [
          state('ontLanAdministrative', 'ontLanPort', port.any('ONTLANAdministrativestatus'), administrativeWords, instance),
          state('ontLanOperational', 'ontLanPort', port.any('ONTLANOperationalstatus'), upDownWords, instance),
        ]
      }),
      state('ontType', 'ont', result.any('DbONTType', 'ONTtype')),
      state('ontSoftwareVersion', 'ont', result.any('ONTSwVersion')),
      ...envelopeStates(fields, result),
    ]),
    remarks: envelopeRemarks(fields),
  }
}

/** `exit_*` says whether the test ran, `result_*` what it found (domain.md, rule P11). */
function envelopeStates(fields: Fields, result: Fields) {
  return [
    state('ontSupportLevel', 'ont', result.any('ONTSupportLevel')),
    state('resultCode', 'system', fields.any('result_code'), resultCodeWords),
    state('exitCode', 'system', fields.any('exit_code')),
  ]
}

function envelopeRemarks(fields: Fields) {
  return [...remark('resultMessage', fields.any('result_msg')), ...remark('exitMessage', fields.any('exit_msg'))]
}
