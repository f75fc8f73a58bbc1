import type { AddressQuery } from '../../shared/contract/addresses.ts'
import type { Address } from '../../shared/model/address.ts'

/** An address as it is typed: every field text, checked when it is asked about. */
export type AddressDraft = { readonly postcode: string; readonly number: string; readonly extension: string }
export type AddressProblem = keyof AddressDraft

export const emptyAddress: AddressDraft = { postcode: '', number: '', extension: '' }

const wholeAddress = /^\s*(\d{4}\s?[A-Za-z]{2})[\s,]+(\d{1,5})\s*[-\s]?\s*([A-Za-z0-9][\w\s-]{0,19})?\s*$/

/** `2408 ZE 10 A`, pasted into the postcode, is taken apart; null where it is not a whole address. */
export function splitAddress(text: string): AddressDraft | null {
  const [, postcode, number, extension] = wholeAddress.exec(text) ?? []
  return postcode === undefined || number === undefined ? null : { postcode: tidyPostcode(postcode), number, extension: extension?.trim() ?? '' }
}

/** `2408ze` as `2408 ZE`; a postcode of another country stays as it is. */
export function tidyPostcode(postcode: string): string {
  const [, digits, letters] = /^\s*(\d{4})\s*([A-Za-z]{2})\s*$/.exec(postcode) ?? []
  return digits === undefined || letters === undefined ? postcode.trim() : `${digits} ${letters.toUpperCase()}`
}

/** What is asked of the systems, or the first field that cannot be. `10A` in the number is read as 10 with its extension. */
export function addressQueryOf(draft: AddressDraft): { readonly query: AddressQuery } | { readonly problem: AddressProblem } {
  const postcode = tidyPostcode(draft.postcode)
  if (postcode.length < 3 || postcode.length > 12 || !/\d/.test(postcode)) return { problem: 'postcode' }
  const [, digits, rest] = /^\s*(\d{1,5})\s*-?\s*([A-Za-z0-9]*)\s*$/.exec(draft.number) ?? []
  const houseNumber = Number(digits)
  if (digits === undefined || houseNumber < 1) return { problem: 'number' }
  const extension = draft.extension.trim() === '' ? rest ?? '' : draft.extension.trim()
  if (extension.length > 20) return { problem: 'extension' }
  return { query: { postcode, houseNumber, extension: extension === '' ? null : extension } }
}

export const draftOfQuery = ({ postcode, houseNumber, extension }: AddressQuery): AddressDraft =>
  ({ postcode, number: String(houseNumber), extension: extension ?? '' })

/** The address of a line as a question; null where it has no postcode or number. */
export function addressQueryOfLine({ postcode, houseNumber, houseNumberExtension }: Pick<Address, 'postcode' | 'houseNumber' | 'houseNumberExtension'>): AddressQuery | null {
  const asked = addressQueryOf({ postcode: postcode ?? '', number: houseNumber ?? '', extension: houseNumberExtension ?? '' })
  return 'query' in asked ? asked.query : null
}

/** `2408 ZE 10 A`. */
export const addressWords = ({ postcode, houseNumber, extension }: AddressQuery): string =>
  [postcode, houseNumber, extension].filter(part => part !== null && part !== '').join(' ')

export const sameAddress = (a: AddressQuery, b: AddressQuery): boolean => addressWords(a).toLowerCase() === addressWords(b).toLowerCase()
