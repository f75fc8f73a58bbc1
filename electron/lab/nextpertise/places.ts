import { mix } from '../random.ts'

/** Dutch places with their four-digit postcodes; the last two numbers are the middle of the place (WGS 84). */
const PLACES: readonly (readonly [city: string, province: string, fromPc4: number, toPc4: number, lat: number, lon: number])[] = [
  ['Amsterdam', 'Noord-Holland', 1011, 1109, 52.37, 4.89],
  ['Rotterdam', 'Zuid-Holland', 3011, 3089, 51.92, 4.47],
  ["'s-Gravenhage", 'Zuid-Holland', 2491, 2597, 52.07, 4.3],
  ['Utrecht', 'Utrecht', 3511, 3585, 52.09, 5.12],
  ['Eindhoven', 'Noord-Brabant', 5611, 5658, 51.44, 5.47],
  ['Groningen', 'Groningen', 9711, 9747, 53.21, 6.56],
  ['Tilburg', 'Noord-Brabant', 5011, 5049, 51.56, 5.09],
  ['Almere', 'Flevoland', 1311, 1363, 52.37, 5.21],
  ['Breda', 'Noord-Brabant', 4811, 4839, 51.58, 4.77],
  ['Nijmegen', 'Gelderland', 6511, 6546, 51.84, 5.85],
  ['Apeldoorn', 'Gelderland', 7311, 7339, 52.21, 5.96],
  ['Arnhem', 'Gelderland', 6811, 6846, 51.98, 5.91],
  ['Haarlem', 'Noord-Holland', 2011, 2037, 52.38, 4.63],
  ['Enschede', 'Overijssel', 7511, 7548, 52.22, 6.89],
  ['Zwolle', 'Overijssel', 8011, 8049, 52.51, 6.09],
  ['Leiden', 'Zuid-Holland', 2311, 2334, 52.16, 4.49],
  ['Maastricht', 'Limburg', 6211, 6229, 50.85, 5.69],
  ['Dordrecht', 'Zuid-Holland', 3311, 3329, 51.81, 4.67],
  ['Leeuwarden', 'Fryslân', 8911, 8941, 53.2, 5.79],
  ['Middelburg', 'Zeeland', 4331, 4341, 51.5, 3.61],
  ['Emmen', 'Drenthe', 7811, 7828, 52.78, 6.89],
  ['Lelystad', 'Flevoland', 8211, 8245, 52.51, 5.47],
  ['Alkmaar', 'Noord-Holland', 1811, 1827, 52.63, 4.75],
  ['Gouda', 'Zuid-Holland', 2801, 2809, 52.01, 4.71],
  ["'s-Hertogenbosch", 'Noord-Brabant', 5211, 5237, 51.69, 5.3],
]

const STREETS: readonly string[] = [
  'Kerkstraat',
  'Dorpsstraat',
  'Molenweg',
  'Schoolstraat',
  'Stationsweg',
  'Julianastraat',
  'Wilhelminalaan',
  'Beatrixstraat',
  'Oranjestraat',
  'Lindelaan',
  'Beukenlaan',
  'Eikenlaan',
  'Kastanjelaan',
  'Berkenhof',
  'Populierenweg',
  'Wilgenstraat',
  'Meidoornlaan',
  'Rozenstraat',
  'Tulpstraat',
  'Irisstraat',
  'Hyacintstraat',
  'Narcissenlaan',
  'Lijsterstraat',
  'Merelhof',
  'Nachtegaalstraat',
  'Zwaluwlaan',
  'Koekoekweg',
  'Spreeuwenhof',
  'Ooievaarstraat',
  'Reigerlaan',
  'Marktplein',
  'Havenkade',
  'Binnenhaven',
  'Zuiderkade',
  'Noordersingel',
  'Westerstraat',
  'Oosterweg',
  'Nieuwstraat',
  'Oude Gracht',
  'Korte Nieuwstraat',
  'Lange Voorhout',
  'Burgemeester Jansenlaan',
  'Burgemeester de Vriesplein',
  'Doctor Schaepmanstraat',
  'Pastoor van Erpstraat',
  'Johan de Wittlaan',
  'Van Goghstraat',
  'Rembrandtweg',
  'Frans Halsstraat',
  'Vermeerstraat',
  'Jan Steenstraat',
  'Mondriaanlaan',
  'Vondelstraat',
  'Multatulilaan',
  'Couperusstraat',
  'Beethovenlaan',
  'Mozartstraat',
  'Bachlaan',
  'Edisonstraat',
  'Newtonweg',
  'Marconistraat',
  'Ampèrestraat',
  'Galileïlaan',
  'Einsteinbaan',
  'Industrieweg',
  'Nijverheidsstraat',
  'Ambachtsweg',
  'Handelskade',
  'Veilingweg',
  'Kanaaldijk',
  'Rijksstraatweg',
  'Zandpad',
  'Heideweg',
  'Bosrand',
  'Duinlaan',
  'Zeeweg',
  'IJsselstraat',
  'Maasstraat',
  'Waalkade',
  'Rijnlaan',
  'Vechtstraat',
  'Amstelpad',
  'Spaarnestraat',
  'Lekstraat',
  "'s-Gravenweg",
  'Thérèse Schwartzestraat',
  'Curaçaostraat',
  '1e Wormenseweg',
  'Plein 1944',
  'Laan van Meerdervoort',
]

