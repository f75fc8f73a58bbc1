import type { Address } from '../../../shared/model/address.ts'
import { fieldsOf, isObject, text } from '../readValue.ts'

/** `Road 20A, 3. th., 2605 City`, also without its commas and with a country. */
const WITH_PLACE = /^(?<road>.*?\S)[,\s]\s*(?:DK[-\s]?)?(?<zip>\d{4})\s+(?<city>[^\d,][^,]*?)(?:,\s*(?:Danmark|Denmark|DK))?$/u
/**
 * Road, number with letter, and after it what tells homes apart. Without a comma that is a floor (`st.`, `kl.`, `3.`, `2 sal`), so
 * that the number of a house is never taken for one.
 */
const HOUSE = new RegExp([
  /^(?<street>[^,]*?\p{L}[^,]*?)\s+(?<number>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)\s?(?<letter>\p{L})?/u.source,
  /(?:\s*,\s*(?<unit>.+)|\s+(?<floor>(?:st|kl|kld|\d{1,2})(?:\.|\s*sal\b).*|(?:st|kl)(?:\s.*)?))?$/u.source,
].join(''), 'iu')
const ID = /^[0-9A-F]{20,24}$/i

/** Whether a text is an id of the system (`1234567890ABCDEF12345678`) instead of words. */
export const isId = (value: string): boolean => ID.test(value)

/** Danish postcodes have four digits, also where they came as a number (`800` is `0800`). */
function zipOf(value: unknown): string | null {
  const zip = text(value)?.replace(/^DK[-\s]?/i, '') ?? null
  return zip !== null && /^\d{1,3}$/.test(zip) ? zip.padStart(4, '0') : zip
}

function house(line: string | null): Pick<Address, 'street' | 'houseNumber' | 'houseNumberExtension' | 'unit'> {
  const found = line === null ? null : HOUSE.exec(line)?.groups ?? null
  if (found === null) {
    // Without a number: what stands behind a comma is still no part of the road's name.
    const [street = null, ...rest] = line?.split(/\s*,\s*/) ?? []
    const unit = rest.join(', ')
    return { street, houseNumber: null, houseNumberExtension: null, unit: unit === '' ? null : unit }
  }
  const unit = (found['unit'] ?? found['floor'] ?? '').replace(/[,\s]+$/, '')
  return {
    street: found['street'] ?? null, houseNumber: found['number']?.replaceAll(/\s/g, '') ?? null,
    houseNumberExtension: found['letter'] ?? null, unit: unit === '' ? null : unit,
  }
}

/**
 * A Danish address as TelecomX writes it: one text (`Road 20A, 3. th., 2605 City`), or an object with road, number, floor and door in
 * one text beside `zip` (a number or a text) and `city`. Null for an id and for whatever names no place.
 */
export function readDanishAddress(value: unknown): Address | null {
  const fields = fieldsOf(value)
  const whole = text(isObject(value) ? fields['address'] ?? fields['road'] ?? fields['street'] : value)
  const line = whole === null || isId(whole) ? null : whole.replace(/[,\s]+$/, '')
  const given = { zip: zipOf(fields['zip'] ?? fields['zipcode'] ?? fields['postcode']), city: text(fields['city']) }
  const parted = line === null || given.zip !== null || given.city !== null ? null : WITH_PLACE.exec(line)?.groups ?? null
  const road = parted === null ? line : (parted['road'] ?? '').replace(/[,\s]+$/, '')
  const postcode = given.zip ?? parted?.['zip'] ?? null
  const city = given.city ?? parted?.['city'] ?? null
  if (road === null && postcode === null && city === null) return null
  return {
    ...house(road), postcode, city, municipality: null, province: null, latitude: null, longitude: null, country: 'DK',
  }
}
