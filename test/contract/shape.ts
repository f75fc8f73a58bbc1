/** The shape of JSON: primitive types, keys, and what all elements of a list have in common. */
export type Shape = { types: Set<string>; keys: Map<string, Shape>; always: Set<string> | null; items: Shape | null }

function empty(): Shape {
  return { types: new Set(), keys: new Map(), always: null, items: null }
}

/** Maps from ids (digits) to records count as lists of records. */
function isTable(value: object): boolean {
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^[0-9]+$/.test(key))
}

function add(shape: Shape, value: unknown): Shape {
  if (value === null) shape.types.add('null')
  else if (Array.isArray(value) || (typeof value === 'object' && isTable(value))) {
    shape.types.add(Array.isArray(value) ? 'array' : 'table')
    for (const each of Object.values(value)) shape.items = add(shape.items ?? empty(), each)
  } else if (typeof value === 'object') {
    shape.types.add('object')
    for (const [key, each] of Object.entries(value)) shape.keys.set(key, add(shape.keys.get(key) ?? empty(), each))
    const present = new Set(Object.keys(value))
    shape.always = shape.always === null ? present : new Set([...shape.always].filter((key) => present.has(key)))
  } else shape.types.add(typeof value)
  return shape
}

/** The shape of one value. */
export function shapeOf(value: unknown): Shape {
  return add(empty(), value)
}

/** How a reply's shape differs from the example's: missing and extra keys, other primitive types. Null goes with everything. */
export function differences(example: Shape, reply: Shape, path = '$'): string[] {
  const known = [...example.types].filter((type) => type !== 'null')
  const found = [...reply.types].filter((type) => type !== 'null')
  const other = known.length === 0 ? [] : found.filter((type) => !known.includes(type))
  const wrong = other.map((type) => `${path}: ${type} instead of ${known.join('|')}`)
  if (wrong.length > 0) return wrong
  const inKeys = [...example.keys].flatMap(([key, shape]) => {
    const there = reply.keys.get(key)
    if (there) return differences(shape, there, `${path}.${key}`)
    return found.includes('object') && example.always?.has(key) === true ? [`${path}.${key}: missing`] : []
  })
  const extra = example.types.has('object')
    ? [...reply.keys.keys()].filter((key) => !example.keys.has(key)).map((key) => `${path}.${key}: extra`)
    : []
  const inItems = example.items && reply.items ? differences(example.items, reply.items, `${path}[]`) : []
  const noItems =
    example.items && !reply.items && (found.includes('array') || found.includes('table')) ? [`${path}[]: empty`] : []
  return [...inKeys, ...extra, ...inItems, ...noItems]
}
