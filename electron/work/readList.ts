/** A line that is asked for by an id, or by where it is. `text` is what the engineer gave. */
export type Wanted =
  | { readonly by: 'nid'; readonly nid: string; readonly text: string }
  | { readonly by: 'address'; readonly postcode: string; readonly number: string; readonly extension: string | null; readonly text: string }

export type ReadList = {
  /** Each once, in the order given. */
  readonly wanted: readonly Wanted[]
  /** Lines of the text with words in them and nothing that names a line. */
  readonly unread: readonly string[]
}

const columns = {
  nid: ['nid', 'carriernid', 'circuitnid', 'connection', 'lijn', 'aansluiting'],
  postcode: ['postcode', 'zipcode', 'zip', 'postalcode'],
  number: ['number', 'housenr', 'housenumber', 'huisnummer', 'huisnr', 'nr'],
  extension: ['extension', 'housenrext', 'housenumberextension', 'toevoeging', 'huisnummertoevoeging', 'ext'],
} as const
type Column = keyof typeof columns

const plainName = (cell: string): string => cell.toLowerCase().replaceAll(/[^a-z]/g, '')

/** Cells of a line of CSV; quotes may hold the separator, doubled quotes are one. */
function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < row.length; at += 1) {
    const letter = row[at] ?? ''
    if (letter === '"' && quoted && row[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}

/** The table that the first line heads, where it names a column we know. */
function headingIn(row: string): { readonly separator: string; readonly at: ReadonlyMap<Column, number> } | null {
  for (const separator of [';', '\t', ',']) {
    const names = cellsOf(row, separator).map(plainName)
    const at = new Map<Column, number>()
    for (const [column, known] of Object.entries(columns) as [Column, readonly string[]][]) {
      const place = names.findIndex(name => known.includes(name))
      if (place >= 0) at.set(column, place)
    }
    if (at.has('nid') || (at.has('postcode') && at.has('number'))) return { separator, at }
  }
  return null
}

const address = /(?<![0-9])([1-9]\d{3})\s?([A-Za-z]{2})["']?[\s,;|]+["']?(\d{1,5})(?:["']?[\s\-/,;|]{0,2}["']?([A-Za-z]|bis|hs)(?![A-Za-z]))?(?!\d)/gi
const number = /^(\d{1,5})\s*[-/]?\s*(.*)$/

function wantedAddress(postcode: string, house: string, extension: string | null, text: string): Wanted | null {
  const found = /^([1-9]\d{3})\s?([A-Za-z]{2})$/.exec(postcode.trim())
  const digits = number.exec(house.trim())
  if (found === null || digits === null) return null
  const rest = [digits[2], extension].map(part => part?.trim() ?? '').find(part => part !== '') ?? null
  return { by: 'address', postcode: `${found[1] ?? ''}${(found[2] ?? '').toUpperCase()}`, number: digits[1] ?? '', extension: rest?.toUpperCase() ?? null, text }
}

/** NIDs in free text: every run of one to four words that is one as a whole. */
function nidsIn(row: string, nativeIdIn: (text: string) => string | null): string[] {
  const words = row.split(/[\s,;|"'()<>]+/).filter(word => word !== '')
  const found: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    for (let length = 1; length <= 4 && at + length <= words.length; length += 1) {
      const nid = nativeIdIn(words.slice(at, at + length).join(''))
      if (nid === null) continue
      found.push(nid)
      at += length - 1
      break
    }
  }
  return found
}

const nameOf = (wanted: Wanted): string =>
  wanted.by === 'nid' ? wanted.nid : `${wanted.postcode} ${wanted.number} ${wanted.extension ?? ''}`

/**
 * Reads lines out of what was pasted or imported: a CSV with a heading that names a NID column, or a postcode and a house number
 * column; else free text with NIDs and `2408ZE 10 A` in it. `nativeIdIn` gives the native id that a text is at some system.
 */
export function readList(text: string, nativeIdIn: (text: string) => string | null): ReadList {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).map(row => row.trim()).filter(row => row !== '')
  const table = rows[0] === undefined ? null : headingIn(rows[0])
  const wanted = new Map<string, Wanted>()
  const unread: string[] = []
  for (const row of table === null ? rows : rows.slice(1)) {
    const found = table === null ? inFreeText(row, nativeIdIn) : inTable(row, table, nativeIdIn)
    if (found.length === 0 && /[\p{L}\p{N}]/u.test(row)) unread.push(row.slice(0, 200))
    for (const each of found) if (!wanted.has(nameOf(each))) wanted.set(nameOf(each), each)
  }
  return { wanted: [...wanted.values()], unread }
}

function inTable(
  row: string, { separator, at }: NonNullable<ReturnType<typeof headingIn>>, nativeIdIn: (text: string) => string | null,
): Wanted[] {
  const cells = cellsOf(row, separator)
  const cell = (column: Column): string => cells[at.get(column) ?? -1] ?? ''
  const text = row.slice(0, 200)
  const nid = nativeIdIn(cell('nid'))
  if (nid !== null) return [{ by: 'nid', nid, text: nid }]
  const placed = wantedAddress(cell('postcode'), cell('number'), cell('extension'), text)
  return placed === null ? [] : [placed]
}

function inFreeText(row: string, nativeIdIn: (text: string) => string | null): Wanted[] {
  const nids = nidsIn(row, nativeIdIn)
  if (nids.length > 0) return nids.map(nid => ({ by: 'nid', nid, text: nid }))
  return [...row.matchAll(address)].flatMap(([, digits = '', letters = '', house = '', extension = null]) =>
    wantedAddress(`${digits}${letters}`, house, extension, row.slice(0, 200)) ?? [])
}
