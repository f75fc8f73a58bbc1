/** Danish towns: name, postcode (four digits, some begin with a nought), roads. */
export const TOWNS: readonly { readonly city: string; readonly zip: string }[] = [
  { city: 'Brøndby', zip: '2605' }, { city: 'Glostrup', zip: '2600' }, { city: 'Høje Taastrup', zip: '0800' }, { city: 'København Ø', zip: '2100' },
  { city: 'Helsingør', zip: '3000' }, { city: 'Roskilde', zip: '4000' }, { city: 'Køge', zip: '4600' }, { city: 'Næstved', zip: '4700' },
  { city: 'Odense C', zip: '5000' }, { city: 'Sønderborg', zip: '6400' }, { city: 'Esbjerg', zip: '6700' }, { city: 'Århus C', zip: '8000' },
  { city: 'Ærøskøbing', zip: '5970' }, { city: 'Aalborg', zip: '9000' }, { city: 'Hjørring', zip: '9800' },
]

export const ROADS: readonly string[] = [
  'Vallensbækvej', 'Strandvejen', 'Nørregade', 'Søndergade', 'Østerbrogade', 'Åboulevarden', 'Ærøvej', 'Møllevej', 'Kirkestræde', 'Rådhuspladsen',
  'Gl. Kongevej', '10. Februar Vej', 'Jernbanegade', 'Skovbrynet', 'Fælledvej', 'Havnegade', 'H.C. Andersens Boulevard', 'Bøgevænget',
]

/** Floor and door, as people write them after the number. */
export const HOMES: readonly (string | null)[] = [null, null, null, '3. th.', 'st. tv.', '1. mf.', 'kl.', '2. 12', '4. sal']
