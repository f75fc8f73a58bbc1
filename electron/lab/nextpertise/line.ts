import { Dice, uuidOf } from '../random.ts'
import { faultsFor } from './conditions.ts'
import { cityOf, placeOf, postcodeOf } from './places.ts'
import { technologyAt, technologyOf } from './products.ts'
import type { LabProvisioning, LabTechnology } from './products.ts'
import type { LabTraits } from './traits.ts'
import type { LabOrder } from './transactions.ts'

export type LabState = 'PROCESSING' | 'ACTIVE' | 'TERMINATED' | 'CANCELLED'

export type LabAddress = {
  street: string
  housenr: number
  housenrext: string
  zipcode: string
  city: string
  province: string
  municipality: string
  latitude: string
  longitude: string
}

export type LabContact = { name: string; phonenumber: string | null; email: string | null }

/** A connection of the document, as far as the lab looks into it. */
export type DocumentedConnection = Readonly<Record<string, unknown>> & {
  active: boolean
  carrier: Readonly<Record<string, unknown>> & { tags: readonly string[] }
  circuits: readonly {
    nid: string
    provisioning?: { username: string; password: string; primary_ipv4: string } | undefined
    last_username?: string | undefined
    last_ipv4?: string | undefined
  }[]
  location_contacts: readonly LabContact[]
}

/** One line of the lab: everything its replies are made of. Changing a line means replacing it by a changed copy. */
export type LabLine = {
  index: number
  /** NID of the carrier (ends in 00), or null where the operator has not handed one out yet. */
  nid: string | null
  state: LabState
  active: boolean
  address: LabAddress
  technology: LabTechnology
  provisioning: LabProvisioning
  condition: string
  /** VLAN of each circuit: data first. */
  vlans: readonly number[]
  serviceId: string | null
  ontNumber: string | null
  tags: readonly string[]
  circuitTags: Readonly<Record<string, readonly string[]>>
  enduserUuid: string
  contact: LabContact
  /** A connection of the document, answered word for word. */
  verbatim?: DocumentedConnection
  traits?: LabTraits
  /** What was made of its order while the lab ran. */
  order?: LabOrder
  /** Events of what was asked while the lab ran, oldest first. */
  noted?: readonly LabNote[]
  /** When the condition was changed while the lab ran. */
  changedMs?: number
}

/** What was asked of a line while the lab ran, as `list_events` shows it. */
export type LabNote = { method: string; username: string; request: Readonly<Record<string, unknown>>; created_at: string }

/** Lines per block; a block is one postcode. */
export const BLOCK = 8
/** Families of uuids, see `uuidOf`. */
export const UUIDS = { enduser: 11, transaction: 23, contact: 37, event: 53, report: 71, test: 83, attachment: 97 }

const SALT = {
  layout: 101,
  number: 102,
  parity: 103,
  state: 201,
  technology: 202,
  sick: 203,
  condition: 204,
  provisioning: 205,
  voice: 206,
  tags: 207,
  tag: 208,
  service: 209,
  ont: 210,
  contactName: 211,
  contactPhone: 212,
  contactMail: 213,
  nullNid: 214,
  inactive: 215,
}
const LAYOUTS = ['row', 'row', 'row', 'row', 'rowWithLetters', 'flat', 'flat', 'rooms', 'shared', 'pairs'] as const
const TAGS = [
  'office',
  'data',
  'shop',
  'school',
  'vip',
  'company=next-office',
  'company=dierenhoekje',
  'project:zuid',
  'backup',
  'pin-terminal',
]
const FIRST_NAMES = [
  'Anna',
  'Bram',
  'Chantal',
  'Daan',
  'Esmée',
  'Femke',
  'Gijs',
  'Hanneke',
  'Imane',
  'Joost',
  'Karim',
  'Lotte',
  'Mees',
  'Noor',
  'Okke',
  'Pien',
  'Quinten',
  'Ruben',
  'Sanne',
  'Thijs',
  'Ursula',
  'Vera',
  'Wouter',
  'Xandra',
  'Yara',
  'Zoë',
]
const LAST_NAMES = [
  'de Vries',
  'Jansen',
  'van den Berg',
  'Bakker',
  'Visser',
  'Smit',
  'Meijer',
  'Mulder',
  'de Boer',
  'Bos',
  'Vos',
  'Peters',
  'Hendriks',
  'van Leeuwen',
  'Dekker',
  'Brouwer',
  'de Wit',
  'Dijkstra',
  'Kok',
  'Öztürk',
  'El Amrani',
  "van 't Hof",
  'Brûlé',
  'Ramdin',
]

const MAIL_NAMES = new Map(
  FIRST_NAMES.map((name) => [
    name,
    name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase(),
  ]),
)

function mailName(name: string): string {
  return MAIL_NAMES.get(name) ?? 'mail'
}

export function stateAt(seed: number, index: number): LabState {
  const draw = new Dice(seed, index).int(SALT.state, 1000)
  return draw < 860 ? 'ACTIVE' : draw < 920 ? 'PROCESSING' : draw < 970 ? 'TERMINATED' : 'CANCELLED'
}

/** Postcode of the generated line i. */
export function postcodeAt(seed: number, index: number): string {
  return postcodeOf(seed, Math.floor(index / BLOCK))
}

export function cityAt(seed: number, index: number): string {
  return cityOf(postcodeAt(seed, index))
}

type HousePlace = { housenr: number; housenrext: string; sequence: number }

