import type { EndUser } from '../../../shared/model/line.ts'
import { readAddress } from './readLine.ts'
import { fieldsOf, isObject, list, text } from './readValue.ts'

/** An end user (document, get_enduser and list_endusers); null without a uuid, by which lines refer to it. */
export function readEndUser(value: unknown): EndUser | null {
  const endUser = fieldsOf(value)
  const uuid = text(endUser['uuid'])
  if (uuid === null) return null
  return {
    uuid, companyName: text(endUser['companyname']) ?? text(endUser['name']), phoneNumber: text(endUser['phonenumber']),
    address: isObject(endUser['address']) ? readAddress(endUser['address']) : null,
  }
}

export function readEndUsers(result: unknown): EndUser[] {
  return list(fieldsOf(result)['endusers']).map(readEndUser).filter(endUser => endUser !== null)
}