/** Without F I O Q U Y as in real postcodes, and without T, which the document's own addresses use. */
const LETTERS = 'ABCDEGHJKLMNPRSVWXZ'
const LETTER_PAIRS = [...LETTERS]
  .flatMap((a) => [...LETTERS].map((b) => a + b))
  .filter((pair) => !['SA', 'SD', 'SS'].includes(pair))
const PC4 = PLACES.flatMap(([, , from, to], place) => Array.from({ length: to - from + 1 }, (_, i) => ({ pc4: from + i, place })))
const PC4_POSITION = new Map(PC4.map(({ pc4 }, position) => [pc4, position]))
const PAIR_POSITION = new Map(LETTER_PAIRS.map((pair, position) => [pair, position]))

/** So many different postcodes can be handed out. */
export const POSTCODES = PC4.length * LETTER_PAIRS.length
const STEP = 100_003
const STEP_BACK = modularInverse(STEP, POSTCODES)

function modularInverse(a: number, modulus: number): number {
  let [r0, r1, s0, s1] = [a % modulus, modulus, 1, 0]
  while (r1 !== 0) {
    const quotient = Math.floor(r0 / r1)
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[s0, s1] = [s1, s0 - quotient * s1]
  }
  if (r0 !== 1) throw new RangeError('step and number of postcodes share a factor')
  return ((s0 % modulus) + modulus) % modulus
}

function shiftOf(seed: number): number {
  return mix(seed, 0, 7001) % POSTCODES
}

/** The postcode of a block of lines: every block below `POSTCODES` has its own. */
export function postcodeOf(seed: number, block: number): string {
  const slot = (block * STEP + shiftOf(seed)) % POSTCODES
  const pc4 = PC4[slot % PC4.length]
  const pair = LETTER_PAIRS[Math.floor(slot / PC4.length)]
  if (!pc4 || !pair) throw new RangeError(`no postcode for block ${block}`)
  return pc4.pc4 + pair
}

/** The block a postcode belongs to, or null if the lab hands out no such postcode. */
export function blockOf(seed: number, postcode: string): number | null {
  const position = PC4_POSITION.get(Number(postcode.slice(0, 4)))
  const pair = PAIR_POSITION.get(postcode.slice(4, 6))
  if (position === undefined || pair === undefined) return null
  const slot = pair * PC4.length + position
  return (((slot - shiftOf(seed) + POSTCODES) % POSTCODES) * STEP_BACK) % POSTCODES
}

export type LabPlace = { street: string; city: string; province: string; latitude: number; longitude: number }

/** Street, place and position of a postcode of `postcodeOf`. */
export function placeOf(postcode: string): LabPlace {
  const pc4 = Number(postcode.slice(0, 4))
  const position = PC4_POSITION.get(pc4)
  const place = position === undefined ? undefined : PLACES[PC4[position]?.place ?? -1]
  if (!place) throw new RangeError('not a postcode of the lab')
  const h = mix(pc4, postcode.charCodeAt(4) * 256 + postcode.charCodeAt(5), 7002)
  const [city, province, , , latitude, longitude] = place
  return {
    street: STREETS[h % STREETS.length] ?? 'Kerkstraat',
    city,
    province,
    latitude: latitude + ((h >>> 8) % 600) / 10_000 - 0.03,
    longitude: longitude + ((h >>> 18) % 800) / 10_000 - 0.04,
  }
}

/** City and province of a postcode, cheaper than `placeOf` for filters over many lines. */
export function cityOf(postcode: string): string {
  const position = PC4_POSITION.get(Number(postcode.slice(0, 4)))
  return (position === undefined ? undefined : PLACES[PC4[position]?.place ?? -1]?.[0]) ?? ''
}
