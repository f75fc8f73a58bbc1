import { dutchPhonePattern } from '../../shared/model/dutchPhone.ts'

/** A Dutch number as typed (`06-4646 4643`, `+31 (0)6 46464643`) in the form the system asks for; null where it is none. */
export function dutchPhoneNumber(typed: string): string | null {
  const digits = typed
    .replace(/\(0\)/, '')
    .replaceAll(/[\s().-]/g, '')
    .replace(/^(\+|00)31/, '0')
  return dutchPhonePattern.test(digits) ? digits : null
}
