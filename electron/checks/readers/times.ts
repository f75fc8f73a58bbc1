import type { SourceTime } from '../../../shared/model/common.ts'
import { rawOf } from './fields.ts'

const zoneless = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/
const zoned = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:[Zz]|[+-]\d{2}:?\d{2})$/
/** 2001 to 2100 in milliseconds: below it a number is no epoch time. */
const earliestMs = 978_307_200_000
const latestMs = 4_102_444_800_000

/**
 * A moment of any kind in domain.md section 4: ISO with zone, epoch milliseconds, or without zone (read as UTC and marked).
 * Null for anything else.
 */
export function readTime(value: unknown): SourceTime | null {
  const text = rawOf(value)
  if (text === null) return null
  if (/^\d{12,13}$/.test(text)) return at(Number(text), 'given', text)
  if (zoned.test(text)) return at(Date.parse(text.toUpperCase().replace(' ', 'T').replace(' ', '')), 'given', text)
  const parts = zoneless.exec(text)
  return parts === null ? null : at(Date.parse(`${parts[1]}T${parts[2]}Z`), 'assumed', text)
}

function at(ms: number, zone: SourceTime['zone'], text: string): SourceTime | null {
  return Number.isFinite(ms) && ms >= earliestMs && ms <= latestMs ? { utc: new Date(ms).toISOString(), zone, text } : null
}
