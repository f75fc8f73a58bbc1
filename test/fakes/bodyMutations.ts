import fc from 'fast-check'

/** The way to one value of a body. */
export type Path = readonly (string | number)[]

/** One change of a body: where, and what happens there. `undefined` from `value` removes the field. */
type Change = { readonly where: number; readonly rename?: (key: string) => string; readonly value?: (held: unknown) => unknown }

/** Every place in a body at which a value can be changed, without the body itself. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path]
  const within = Array.isArray(value) ? value.map((held: unknown, index) => [index, held] as const) : Object.entries(value)
  return [...path.length === 0 ? [] : [path], ...within.flatMap(([key, held]) => pathsOf(held, [...path, key]))]
}

/** The body with one value changed, removed, or under another name. */
function changedAt(body: unknown, path: Path, change: Change): unknown {
  const [head, ...rest] = path
  if (head === undefined) return change.value === undefined ? body : change.value(body)
  if (Array.isArray(body)) {
    return body.flatMap((held: unknown, index) => {
      if (index !== head) return [held]
      const changed = changedAt(held, rest, change)
      return changed === undefined ? [] : [changed]
    })
  }
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).flatMap(([key, held]) => {
    if (key !== head) return [[key, held]]
    const changed = changedAt(held, rest, change)
    return changed === undefined ? [] : [[rest.length === 0 ? change.rename?.(key) ?? key : key, changed]]
  }))
}

/** Applies changes one after the other; each picks its place among those that are left. */
export function mutated(body: unknown, changes: readonly Change[]): unknown {
  return changes.reduce<unknown>((held, change) => {
    const paths = pathsOf(held)
    const path = paths[change.where % Math.max(1, paths.length)]
    return path === undefined ? held : changedAt(held, path, change)
  }, body)
}

/** The body with every value but the given fields replaced; lists and objects stay. */
export function withEveryValue(body: unknown, value: (held: unknown) => unknown, except: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map(held => withEveryValue(held, value, except))
  if (typeof body !== 'object' || body === null) return value(body)
  return Object.fromEntries(Object.entries(body).map(([key, held]) => [key, except.includes(key) ? held : withEveryValue(held, value, except)]))
}

const where = fc.nat({ max: 400 })
const camel = (key: string): string => key.toLowerCase().replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())

/** Spellings by which a system may write a key. */
export const respelling: fc.Arbitrary<Change> = fc.record({
  where,
  rename: fc.constantFrom<(key: string) => string>(
    key => key.toUpperCase(), key => key.toLowerCase(), key => key.replaceAll('_', '-'), key => key.replaceAll('-', '_'),
    key => key.replaceAll(/[-_]/g, ''), camel,
  ),
})

const nothing = fc.constantFrom<unknown>(undefined, null, '', 'null', 'NONE', 'Unknown', 'N/A', '-', [], {})
/** A value that is gone, in one of the ways in which systems say so. */
export const emptying: fc.Arbitrary<Change> = fc.record({ where, value: nothing.map(value => () => value) })

const sentinel = fc.constantFrom<unknown>(
  32767, 32768, -32768, 65534, 65535, 2147483646, 2147483647, 4294967295, '32768', '65535', '2147483647', -40, 'No Power', '-Inf', 'invalid',
  '0x7FFFFFFF', 1e308, '1e999', -0,
)
const unitText = fc.tuple(
  fc.double({ min: -1e5, max: 1e5, noNaN: true }).map(number => Math.round(number * 100) / 100),
  fc.constantFrom(' dBm', ' dB', ' mA', ' uA', ' mW', ' VDC', ' degrees Celsius', ' F', 'kb/s', ' Mbit/s', ' m', ' km', '%', ' dBm/Hz', ''),
).map(([number, unit]) => `${number}${unit}`)
const moment = fc.constantFrom<unknown>(
  1686042326845, '1686042326845', 1686042326, '2018-02-01 15:58:48', '2020-04-15T11:49:55', '2022-04-02T08:12:45Z', '2022-04-02T08:12:45+02:00',
  '2026-99-99T00:00:00Z', 'yesterday', -1,
)
const word = fc.constantFrom<unknown>('up', 'DOWN', 'true', false, 'LOCKED', 'los', 'no-los', 'ranged', 'not-ranged', 'OPEN', 'SHORT', 'running', 'error', 'new-word')
const nested = (depth: number) => (held: unknown): unknown => Array.from({ length: depth }).reduce<unknown>(inner => ({ details: inner }), held)
const list = (length: number) => (held: unknown): unknown => Array.from({ length }, () => held)

/** Any change that a system could make to a documented body, and some that none should. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  emptying, respelling,
  fc.record({
    where, value: fc.oneof(
      fc.oneof(sentinel, unitText, moment, word, fc.jsonValue({ maxDepth: 2 })).map(value => () => value),
      fc.constantFrom<(held: unknown) => unknown>(
        held => String(held), held => Number(held), held => [held], held => ({ value: held }), held => JSON.stringify(held),
        nested(3), nested(50), list(2), list(64),
      ),
    ),
  }),
)
