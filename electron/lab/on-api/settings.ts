import type { Dialect } from './wire.ts'

/** Endpoints an operator may or may not offer. */
export const ENDPOINTS = [
  'accesses', 'subscriptions', 'services', 'dhcplookup', 'option82', 'orders', 'orderevents', 'events', 'tickets',
  'hardware', 'status', 'macaddresstable', 'leaseinfo', 'igmpsnooping', 'cpe',
] as const
export type Endpoint = (typeof ENDPOINTS)[number]

/** `withdrawn`: not listed, answers 501. `listedOnly`: listed, and 501 all the same. `unlisted`: works and is not listed. */
export type Offer = 'offered' | 'withdrawn' | 'listedOnly' | 'unlisted'

/** How a system goes about things; tests switch. */
export type OnApiSettings = {
  dialect: Dialect
  /** `If-Modified-Since`: heeded; ignored although Last-Modified is sent; or without any Last-Modified. */
  heed: 'heeded' | 'ignored' | 'never'
  /** `demanded`: the paths of lists end in a slash, else 404. */
  slashes: 'tolerated' | 'demanded'
  offers: Partial<Record<Endpoint, Offer>>
  /** What becomes of a second ticket with the same spTicketReference: it is taken too, or refused with 409. */
  duplicates: 'taken' | 'refused'
  /** What an empty table of a port answers: `[]`, or 404. */
  emptyTables: 'list' | 'notFound'
}

export const STANDARD_SETTINGS: OnApiSettings = {
  dialect: 'document', heed: 'heeded', slashes: 'tolerated', offers: {}, duplicates: 'taken', emptyTables: 'list',
}

const TECH_PATHS: Readonly<Record<string, string>> = {
  hardware: 'tech/access/{accessId}/hardware',
  status: 'tech/access/{accessId}/link/status',
  macaddresstable: 'tech/access/{accessId}/link/macaddresstable',
  leaseinfo: 'tech/access/{accessId}/link/leaseinfo',
  igmpsnooping: 'tech/access/{accessId}/link/igmpsnooping',
  cpe: 'tech/cpe/{accessId}/status',
}
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  accesses: ['coFiberConverter', 'coCpeRouter'],
  subscriptions: ['note'],
  orders: ['requestedDateTime'],
}

/** What `GET /` lists; one entry is a whole address. The public dialect has one entry for all technical information. */
export function endpointsWire(settings: OnApiSettings, base: string, origin: string): unknown[] {
  const listed = ENDPOINTS.filter((each) => ['offered', 'listedOnly'].includes(settings.offers[each] ?? 'offered'))
  const entry = (name: string, path: string): Record<string, unknown> => {
    const unsupportedFields = UNSUPPORTED[name]
    return {
      name,
      endpoint: `${name === 'events' ? origin : ''}${base}/${path}`,
      version: '2.6',
      documentation: `https://onapi.example/2.6.0/spec/${name}.md`,
      ...(unsupportedFields === undefined ? {} : { unsupportedFields }),
    }
  }
  const technical = listed.filter((each) => each in TECH_PATHS)
  const plain = listed.filter((each) => !(each in TECH_PATHS)).map((each) => entry(each, each === 'tickets' ? 'tickets' : `${each}/`))
  if (settings.dialect === 'document') return [...plain, ...technical.map((each) => entry(each === 'cpe' ? 'cpe' : `link/${each}`, TECH_PATHS[each] ?? ''))]
  const technicalListed = technical.length === 0 ? [] : [entry('tech', 'tech/')]
  return [...plain, ...technicalListed]
}
