import type { SourceTime } from '../../shared/model/common.ts'
import { wholeNumber } from './readValue.ts'

const STAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/
const EPOCH_TEXT = /^\d{12,14}$/
/** 2001 to 2100 in milliseconds: a smaller number is seconds, a count or an id, and not ours to guess. */
const EPOCH_FROM = 978_307_200_000
const EPOCH_TO = 4_102_444_800_000

function utcOf(year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number): number | null {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  return new Date(at).getUTCDate() === day ? at : null
}

/**
 * A moment as systems write it (domain.md section 4): ISO with `Z` or an offset, ISO without a zone, `YYYY-MM-DD HH:MM:SS`, epoch
 * milliseconds. Without a zone it is read as UTC and marked `assumed`. Null for anything else, also for days that do not exist.
 */
export function readTime(value: unknown): SourceTime | null {
  if (typeof value === 'number' || (typeof value === 'string' && EPOCH_TEXT.test(value.trim()))) {
    const at = wholeNumber(value)
    if (at === null || at < EPOCH_FROM || at > EPOCH_TO) return null
    return { utc: new Date(at).toISOString(), zone: 'given', text: String(value) }
  }
  if (typeof value !== 'string') return null
  const found = STAMP.exec(value.trim())
  if (found === null) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  const local = utcOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second ?? 0), ms)
  if (local === null) return null
  const utc = local - offsetMs(zone)
  return { utc: new Date(utc).toISOString(), zone: zone === undefined ? 'assumed' : 'given', text: value.trim() }
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** A calendar date `YYYY-MM-DD`, also at the head of a moment; null for anything else. */
export function readDate(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const found = DAY.exec(value.trim())
  if (found === null || found[1] === '0000') return null
  return utcOf(Number(found[1]), Number(found[2]), Number(found[3]), 0, 0, 0, 0) === null ? null : value.trim().slice(0, 10)
}

/** A moment as requests want it, `YYYY-MM-DDThh:mm:ssZ` without fractions (document, every datetime parameter). */
export function wireTime(utc: string): string {
  return new Date(utc).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
