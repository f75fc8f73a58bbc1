import type { AvailableService } from '../../../shared/model/access.ts'
import { fieldsOf, flag, isObject, list, text, texts } from '../readValue.ts'
import { wordsOf } from './readNamed.ts'

/** Kinds of a characteristic: `{ fixedIp: { required, values } }`; what is no such object (`"empty": true`) is none. */
function readKinds(value: unknown): AvailableService['characteristics'] {
  return !isObject(value) ? [] : Object.entries(value).filter(([, held]) => isObject(held)).map(([name, held]) => {
    const fields = fieldsOf(held)
    const values = fields['values'] ?? fields['validvalues']
    return {
      name, required: flag(fields['required']),
      values: (Array.isArray(values) ? values : [values]).map(wordsOf).filter(words => words !== null),
    }
  })
}

/** A service that can be ordered (ON-API 2.6, `/services`); dates as the system gives them. */
export function readService(value: unknown): AvailableService {
  const fields = fieldsOf(value)
  return {
    service: text(fields['service']),
    connectionDate: text(fields['connectiondatetime']) ?? text(fields['connectiondate']),
    availableDate: text(fields['availabledatetime']) ?? text(fields['availabledate']),
    disconnectionDate: text(fields['disconnectiondatetime']) ?? text(fields['disconnectiondate']),
    forcedTakeoverPossible: flag(fields['forcedtakeoverpossible']), comments: texts(fields['comments']),
    characteristics: readKinds(fields['characteristics']),
  }
}

/** Services of an access: of `{ accessId, services }`, of a bare list, or of a record that is one itself. */
export function readServices(section: unknown): AvailableService[] {
  const inside = fieldsOf(section)['services']
  const held = inside ?? (Array.isArray(section) || 'service' in fieldsOf(section) ? section : [])
  return list(held).filter(isObject).map(readService)
}
