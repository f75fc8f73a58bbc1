/** A carrier's or circuit's id in full (document, every method with `nid`): postcode, five of the house number, four of the service. */
export const NID = /^[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}$/

/** The full NID that a text is, however it is spaced or cased; null for anything else. */
export function nidIn(text: string): string | null {
  const nid = text.replaceAll(/[\s.\-_]/g, '').toUpperCase()
  return NID.test(nid) ? nid : null
}
