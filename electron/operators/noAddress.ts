import type { Address } from '../../shared/model/address.ts'

/** An address of which nothing is known. */
export const noAddress: Address = {
  street: null, houseNumber: null, houseNumberExtension: null, unit: null, postcode: null, city: null, municipality: null, province: null,
  latitude: null, longitude: null, country: null,
}
