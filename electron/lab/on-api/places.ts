/** A Swedish town: name, letters its accesses and nodes begin with, first postcode, kommun network the access is counted to. */
export type Town = { readonly city: string; readonly code: string; readonly postcode: number; readonly population: string }

function town(city: string, code: string, postcode: number, population: string): Town {
  return { city, code, postcode, population }
}

export const TOWNS: readonly Town[] = [
  town('Växjö', 'VXO', 35230, 'Wexnet'),
  town('Örebro', 'ORB', 70210, 'Närkes stadsnät'),
  town('Umeå', 'UME', 90320, 'Umeå stadsnät'),
  town('Luleå', 'LLA', 97231, 'Norrbottens fibernät'),
  town('Gävle', 'GVL', 80320, 'Gästrike stadsnät'),
  town('Västerås', 'VST', 72210, 'Mälarnätet'),
  town('Ängelholm', 'ANG', 26232, 'Skåne öppna nät'),
  town('Östersund', 'OSD', 83130, 'Jämtlands fiber'),
  town('Skellefteå', 'SKE', 93130, 'Skellefteå stadsnät'),
  town('Åmål', 'AML', 66231, 'Dalslands fiber'),
  town('Mörbylånga', 'MBL', 38650, 'Ölands fiber'),
  town('Hällefors', 'HLF', 71230, 'Bergslagens stadsnät'),
  town('Söderhamn', 'SHM', 82630, 'Hälsinglands fiber'),
  town('Kalmar', 'KLR', 39230, 'Kalmarsunds stadsnät'),
]

/** Streets of towns, with houses on both sides. */
export const STREETS: readonly string[] = [
  'Storgatan', 'Kungsgatan', 'Drottninggatan', 'Västra Järnvägsgatan', 'Östra Långgatan', 'Södra Esplanaden', 'Norra Strandgatan',
  'Trädgårdsgatan', 'Föreningsgatan', 'Skolgatan', 'Kyrkogatan', 'Björkvägen', 'Åkervägen', 'Älgvägen', 'Ängsvägen', 'Högåsvägen',
  'Lövåsvägen', 'Gärdesvägen', 'Fågelbärsvägen', 'Mårdvägen', 'Smultronstigen', 'Sjövägen', 'Hästskovägen', 'Räfsgränd',
  'Tallåsvägen', 'Växthusvägen', 'Körsbärsvägen', 'Nygatan', 'Ringvägen', 'Sankt Eriks väg', 'Åsgatan', 'Öjabyvägen',
]

/** Roads outside towns, whose houses are numbered by metres from the start: `550-7` is the seventh after 550 m. */
export const ROADS: readonly string[] = [
  'Lantvägen', 'Båtsmansvägen', 'Gamla Östra vägen', 'Hjälmsjövägen', 'Källbäcksvägen', 'Norrbyåsvägen', 'Söråkersvägen', 'Fäbodvägen',
]
