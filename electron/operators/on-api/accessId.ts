/** Ids of ON-API: letters, digits, hyphen and full stop (public ON-API 2.6, data formats); some operators add an underscore. */
const ID = /^[0-9A-Za-z][-0-9A-Za-z._]{5,47}$/
/** What else a person types that looks like one: postcodes, IP addresses, dates, times. */
const OTHER = /^(?:\d{4}[A-Za-z]{2}|\d{1,3}(?:\.\d{1,3}){3}|\d{4}-\d{2}-\d{2})$/

/**
 * Whether a text could be an accessId: one word with two digits or more (a product's name may have one); as typed, because their
 * case counts. Null where it could not.
 */
export function accessIdOf(typed: string): string | null {
  const text = typed.trim()
  return ID.test(text) && /(?:\d.*){2}/.test(text) && !OTHER.test(text) ? text : null
}
