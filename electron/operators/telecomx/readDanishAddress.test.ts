import { describe, expect, it } from 'vitest'
import { readDanishAddress } from './readDanishAddress.ts'

/** What was given, and street, number, letter, home, postcode, city. */
const examples: readonly (readonly [unknown, ...(string | null)[]])[] = [
  // The document's own examples, condensed and full.
  ['Vallensbækvej 20A, 3. th., 2605 Brøndby', 'Vallensbækvej', '20', 'A', '3. th.', '2605', 'Brøndby'],
  [{ _id: '1', address: 'Vallensbækvej 20A 3. th.', zip: '2605', city: 'Brøndby' }, 'Vallensbækvej', '20', 'A', '3. th.', '2605', 'Brøndby'],
  [{ address: 'Nørregade 7', zip: 800, city: 'Høje Taastrup' }, 'Nørregade', '7', null, null, '0800', 'Høje Taastrup'],
  ['10. Februar Vej 5, st. tv., 6400 Sønderborg', '10. Februar Vej', '5', null, 'st. tv.', '6400', 'Sønderborg'],
  [{ address: '10. Februar Vej 5 st', zip: 6400, city: 'Sønderborg' }, '10. Februar Vej', '5', null, 'st', '6400', 'Sønderborg'],
  ['H.C. Andersens Boulevard 12-14, 1553 København V', 'H.C. Andersens Boulevard', '12-14', null, null, '1553', 'København V'],
  ['Strandvejen 112 b, 2. 12, 3000 Helsingør, Danmark', 'Strandvejen', '112', 'b', '2. 12', '3000', 'Helsingør'],
  ['Møllevej 4 kl., DK-5970 Ærøskøbing', 'Møllevej', '4', null, 'kl.', '5970', 'Ærøskøbing'],
  ['Møllevej 4 2 sal tv, 5970 Ærøskøbing', 'Møllevej', '4', null, '2 sal tv', '5970', 'Ærøskøbing'],
  ['Vej 3 12, 1. tv, 2600 Glostrup', 'Vej 3', '12', null, '1. tv', '2600', 'Glostrup'],
  ['Rådhuspladsen, 1550 København V', 'Rådhuspladsen', null, null, null, '1550', 'København V'],
  ['Havnegade 3, Bygning 4, 5000 Odense C', 'Havnegade', '3', null, 'Bygning 4', '5000', 'Odense C'],
  ['Gl. Kongevej 20', 'Gl. Kongevej', '20', null, null, null, null],
  [{ zip: '2605' }, null, null, null, null, '2605', null],
]

describe('Danish addresses', () => {
  it.each(examples)('%j', (given, street, houseNumber, houseNumberExtension, unit, postcode, city) => {
    expect(readDanishAddress(given)).toEqual({
      street, houseNumber, houseNumberExtension, unit, postcode, city, municipality: null, province: null, latitude: null, longitude: null, country: 'DK',
    })
  })

  it.each([[null], [''], [{}], [{ _id: '12345678901234567890DDDD' }], ['12345678901234567890DDDD'], [[]], [true]])('%j names no place', given => {
    expect(readDanishAddress(given)).toBeNull()
  })
})
