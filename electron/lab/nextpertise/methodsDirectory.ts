import { basicZipcode } from './availability.ts'
import { UUIDS } from './line.ts'
import { refusals } from './method.ts'
import { SLAS } from './circuitProducts.ts'
import { Dice, uuidOf } from '../random.ts'
import { bool, integer, list, nullable, object, oneOf, phone, required, text, uuid, zipcode } from '../validate.ts'
import type { LabLine } from './line.ts'
import type { LabMethod, LabParts } from './method.ts'

const SALT = { company: 901, name: 902, phone: 903 }
const COMPANIES = [
  'Bakkerij',
  'Garage',
  'Tandarts',
  'Kapsalon',
  'Huisarts',
  'Notariskantoor',
  'Fietsenmaker',
  'Café',
  'Drukkerij',
  'Bloemist',
]
const NAMES = ['Visser', 'Zuid', 'De Molen', 'Mulder', 'Het Anker', 'Crème', 'Noorderlicht', "'t Hoekje", 'Van Dam', 'Özgür']
/** End users answered at once: the method has no paging. */
const MOST_ENDUSERS = 20_000

type Row = Record<string, unknown>

const ZUIDPOOLSINGEL = {
  zipcode: '2408ZE',
  city: 'Alphen aan den Rijn',
  street: 'Zuidpoolsingel',
  housenr: 10,
  housenrext: null,
  province: 'Zuid-Holland',
  municipality: 'Alphen aan den Rijn',
  latitude: '52.1266051',
  longitude: '4.6533684',
}

/** The document's own end users (section Enduser). */
export function documentedEndusers(): Map<string, Row> {
  return new Map<string, Row>([
    [
      'abcde123-0123-4abc-9876-012345678912',
      {
        uuid: 'abcde123-0123-4abc-9876-012345678912',
        company_name: 'Nextpertise Office',
        phonenumber: '0887775200',
        address: ZUIDPOOLSINGEL,
      },
    ],
    [
      'fe1f15a3-b255-4572-afeb-1edd961137b9',
      {
        uuid: 'fe1f15a3-b255-4572-afeb-1edd961137b9',
        company_name: 'Dierenhoekje',
        phonenumber: '0101234567',
        address: {
          zipcode: '1075SC',
          housenr: 53,
          housenrext: null,
          city: 'Amsterdam',
          street: 'Zeilstraat',
          province: 'Noord-Holland',
          municipality: 'Amsterdam',
          latitude: '52.3506857',
          longitude: '4.8535913',
        },
      },
    ],
  ])
}

function enduserOf(line: LabLine): Row {
  const dice = new Dice(0, line.index)
  const business = dice.perMille(SALT.company, 350)
  return {
    uuid: line.enduserUuid,
    company_name: business ? `${dice.pick(SALT.company + 1, COMPANIES)} ${dice.pick(SALT.name, NAMES)}` : line.contact.name,
    phonenumber: `0612345${String(dice.int(SALT.phone, 1000)).padStart(3, '0')}`,
    address: line.address,
  }
}

function enduser({ endusers, world }: LabParts, wanted: string): Row | null {
  const kept = endusers.get(wanted)
  if (kept) return kept
  const line = world.byUuid('enduser', wanted)
  return line ? enduserOf(line) : null
}

