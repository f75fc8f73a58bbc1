import type { SourceTime } from '../../../shared/model/common.ts'
import { numberOf, rawOf, textOf } from './fields.ts'
import { readTime } from './times.ts'

/** A moment as `readTime` reads it, and epoch seconds too, which some network elements give. */
export function readLiveTime(value: unknown): SourceTime | null {
  const text = rawOf(value)
  if (text === null || !/^\d{10}$/.test(text)) return readTime(value)
  const read = readTime(`${text}000`)
  return read === null ? null : { ...read, text }
}

const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 }
/** Speeds that Ethernet links have, Mbit/s. */
const ethernetMbps = [10, 100, 1000, 2500, 5000, 10_000, 25_000, 40_000, 100_000]
const isEthernet = (bps: number): boolean => ethernetMbps.includes(bps / 1e6)

/**
 * A link speed in bit/s whatever its unit (ON-API 2.6 gives `speed` as text and `linkSpeed` as number, both without unit).
 * Of a bare number the first unit that makes it an Ethernet speed counts: Mbit/s up to 10000, kbit/s, bit/s, Gbit/s.
 * Null where none does, and for no link (`0`, `auto`).
 */
export function speedOf(value: unknown): { readonly bps: number | null; readonly text: string | null } {
  const raw = rawOf(value)
  const text = textOf(value)
  if (text === null || typeof value === 'boolean') return { bps: null, text: null }
  const [, digits = '', prefix = '', rest = ''] = /^(\d+(?:[.,]\d+)?)\s*([kmg]?)(.*)$/i.exec(text) ?? []
  const number = Number(digits.replace(',', '.'))
  if (digits === '' || number === 0 || !Number.isFinite(number)) return { bps: null, text: raw }
  const factor = factors[prefix.toLowerCase()] ?? 1
  const hasUnit = prefix !== '' || /^\s*b/i.test(rest)
  // `1000BASE-T` and `10GBASE-LR`: the number of an interface type is Mbit/s where no G stands behind it.
  if (/^\s*-?base/i.test(rest)) return { bps: ethernet(number * (prefix === '' ? 1e6 : factor)), text: raw }
  if (hasUnit) return { bps: plausibleRate(number * factor), text: raw }
  const units = [...(number <= 10_000 ? [1e6] : []), 1e3, 1, 1e9]
  return { bps: units.map(unit => number * unit).find(isEthernet) ?? null, text: raw }
}

const ethernet = (bps: number): number | null => isEthernet(bps) ? bps : null
/** With its unit a speed may be that of a contract, or of an aggregate. */
const plausibleRate = (bps: number): number | null => bps >= 1e5 && bps <= 1e12 ? bps : null

/** A counter: a whole number, never negative. */
export function counterOf(value: unknown): number | null {
  const number = typeof value === 'boolean' ? null : numberOf(value)
  return number === null || number < 0 || number > Number.MAX_VALUE ? null : Math.floor(number)
}

/** What a module says where there is no light (domain.md 2.2): the lowest its meter knows, or a word for it. */
export function isNoLight(value: unknown): boolean {
  const raw = rawOf(value)
  if (raw === null) return false
  if (/^(?:no[\s_-]?(?:power|light|signal|rx)|-\s?inf(?:inity)?|los\b|loss|[+-]?0+(?:\.0+)?\s*[um\u00b5\u03bc]?w\b)/i.test(raw)) return true
  const dbm = numberOf(value)
  // -40 dBm is 0.1 microwatt, the lowest step of SFF-8472; -99.99 and -327.68 are how some write it.
  return dbm !== null && dbm <= -39.9 && dbm >= -330 && !/w\b/i.test(raw)
}

/** How a loop is told is not documented (domain.md section 4): by the words for it, else null. */
export function loopIn(text: string): 'loop' | 'none' | null {
  const words = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replaceAll(/[^a-z]+/g, ' ').trim().split(' ')
  if (words.some(word => noLoop.has(word))) return 'none'
  return words.some(word => loop.has(word)) ? 'loop' : null
}
const noLoop = new Set([
  'no', 'not', 'none', 'normal', 'ok', 'off', 'false', 'disabled', 'disable', 'enabled', 'enable', 'on', 'inactive', 'forwarding', 'idle', 'clear', 'clean',
  'unknown', 'unlocked', 'undetected', 'noloop', 'free', 'unsupported',
])
const loop = new Set(['loop', 'looped', 'looping', 'loopback', 'detected', 'loopdetected', 'locked', 'blocked', 'blocking', 'errdisabled', 'shutdown', 'true'])
