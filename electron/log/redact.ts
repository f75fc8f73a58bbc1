import { PRIVATE_KEYS, SECRET, SECRET_KEY, SHORTENED_KEY, lastThree, redactText } from './patterns.ts'

const DEPTH_MOST = 6
const ITEMS_MOST = 30
const TEXT_MOST = 2000
const STACK_LINES = 12

function cut(text: string): string {
  return text.length <= TEXT_MOST ? text : `${text.slice(0, TEXT_MOST)}…`
}

/** Kinds of failure and codes are ours, or the network's: short words, but even they pass the patterns. */
function redactError(error: Error, depth: number, seen: ReadonlySet<object>): Record<string, unknown> {
  const extra: Record<string, unknown> = {}
  for (const [key, held] of Object.entries(error)) {
    if (key !== 'cause' && key !== 'errors') extra[key] = at(key, held, depth + 1, seen)
  }
  const stack = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).slice(0, STACK_LINES)
    .map(line => redactText(line.trim()))
  return {
    name: redactText(error.name), message: cut(redactText(error.message)), ...extra, stack,
    ...(error.cause === undefined ? {} : { cause: cleaned(error.cause, depth + 1, seen) }),
    ...(error instanceof AggregateError ? { errors: cleaned(error.errors, depth + 1, seen) } : {}),
  }
}

function at(key: string, value: unknown, depth: number, seen: ReadonlySet<object>): unknown {
  const fold = key.replaceAll(/[-_\s]/g, '').toLowerCase()
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (SECRET_KEY.test(fold)) return SECRET
  if (PRIVATE_KEYS.has(fold)) return '[private]'
  if (SHORTENED_KEY.test(fold) && (typeof value === 'string' || typeof value === 'number')) return lastThree(String(value))
  return cleaned(value, depth, seen)
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string') return redactText(cut(value))
  if (typeof value === 'number') return Math.abs(value) >= 100_000_000 && Number.isInteger(value) ? redactText(String(value)) : value
  if (typeof value === 'bigint') return redactText(String(value))
  return typeof value === 'function' || typeof value === 'symbol' ? `[${typeof value}]` : value
}

function cleaned(value: unknown, depth: number, seen: ReadonlySet<object>): unknown {
  if (typeof value !== 'object' || value === null) return scalar(value)
  if (seen.has(value)) return '[circular]'
  if (depth > DEPTH_MOST) return '[deep]'
  const inside = new Set(seen).add(value)
  if (value instanceof Error) return redactError(value, depth, inside)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return '[url]'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Map) return at('', Object.fromEntries([...value].map(([key, held]) => [String(key), held])), depth, inside)
  if (value instanceof Set || Array.isArray(value)) return [...value].slice(0, ITEMS_MOST).map(each => cleaned(each, depth + 1, inside))
  const clean: Record<string, unknown> = {}
  for (const [key, held] of Object.entries(value).slice(0, ITEMS_MOST)) clean[redactText(key)] = at(key, held, depth + 1, inside)
  return clean
}

/**
 * The only way out of the log: secrets and customers' data replaced by key and by pattern, in objects, lists, errors and their
 * causes; NIDs and user names shortened to their last three characters. Never throws.
 */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    const clean: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(fields)) clean[redactText(key)] = at(key, value, 0, new Set())
    return clean
  } catch {
    return { redaction: 'failed' }
  }
}