/** Methods of /enduser/v1. */
export const ENDUSER: Readonly<Record<string, LabMethod>> = {
  get_enduser: {
    right: 'enduser-r',
    params: { uuid },
    call: (call) => {
      const found = enduser(call, String(call.params['uuid']))
      if (!found) throw refusals.undocumented()
      return { result: { enduser: found } }
    },
  },
  list_endusers: {
    right: 'enduser-r',
    params: {},
    call: ({ endusers, world }) => {
      const rows = [...endusers.values()]
      for (let index = 0; index < world.size && rows.length < MOST_ENDUSERS; index++) {
        if (world.isRemoved(index)) continue
        const line = world.line(index)
        if (!endusers.has(line.enduserUuid)) rows.push(enduserOf(line))
      }
      return { result: { endusers: rows } }
    },
  },
  set_enduser: {
    right: 'enduser-c',
    params: {
      enduser: required(
        object({
          uuid: nullable(text),
          company_name: nullable(text),
          phonenumber: phone,
          address: object({ zipcode, housenr: required(integer), housenrext: nullable(text) }),
        }),
      ),
    },
    call: (call) => {
      const wish = call.params['enduser'] as {
        uuid?: string | null
        address?: { zipcode: string; housenr: number; housenrext?: string | null }
      } & Row
      const before = wish.uuid ? enduser(call, wish.uuid) : null
      if (wish.uuid && !before) throw refusals.update('enduser')
      const { world } = call
      const place = wish.address ? world.select({ zipcode: wish.address.zipcode }, {})[0] : undefined
      if (wish.address && place === undefined)
        throw refusals.address(wish.address.zipcode, wish.address.housenr, wish.address.housenrext ?? '')
      const address = place === undefined ? (before?.['address'] ?? null) : { ...world.line(place).address, ...wish.address }
      const made: Row = {
        uuid: wish.uuid ?? uuidOf(call.endusers.size, UUIDS.enduser, call.now() % 2 ** 31),
        company_name: wish['company_name'] ?? before?.['company_name'] ?? null,
        phonenumber: wish['phonenumber'] ?? before?.['phonenumber'] ?? null,
        address,
      }
      call.endusers.set(String(made['uuid']), made)
      return { result: { enduser: made } }
    },
  },
}

/** Methods of /postcodes/v1. */
export const POSTCODES: Readonly<Record<string, LabMethod>> = {
  get_housenrs: {
    right: 'postcodes-r',
    params: { zipcode },
    call: ({ world, params }) => {
      const numbers = Array.from(world.select({ zipcode: params['zipcode'] }, {}), (index) => world.line(index).address.housenr)
      return { result: { housenrs: [...new Set(numbers)].toSorted((a, b) => a - b) } }
    },
  },
  get_housenrext: {
    right: 'postcodes-r',
    params: {
      housenr: required(integer),
      zipcode,
      provider_filter: nullable(list(oneOf('KPNWEAS', 'KPNWBA'))),
      dont_do_recursion: bool,
    },
    call: ({ world, params }) => {
      const lines = Array.from(world.select({ zipcode: params['zipcode'] }, {}), (index) => world.line(index)).filter(
        (line) => line.address.housenr === params['housenr'],
      )
      const [first] = lines
      if (!first) throw refusals.address(String(params['zipcode']), Number(params['housenr']), '')
      const extensions = [...new Set(lines.map((line) => line.address.housenrext))]
      const wanted = (params['provider_filter'] ?? ['KPNWBA', 'KPNWEAS']) as string[]
      return {
        result: {
          CADASTRAL: { address: first.address, housenrexts: extensions },
          ...Object.fromEntries(wanted.map((provider) => [provider, { housenrexts: [...extensions, 'KVD'] }])),
          error: {},
        },
      }
    },
  },
}

/** Methods of /broadband/basic/v1. */
export const BASIC: Readonly<Record<string, LabMethod>> = {
  zipcode: {
    right: 'broadband-basic-r',
    params: {
      zipcode,
      housenr: required(integer),
      housenrext: nullable(text),
      filter: object({ provider: list(text), connectionpoint: nullable(text), timeout: { type: 'number' } }),
    },
    call: (call) => ({ result: basicZipcode(call) }),
  },
  list_providers: { right: 'broadband-basic-r', params: {}, call: () => ({ result: { providers: [...SLAS.keys()] } }) },
}

/** Methods of /user/v1. */
export const USER: Readonly<Record<string, LabMethod>> = {
  get_profile: {
    right: null,
    params: { username: text },
    call: ({ user, users, params }) => {
      const wanted = params['username'] === undefined ? user : users.find((each) => each.username === params['username'])
      if (!wanted) throw refusals.undocumented()
      return {
        result: {
          user: { language: 'nl-NL', firstname: wanted.firstname, lastname: wanted.lastname, username: wanted.username },
          notification: ['Broadband'],
          security: {
            totp_enabled: wanted.totpSecret !== undefined,
            whitelist:
              wanted.whitelisted === false
                ? [{ subnet: '192.0.2.0/28', description: 'Office' }]
                : [{ subnet: '127.0.0.0/8', description: 'This machine' }],
          },
          roles: wanted.rights,
        },
      }
    },
  },
}
