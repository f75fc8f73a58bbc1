import type { SearchEntry, SearchText } from '../../electron/lines/searchText.ts'

/** Something an engineer types to find one line. `isKey`: typed in full it names exactly this line's key. */
export type Typed = { readonly kind: string; readonly query: string; readonly isKey: boolean }

/** Small, seedable and good enough to choose with (mulberry32). Uniform in [0, 1). */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const textsOf = (text: SearchText, field: SearchEntry[0]): string[] => text.filter(([each]) => each === field).map(([, value]) => value)

/** All that could be typed for a line, one entry per kind of query that it has something for. */
export function typedFor(text: SearchText, chance: () => number): Typed[] {
  const first = (field: SearchEntry[0]) => textsOf(text, field)[0]
  const address = first('address') ?? ''
  const postcode = first('postcode') ?? ''
  const city = first('city') ?? ''
  const split = /^(.*?)\s(\d+(?:\s\S+)?)$/.exec(address)
  const street = split?.[1] ?? address
  const house = (split?.[2] ?? '').replaceAll(' ', '')
  const typed: Typed[] = []
  const add = (kind: string, query: string | undefined, isKey = false) => {
    if (query !== undefined && query.trim() !== '') typed.push({ kind, query, isKey })
  }
  add('street and number', `${street} ${house}`)
  add('number and street', `${house} ${street}`)
  add('street, number, city', `${street.toLowerCase()} ${house} ${city}`)
  add('postcode and number', `${postcode.replaceAll(' ', '').toLowerCase()} ${house}`, true)
  add('postcode with space', `${postcode} ${house}`, true)
  const [carrier, circuit] = textsOf(text, 'nid')
  add('NID', carrier, true)
  add('circuit NID', circuit, true)
  add('user name', first('username'), true)
  add('IP address', textsOf(text, 'ip').find(ip => !ip.includes('/')), true)
  const subnet = textsOf(text, 'ip').find(ip => ip.includes('/29'))
  add('IP in routed subnet', subnet?.replace(/(\d+)\/29$/, (_, last: string) => String(Number(last) + 1 + Math.floor(chance() * 6))), true)
  add('tag', first('tag'))
  add('service id', first('serviceId'), true)
  add('ONT number', first('ontNumber'), true)
  const [contact, email] = textsOf(text, 'contact')
  add('contact and city', contact === undefined ? undefined : `${contact} ${city}`)
  add('e-mail', email, true)
  const wrongAt = 2 + Math.floor(chance() * Math.max(1, street.length - 4))
  add('street with a typing error', `${street.slice(0, wrongAt)}${street.slice(wrongAt + 1)} ${house}`)
  return typed
}

/** What the box holds after each keystroke. */
export const keystrokesOf = (query: string): string[] => Array.from(query, (_, at) => query.slice(0, at + 1)).filter(each => each.trim() !== '')
