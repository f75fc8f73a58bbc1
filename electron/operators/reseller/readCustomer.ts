import type { SystemKey } from '../../../shared/model/common.ts'
import type { CustomerInTree } from '../../../shared/model/resellerService.ts'
import { fieldsOf, flag, isObject, list } from '../readValue.ts'
import { idOf } from './iri.ts'
import { textOf } from '../openValues.ts'
import { readAddress } from './readAddress.ts'

/** What is kept of a customer to name it and find its place in the tree. */
export type CustomerName = { readonly id: string; readonly name: string | null; readonly parentId: string | null }

/** Customers of a page; records without an id are left out. */
export function readCustomerName(value: unknown): CustomerName | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const id = idOf(value)
  if (id === null) return null
  const parentId = idOf(fields['parent']) ?? idOf(fields['parentid'])
  return { id, name: textOf(fields, 'name', 'companyname'), parentId: parentId === id ? null : parentId }
}

/** Key of a customer's name beside the lines: ids of two systems must not meet. */
export function endUserKey(system: SystemKey, customerId: string): string {
  return `${system}|customers/${customerId}`
}

/** Section `customer` of a line: `{ customer, path }`, the record as the system gave it and the names above it, topmost first. */
export function readCustomerSection(value: unknown): CustomerInTree | null {
  const section = fieldsOf(value)
  const record = section['customer']
  if (!isObject(record)) return null
  const id = idOf(record)
  if (id === null) return null
  const fields = fieldsOf(record)
  const path = list(section['path']).flatMap(each => {
    const step = idOf(each)
    return step === null ? [] : [{ id: step, name: textOf(fieldsOf(each), 'name') }]
  })
  return {
    id, name: textOf(fields, 'name', 'companyname'), path, reference: textOf(fields, 'reference'),
    debtorNumber: textOf(fields, 'debtornumber'),
    isActive: flag(fields['isactive'] ?? fields['active']),
    phoneNumber: textOf(fields, 'phonenumber', 'phone', 'telephone', 'mobile'), email: textOf(fields, 'email', 'contactemail'),
    visitAddress: readAddress(fields['visitlocation'] ?? fields['visitaddress'] ?? fields['location']),
  }
}
