import type { Address } from '../../../shared/model/address.ts'
import { fieldsOf, isObject, number, text } from '../readValue.ts'

function degrees(value: unknown, most: number): number | null {
  const found = number(value)
  return found !== null && Math.abs(found) <= most ? found : null
}

/** `NL` from `NL`, `nl`, `Netherlands` or `/countries/NL`; null where it is none of these. */
function countryOf(value: unknown): string | null {
  const word = text(isObject(value) ? fieldsOf(value)['code'] ?? fieldsOf(value)['iso'] : value)
  if (word === null) return null
  if (/^(?:the )?netherlands$|^nederland$/i.test(word)) return 'NL'
  return /(?:^|\/)([A-Za-z]{2})$/.exec(word)?.[1]?.toUpperCase() ?? null
}

/**
 * An address of the platform (document, Orders and Customers: `street`, `houseNumber`, `zipcode`, `city`; its queries call the rest
 * `houseNumberExtension` and `housenumberExtension`). Null where it names no place.
 */
export function readAddress(value: unknown): Address | null {
  const fields = fieldsOf(Array.isArray(value) ? value.find(isObject) : value)
  const address: Address = {
    street: text(fields['street']) ?? text(fields['streetname']) ?? text(fields['address']),
    houseNumber: text(fields['housenumber']) ?? text(fields['housenr']) ?? text(fields['number']),
    houseNumberExtension: text(fields['housenumberextension']) ?? text(fields['housenumberaddition'])
      ?? text(fields['housenumbersuffix'])
      ?? text(fields['housenrext']) ?? text(fields['extension']) ?? text(fields['addition']),
    unit: text(fields['room']) ?? text(fields['unit']) ?? text(fields['floor']),
    postcode: (text(fields['zipcode']) ?? text(fields['postcode']) ?? text(fields['postalcode']))?.replaceAll(/\s/g,
      '').toUpperCase() ?? null,
    city: text(fields['city']) ?? text(fields['place']) ?? text(fields['town']),
    municipality: text(fields['municipality']), province: text(fields['province']),
    latitude: degrees(fields['latitude'] ?? fields['lat'], 90),
    longitude: degrees(fields['longitude'] ?? fields['lng'] ?? fields['lon'], 180),
    country: countryOf(fields['country'] ?? fields['countrycode']),
  }
  return address.street === null && address.postcode === null && address.city === null ? null : address
}