/** House number, extension and carrier sequence at that number. */
function houseAt(seed: number, index: number): HousePlace {
  const slot = index % BLOCK
  const block = new Dice(seed, Math.floor(index / BLOCK))
  const first = 1 + 2 * block.int(SALT.number, 45) + block.int(SALT.parity, 2)
  switch (LAYOUTS[block.int(SALT.layout, LAYOUTS.length)]) {
    case 'rowWithLetters':
      return { housenr: first + 2 * (slot >> 1), housenrext: slot % 2 === 0 ? '' : 'A', sequence: 1 + (slot % 2) }
    case 'flat':
      return { housenr: first, housenrext: 'ABCDEFGH'[slot] ?? '', sequence: slot + 1 }
    case 'rooms':
      return { housenr: first, housenrext: ['1', '2', '3', '4', 'bis', 'hs', 'K12', 'K14'][slot] ?? '', sequence: slot + 1 }
    case 'shared':
      return slot < 4
        ? { housenr: first, housenrext: '', sequence: slot + 1 }
        : { housenr: first + 2 * (slot - 3), housenrext: '', sequence: 1 }
    case 'pairs':
      return { housenr: first + 2 * (slot >> 1), housenrext: '', sequence: 1 + (slot % 2) }
    default:
      return { housenr: first + 2 * slot, housenrext: '', sequence: 1 }
  }
}

/** Regex of the document for a carrier or circuit: 4 digits, 2 letters, 5 digits of house number, 4 of carrier and circuit. */
export function carrierNid(zipcode: string, housenr: number, sequence: number): string {
  return `${zipcode}${String(housenr).padStart(5, '0')}${String(sequence).padStart(2, '0')}00`
}

/** NID of the n-th circuit (from 0) on a carrier. */
export function circuitNid(line: LabLine, at: number): string | null {
  return line.nid === null ? null : `${line.nid.slice(0, 13)}${String(at + 1).padStart(2, '0')}`
}

/** NID of generated line i, without building the line; null as in `generateLine`. */
export function nidAt(seed: number, index: number): string | null {
  const dice = new Dice(seed, index)
  const state = stateAt(seed, index)
  if ((state === 'PROCESSING' || state === 'CANCELLED') && dice.perMille(SALT.nullNid, 120)) return null
  const { housenr, sequence } = houseAt(seed, index)
  return carrierNid(postcodeAt(seed, index), housenr, sequence)
}

/** What a line draws for itself; a showcase line names its own. */
export type LineWish = {
  technology?: string
  condition?: string
  state?: LabState
  provisioning?: LabProvisioning
  traits?: LabTraits
}

/** Fields that do not depend on where a line stands. */
export function furnish(seed: number, index: number, nid: string | null, address: LabAddress, wish: LineWish): LabLine {
  const dice = new Dice(seed, index)
  const technology = wish.technology === undefined ? technologyAt(dice.int(SALT.technology, 1000)) : technologyOf(wish.technology)
  const provisioning = wish.provisioning ?? dice.pick(SALT.provisioning, technology.provisioning)
  const state = wish.state ?? stateAt(seed, index)
  const sick = state === 'ACTIVE' && dice.perMille(SALT.sick, 400)
  const condition =
    wish.condition ?? (sick ? dice.pick(SALT.condition, faultsFor(technology.family, provisioning === 'ppp')) : 'healthy')
  const voice = dice.perMille(SALT.voice, 350)
  const pon = technology.family === 'kpnPon' || technology.family === 'deltaPon'
  const first = dice.pick(SALT.contactName, FIRST_NAMES)
  const last = dice.pick(SALT.contactPhone, LAST_NAMES)
  return {
    index,
    nid,
    state,
    active: state === 'ACTIVE' && !dice.perMille(SALT.inactive, 10),
    address,
    technology,
    provisioning,
    condition,
    vlans: technology.family === 'other' ? [dice.between(SALT.voice, 10, 3900)] : voice ? [6, 7] : [6],
    serviceId:
      technology.carrier.supplier !== 'KPNWBA'
        ? null
        : technology.family === 'copper'
          ? `C${dice.pick(SALT.service, ['GR', 'GS', 'HJ', 'FQ', 'GT'])}${10_000 + dice.int(SALT.service + 1, 90_000)}`
          : `REF${String(dice.int(SALT.service, 10_000_000)).padStart(10, '0')}`,
    // A box is registered when the line is delivered.
    ontNumber: !pon || state === 'PROCESSING' ? null : technology.family === 'deltaPon' ? `ALCL${dice.hex(SALT.ont, 8)}` : `GNXS${dice.hex(SALT.ont, 8)}`,
    tags: dice.perMille(SALT.tags, 300) ? [dice.pick(SALT.tag, TAGS)] : [],
    circuitTags: {},
    ...(wish.traits ? { traits: wish.traits } : {}),
    enduserUuid: uuidOf(seed, UUIDS.enduser, index),
    contact: {
      name: `${first} ${last}`,
      phonenumber: dice.perMille(SALT.contactPhone, 970)
        ? `0612345${String(dice.int(SALT.contactPhone + 40, 1000)).padStart(3, '0')}`
        : null,
      email: dice.perMille(SALT.contactMail, 600) ? `${mailName(first)}${index}@example.nl` : null,
    },
  }
}

/** The generated line i: a pure function of seed and i. */
export function generateLine(seed: number, index: number): LabLine {
  const zipcode = postcodeAt(seed, index)
  const place = placeOf(zipcode)
  const { housenr, housenrext } = houseAt(seed, index)
  return furnish(
    seed,
    index,
    nidAt(seed, index),
    {
      street: place.street,
      housenr,
      housenrext,
      zipcode,
      city: place.city,
      province: place.province,
      municipality: place.city,
      latitude: place.latitude.toFixed(7),
      longitude: (place.longitude + (index % BLOCK) / 10_000).toFixed(7),
    },
    {},
  )
}
