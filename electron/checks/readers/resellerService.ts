import type { Report, ServiceKind, StateReading } from '../../../shared/model/report.ts'
import { booleanOf, fieldsOf, firstObject, numberOf, rawOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { readTime } from './times.ts'
import type { Measurement } from '../../../shared/model/report.ts'

/** The part of a service query's report that comes from its body. */
export type ServiceContent = Pick<Report, 'kind' | 'lastStatusChange' | 'measurements' | 'states' | 'remarks'>

const registeredWords: StateWords = { true: ['registered', 'ok'], false: ['notRegistered', 'fault'] }
/** Numbers of one mobile service. */
const numbersMost = 10
const megabytes: Readonly<Record<string, number>> = { b: 1 / 1_048_576, kb: 1 / 1024, mb: 1, gb: 1024, tb: 1_048_576 }

/**
 * Reads what the reseller platform answers of a service (document, Order Details: X2VoIP and X2Mobile; neither answer has an example):
 * registration as a flag or a word, data as numbers with or without their unit. Never throws; what is not given is not made up.
 */
export function readServiceBody(kind: ServiceKind, body: unknown): ServiceContent {
  return kind === 'sipRegistration' ? readRegistration(body) : readUsage(body)
}

/** `Registered`, `REGISTERED`, `OK (…)`, `true`; "unregistered" and "not registered" are the opposite. */
function registeredOf(fields: Fields): boolean | null {
  const flag = booleanOf(fields.any('registered', 'isRegistered', 'online'))
  if (flag !== null) return flag
  const word = rawOf(fields.any('status', 'state', 'registrationStatus', 'registration', 'registered'))?.toLowerCase() ?? ''
  if (/\b(?:un|not?[\s_-]?)\s*regist|unreg|offline|expired|unknown|failed/.test(word)) return false
  return /regist|online|reachable|^ok\b/.test(word) ? true : null
}

function readRegistration(body: unknown): ServiceContent {
  const outer = firstObject(body)
  const answer = outer?.any('sipRegistration')
  const list = Array.isArray(answer) ? answer.flatMap(each => fieldsOf(each) ?? [])
    : [fieldsOf(answer) ?? outer].flatMap(each => each ?? [])
  const plain = typeof answer === 'boolean' || typeof answer === 'string' ? fieldsOf({ registered: answer, status: answer })
    : null
  const accounts = plain === null ? list : [plain]
  const changes = accounts.flatMap(each => readTime(each.any('lastRegistration', 'registeredAt', 'lastRegister', 'updated'))
    ?? [])
  return {
    kind: 'sipRegistration', lastStatusChange: changes[0] ?? null, measurements: [], remarks: [],
    states: accounts.flatMap((account, at): StateReading[] => {
      const instance = accounts.length === 1 ? '' : account.text('username', 'sipUsername', 'account') ?? String(at + 1)
      const found = given([
        state('sipRegistered', 'system', registeredOf(account), registeredWords),
        state('sipUserAgent', 'system', account.any('userAgent', 'agent', 'device')),
        state('sipContact', 'system', account.any('ip', 'ipAddress', 'contact', 'address')),
      ])
      return found.map(each => ({ ...each, instance }))
    }),
  }
}

/** Megabytes of a value: a number with its unit, or one in the unit named beside it. Null where neither says. */
function megabytesOf(value: unknown, unit: string | null): number | null {
  const raw = rawOf(value)
  const number = numberOf(value)
  if (raw === null || number === null || number < 0) return null
  const own = /([kmgt]?)i?b(?:ytes?)?\s*$/i.exec(raw)?.[0]?.toLowerCase().replace(/i?b(?:ytes?)?\s*$/, 'b')
  const factor = megabytes[own ?? unit?.toLowerCase().replace(/i?b(?:ytes?)?$/, 'b') ?? '']
  return factor === undefined ? null : number * factor
}

const shown = (mb: number): string => (mb >= 1024 ? `${Math.round(mb / 102.4) / 10} GB` : `${Math.round(mb)} MB`)

function readUsage(body: unknown): ServiceContent {
  const outer = firstObject(body)
  const listed = outer?.any('mobileDataUsage')
  const entries = (Array.isArray(listed) ? listed : [listed ?? body]).slice(0, numbersMost).flatMap(each => fieldsOf(each) ?? [])
  const measurements: Measurement[] = []
  const states: StateReading[] = []
  for (const entry of entries) {
    const usage = fieldsOf(entry.any('usage')) ?? entry
    const instance = entries.length === 1 ? '' : entry.text('phoneNumber', 'msisdn') ?? ''
    const unit = usage.text('unit', 'dataUnit')
    const bytesIn = (name: string): string | null => (usage.has(`${name}Mb`) ? 'MB' : usage.has(`${name}Gb`) ? 'GB'
      : usage.has(`${name}Bytes`) ? 'b' : unit)
    const any = (name: string): unknown => usage.any(name, `${name}Mb`, `${name}Gb`, `${name}Bytes`)
    const usedMb = megabytesOf(any('dataUsage') ?? any('used') ?? any('usage'), bytesIn('dataUsage') ?? bytesIn('used'))
    const bundleMb = megabytesOf(any('bundle') ?? any('limit') ?? any('dataBundle'), bytesIn('bundle') ?? bytesIn('limit'))
    states.push(...given([
      state('mobileDataUsed', 'system', usedMb === null ? usage.any('dataUsage', 'used', 'usage') : shown(usedMb)),
      state('mobileDataBundle', 'system', bundleMb === null ? usage.any('bundle', 'limit', 'dataBundle') : shown(bundleMb)),
    ]).map(each => ({ ...each, instance })))
    if (usedMb !== null && bundleMb !== null && bundleMb > 0) {
      measurements.push(measure(Math.round(usedMb / bundleMb * 1000) / 10, {
        key: 'mobileDataUsedPercent', place: 'system', direction: 'none', unit: '%', plausible: [0, 100_000], instance,
      }))
    }
  }
  const at = entries.flatMap(entry => readTime((fieldsOf(entry.any('usage')) ?? entry).any('lastUpdate', 'updatedAt', 'date'))
    ?? [])[0] ?? null
  return { kind: 'mobileDataUsage', lastStatusChange: at, measurements, states, remarks: [] }
}
